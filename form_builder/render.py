"""The read-only view of answers, for submissions, tasks, processes, records and paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from engine.language.text import say
from engine.people.actor import Actor
from form_builder.answering import Evaluated, wire
from form_builder.binding import library_for, spec_of
from form_builder.fields import field_types
from form_builder.findings import Answers, narratives_shown, scores_shown
from form_builder.models import Draft, Submission
from form_builder.option_lists import choices_of
from form_builder.pages.compiling import DJANGO_NAMES
from form_builder.pages.holes import size_words
from form_builder.revealing import PERMISSION
from form_builder.spec import Choice, ItemSpec


@dataclass(frozen=True)
class Shown:
    """One answer as a template prints it: words, or files, or a table of rows."""

    item: ItemSpec
    label: str
    words: str = ""
    files: tuple[Mapping[str, Any], ...] = ()
    columns: tuple["Shown", ...] = ()
    rows: tuple[tuple["Shown", ...], ...] = ()
    heading: bool = False
    number: bool = False
    path: str = ""
    reveal: str = ""

    @property
    def empty(self) -> bool:
        return not (self.words or self.files or self.rows or self.heading)


@dataclass(frozen=True)
class ShownPage:
    """A page of the form with its answers; facts come in runs, a table of rows stands between them."""

    key: str
    title: str
    blocks: tuple[tuple[str, Any], ...]
    url: str = ""


def filled(
    thing: Submission | Draft | tuple[Any, ...],
    actor: Actor | None,
    language: str,
    *,
    blanks: bool = False,
    edit: Any = None,
    judged: Evaluated | None = None,
) -> SafeString:
    """The answers as facts and tables, page by page, in `language` ("en" or "zh-Hant").

    `thing` is a submission, a draft, or (spec, answers[, library]). `blanks` shows what was left empty too; `edit` maps
    a page's key to the address where it is filled; `judged` shows a draft's calculated values and scores, and leaves
    out what is hidden. Whether `actor` may read it is the caller's question.
    """
    answers = replace(answers_of(thing), reveal=_reveal_url(thing, actor))
    visible = None
    if judged is not None:
        answers, visible = _as_judged(answers, judged), judged.visible
    with translation.override(DJANGO_NAMES[language]):
        pages = [_page(page, answers, language, blanks, edit, visible) for page in answers.spec.pages]
        shown: dict[str, Any] = {
            "pages": [page for page in pages if page.blocks],
            "scores": scores_shown(answers, language),
        }
        shown["narratives"] = narratives_shown(answers, language)
        html = render_to_string(
            "form_builder/filled.html", {**shown, "many": len(shown["pages"]) > 1, "blanks": blanks}
        )
    return mark_safe(html)  # noqa: S308 - a rendered template


def answers_of(thing: Submission | Draft | tuple[Any, ...]) -> Answers:
    """The parts of a submission, a draft or a tuple."""
    if isinstance(thing, tuple):
        return Answers(thing[0], thing[1], thing[2] if len(thing) > 2 else None)
    library = library_for(thing.version, thing.bindings)
    scores = thing.scores if isinstance(thing, Submission) else {}
    return Answers(spec_of(thing.version), thing.answers, library, files_of(thing), scores)


def _reveal_url(thing: Any, actor: Actor | None) -> str:
    """Where masked answers are read in full, for those who may."""
    if not isinstance(thing, Submission) or actor is None or not actor.may(PERMISSION, thing.unit):
        return ""
    return reverse("form:reveal", args=[thing.pk])


def _as_judged(answers: Answers, judged: Evaluated) -> Answers:
    scores = {
        key: {"value": one.value, "band": one.band, "alerts": one.alerts} for key, one in judged.scores.items()
    }  # fmt: skip
    wired = _merged(answers.wire, wire(answers.spec, judged.values))
    return replace(answers, wire=wired, scores=scores)


def _merged(raw: Any, computed: Any) -> Any:
    """Computed values over the words as typed: an answer that does not read is still shown."""
    if isinstance(raw, Mapping) and isinstance(computed, Mapping):
        return {key: _merged(raw.get(key), computed.get(key)) for key in {**raw, **computed}}
    if isinstance(raw, list) and isinstance(computed, list) and any(isinstance(row, Mapping) for row in raw):
        return [_merged(row, computed[i] if i < len(computed) else {}) for i, row in enumerate(raw)]
    return raw if computed is None else computed


def files_of(thing: Submission | Draft) -> dict[str, dict[str, Any]]:
    """The files of a submission or draft by ref: name, size, size in words, address."""
    rows = thing.attachments if isinstance(thing, Submission) else thing.files
    name = "form:file" if isinstance(thing, Submission) else "form:draft_file"
    return {
        str(row.ref): {
            "ref": str(row.ref),
            "name": row.name,
            "bytes": row.blob.size,
            "size": size_words(row.blob.size),
            "url": reverse(name, args=[thing.pk, row.ref]),
        }
        for row in rows.select_related("blob")
    }


def headline(submission: Submission, language: str) -> str:
    """What the form itself calls this submission, or the form's title."""
    answers = answers_of(submission)
    named = answers.spec.summary.get("title", ())
    keys = [named] if isinstance(named, str) else list(named)
    words = [_words(answers.spec.fields[key], answers.wire.get(key), answers, language) for key in keys]
    return " ".join(filter(None, words)) or say(answers.spec.title, language)


def _page(
    page: Any, answers: Answers, language: str, blanks: bool, edit: Any, visible: frozenset[str] | None
) -> ShownPage:
    shown = [one for one in _items(page.items, answers.wire, "", answers, language, visible) if blanks or not one.empty]
    blocks = tuple(_blocks(_without_lone_headings(shown)))
    url = edit(page.key) if edit else ""
    return ShownPage(page.key, say(page.title, language), blocks, url)


def _without_lone_headings(shown: list[Shown]) -> list[Shown]:
    following = [*shown[1:], None]
    return [
        one for one, after in zip(shown, following, strict=False) if not one.heading or (after and not after.heading)
    ]


def _blocks(shown: list[Shown]) -> Iterator[tuple[str, Any]]:
    """Runs of facts, single tables, and headings of groups."""
    run: list[Shown] = []
    for one in shown:
        kind = "heading" if one.heading else "table" if one.columns else ""
        if not kind:
            run.append(one)
            continue
        if run:
            yield "facts", tuple(run)
        run = []
        yield kind, one
    if run:
        yield "facts", tuple(run)


def _items(
    items: tuple[ItemSpec, ...], wire: Mapping[str, Any], at: str, answers: Answers, language: str,
    visible: frozenset[str] | None,
) -> Iterator[Shown]:  # fmt: skip
    for item in items:
        kind = field_types.get(item.type)
        if visible is not None and f"{at}{item.key}" not in visible:
            continue
        if kind.flattens:
            yield Shown(item, say(item.label, language), heading=True)
            yield from _items(item.items, wire, at, answers, language, visible)
        elif kind.holds_value:
            yield _shown(item, wire.get(item.key), f"{at}{item.key}", answers, language, visible)


def _shown(
    item: ItemSpec, raw: Any, path: str, answers: Answers, language: str, visible: frozenset[str] | None
) -> Shown:
    label = say(item.label, language)
    if item.fields:
        rows = [row for row in raw if isinstance(row, Mapping)] if isinstance(raw, list) else []
        shown = _columns(item, rows)
        columns = tuple(Shown(c, say(c.label, language), number=_is_number(c), path=c.path) for c in shown)
        cells = tuple(
            tuple(_shown(c, row.get(c.key), f"{path}.{i}.{c.key}", answers, language, visible) for c in shown)
            for i, row in enumerate(rows)
        )
        return Shown(item, label, columns=columns, rows=cells, path=path)
    kind = field_types.get(item.type)
    typed = kind.typed(raw) if kind.holds_files else None
    given: list[Any] = [] if typed is None else [*kind.refs(typed)]
    refs = [ref for ref in given if isinstance(ref, str)]
    held = tuple(answers.files.get(ref, {"name": "?"}) for ref in refs)
    words = "" if kind.rule_type == "files" else _words(item, raw, answers, language)
    reveal = f"{answers.reveal}?at={path}" if answers.reveal and kind.masked and words else ""
    return Shown(item, label, words, held, number=_is_number(item), path=path, reveal=reveal)


def _columns(item: ItemSpec, rows: list[Mapping[str, Any]]) -> list[ItemSpec]:
    """What the rows hold; the reason of a warning where some row gave one."""
    held = [field for field in _leaf_order(item.items) if field.key in item.fields]
    return [field for field in held if not field.asked_by or any(row.get(field.key) for row in rows)]


def _leaf_order(items: tuple[ItemSpec, ...]) -> Iterator[ItemSpec]:
    for item in items:
        if field_types.get(item.type).flattens:
            yield from _leaf_order(item.items)
        else:
            yield item


def _is_number(item: ItemSpec) -> bool:
    return field_types.get(item.type).figures


def _words(item: ItemSpec, raw: Any, answers: Answers, language: str) -> str:
    kind = field_types.get(item.type)
    value = kind.typed(raw)
    if value is None:
        return raw if isinstance(raw, str) else _typed_parts(raw)
    return kind.plain(value, item, _options(item, answers), language)


def _typed_parts(raw: Any) -> str:
    """The parts of a composite answer that does not read, as they were typed."""
    parts = raw.values() if isinstance(raw, Mapping) else ()
    return " ".join(part for part in parts if isinstance(part, str) and part)


def _options(item: ItemSpec, answers: Answers) -> Mapping[str, Choice]:
    if not field_types.get(item.type).has_choices:
        return {}
    choices = choices_of(item, answers.library) if answers.library is not None else item.inline
    return {choice.key: choice for choice in choices}


def shown_words(item: ItemSpec, answers: Answers, language: str, *values: Any) -> tuple[str, ...]:
    """The item's label, then each wire value in words: rows as lines, files by name."""
    return (say(item.label, language), *(_in_words(item, value, answers, language) for value in values))


def _in_words(item: ItemSpec, raw: Any, answers: Answers, language: str) -> str:
    shown = _shown(item, raw, item.path, answers, language, None)
    if shown.columns:
        return "\n".join(" · ".join(filter(None, (_flat(cell) for cell in row))) for row in shown.rows)
    return _flat(shown)


def _flat(shown: Shown) -> str:
    return (
        shown.words
        or ", ".join(str(file["name"]) for file in shown.files)
        or (str(len(shown.rows)) if shown.rows else "")
    )
