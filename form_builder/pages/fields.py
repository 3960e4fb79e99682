"""What a field's template may print: authored words, and marks where holes will be."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from engine.language.text import Text, say
from form_builder.fields import FieldType, field_types
from form_builder.pages import holes
from form_builder.pages.beside import word_beside
from form_builder.pages.earlier import last_time
from form_builder.pages.segments import Hole, Mold, unmarked
from form_builder.spec import Choice, ItemSpec

WORDS = 60
ID = "f-"


@dataclass(frozen=True)
class OptionView:
    """One option: its words, and marks that say whether it is chosen or gone."""

    key: str
    label: str
    extra: str
    checked: SafeString
    selected: SafeString
    gone: SafeString | str


class FieldView:
    """One item as its template sees it; `f` in the templates. `depth` counts the repeats around it."""

    def __init__(self, item: ItemSpec, page: "PageContext", depth: int = 0) -> None:
        self.item, self.page, self.depth = item, page, depth
        self.kind: FieldType = field_types.get(item.type)
        self.key = item.key

    # -- words --

    @cached_property
    def label(self) -> str:
        return self.page.say(self.item.label)

    @cached_property
    def hint(self) -> str:
        return self.page.say(self.item.hint)

    @property
    def language(self) -> str:
        return self.page.language

    @property
    def template(self) -> str:
        """What prints it: a computed value and a reason look alike in every type."""
        own = "_reason" if self.item.asked_by else "_computed" if self.item.calculated else ""
        return f"form_builder/fields/{own}.html" if own else self.kind.widget

    @property
    def reads_as(self) -> str:
        """How the browser reads the answer from the controls."""
        return self.kind.reads

    @cached_property
    def own(self) -> Mapping[str, Any]:
        """What the type adds for its own template."""
        return self.kind.marks(self)

    def say(self, text: Text | None) -> str:
        return self.page.say(text)

    @property
    def unit(self) -> str:
        return self.page.say(self.item.options.get("unit"))

    @property
    def option(self) -> Mapping[str, Any]:
        return self.item.options

    @property
    def row_label(self) -> str:
        return self.page.say(self.item.options.get("row_label")) or self.label

    @property
    def echoes_page(self) -> bool:
        """Whether the page's own title says the same."""
        return self.label == self.page.title

    @property
    def wide(self) -> str:
        """In a row, words take the whole width and figures share a line."""
        short = self.item.options.get("max_length", WORDS) < WORDS or "pattern" in self.item.options
        return "" if short or not self.depth else " field--full"

    @property
    def optional(self) -> SafeString | str:
        """The word beside the label of what may be left empty."""
        return word_beside(self.item, self.mark)

    @property
    def earlier(self) -> SafeString | str:
        """What was answered the last time, for a field that begins with it."""
        if not self.item.prefill:
            return ""
        return self.mark(last_time(self.item, self.kind, self.choices, self.page.language))

    # -- names --

    @cached_property
    def at(self) -> SafeString | str:
        return self.mark(holes.prefix) if self.depth else ""

    @cached_property
    def name(self) -> SafeString:
        return format_html("{}{}", self.at, self.key)

    @cached_property
    def id(self) -> SafeString:
        return format_html("{}{}", ID, self.name)

    @property
    def described(self) -> SafeString:
        """The attribute that ties hint and error to the control."""
        hint = format_html("{}-hint ", self.id) if self.hint else ""
        return format_html(' aria-describedby="{}{}-error"', hint, self.id)

    # -- holes --

    def mark(self, hole: Hole) -> SafeString:
        return self.page.mold.mark(hole)

    @property
    def value(self) -> SafeString:
        return self.mark(holes.value(self.key))

    @property
    def plain(self) -> SafeString:
        return self.mark(holes.plain(self.item, self.kind, self.choices, self.page.language))

    @property
    def wrong(self) -> SafeString:
        return self.mark(holes.wrong(self.key, " is-wrong", " is-warned"))

    @property
    def invalid(self) -> SafeString:
        return self.mark(holes.wrong(self.key, ' aria-invalid="true"'))

    @property
    def error(self) -> SafeString:
        sign = self.page.warning_icon
        hole = self.mark(holes.error(self.key, sign))
        return format_html('<p class="field__error" id="{}-error" data-error{}</p>', self.id, hole)

    @property
    def hidden(self) -> SafeString | str:
        if self.item.visible_when is None and not self.item.asked_by:
            return ""
        return self.mark(holes.when_in("visible", self.key, "", " hidden"))

    @property
    def locked(self) -> SafeString | str:
        """For a control of text that a rule may lock."""
        return self._locked(" readonly")

    @property
    def disabled(self) -> SafeString | str:
        """For a control that has no read-only state."""
        return self._locked(" disabled")

    @property
    def lockable(self) -> SafeString | str:
        """Tells the browser that a rule may lock the field."""
        return mark_safe(" data-lockable") if self.item.read_only_when is not None else ""

    def _locked(self, words: str) -> SafeString | str:
        if self.item.read_only_when is None:
            return ""
        return self.mark(holes.when_in("read_only", self.key, words))

    # -- options --

    @property
    def choices(self) -> Mapping[str, Choice]:
        return self.page.choices(self.item) if self.kind.has_choices else {}

    @property
    def options(self) -> list[OptionView]:
        scored = self.key in self.page.scored and not self.depth
        return [self._option(choice, scored) for choice in self.choices.values()]

    def _option(self, choice: Choice, scored: bool) -> OptionView:
        leaves = choice.until is not None or self.item.choices_when is not None
        ended = self.mark(holes.gone(self.key, choice.key, choice.until)) if leaves else ""
        return OptionView(
            key=unmarked(choice.key),
            label=self.page.say(choice.label) or choice.key,
            extra=str(choice.score) if scored and choice.score is not None else "",
            checked=self.mark(holes.flag(self.key, " checked", (choice.key,))),
            selected=self.mark(holes.flag(self.key, " selected", (choice.key,))),
            gone=ended,
        )

    def offered(self, key: str, label: Text, *answers: Any) -> OptionView:
        given = (key, *answers)
        checked, selected = (self.mark(holes.flag(self.key, word, given)) for word in (" checked", " selected"))
        return OptionView(unmarked(key), self.page.say(label) or key, "", checked, selected, "")

    def shown(self, words: Callable[[Any], str]) -> SafeString:
        return self.mark(holes.shown(self.key, words))

    def flag(self, words: str, holds: Callable[[Any], bool]) -> SafeString:
        return self.mark(holes.shown(self.key, lambda raw: words if holds(raw) else ""))

    def listed(self, template: str, entries: Callable[[Any], list[dict[str, Any]]]) -> SafeString:
        return self.mark(holes.listed(self.key, template, entries))

    # -- files, rows --

    @property
    def files(self) -> SafeString:
        return self.mark(holes.files(self.key, self.key, _("Remove")))

    @property
    def children(self) -> SafeString:
        """The items inside a group."""
        return self.page.render_all(self.item.items, self.depth)

    @cached_property
    def views(self) -> list["FieldView"]:
        """The items inside, for a template that prints them itself."""
        return [FieldView(item, self.page, self.depth) for item in self.item.items]

    @property
    def after(self) -> SafeString | str:
        """What stands after the item: a score that it completes."""
        return "" if self.depth else self.page.after.get(self.key, "")

    @cached_property
    def rows(self) -> "RowsView":
        return self.page.rows(self)

    @property
    def alerts(self) -> SafeString | str:
        return "" if self.depth else self.page.alerts(self.key)


@dataclass(frozen=True)
class RowsView:
    """The rows of a repeat: the mark of those there are, and a blank one for the browser."""

    filled: SafeString
    blank: SafeString
    full: SafeString | str


class PageContext:
    """What the fields of one page share while they are compiled."""

    def __init__(
        self, mold: Mold, language: str, choices: Mapping[str, Mapping[str, Choice]], scored: frozenset[str], icon: str
    ) -> None:
        self.mold, self.language, self.scored, self.warning_icon = mold, language, scored, icon
        self._choices = choices
        self.title = ""
        self.alert_html: dict[str, SafeString] = {}
        self.after: dict[str, SafeString] = {}
        self.scripts: set[str] = set()

    def say(self, text: Text | None) -> str:
        return unmarked(say(text, self.language))

    def choices(self, item: ItemSpec) -> Mapping[str, Choice]:
        return self._choices[item.path]

    def alerts(self, key: str) -> SafeString | str:
        return self.alert_html.get(key, "")

    def render(self, item: ItemSpec, depth: int) -> SafeString:
        """One item, by the template of its type."""
        view = FieldView(item, self, depth)
        html = render_to_string(view.template, {"f": view})
        self.scripts.update(() if item.asked_by else view.kind.scripts(item))
        return mark_safe(html + view.after)  # noqa: S308 - rendered templates

    def render_all(self, items: Iterable[ItemSpec], depth: int) -> SafeString:
        return mark_safe("".join(self.render(item, depth) for item in items))  # noqa: S308 - rendered templates

    def rows(self, view: FieldView) -> RowsView:
        from form_builder.pages.rows import rows_of

        return rows_of(view, self)
