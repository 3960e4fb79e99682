"""What is wrong with a document or with answers: a code, a place, a sentence and a remedy, in both languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, cast

from engine.language.registry import Registry
from engine.language.text import Text, say

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Code:
    """One sort of problem. The four templates are filled with the problem's facts by `str.format`.

    `lacks` is for a problem that something is not there: the fact that names it, or where it would stand below the
    problem's pointer ("/": anywhere). When that part of a document could not be read, the problem is not reported.
    `runs` marks an error that stops a publication only: what was published before anybody looked for it still runs.
    """

    severity: Severity
    en: str
    zh: str
    hint_en: str
    hint_zh: str
    lacks: str = ""
    runs: bool = False


@dataclass(frozen=True)
class Problem:
    """One problem at one place (`pointer` is a JSON Pointer, RFC 6901, into the document or the answers)."""

    code: str
    pointer: str
    message: Text
    hint: Text
    severity: Severity = "error"
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def within(self, prefix: str) -> "Problem":
        """The same problem seen from a document that holds this one at `prefix`."""
        return Problem(self.code, prefix + self.pointer, self.message, self.hint, self.severity, self.facts)


codes: Registry[Code] = Registry("problem code")


def register_codes(entries: Mapping[str, Code]) -> None:
    """Enters an app's problem codes; a code in use already raises."""
    for name, code in entries.items():
        codes.register(name, code)


def problem(code: str, pointer: str = "", **facts: object) -> Problem:
    """The problem `code` at `pointer`; a fact that is a bilingual Text is said in each sentence's own language."""
    entry = codes.get(code)
    if not facts:
        message, hint = _without_facts(entry)
        return Problem(code, pointer, {**message}, {**hint}, entry.severity, facts)
    en, zh = _said(facts, "en"), _said(facts, "zh-Hant")
    message = {"en": entry.en.format(**en), "zh-Hant": entry.zh.format(**zh)}
    hint = {"en": entry.hint_en.format(**en), "zh-Hant": entry.hint_zh.format(**zh)}
    return Problem(code, pointer, message, hint, entry.severity, facts)


def cannot_run(problems: Iterable[Problem]) -> bool:
    """Whether a document with these problems has no spec, so that not even what was published long ago could run."""
    return any(p.severity == "error" and not codes.get(p.code).runs for p in problems)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them stops a publication or a submission."""
    return any(p.severity == "error" for p in problems)


def _said(facts: Mapping[str, object], language: str) -> dict[str, object]:
    return {k: say(cast(Text, v), language) if isinstance(v, Mapping) else v for k, v in facts.items()}


@lru_cache(maxsize=1000)
def _without_facts(entry: Code) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The message and the hint of a problem that has no facts to tell, always the same."""
    message = {"en": entry.en.format(), "zh-Hant": entry.zh.format()}
    return message, {"en": entry.hint_en.format(), "zh-Hant": entry.hint_zh.format()}
