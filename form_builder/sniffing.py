"""What a file really is, told from its content; images come out without what the camera wrote into them. Pure."""

import io
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

import filetype
from PIL import Image, ImageOps

from form_builder.errors import file_damaged, file_kind_refused, file_with_macros

MOST_PIXELS = 60_000_000
LONGEST_NAME = 120
_UNSAFE = '<>:"|?*'
_ENDINGS = (".jpeg", ".jpg", ".png", ".pdf", ".docx", ".xlsx", ".txt", ".csv")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Sniffed:
    """A file taken in: its kind (as `accept` names it), its media type, its safe name, and the bytes to keep."""

    kind: str
    mime: str
    name: str
    content: bytes


def sniff(name: str, content: bytes) -> Sniffed:
    """The file as it may be kept. Raises FileRefused when it is none of the kinds we take, damaged, or has macros."""
    mime = _guess(content)
    if mime in {"image/jpeg", "image/png"}:
        clean = _without_metadata(content, "JPEG" if mime == "image/jpeg" else "PNG")
        return Sniffed("image", mime, safe_name(name, ".jpg" if mime == "image/jpeg" else ".png"), clean)
    if mime == "application/pdf":
        return Sniffed("pdf", mime, safe_name(name, ".pdf"), content)
    if content[:4] == b"PK\x03\x04":
        return _office(name, content)
    return _text(name, content)


def safe_name(name: str, suffix: str) -> str:
    """A name without folders or control characters, ending in `suffix`."""
    stem = PurePosixPath(name.replace("\\", "/")).name
    stem = "".join(character for character in stem if character.isprintable() and character not in '<>:"|?*').strip(
        ". "
    )
    known = (".jpeg", ".jpg", ".png", ".pdf", ".docx", ".xlsx", ".txt", ".csv")
    for ending in known:
        if stem.lower().endswith(ending):
            stem = stem[: -len(ending)]
            break
    return (stem[:LONGEST_NAME].strip() or "file") + suffix


def _guess(content: bytes) -> str | None:
    found = filetype.guess(content[:8192])
    return found.mime if found else None


def _without_metadata(content: bytes, kind: str) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise file_damaged()
                return _written(ImageOps.exif_transpose(image), kind)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise file_damaged() from error


def _written(image: Image.Image, kind: str) -> bytes:
    modes = {"JPEG": ("RGB", "L"), "PNG": ("RGB", "RGBA", "L", "LA", "P")}[kind]
    bare = image if image.mode in modes else image.convert("RGBA" if kind == "PNG" else "RGB")
    bare.info = {key: value for key, value in bare.info.items() if key == "transparency"}
    out = io.BytesIO()
    bare.save(out, kind, **({"quality": 88, "optimize": True} if kind == "JPEG" else {}))
    return out.getvalue()


def _office(name: str, content: bytes) -> Sniffed:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise file_damaged() from error
    if any(entry.lower().endswith("vbaproject.bin") for entry in names):
        raise file_with_macros()
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return Sniffed("document", DOCX, safe_name(name, ".docx"), content)
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return Sniffed("sheet", XLSX, safe_name(name, ".xlsx"), content)
    raise file_kind_refused()


def _text(name: str, content: bytes) -> Sniffed:
    lowered = name.lower()
    if not lowered.endswith((".txt", ".csv")) or b"\x00" in content:
        raise file_kind_refused()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise file_kind_refused() from error
    csv = lowered.endswith(".csv")
    return Sniffed("text", "text/csv" if csv else "text/plain", safe_name(name, ".csv" if csv else ".txt"), content)
