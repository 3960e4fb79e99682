"""What came of a workbook: what was left out, what was carried in another way, line by line, and nothing in silence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.language.errors import Invalid
from engine.language.problems import Problem, problem
from engine.language.text import Text, both, say
from form_builder.exchange import codes as _codes  # noqa: F401  codes are registered before a problem is made

LONGEST = 160


@dataclass(frozen=True)
class Entry:
    """One thing that was not carried as it stands: where it stood, its text, and why."""

    sheet: str
    row: int | None
    column: str
    text: str
    problem: Problem

    @property
    def left(self) -> bool:
        """Whether it is missing from the form, rather than carried in another way."""
        return self.problem.code.startswith("xlsform.left")

    def line(self, language: str) -> str:
        """The entry as one line of the report."""
        row = "" if self.row is None else str(self.row)
        text = " ".join(self.text.split())
        shown = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        return "\t".join((self.sheet, row, self.column, shown, say(self.problem.message, language)))


@dataclass
class Report:
    """Collects entries while a workbook is read."""

    entries: list[Entry] = field(default_factory=list[Entry])
    fields: int = 0
    rules: int = 0

    def tell(self, code: str, sheet: str, row: int | None, column: str, text: str, **facts: Any) -> None:
        """Enters one thing; `code` is the part after `xlsform.`. The same thing is entered once."""
        entry = Entry(sheet, row, column, text, problem(f"xlsform.{code}", **facts))
        if entry not in self.entries:
            self.entries.append(entry)

    @property
    def left(self) -> list[Entry]:
        return sorted((e for e in self.entries if e.left), key=_place)

    @property
    def changed(self) -> list[Entry]:
        return sorted((e for e in self.entries if not e.left), key=_place)

    def lines(self, language: str) -> list[str]:
        """The report as text, tab-separated: sheet, row, column, text, why."""
        counted = both(f"{self.fields} fields, {self.rules} rules", f"{self.fields} 個欄位，{self.rules} 條規則")
        return [
            say(counted, language),
            *_section(_LEFT, self.left, language),
            *_section(_CHANGED, self.changed, language),
        ]


_LEFT = both("Not carried", "未能轉換")
_CHANGED = both("Carried in another way", "以其他方式轉換")
_NOTHING = both("nothing", "無")
_HEADS = both("sheet\trow\tcolumn\ttext\twhy", "工作表\t行\t欄\t文字\t原因")


def _section(title: Text, entries: Sequence[Entry], language: str) -> Iterable[str]:
    if not entries:
        return ["", f"{say(title, language)}: {say(_NOTHING, language)}"]
    return ["", f"{say(title, language)} ({len(entries)})", say(_HEADS, language), *(e.line(language) for e in entries)]


def _place(entry: Entry) -> tuple[str, int]:
    return ({"survey": "0", "choices": "1"}.get(entry.sheet, entry.sheet or "9"), entry.row or 0)


class WorkbookRefused(Invalid):
    """The workbook makes no form; the problems say why, the report (if one was begun) what was found before."""

    def __init__(self, problems: Sequence[Problem], report: Report | None = None) -> None:
        super().__init__(problems, both("The workbook is refused.", "檔案不獲接納。"))
        self.report = report or Report()


def refuse(code: str, **facts: Any) -> WorkbookRefused:
    """The refusal for one reason."""
    return WorkbookRefused([problem(f"xlsform.refused.{code}", **facts)])
