"""Files that people send, and files that they get back.

U1 too large, empty, of another kind than its name says, damaged, or with macros: refused in words, nothing kept
U2 a name cannot leave its folder, break a header or hide what the file is
U3 a file comes back as what it is, never as a page, never kept by others on the way
U4 of a file that is too large only so much is read as it takes to refuse it
"""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from form_builder.files import arrived
from form_builder.models import Blob, DraftFile
from tests.integration.access import walking
from tests.integration.access.walking import Walk, undone
from tests.integration.access.world import PDF

pytestmark = pytest.mark.django_db


def upload(walk: Walk, name: str, content: bytes, item: str = "pr-other-files") -> Any:
    client, draft = walk.client("owner"), walk.world.url("draft")
    file = SimpleUploadedFile(name, content)
    headers = {"accept": "application/json"}
    return client.post(f"/forms/drafts/{draft}/upload/", {"item": item, "file": file}, headers=headers)


def zipped(**entries: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return out.getvalue()


def png(width: int = 1, height: int = 1) -> bytes:
    out = io.BytesIO()
    Image.new("L", (width, height)).save(out, "PNG")
    return out.getvalue()


REFUSED = {
    "empty": ("a.pdf", b""),
    "a programme": ("quote.pdf", b"MZ\x90\x00" + b"\x00" * 200),
    "a script": ("run.sh", b"#!/bin/sh\nrm -rf /\n"),
    "a page": ("page.html", b"<script>alert(1)</script>"),
    "a page named as a drawing": ("x.png", b"<html><script>alert(1)</script>"),
    "a drawing that runs": ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "a broken picture": ("x.png", png()[:40]),
    "a zip": ("x.zip", zipped(a="b")),
    "a document with macros": ("x.docm", zipped(word__document_dot_xml="x", word__vbaProject_dot_bin="x")),
    "a broken document": ("x.docx", b"PK\x03\x04" + b"\x00" * 100),
    "noise": ("x.txt", bytes(range(256))),
}


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_garbage_is_refused_in_words_and_not_kept(case: str, walk: Walk) -> None:
    name, content = REFUSED[case]
    with undone():
        before = (Blob.objects.count(), DraftFile.objects.count())
        answer = upload(walk, name, content)
        assert 400 <= answer.status_code < 500
        assert len(answer.json()["message"]) > 10
        assert (Blob.objects.count(), DraftFile.objects.count()) == before


def test_too_large_is_refused_in_words(walk: Walk, settings: Any) -> None:
    settings.ATTACHMENT_MAX_BYTES = 100
    with undone():
        answer = upload(walk, "large.pdf", PDF + b"%" * 100)
        assert 400 <= answer.status_code < 500 and "MB" in answer.json()["message"]


def test_of_a_file_too_large_no_more_is_read_than_refuses_it(settings: Any) -> None:
    settings.ATTACHMENT_MAX_BYTES = 100
    assert len(arrived(SimpleUploadedFile("x", b"a" * 5000))) == 101


def test_a_picture_of_too_many_points_is_refused(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("form_builder.sniffing.MOST_PIXELS", 100)
    with undone():
        assert 400 <= upload(walk, "x.png", png(20, 20)).status_code < 500


def test_the_field_says_which_kinds_it_takes(walk: Walk) -> None:
    with undone():
        assert upload(walk, "x.txt", b"plain words", item="pr-quotation-file").status_code in range(400, 500)
        assert upload(walk, "x.pdf", PDF, item="pr-title").status_code == 404
        assert upload(walk, "x.pdf", PDF, item="no such field").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.pdf", "..\\..\\boot.pdf", "a\r\nSet-Cookie: x=1.pdf", 'a".pdf', "a\x00.pdf", ".pdf", "報價單.pdf",
     "x" * 300 + ".pdf", "evil.exe", "quote.pdf.html", "\u202egpj.fdp"],
)  # fmt: skip
def test_a_name_stays_a_name(name: str, walk: Walk) -> None:
    with undone():
        answer = upload(walk, name, PDF)
        assert answer.status_code in {201, 400}
        if answer.status_code == 400:
            return
        kept = answer.json()["name"]
        assert kept.endswith(".pdf") and not set('/\\\r\n\0"\u202e') & set(kept) and len(kept) < 140
        back = walk.client("owner").get(answer.json()["url"])
        assert "Set-Cookie: x" not in str(back.headers) and back["Content-Disposition"].startswith("inline; filename")


@pytest.mark.parametrize(
    ("name", "content", "mime", "way"),
    [
        ("a.pdf", PDF, "application/pdf", "inline"),
        ("a.png", png(), "image/png", "inline"),
        ("a.txt", b"<script>alert(1)</script>", "text/plain", "attachment"),
        ("a.csv", b"a,b\n1,2\n", "text/csv", "attachment"),
    ],
)
def test_a_file_comes_back_as_what_it_is(name: str, content: bytes, mime: str, way: str, walk: Walk) -> None:
    with undone():
        answer = upload(walk, name, content)
        assert answer.status_code == 201, answer.json()
        back = walk.client("owner").get(answer.json()["url"])
        assert back["Content-Type"].split(";")[0] == mime
        assert back["Content-Disposition"].startswith(way)
        assert back["X-Content-Type-Options"] == "nosniff" and "no-store" in back["Cache-Control"]
        assert "default-src 'none'" in back["Content-Security-Policy"]
        walking.body(back)


def test_what_the_camera_wrote_is_gone(walk: Walk) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Chan Siu Ming at home"
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    assert b"Chan Siu Ming" in out.getvalue()
    with undone():
        answer = upload(walk, "photo.jpg", out.getvalue())
        back = walk.client("owner").get(answer.json()["url"])
        assert b"Chan Siu Ming" not in b"".join(back.streaming_content)
