"""What the audit trail calls the things that this room notes."""

from collections.abc import Mapping

from engine.audit.words import enter
from engine.language.text import Text, both

ABOUT: Mapping[str, Text] = {
    "report": both("report", "報表"),
}
WHY: Mapping[str, Text] = {
    "report": both("report shown", "顯示報表"),
    "report/export": both("report downloaded", "下載報表"),
    "rows behind a figure": both("rows behind a figure", "數字背後的資料列"),
}


def register() -> None:
    """Enters the words; called once at start-up."""
    enter(about=ABOUT, why=WHY)
