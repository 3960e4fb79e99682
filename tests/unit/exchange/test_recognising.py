"""A file that is no workbook is named for what it is, whatever it is called, in words that an office uses."""

import io
import re
import zipfile

import pytest

from engine.language.text import say
from form_builder.exchange import workbook as reading
from form_builder.exchange.importing import import_xlsform
from form_builder.exchange.reporting import WorkbookRefused
from tests.unit.exchange.test_hostile import GOOD

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
EXCEPTION = re.compile(r"[A-Z]\w*(Error|Exception)\b|Traceback|NoneType|not recognized")


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


WHAT = {
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    "a PDF": b"%PDF-1.4\n1 0 obj\n",
    "a web page": b"<html><body><table><tr><td>type</td></tr></table></body></html>",
    "an archive of files": zipped(**{"notes.txt": "hello"}),
    "a Word document": zipped(**{"[Content_Types].xml": "<a/>", "word__document.xml": "<w/>"}),
    "an OpenDocument file": zipped(
        mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": "<w/>"}
    ),
    "a binary workbook (.xlsb)": zipped(**{"[Content_Types].xml": "<a/>", "xl__workbook.bin": "x"}),
}
ODD = {
    "nothing": b"",
    "words": "各位同事：\n\n請見附件。\n".encode(),
    "markdown": b"# Centreline\n\nOpen-source software, on which centres run.\n\n- one, two\n",
    "markdown with a table": b"| a | b |\n|---|---|\n| 1 | 2 |\n",
    "a lone stroke": b"|",
    "a list of names": b"name,age,centre\nChan,4,A\n",
    "a broken quotation": b'"a,b\n',
    "one endless line": b"a" * 30_000,
    "characters of another kind": "type,name".encode("utf-16"),
    "half a workbook": GOOD[: len(GOOD) // 2],
    "a workbook of bad XML": zipped(**{"[Content_Types].xml": "<a", "xl__workbook.xml": "<w"}),
    "a workbook of nothing": zipped(**{"[Content_Types].xml": "<a/>", "xl__workbook.xml": "<w/>"}),
    "an old workbook of nothing": OLE,
    "an old document": OLE + "WordDocument".encode("utf-16-le"),
}


def words_about(content: bytes, name: str = "form.xlsx") -> str:
    with pytest.raises(WorkbookRefused) as refused:
        import_xlsform(content, name)
    said = [say(text, one) for p in refused.value.problems for text in (p.message, p.hint) for one in ("en", "zh-Hant")]
    return " ".join(said)


@pytest.mark.parametrize("what", WHAT)
def test_a_file_of_another_kind_is_named_for_what_it_is(what: str) -> None:
    assert f"The file is {what}, not a workbook" in words_about(WHAT[what])


@pytest.mark.parametrize("odd", ODD)
def test_no_name_of_an_exception_reaches_anybody(odd: str) -> None:
    assert not EXCEPTION.search(words_about(ODD[odd]))


def test_a_library_that_trips_is_not_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(*args: object, **kwargs: object) -> None:
        raise TypeError("'NoneType' object is not subscriptable")

    monkeypatch.setattr(reading, "get_xlsform", trip)
    assert not EXCEPTION.search(words_about(GOOD))
    assert "plain text" in words_about(b"type,name\n")
    assert "damaged" in words_about(GOOD)


def test_an_old_workbook_that_holds_a_document_is_not_taken_for_one() -> None:
    parts = OLE + "WordDocument".encode("utf-16-le") + "Workbook".encode("utf-16-le")
    assert "Word document" not in words_about(parts)
