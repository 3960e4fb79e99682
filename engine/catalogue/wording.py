"""What changed between two versions, in an author's words: properties by their names, rules as sentences, no JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

from engine.catalogue.models import Version
from engine.catalogue.queries import VersionLibrary, document
from engine.language.diff import Change, Verb, diff
from engine.language.documents import Document
from engine.language.references import Library
from engine.language.registry import Registry
from engine.language.text import LANGUAGES, Text, both, say


@dataclass(frozen=True)
class Property:
    """How a property is called; `options` are the words of its values, if it has a few of them only."""

    label: Text
    options: Mapping[str, Text] | None = None


class Wording(Protocol):
    """What a kind of document calls its parts."""

    def property(self, document: Document, pointer: str, name: str) -> Property | None:
        """The property `name` of the thing at `pointer`; None when it has no words of its own."""
        ...

    def rules(self, document: Document, library: Library) -> Mapping[str, Text]:
        """Every rule as a sentence, by its pointer."""
        ...


wordings: Registry[Wording] = Registry("words of a kind")
COMMON: Mapping[str, Text] = {
    "title": both("Title", "標題"), "label": both("Label", "標籤"), "note": both("Note", "備註"),
    "summary": both("What a list shows of it", "列表顯示的內容"), "when": both("Condition", "條件"),
    "effective": both("In effect from", "生效日期"), "message": both("Message", "訊息"), "next": both("What follows", "下一步"),
    "to": both("Where it leads", "去向"), "assign": both("Who is asked", "由誰處理"), "due": both("Time to answer", "處理時限"),
    "type": both("Type", "類型"), "choices": both("List of options", "選項清單"), "bands": both("Bands", "分級"),
    "of": both("What it is made of", "計算項目"), "assert": both("What must hold", "必須符合的條件"),
    "until": both("Offered until", "供選用至"), "parent": both("Belongs under", "上層選項"),
    "then": both("Result", "結果"), "chain": both("Who decides", "審批人"), "where": both("Filter", "篩選條件"),
    "measures": both("Figures", "數字"), "rows": both("Rows", "橫列"), "columns": both("Columns", "直欄"),
    "dataset": both("What is counted", "統計對象"), "parameters": both("Choices of the reader", "讀者可選項目"),
    "chart": both("Chart", "圖表"), "sort": both("Order of the rows", "橫列次序"), "persons": both("About persons", "與個人有關"),
    "fn": both("How it is worked out", "計算方法"), "format": both("How it is written", "顯示方式"),
    "hit": both("When several rules fit", "多項規則符合時"), "inputs": both("What is asked", "輸入項目"),
    "outputs": both("What it answers", "結果項目"), "source": both("Source", "資料來源"), "licence": both("Licence", "授權條款"),
    "purposes": both("Purposes", "收集目的"), "checks": both("Checks", "檢查"), "scores": both("Scores", "分數"),
    "alerts": both("Who is told", "通知"), "options": both("Options", "選項"), "pages": both("Pages", "頁面"),
    "items": both("Fields", "欄位"), "nodes": both("Steps", "步驟"), "rules": both("Rules", "規則"), "key": both("Key", "代號"),
    "kind": both("Kind", "種類"), "language": both("Version of the language", "語言版本"), "calendar": both("Calendar", "日曆"),
    "start": both("First step", "第一個步驟"), "number_prefix": both("Beginning of its numbers", "編號字首"),
    "on": both("Where each answer leads", "各結果的去向"), "role": both("Role", "職務"),
    "authority": both("Authority table", "權限表"),
    "form": both("Form", "表格"), "with": both("What is handed over", "交付的資料"), "hint": both("Hint", "提示"),
}  # fmt: skip
_TONGUES: Mapping[str, Text] = {"en": both("in English", "英文"), "zh-Hant": both("in Chinese", "中文")}
_MOST = 300


@dataclass(frozen=True)
class Told:
    """One change: its verb, and its sentence in both languages."""

    verb: Verb
    sentence: Text


def changes(before: Version, after: Version) -> list[Told]:
    """Every change between two versions, a translation that changed as a change of its own."""
    teller = _Teller(before, after)
    return [told for change in diff(document(before), document(after)) for told in teller.told(change)]


def property_of(found: Document, pointer: str, name: str) -> Property:
    """What the property `name` of the thing at `pointer` is called: by its kind, or else as every kind calls it."""
    wording = wordings.get(found.kind) if found.kind in wordings else None
    own = wording.property(found, pointer, name) if wording else None
    return own or Property(COMMON.get(name, name.replace("_", " ")))


class _Teller:
    def __init__(self, before: Version, after: Version) -> None:
        self._documents = document(before), document(after)
        self._wording = wordings.get(after.definition.kind) if after.definition.kind in wordings else None
        self._rules = [self._read(version) for version in (before, after)]

    def _read(self, version: Version) -> Mapping[str, Text]:
        if self._wording is None:
            return {}
        try:
            return self._wording.rules(document(version), VersionLibrary(version, {}))
        except (KeyError, TypeError, AttributeError, ValueError):  # a draft whose shape is not right yet
            return {}

    def told(self, change: Change) -> Iterator[Told]:
        if change.verb != "changed":
            yield Told(change.verb, change.sentence)
            return
        named = self._property(change)
        if _is_text(change.before) and _is_text(change.after):
            yield from _translations(change, named.label)
            return
        was, now = (self._value(change, side, named) for side in (0, 1))
        yield Told("changed", _sentence(change, named.label, was, now))

    def _property(self, change: Change) -> Property:
        return property_of(self._documents[1], change.pointer.rsplit("/", 1)[0], change.attribute)

    def _value(self, change: Change, side: int, named: Property) -> Text | None:
        """The value in words; "" when there is none, None when it is nothing that a sentence can hold."""
        pointer, value = ((change.was_at, change.before), (change.pointer, change.after))[side]
        return self._rules[side].get(pointer) or _plain(value, named.options or {})


def _plain(value: Any, options: Mapping[str, Text]) -> Text | None:
    if value is None:
        return ""
    if isinstance(value, bool):
        return both("yes", "是") if value else both("no", "否")
    if isinstance(value, str):
        return options.get(value, value)
    if isinstance(value, int):
        return str(value)
    if _is_text(value):
        return cast(Text, value)
    return None


def _is_text(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and set(cast(Mapping[str, Any], value)) <= set(LANGUAGES)


def _translations(change: Change, label: Text) -> Iterator[Told]:
    for tongue, words in _TONGUES.items():
        was, now = change.before.get(tongue, ""), change.after.get(tongue, "")
        if was != now:
            name = both(f"{say(label, 'en')} {say(words, 'en')}", f"{say(words, 'zh-Hant')}{say(label, 'zh-Hant')}")
            yield Told("changed", _sentence(change, name, was, now))


def _sentence(change: Change, label: Text, was: Text | None, now: Text | None) -> Text:
    return both(*(_in(language, change, label, was, now) for language in LANGUAGES))


def _in(language: str, change: Change, label: Text, was: Text | None, now: Text | None) -> str:
    what, name = say(change.what, language), say(label, language)
    older, newer = (say(text, language)[:_MOST] if text else "" for text in (was, now))
    chinese = language == "zh-Hant"
    if was is None or now is None or not (older or newer):
        return f"「{what}」：{name}已更改" if chinese else f"“{what}”: {name} was changed"
    if not older:
        return f"「{what}」：{name}設為「{newer}」" if chinese else f"“{what}”: {name} is now “{newer}”"
    if not newer:
        return f"「{what}」：刪除{name}「{older}」" if chinese else f"“{what}”: {name} “{older}” was taken away"
    if chinese:
        return f"「{what}」：{name}由「{older}」改為「{newer}」"
    return f"“{what}”: {name} is now “{newer}” (was “{older}”)"
