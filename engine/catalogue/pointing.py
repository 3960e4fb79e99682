"""Where in a document something is, in its author's words: Page “Need” › Field “Amount” › Shown when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from engine.catalogue.models import Version
from engine.catalogue.queries import compile_version, document
from engine.catalogue.wording import COMMON, property_of
from engine.language.documents import Document
from engine.language.problems import Problem
from engine.language.text import LANGUAGES, Text, both, say

_NOUNS: Mapping[str, Text] = {
    "pages": both("Page", "頁面"), "items": both("Field", "欄位"), "options": both("Option", "選項"),
    "scores": both("Score", "分數"), "bands": both("Band", "分級"), "alerts": both("Alert", "警示"),
    "checks": both("Check", "檢查"), "nodes": both("Step", "步驟"), "rules": both("Rule", "規則"),
    "measures": both("Figure", "數字"), "rows": both("Rows", "橫列"), "columns": both("Columns", "直欄"),
    "parameters": both("Choice of the reader", "讀者可選項目"), "statuses": both("Status", "狀態"),
    "relations": both("Relation", "關係"), "unique": both("Only once", "不可重複"), "chain": both("Who decides", "審批人"),
    "inputs": both("Input", "輸入項目"), "outputs": both("Result", "結果"), "narratives": both("Summary", "撮要"),
}  # fmt: skip
_WHOLE = both("The whole document", "整份文件")


@dataclass(frozen=True)
class Located:
    """A problem, and its place in words."""

    problem: Problem
    where: Text


def located(problems: Sequence[Problem], found: Document | None) -> list[Located]:
    """Each problem with its place in words; without a document that could be read, that is the whole of it."""
    return [Located(one, place_of(found, one.pointer) if found else _WHOLE) for one in problems]


def problems_of(version: Version, beside: Sequence[Version] = ()) -> list[Located]:
    """What the compiler says of a version, beside others of its set, each with its place in words."""
    return located(compile_version(version, beside).problems, document(version))


def place_of(found: Document, pointer: str) -> Text:
    """The place that a pointer (RFC 6901) names, as far as it can be said; what has no label is counted from 1."""
    parts = list(_parts(found, pointer))
    return both(*(" › ".join(say(part, lang) for part in parts) for lang in LANGUAGES)) if parts else _WHOLE


def _parts(found: Document, pointer: str) -> Iterator[Text]:
    value: Any = found.body
    place, container = "", ""
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        child = _child(value, name)
        if container:
            yield _thing(_NOUNS[container], child, name)
            container = ""
        elif (
            isinstance(value, Mapping) and name in _NOUNS and isinstance(child, list | Mapping) and not _is_rule(child)
        ):
            container = name
        else:
            yield property_of(found, place, name).label
            return
        place, value = f"{place}/{token}", child
    if container:
        yield COMMON.get(container, _NOUNS[container])


def _child(value: Any, name: str) -> Any:
    if isinstance(value, Mapping):
        return cast(Mapping[str, Any], value).get(name)
    if isinstance(value, list) and name.isdecimal() and int(name) < len(cast(list[Any], value)):
        return cast(list[Any], value)[int(name)]
    return None


def _is_rule(value: Any) -> bool:
    """An object of one operator, such as {"==": …}: a place that a sentence fills, not a list of things."""
    return isinstance(value, Mapping) and len(cast(Mapping[str, Any], value)) == 1 and not _is_name(next(iter(value)))


def _is_name(text: Any) -> bool:
    return isinstance(text, str) and text.replace("_", "").replace("-", "").isalnum()


def _thing(noun: Text, value: Any, name: str) -> Text:
    label = _label(value)
    if label:
        return both(f"{say(noun, 'en')} “{say(label, 'en')}”", f"{say(noun, 'zh-Hant')}「{say(label, 'zh-Hant')}」")
    number = int(name) + 1 if name.isdecimal() else None
    return both(f"{say(noun, 'en')} {number or name}", f"{say(noun, 'zh-Hant')} {number or name}")


def _label(value: Any) -> Text:
    for name in ("label", "title", "key") if isinstance(value, Mapping) else ():
        found = cast(Mapping[str, Any], value).get(name)
        if found and (isinstance(found, str) or _is_text(found)):
            return found
    return ""


def _is_text(value: Any) -> bool:
    texts = cast(Mapping[str, Any], value) if isinstance(value, Mapping) else {}
    return bool(texts) and all(isinstance(words, str) for words in texts.values())
