"""The guide for managers, read from docs/guide: the very text that stands in the repository, in the reader's language.

Its grammar is small: one `# title`, a lead, numbered steps and, after `## heading`, bullets. A step may be followed by
`![what it shows](path)`. Inside a line `**strong**`, `*a button*` and `` `a key` `` are known; all else is plain text.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

FOLDER = settings.BASE_DIR / "docs" / "guide"
MARKS = ((r"\*\*(.+?)\*\*", "strong"), (r"\*(.+?)\*", "b"), (r"`(.+?)`", "kbd"))
PICTURE = re.compile(r"!\[(.*)\]\((.+)\)")


@dataclass
class Step:
    """One step, and the picture that shows it: the name of its file and what one sees there."""

    words: SafeString
    picture: str = ""
    shows: str = ""


@dataclass
class Guide:
    """A guide as a page shows it: title, lead, steps, and the points under a heading of their own."""

    title: str = ""
    lead: SafeString = field(default_factory=SafeString)
    steps: list[Step] = field(default_factory=list)
    heading: str = ""
    points: list[SafeString] = field(default_factory=list)


def guide(name: str, language: str) -> Guide:
    """The guide `name` in "en" or "zh-Hant"."""
    return read_guide(FOLDER / f"{name}.{language}.md")


@lru_cache
def read_guide(path: Path) -> Guide:
    """A guide from its file."""
    made = Guide()
    for line in path.read_text(encoding="utf-8").splitlines():
        _take(made, line.strip())
    return made


def _take(made: Guide, line: str) -> None:
    mark, _, rest = line.partition(" ")
    picture = PICTURE.fullmatch(line)
    if mark == "#":
        made.title = rest
    elif mark == "##":
        made.heading = rest
    elif mark == "-":
        made.points.append(inline(rest))
    elif re.fullmatch(r"\d+\.", mark):
        made.steps.append(Step(inline(rest)))
    elif picture and made.steps:
        made.steps[-1].shows, made.steps[-1].picture = picture[1], PurePosixPath(picture[2]).name
    elif line:
        made.lead = inline(line)


def inline(line: str) -> SafeString:
    """A line's marks as elements; whatever else it holds is escaped."""
    said = str(escape(line))
    for pattern, element in MARKS:
        said = re.sub(pattern, rf"<{element}>\1</{element}>", said)
    return mark_safe(said)  # noqa: S308 - escaped above
