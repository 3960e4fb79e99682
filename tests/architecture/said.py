"""Every English sentence that the product asks gettext to translate, and where it stands."""

import ast
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("config", "engine", "form_builder", "workflows", "approvals", "reporting", "frontend/templates")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class Said:
    """A sentence with its plural, if it has one; `where` is the file and line."""

    text: str
    where: str
    plural: str = ""
    context: str = ""


def everything() -> Iterator[Said]:
    """All sentences of our Python and of our templates."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and not {"migrations", "node_modules"} & set(path.parts):
                yield from of_file(path)


def of_file(path: Path) -> Iterator[Said]:
    """The sentences of one file; a template is first turned into calls, as Django's makemessages does."""
    source = path.read_text(encoding="utf-8")
    code = templatize(source, origin=str(path)) if path.suffix in {".html", ".txt"} else source
    for line, found, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
        text, plural = (found[0], found[-1]) if isinstance(found, tuple) else (found, "")
        if text:
            yield Said(text, f"{path.relative_to(ROOT)}:{line}", plural, context or "")


def both_calls() -> Iterator[tuple[str, str, str]]:
    """(English, Chinese, where) of every text that is written in both languages in Python."""
    for room in ROOMS[:-1]:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "both" and len(node.args) == 2:
                    english, chinese = (_constant(argument) for argument in node.args)
                    if english is not None and chinese is not None:
                        yield english, chinese, f"{path.relative_to(ROOT)}:{node.lineno}"


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
