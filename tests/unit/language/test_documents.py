"""Reading a document: every problem of its outer form, at its place, in words."""

import hashlib

import pytest

from engine.language.documents import MAX_BYTES, MAX_DEPTH, read

KINDS = ("form", "table")


def codes(source: str | bytes) -> list[tuple[str, str]]:
    return [(p.code, p.pointer) for p in read(source, kinds=KINDS)[1]]


def test_a_sound_document_keeps_its_text_byte_for_byte() -> None:
    source = '{"kind": "form",  "language": 1, "key": "a", "title": "甲"}\n'
    document, problems = read(source.encode(), kinds=KINDS)
    assert problems == []
    assert document is not None
    assert (document.kind, document.key, document.source) == ("form", "a", source)
    assert document.checksum == hashlib.sha256(source.encode()).hexdigest()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (b"\xff\xfe", [("document.not-text", "")]),
        ("{", [("document.not-json", "")]),
        ("[]", [("document.not-object", "")]),
        ("[" * 200_000, [("document.too-deep", "")]),
        (" " * (MAX_BYTES + 1), [("document.too-large", "")]),
        ("9" * 5000, [("document.not-json", "")]),
        ('{"language": 1, "key": "a"}', [("document.no-kind", "/kind")]),
        ('{"kind": "from", "language": 1, "key": "a"}', [("document.unknown-kind", "/kind")]),
        ('{"kind": "form", "language": 2, "key": "a"}', [("document.language", "/language")]),
        ('{"kind": "form", "language": 1}', [("document.no-key", "/key")]),
        ('{"kind": "form", "language": 1, "key": "a", "x": [{"y": 0.1}]}', [("document.float", "/x/0/y")]),
        ('{"kind": "form", "language": 1, "key": "a", "x": NaN}', [("document.float", "/x")]),
        ('{"kind": "form", "language": 1, "key": "a", "x": {"b": 1, "b": 2}}', [("document.duplicate-key", "/x/b")]),
    ],
)
def test_each_fault_has_its_code_and_place(source: str | bytes, expected: list[tuple[str, str]]) -> None:
    assert codes(source) == expected


def test_faults_are_listed_together() -> None:
    found = codes('{"kind": "form", "language": 3, "a": 1.5, "b": {"c": 1, "c": 2}}')
    assert {code for code, _ in found} == {
        "document.language",
        "document.no-key",
        "document.float",
        "document.duplicate-key",
    }


def test_depth_is_counted_and_refused_in_words() -> None:
    deep = '{"kind": "form", "language": 1, "key": "a", "x": ' + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1) + "}"
    document, problems = read(deep, kinds=KINDS)
    assert document is None
    assert [p.code for p in problems] == ["document.too-deep"]
    assert str(MAX_DEPTH) in str(problems[0].message)
