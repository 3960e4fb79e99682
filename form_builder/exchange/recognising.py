"""What an uploaded file is, by its content, when it is no workbook: in the words of somebody who works in an office."""

from collections.abc import Iterable

import filetype

from engine.language.text import Text, both

WORD, SLIDES = both("a Word document", "Word 文件"), both("a set of slides", "簡報檔案")
PICTURE, ARCHIVE = both("a picture", "圖片"), both("an archive of files", "壓縮檔案")
_BY_MIME = {
    "application/pdf": both("a PDF", "PDF 檔案"),
    "application/rtf": WORD,
    "application/msword": WORD,
    "application/x-rar-compressed": ARCHIVE,
    "application/x-7z-compressed": ARCHIVE,
    "application/gzip": ARCHIVE,
}
_BY_FAMILY = {
    "image": PICTURE,
    "video": both("a film", "影片"),
    "audio": both("a recording", "錄音"),
    "font": both("a font", "字型檔案"),
}
_BY_PART = {
    "word/document.xml": WORD,
    "ppt/presentation.xml": SLIDES,
    "xl/workbook.bin": both("a binary workbook (.xlsb)", "二進制活頁簿（.xlsb）"),
    "content.xml": both("an OpenDocument file", "OpenDocument 檔案"),
}
_BY_OPENING = {
    "<!doctype html": both("a web page", "網頁"),
    "<html": both("a web page", "網頁"),
    "<?xml": both("an XML file", "XML 檔案"),
    "{\\rtf": WORD,
    "%pdf-": _BY_MIME["application/pdf"],
}
_BY_STREAM = {"WordDocument": WORD, "PowerPoint Document": SLIDES}


def kind_of_bytes(content: bytes) -> Text | None:
    """What a binary file is; None when nothing that we know."""
    found = filetype.guess(content[:8192])
    if found is None:
        return None
    return _BY_MIME.get(found.mime) or _BY_FAMILY.get(found.mime.partition("/")[0])


def kind_of_archive(parts: Iterable[str]) -> Text:
    """What a zip is that holds no workbook, by the names of its parts."""
    names = set(parts)
    return next((said for part, said in _BY_PART.items() if part in names), ARCHIVE)


def kind_of_compound(content: bytes) -> Text | None:
    """What a file in the old shape of Office is, when it is a document or slides."""
    if any(_named(stream) in content for stream in ("Workbook", "Book")):
        return None
    return next((said for name, said in _BY_STREAM.items() if _named(name) in content), None)


def _named(stream: str) -> bytes:
    return stream.encode("utf-16-le")


def kind_of_text(text: str) -> Text | None:
    """What a text is that only another program reads; None for plain text."""
    opening = text.lstrip()[:40].lower()
    return next((said for start, said in _BY_OPENING.items() if opening.startswith(start)), None)
