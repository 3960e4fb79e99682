"""A result as CSV that Excel opens in the right letters and runs nothing of."""

import csv
import io

from engine.language.text import say
from reporting.guard import shielded
from reporting.result import Figure, Result
from reporting.sentences import HIDDEN
from reporting.table import Place, table

BOM = "\ufeff"


def write(result: Result, language: str) -> bytes:
    """UTF-8 with a byte order mark: the title, the table with plain figures, then how it was made."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    laid = table(result, language)
    writer.writerow([shielded(say(result.title, language))])
    writer.writerow([])
    if laid.groups:
        spread = [name for name, span in laid.groups for name in [name, *[""] * (span - 1)]]
        writer.writerow([shielded(text) for text in [*[""] * len(laid.heads), *spread]])
    writer.writerow([shielded(text) for text in (*laid.heads, *laid.measures)])
    for row in (*laid.rows, *([laid.total] if laid.total else [])):
        writer.writerow([*map(shielded, row.labels), *(_plain(place) for place in row.places)])
    writer.writerow([])
    for text in result.how():
        writer.writerow([shielded(say(text, language))])
    return (BOM + out.getvalue()).encode()


def _plain(place: Place) -> str:
    value: Figure = place.value
    return HIDDEN if place.hidden else "" if value is None else str(value)
