"""The administration's forms: they check what was typed; the services decide what may be done."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from engine.language.text import active
from engine.people.models import LANGUAGE_CHOICES, Role, Unit, User
from engine.people.wording import PERMISSIONS

plain_word = RegexValidator(r"^[A-Za-z0-9@.+_-]+$", _("Use letters, figures and . _ - only."))


class DayInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "w-medium"})


class DayField(forms.DateField):
    widget = DayInput


class NamedChoice(forms.ModelChoiceField):  # pyright: ignore[reportMissingTypeArgument]  only the stub is generic
    """A choice of things with a name in two languages; units are indented by their depth."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"empty_label": _("Choose one"), **more})

    def label_from_instance(self, obj: Any) -> str:
        language = active(get_language())
        if isinstance(obj, Role):
            return obj.named(language)
        if isinstance(obj, Unit):
            return f"{'  ' * (obj.path.count('/') - 2)}{obj.name(language)} ({obj.code})"
        return f"{obj.name(language)} ({obj.username})"


def unit_choice(units: QuerySet[Unit], label: Any, **more: Any) -> NamedChoice:
    return NamedChoice(units.order_by("path"), label=label, **more)


def person_choice(people: QuerySet[User], label: Any, **more: Any) -> NamedChoice:
    return NamedChoice(people.filter(is_active=True).order_by("name_en"), label=label, **more)


class Names(forms.Form):
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=120, required=False)


class InviteForm(Names):
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=_("The invitation is sent here."))
    username = forms.CharField(label=_("Sign-in name"), max_length=80, validators=[plain_word])
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES)
    starts = DayField(label=_("First day"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = unit_choice(units, pgettext_lazy("of a role", "Where"))
        self.fields["role"] = NamedChoice(Role.objects.all(), label=_("Role"))
        self.order_fields(["name_en", "name_zh", "email", "username", "language", "unit", "role", "starts"])


class RoleGiven(forms.Form):
    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Last day"), required=False, help_text=_("Leave empty: until further notice."))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = unit_choice(
            units, pgettext_lazy("of a role", "Where"), help_text=_("The role covers this unit and all beneath it.")
        )
        self.fields["role"] = NamedChoice(Role.objects.all(), label=_("Role"))
        self.order_fields(["role", "unit", "starts", "ends"])


class RoleEnded(forms.Form):
    ends = DayField(label=_("Last day"), help_text=_("Yesterday ends the role at once."))
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class PersonForm(Names):
    email = forms.EmailField(label=_("E-mail"), required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["home_unit"] = unit_choice(units, _("Belongs to"))


class ManagerForm(forms.Form):
    starts = DayField(label=_("First day"))

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["manager"] = person_choice(people, _("Line manager"), required=False, empty_label=_("Nobody"))
        self.order_fields(["manager", "starts"])


class StandInForm(forms.Form):
    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Last day"))

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("Choose nobody when you only say that these are days away. Work is then given to others.")
        self.fields["deputy"] = person_choice(people, _("Who stands in"), required=False, help_text=hint)
        self.order_fields(["deputy", "starts", "ends"])


class HandOverForm(forms.Form):
    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = person_choice(people, _("Hand over to"))


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class ConfirmForm(forms.Form):
    """Nothing to fill in: being sent is the answer."""

    sure = forms.BooleanField(widget=forms.HiddenInput, initial=True)


class UnitForm(Names):
    kind = forms.ChoiceField(label=_("Kind"), choices=[])
    code = forms.CharField(
        label=_("Unit code"),
        max_length=20,
        validators=[plain_word],
        help_text=_("Short and lasting: it becomes part of order numbers, and never changes."),
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=kinds)
        self.order_fields(["kind", "code", "name_en", "name_zh"])


class UnitMoved(forms.Form):
    parent = NamedChoice(label=_("Beneath which unit"), queryset=Unit.objects.none())

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = units  # type: ignore[attr-defined]


class RoleForm(Names):
    grants = forms.MultipleChoiceField(
        label=_("What this role may do"),
        choices=list(PERMISSIONS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES)


class PasswordChosen(forms.Form):
    """A first password, typed twice."""

    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text=_("At least ten characters, not a common word."),
    )
    again = forms.CharField(
        label=_("Password again"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("The two passwords differ."))
        if data.get("password"):
            try:
                validate_password(data["password"], self.user or self.candidate())
            except ValidationError as weak:
                self.add_error("password", weak)
        return data

    def candidate(self) -> User | None:
        """The person as far as they are known, so that a password like their name is refused."""
        return None


class SetUpForm(PasswordChosen):
    """The first organisation and its administrator."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("ngo", _("NGO")), ("federation", _("Federation"))])
    organisation_en = forms.CharField(label=_("Organisation's name in English"), max_length=120)
    organisation_zh = forms.CharField(label=_("Organisation's name in Chinese"), max_length=120, required=False)
    code = forms.CharField(label=_("Short code"), max_length=20, validators=[plain_word])
    name_en = forms.CharField(label=_("Your name in English"), max_length=120)
    name_zh = forms.CharField(label=_("Your name in Chinese"), max_length=120, required=False)
    email = forms.EmailField(label=_("Your e-mail"), required=False)
    username = forms.CharField(label=_("Your sign-in name"), max_length=80, validators=[plain_word])
    field_order = (
        *("organisation_en", "organisation_zh", "kind", "code"),
        *("name_en", "name_zh", "email", "username", "password", "again"),
    )

    def candidate(self) -> User:
        typed = self.cleaned_data
        names = {name: typed.get(name, "") for name in ("username", "name_en", "email")}
        return User(**names)
