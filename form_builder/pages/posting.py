"""From a posted page to changes of a draft: fields by name, rows in the order in which they came."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import QueryDict

from engine.language.problems import Problem
from engine.language.references import Library
from form_builder.beginning import new_row
from form_builder.fields import ABSENT, field_types, is_empty
from form_builder.fields.repeat import MOST_ROWS
from form_builder.option_lists import choices_of
from form_builder.spec import FormSpec, ItemSpec, PageSpec


def changes_posted(page: PageSpec, post: QueryDict, stored: Mapping[str, Any], library: Library) -> dict[str, Any]:
    """The wire answers that the posted page gives, by top-level key. What the page did not send stays untouched."""
    return dict(_Reader(post, library).level(page.items, "", stored))


def canonical(fields: Mapping[str, ItemSpec], changes: Mapping[str, Any], library: Library) -> dict[str, Any]:
    """The same answers in one spelling (`18,600` is `18600.00`); what does not read stays as it was typed."""
    return {key: _canonical(fields[key], value, library) if key in fields else value for key, value in changes.items()}


def item_at(spec: FormSpec, name: str) -> ItemSpec | None:
    """The item that a control's name (`lines.0.file`) belongs to."""
    path = ".".join(part for index, part in enumerate(name.split(".")) if index % 2 == 0)
    return spec.items.get(path)


def _canonical(item: ItemSpec, raw: Any, library: Library) -> Any:
    kind = field_types.get(item.type)
    if is_empty(raw):
        return None
    if item.fields:
        rows = raw if isinstance(raw, list) else []
        return [canonical(item.fields, row, library) if isinstance(row, Mapping) else row for row in rows] or None
    choices = {choice.key: choice for choice in choices_of(item, library)} if kind.has_choices else {}
    value = kind.clean(raw, item, choices)
    return raw if isinstance(value, Problem) else None if value is None else kind.to_wire(value)


class _Reader:
    """Reads one posted page."""

    def __init__(self, post: QueryDict, library: Library) -> None:
        self.post, self.library = post, library

    def level(self, items: tuple[ItemSpec, ...], at: str, stored: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for item in items:
            kind = field_types.get(item.type)
            if kind.flattens:
                yield from self.level(item.items, at, stored)
            elif kind.holds_value and not item.calculated:
                value = self._value(item, f"{at}{item.key}", stored.get(item.key))
                if value is not ABSENT:
                    yield item.key, value

    def _value(self, item: ItemSpec, name: str, stored: Any) -> Any:
        if item.fields:
            return self._rows(item, name, stored) if f"{name}._rows" in self.post else ABSENT
        raw = field_types.get(item.type).posted(name, self._given)
        return ABSENT if raw is ABSENT else _canonical(item, raw, self.library)

    def _given(self, name: str) -> list[str] | None:
        return self.post.getlist(name) if name in self.post else None

    def _rows(self, item: ItemSpec, name: str, stored: Any) -> list[dict[str, Any]] | None:
        before = stored if isinstance(stored, list) else []
        tokens = self._moved(name, self.post.getlist(f"{name}._row"))
        rows = [self._row(item, name, token, before) for token in tokens[: MOST_ROWS + 1]]
        if f"_add:{name}" in self.post:
            rows.append(new_row(item))
        return rows or None

    def _row(self, item: ItemSpec, name: str, token: str, before: list[Any]) -> dict[str, Any]:
        known = before[int(token)] if token.isdecimal() and len(token) < 6 and int(token) < len(before) else {}
        base = dict(known) if isinstance(known, Mapping) else {}
        read = dict(self.level(item.items, f"{name}.{token}.", base))
        return {key: value for key, value in {**base, **read}.items() if value is not None}

    def _moved(self, name: str, tokens: list[str]) -> list[str]:
        """The rows in the order that a pressed button asks for."""
        kept = [token for token in tokens if f"_remove:{name}.{token}" not in self.post]
        for index, token in enumerate(kept):
            if f"_up:{name}.{token}" in self.post and index > 0:
                return [*kept[: index - 1], token, kept[index - 1], *kept[index + 1 :]]
            if f"_down:{name}.{token}" in self.post and index + 1 < len(kept):
                return [*kept[:index], kept[index + 1], token, *kept[index + 2 :]]
        return kept


def anchor_after(verb: str, post: QueryDict, answers: Mapping[str, Any]) -> str:
    """The place on the page to return to after a row was added, moved or removed, or a file taken out."""
    action, _, name = verb.partition(":")
    if action == "_add":
        return f"#f-{name}.{len(_rows_at(answers, name)) - 1}"
    where, _, token = name.rpartition(".")
    if action in {"_up", "_down"}:
        order = post.getlist(f"{where}._row")
        index = order.index(token) + (1 if action == "_down" else -1) if token in order else 0
        return f"#f-{where}.{min(max(index, 0), len(order) - 1)}"
    return f"#f-{where if action == '_remove' else name}"


def _rows_at(answers: Mapping[str, Any], name: str) -> list[Any]:
    found: Any = answers
    for part in name.split("."):
        if isinstance(found, list):
            found = found[int(part)] if part.isdecimal() and int(part) < len(found) else None
        else:
            found = found.get(part) if isinstance(found, Mapping) else None
    return found if isinstance(found, list) else []
