"""What a report reads of the form behind its dataset, place by place."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.catalogue.usage import Use
from engine.datasets import Description, describe
from engine.language.documents import Document
from engine.language.references import Library
from engine.language.rules import explain, names_used
from engine.language.text import LANGUAGES, Text, both, say
from reporting.reading import MEASURE_WORDS, Reader, signature_of

_AXES: Mapping[str, tuple[str, str]] = {"rows": ("Rows: {}", "橫列：{}"), "columns": ("Columns: {}", "直欄：{}")}
_FIGURE = ("Figure: {}", "數字：{}")
_CHOICE = ("Choice: {}", "選項：{}")
_FILTER = ("Filter: {}", "篩選條件：{}")


def uses_of_report(document: Document, library: Library) -> Iterator[Use]:
    """Every column that its rows, columns, figures, choices and filter are made of."""
    family, _, rest = str(document.body["dataset"]).partition(":")
    form, _, repeat = rest.partition("/")
    if family != "form":
        return
    found = describe(document.body["dataset"], library) or Description(document.body["dataset"], "", {})
    for column, where in _places(document, found):
        yield Use("form", form, _path(column, repeat), where)


def _path(column: str, repeat: str) -> str:
    """The field's path in the form: of a dataset of rows, `parent.x` is the form's own x."""
    if not repeat:
        return column
    return column.removeprefix("parent.") if column.startswith("parent.") else f"{repeat}.{column}"


def _places(document: Document, found: Description) -> Iterator[tuple[str, Text]]:
    body = document.body
    for part, words in _AXES.items():
        for entry in body.get(part, []):
            yield entry["field"], _said(words, _label(entry, entry["field"], found))
    for entry in body["measures"]:
        if "of" in entry:
            yield entry["of"], _said(_FIGURE, entry.get("label") or _figure(entry, found))
    for key, entry in body.get("parameters", {}).items():
        if "field" in entry:
            yield entry["field"], _said(_CHOICE, entry.get("label") or _label({}, entry["field"], found) or key)
    for column in sorted(names_used(body.get("where"))):
        yield column, _filter(document, found)


def _label(entry: Mapping[str, Any], column: str, found: Description) -> Text:
    return entry.get("label") or (found.columns[column].label if column in found.columns else column)


def _figure(entry: Mapping[str, Any], found: Description) -> Text:
    fn, column = MEASURE_WORDS[entry["fn"]], _label({}, entry["of"], found)
    return both(f"{say(fn, 'en')} of {say(column, 'en')}", f"{say(column, 'zh-Hant')}（{say(fn, 'zh-Hant')}）")


def _filter(document: Document, found: Description) -> Text:
    reader = Reader(document, found)
    signature = signature_of(found, reader.parameters(reader.axes("rows") + reader.axes("columns")))
    return _said(_FILTER, {lang: explain(document.body["where"], signature, lang) for lang in LANGUAGES})


def _said(words: tuple[str, str], what: Text) -> Text:
    return both(words[0].format(say(what, "en")), words[1].format(say(what, "zh-Hant")))
