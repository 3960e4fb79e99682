"""What the verbs of a process ask for."""

from collections.abc import Sequence
from typing import Any

from django.forms import CharField, CheckboxSelectMultiple, Form, MultipleChoiceField, Textarea
from django.utils.translation import gettext_lazy

from engine.people.models import User
from workflows.verbs import commenting


class CommentForm(Form):
    """What is said, and to whose attention."""

    words = CharField(
        label=gettext_lazy("Your comment"),
        help_text=gettext_lazy("Everybody who may see this request reads it. It stays with the request."),
        max_length=commenting.MOST_WORDS,
        widget=Textarea(attrs={"rows": 4}),
    )
    mention = MultipleChoiceField(
        label=gettext_lazy("Mention"),
        help_text=gettext_lazy("They are told that they are mentioned, not what is said."),
        required=False,
        widget=CheckboxSelectMultiple,
    )

    def __init__(self, data: Any, people: Sequence[User], language: str) -> None:
        super().__init__(data)
        choices = [(str(person.pk), person.name(language)) for person in people]
        self.fields["mention"].choices = choices  # type: ignore[attr-defined]
        if not people:
            del self.fields["mention"]
