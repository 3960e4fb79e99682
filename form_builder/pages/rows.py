"""The rows of a repeat: one set of segments, filled for each row, and once more as the blank that the browser copies."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from form_builder.beginning import new_row
from form_builder.fields.repeat import MOST_ROWS
from form_builder.pages.fields import FieldView, PageContext, RowsView
from form_builder.pages.segments import PageState, Segments, State, fill
from form_builder.spec import ItemSpec


def rows_of(view: FieldView, page: PageContext) -> RowsView:
    """The marks of a repeat's rows."""
    item, depth = view.item, view.depth + 1
    row = RowView(view, page, depth)
    segments = page.mold.cut(render_to_string("form_builder/fields/_row.html", {"f": view, "r": row}))
    return RowsView(
        filled=page.mold.mark(lambda state: _filled(segments, item, state)),
        blank=page.mold.mark(lambda state: _blank(segments, item, state, depth)),
        full=page.mold.mark(lambda state: " hidden" if len(_given(item, state)) >= (item.max or MOST_ROWS) else ""),
    )


class RowView:
    """What the template of a row prints beside its fields."""

    def __init__(self, view: FieldView, page: PageContext, depth: int) -> None:
        self._view, self._page, self._depth = view, page, depth

    @property
    def children(self) -> SafeString:
        return self._page.render_all(self._view.item.items, self._depth)

    @property
    def at(self) -> SafeString:
        """The row's path, `lines.0`."""
        return self._page.mold.mark(lambda state: state.at[:-1])

    @property
    def token(self) -> SafeString:
        """What the row is called among its fellows: its number, or a token that the browser made."""
        return self._page.mold.mark(lambda state: state.at[:-1].rpartition(".")[2])

    @property
    def name(self) -> SafeString:
        """The repeat's own name, seen from the row."""
        return self._page.mold.mark(lambda state: state.at[:-1].rpartition(".")[0])

    @property
    def disabled(self) -> SafeString | str:
        """Locks the row's buttons with the repeat."""
        if self._view.item.read_only_when is None:
            return ""
        return self._page.mold.mark(_locked)

    @property
    def number(self) -> SafeString:
        return self._page.mold.mark(_number)


def _locked(state: State) -> str:
    return " disabled" if state.at[:-1].rpartition(".")[0] in state.page.read_only else ""


def _number(state: State) -> str:
    token = state.at[:-1].rpartition(".")[2]
    return str(int(token) + 1) if token.isdigit() else ""


def _given(item: ItemSpec, state: State) -> list[Any]:
    """The rows as entered; as many empty ones as there must be at least."""
    raw = state.wire.get(item.key)
    rows = [row if isinstance(row, dict) else {} for row in raw] if isinstance(raw, list) else []
    return rows + [new_row(item) for _ in range((item.min or 0) - len(rows))]


def _filled(segments: Segments, item: ItemSpec, state: State) -> str:
    typed = state.values.get(item.key) or ()
    parts: list[str] = []
    for index, row in enumerate(_given(item, state)[:MOST_ROWS]):
        values = typed[index] if index < len(typed) else {}
        parts.append(fill(segments, State(row, values, state.page, f"{state.at}{item.key}.{index}.")))
    return mark_safe("".join(parts))  # noqa: S308 - segments are safe


def _blank(segments: Segments, item: ItemSpec, state: State, depth: int) -> str:
    at = f"{state.at}{item.key}.__row{depth}__."
    return fill(segments, State(new_row(item), {}, PageState(today=state.page.today), at))
