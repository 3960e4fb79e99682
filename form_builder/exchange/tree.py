"""The rows of the survey sheet as a tree: what stands between `begin` and `end` is inside."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.language.problems import Problem, problem
from form_builder.exchange.columns import Reader
from form_builder.exchange.workbook import Row

_BEGIN = re.compile(r"begin[ _]+(group|lgroup|repeat|looped group|loop)\b.*", re.I)
_END = re.compile(r"end[ _]+(group|lgroup|repeat|looped group|loop)\b.*", re.I)
_SORTS = {"group": "group", "lgroup": "repeat", "repeat": "repeat", "looped group": "repeat", "loop": "loop"}


@dataclass
class Branch:
    """One row and, of a group, repeat or loop, the rows inside. `sort` is "question" for a plain row."""

    row: Row
    type: str
    sort: str = "question"
    inside: list["Branch"] = field(default_factory=list["Branch"])


def grow(rows: Iterable[Row], reader: Reader) -> tuple[list[Branch], list[Problem]]:
    """The tree of the rows that have a type, and every begin or end that stands alone."""
    top: list[Branch] = []
    open_: list[Branch] = []
    problems: list[Problem] = []
    for row in rows:
        type_ = " ".join(reader.cell(row, "type").split())
        here = open_[-1].inside if open_ else top
        if begins := _BEGIN.fullmatch(type_):
            branch = Branch(row, type_, _SORTS[begins[1].lower()])
            here.append(branch)
            open_.append(branch)
        elif ends := _END.fullmatch(type_):
            if open_ and open_[-1].sort == _SORTS[ends[1].lower()]:
                open_.pop()
            else:
                problems.append(_alone(row, type_))
        elif type_:
            here.append(Branch(row, type_))
    return top, [*problems, *(_alone(branch.row, branch.type) for branch in open_)]


def _alone(row: Row, type_: str) -> Problem:
    return problem("xlsform.refused.unbalanced", f"/{row.sheet}/{row.number}", row=row.number, type=type_)
