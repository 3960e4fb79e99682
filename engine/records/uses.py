"""What a register reads of its profile form, place by place."""

from collections.abc import Iterator

from engine.catalogue.usage import Use
from engine.language.documents import Document
from engine.language.references import Library
from engine.language.text import both, say

_TITLE = both("The title of a record", "紀錄的標題")


def uses_of_register(document: Document, library: Library) -> Iterator[Use]:
    """The fields that make a record's title, and those that tell records apart."""
    body = document.body
    for name in body["record_title"]:
        yield Use("form", body["form"], name, _TITLE)
    for unique in body.get("unique", []):
        label = unique["label"]
        where = both(f"No two records share: {say(label, 'en')}", f"不可重複的資料：{say(label, 'zh-Hant')}")
        for name in unique["fields"]:
            yield Use("form", body["form"], name, where)
