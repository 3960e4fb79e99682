"""The holes of a field: each is made once for an item and asked at every request for its piece of safe HTML."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.html import escape, format_html

from form_builder.fields import FieldType
from form_builder.pages.segments import FileRow, Hole, State
from form_builder.spec import Choice, ItemSpec


def prefix(state: State) -> str:
    """The row's own prefix, `lines.0.`: numbers and keys only."""
    return escape(state.at)


def value(key: str) -> Hole:
    """The answer as it was typed."""

    def hole(state: State) -> str:
        raw = state.wire.get(key)
        return "" if raw is None or isinstance(raw, dict | list) else escape(str(raw))

    return hole


def shown(key: str, words: Callable[[Any], str]) -> Hole:
    """What `words` makes of the wire answer."""
    return lambda state: escape(words(state.wire.get(key)))


def listed(key: str, template: str, entries: Callable[[Any], list[dict[str, Any]]]) -> Hole:
    """`template` once for each entry that the wire answer yields. The template is ours; the facts are escaped."""

    def hole(state: State) -> str:
        name = state.at + key
        return "".join(format_html(template, name=name, **entry) for entry in entries(state.wire.get(key)))

    return hole


def flag(key: str, words: str, answers: tuple[Any, ...]) -> Hole:
    """`words` when the answer is one of `answers`, or a list that holds one."""

    def hole(state: State) -> str:
        raw = state.wire.get(key)
        given = raw if isinstance(raw, list) else (raw,)
        return words if any(_same(one, answer) for one in given for answer in answers) else ""

    return hole


def _same(one: Any, answer: Any) -> bool:
    return type(one) is type(answer) and one == answer


def when_in(group: str, key: str, words: str, otherwise: str = "") -> Hole:
    """`words` when the field's path is in that set of the page (`visible`, `required`, `read_only`)."""

    def hole(state: State) -> str:
        return words if state.at + key in getattr(state.page, group) else otherwise

    return hole


def wrong(key: str, words: str, softly: str = "") -> Hole:
    """`words` when the field has a problem to show; `softly` when it has only warnings."""

    def hole(state: State) -> str:
        if not state.page.problems or state.at + key not in state.page.problems:
            return ""
        return softly if state.at + key in state.page.warned else words

    return hole


def error(key: str, sign: str) -> Hole:
    """The end of the opening tag of the error's element, and the error."""

    def hole(state: State) -> str:
        found = state.page.problems.get(state.at + key) if state.page.problems else None
        if not found:
            return " hidden>"
        return f">{sign} " + "<br>".join(escape(message) for message in found)

    return hole


def plain(item: ItemSpec, kind: FieldType, choices: Mapping[str, Choice], language: str) -> Hole:
    """The value as people read it."""

    def hole(state: State) -> str:
        return escape(kind.plain(state.values.get(item.key), item, choices, language))

    return hole


def gone(key: str, option: str, until: date | None) -> Hole:
    """Hides an option that has ended, or that the other answers rule out, unless it is the answer."""

    def hole(state: State) -> str:
        ended = until is not None and state.page.today is not None and until < state.page.today
        offered = state.page.offered.get(state.at + key)
        out = ended or (offered is not None and option not in offered)
        return " hidden" if out and not _chosen(state.wire.get(key), option) else ""

    return hole


def _chosen(raw: Any, option: str) -> bool:
    return option in raw if isinstance(raw, list) else raw == option


def files(key: str, name: str, remove: str) -> Hole:
    """The list of files that the answer names; a ref without a file is left out."""

    def hole(state: State) -> str:
        refs = state.wire.get(key)
        known = [state.page.files[ref] for ref in refs if ref in state.page.files] if isinstance(refs, list) else []
        return "".join(file_row(file, f"{state.at}{name}", remove) for file in known)

    return hole


def file_row(file: FileRow, name: str, remove: str) -> str:
    """One file of a list, with the button that takes it out."""
    return format_html(
        '<li class="files__one"><input type="hidden" name="{0}" value="{1}"><a href="{2}">{3}</a> '
        '<span class="muted nowrap">{4}</span> <button class="button button--quiet button--small" '
        'name="_drop:{0}" value="{1}" data-drop aria-label="{5} {3}">{5}</button></li>',
        name,
        file.ref,
        file.url,
        file.name,
        size_words(file.size),
        remove,
    )


def size_words(size: int) -> str:
    """A file's size as people read it."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"
