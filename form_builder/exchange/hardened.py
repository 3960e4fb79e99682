"""The first look at an uploaded workbook, before any library opens it: what it is, and whether it may be opened."""

import io
import re
import zipfile

from form_builder.exchange.recognising import kind_of_archive, kind_of_bytes, kind_of_compound, kind_of_text
from form_builder.exchange.reporting import WorkbookRefused, refuse

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 300
MOST_LINE = 20_000
_MEGABYTE = 1024 * 1024
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (b"PK\x03\x04", b"PK\x05\x06")
_OUTSIDE = re.compile(r"(^|/)(externalLinks|queryTables|webextensions)/|(^|/)connections\.xml$", re.I)
_UNSAFE = re.compile(r"(^|/)(embeddings|activeX|ctrlProps|customUI)/|\.(exe|dll|js|vbs|ole)$", re.I)
_MACROS = re.compile(r"vbaProject|vbaData|(^|/)macrosheets/", re.I)
_LEADS_OUT = re.compile(rb"<[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.I)


def inspect(content: bytes) -> str:
    """The kind of workbook in `content`: ".xlsx", ".xls", ".csv" or ".md". Raises WorkbookRefused."""
    if len(content) > MOST_BYTES:
        raise refuse("too-large", size=len(content), limit=MOST_BYTES)
    if not content.strip():
        raise refuse("empty")
    if content.startswith(_ZIP):
        _inspect_zip(content)
        return ".xlsx"
    if content.startswith(_OLE):
        _inspect_ole(content)
        return ".xls"
    return _inspect_text(content)


def _inspect_zip(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _inspect_names(parts)
            _inspect_contents(archive, parts)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError):
        raise refuse("unreadable") from None
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise refuse("other-file", what=kind_of_archive(part.filename for part in parts))


def _inspect_names(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refuse("bomb", limit=MOST_UNPACKED // _MEGABYTE)
    if len({part.filename for part in parts}) < len(parts):
        raise refuse("unsafe", part="two parts of one name")
    for part in parts:
        if part.flag_bits & 0x1:
            raise refuse("encrypted")
        if _MACROS.search(part.filename):
            raise refuse("macros")
        if _OUTSIDE.search(part.filename):
            raise refuse("outside", part=part.filename)
        if _UNSAFE.search(part.filename):
            raise refuse("unsafe", part=part.filename)


def _inspect_contents(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpacks every part, whatever size it declares, and stops at the limit."""
    left = MOST_UNPACKED
    for part in parts:
        found = bytearray()
        with archive.open(part) as stream:
            while chunk := stream.read(65536):
                left -= len(chunk)
                if left < 0:
                    raise refuse("bomb", limit=MOST_UNPACKED // _MEGABYTE)
                found += chunk
        _inspect_part(part.filename, bytes(found))


def _inspect_part(name: str, content: bytes) -> None:
    if not name.endswith((".xml", ".rels", ".vml")):
        return
    if b"\x00" in content[:200] or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise refuse("unsafe", part=name)
    if name == "[Content_Types].xml" and b"macroEnabled" in content:
        raise refuse("macros")
    for leading in _LEADS_OUT.findall(content):
        if b"/hyperlink" not in leading:
            raise refuse("outside", part=name)


def _inspect_ole(content: bytes) -> None:
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise refuse("macros")
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise refuse("encrypted")
    if what := kind_of_compound(content):
        raise refuse("other-file", what=what)


def _inspect_text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _no_text(content) from None
    if "\x00" in text:
        raise _no_text(content)
    if what := kind_of_text(text):
        raise refuse("other-file", what=what)
    lines = text.splitlines()
    if any(len(line) > MOST_LINE for line in lines):
        raise refuse("plain-text")
    first = next((line.strip() for line in lines if line.strip()), "")
    return ".md" if first.startswith("|") else ".csv"


def _no_text(content: bytes) -> WorkbookRefused:
    what = kind_of_bytes(content)
    return refuse("other-file", what=what) if what else refuse("no-workbook")
