"""Files that are no form, or more than a form: each is refused in words before any library opens it."""

import io
import time
import zipfile

import pytest

from form_builder.exchange import hardened
from tests.unit.exchange.notation import imported, left, refusal, workbook

GOOD = workbook(survey=[["type", "name", "label"], ["text", "a", "A"]])


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The same workbook with these parts added or replaced; `__` in a name is a slash."""
    out = io.BytesIO()
    more = {name.replace("__", "/"): found for name, found in parts.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in more:
                new.writestr(part.filename, old.read(part))
        for name, found in more.items():
            new.writestr(name, found)
    return out.getvalue()


def lying(content: bytes) -> bytes:
    """A zip whose directory declares every part one byte long."""
    data = bytearray(content)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = (1).to_bytes(4, "little")
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def test_a_plain_workbook_is_read() -> None:
    assert refusal(GOOD) == []


def test_a_bomb_is_refused_by_what_it_declares_and_by_what_it_is() -> None:
    bomb = repacked(GOOD, **{"xl__media__big.bin": b"\0" * (hardened.MOST_UNPACKED + 1)})
    assert len(bomb) < 100_000
    began = time.perf_counter()
    assert refusal(bomb) == ["bomb"]
    assert refusal(lying(bomb)) in (["bomb"], ["unreadable"])
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        ("xl__vbaProject.bin", b"x", "macros"),
        ("xl__externalLinks__externalLink1.xml", b"<x/>", "outside"),
        ("xl__connections.xml", b"<x/>", "outside"),
        ("xl__embeddings__oleObject1.bin", b"x", "unsafe"),
        ("xl__evil.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "unsafe"),
        ("xl__evil.xml", '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16"), "unsafe"),
        ("xl__worksheets___rels__a.rels", b'<R><R Type="a/attachedTemplate" TargetMode="External"/></R>', "outside"),
    ],
)
def test_parts_that_no_form_needs_are_refused(part: str, content: bytes, code: str) -> None:
    assert refusal(repacked(GOOD, **{part: content})) == [code]


def test_a_link_to_a_web_page_is_no_danger() -> None:
    rels = b'<R><R Type="http://x/hyperlink" Target="mailto:a@example.org" TargetMode="External"/></R>'
    assert refusal(repacked(GOOD, **{"xl__worksheets___rels__x.rels": rels})) == []


def test_a_formula_without_a_value_is_refused_by_its_cell() -> None:
    content = workbook(survey=[["type", "name", "label"], ["text", "a", "=1+1"]])
    assert refusal(content) == ["formula"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"PK\x03\x04 nothing",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"\xff\xfe\x00",
        b"a,b\nc,d",
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert refusal(content) in (["empty"], ["unreadable"], ["plain-text"], ["no-workbook"])


def test_too_many_bytes_and_rows() -> None:
    assert refusal(b"x" * (hardened.MOST_BYTES + 1)) == ["too-large"]
    rows = [["type", "name", "label"], *(["text", f"q{i}", "Q"] for i in range(5001))]
    assert refusal(workbook(survey=rows)) == ["too-many-rows"]


def test_two_thousand_fields_are_refused_in_words_and_in_time() -> None:
    rows = [["type", "name", "label"], *(["text", f"q{i}", "Q"] for i in range(2000))]
    began = time.perf_counter()
    assert "document" in refusal(workbook(survey=rows))
    assert time.perf_counter() - began < 20


def test_a_group_that_does_not_end_is_refused_with_its_row() -> None:
    assert refusal(workbook(survey=[["type", "name", "label"], ["begin group", "g", "G"], ["text", "a", "A"]])) == [
        "unbalanced"
    ]


def test_markup_emoji_and_right_to_left_are_words_like_others() -> None:
    found = imported(
        """
        | survey |
        |        | type | name | label |
        |        | text | a    | <script>alert(1)</script> 😀 שלום |
        """
    )
    assert found.form.body["pages"][0]["items"][0]["label"] == "<script>alert(1)</script> 😀 שלום"
    assert left(found) == []


def test_cells_without_a_heading_are_listed() -> None:
    from form_builder.exchange.importing import import_xlsform

    found = import_xlsform(workbook(survey=[["type", "name", "label"], ["text", "a", "A", "aside"]]), "x.xlsx")
    assert left(found) == [("loose", 2, "D")]
