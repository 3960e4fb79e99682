"""A file is what its content says, never what its name claims; pictures lose what the camera wrote."""

import io
import zipfile

import pytest
from PIL import Image

from engine.language.errors import Refusal
from form_builder.sniffing import DOCX, XLSX, safe_name, sniff


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), *, exif: bool = True, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    data = Image.Exif()
    if exif:
        data[0x010F] = "SECRET CAMERA"
        data[0x0112] = 6
    Image.new(mode, size, "red" if mode != "CMYK" else 0).save(out, kind, exif=data)
    return out.getvalue()


def office(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<x/>")
    return out.getvalue()


def test_a_photograph_loses_its_metadata_and_stands_upright() -> None:
    taken = sniff("IMG_1.JPEG", picture())
    assert (taken.kind, taken.mime, taken.name) == ("image", "image/jpeg", "IMG_1.jpg")
    assert b"SECRET" not in taken.content
    with Image.open(io.BytesIO(taken.content)) as image:
        assert not image.getexif()
        assert image.size == (20, 40)


def test_a_png_keeps_its_transparency() -> None:
    taken = sniff("a.png", picture("PNG", mode="RGBA"))
    with Image.open(io.BytesIO(taken.content)) as image:
        assert image.mode == "RGBA"
    assert b"SECRET" not in taken.content


def test_a_print_picture_becomes_one_that_browsers_show() -> None:
    with Image.open(io.BytesIO(sniff("a.jpg", picture(mode="CMYK")).content)) as image:
        assert image.mode == "RGB"


@pytest.mark.parametrize(
    ("name", "content", "kind", "mime"),
    [
        ("a.pdf", b"%PDF-1.7\n...", "pdf", "application/pdf"),
        ("a.docx", office("word/document.xml"), "document", DOCX),
        ("a.xlsx", office("xl/workbook.xml"), "sheet", XLSX),
        ("a.txt", "你好".encode(), "text", "text/plain"),
        ("a.CSV", b"a,b\n1,2\n", "text", "text/csv"),
    ],
)
def test_takes_papers(name: str, content: bytes, kind: str, mime: str) -> None:
    taken = sniff(name, content)
    assert (taken.kind, taken.mime, taken.content) == (kind, mime, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"MZ\x90\x00 a program"),
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.txt", b"\x00\x01"),
        ("a.txt", b"\xff\xfe\xfa"),
        ("a.zip", office("readme.txt")),
        ("a.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.jpg", picture()[:200]),
        ("a.gif", b"GIF89a\x01\x00\x01\x00"),
    ],
)
def test_refuses_the_rest_in_words(name: str, content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        sniff(name, content)
    assert refused.value.message["zh-Hant"]


def test_a_picture_too_large_to_open_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("form_builder.sniffing.MOST_PIXELS", 100)
    with pytest.raises(Refusal):
        sniff("a.jpg", picture())


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\papers\\quote.PDF", "quote.pdf"),
        ("報價單.pdf", "報價單.pdf"),
        ("a\r\nSet-Cookie: x", "aSet-Cookie x.pdf"),
        ("", "file.pdf"),
        ("x" * 500, "x" * 120 + ".pdf"),
        ("invoice.exe.pdf", "invoice.exe.pdf"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name, ".pdf") == safe
