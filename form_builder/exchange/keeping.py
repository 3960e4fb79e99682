"""What an export keeps beside a row, so that coming back changes nothing: the thing as authored, and a mark of the row."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from form_builder.exchange.columns import OURS, read_heading
from form_builder.exchange.workbook import Row

Cells = Mapping[str, str]
_LONGEST = 32_000
"""A cell holds no more; a longer thing goes on in the next column."""


def keep(cells: Cells, thing: Mapping[str, Any]) -> dict[str, str]:
    """The cells with one more, which holds the thing and the mark of the others."""
    kept = json.dumps({"as": _mark(cells), "is": thing}, ensure_ascii=False, separators=(",", ":"))
    parts = [kept[at : at + _LONGEST] for at in range(0, len(kept), _LONGEST)]
    return {**cells, **{OURS if index == 0 else f"{OURS}_{index + 1}": part for index, part in enumerate(parts)}}


def kept_of(rows: Iterable[Row]) -> tuple[dict[int, Mapping[str, Any]], set[int]]:
    """What was kept of each row by its number, and the rows that nobody has changed since."""
    things: dict[int, Mapping[str, Any]] = {}
    same: set[int] = set()
    for row in rows:
        ours = {head: text for head, text in row.cells.items() if read_heading(head).name == OURS}
        found = _read("".join(ours[head] for head in sorted(ours, key=len)))
        if found is None:
            continue
        things[row.number] = found["is"]
        if found.get("as") == _mark({head: text for head, text in row.cells.items() if head not in ours}):
            same.add(row.number)
    return things, same


def _read(text: str) -> Mapping[str, Any] | None:
    try:
        found = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("is"), dict) else None


def _mark(cells: Cells) -> str:
    said = sorted((head, " ".join(text.split())) for head, text in cells.items() if text.strip())
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]
