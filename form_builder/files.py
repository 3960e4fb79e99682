"""The store of files by content: `MEDIA_ROOT/ab/abcd…`, written once, never changed."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File


def digest(content: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal: its address."""
    return hashlib.sha256(content).hexdigest()


def path_of(sha256: str) -> Path:
    """Where the file with this digest lies."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def keep(sha256: str, content: bytes) -> None:
    """Writes the bytes at their address unless they are there: beside it first, then in one rename."""
    target = path_of(sha256)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(target)


def drop(sha256: str) -> None:
    """Removes the file; nothing happens when it is gone already."""
    path_of(sha256).unlink(missing_ok=True)


def older_than(moment: datetime) -> Iterator[Path]:
    """The files written before `moment`, half-written ones too."""
    for path in Path(settings.MEDIA_ROOT).glob("??/*"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
            yield path


def arrived(upload: "File[Any]") -> bytes:
    """What was uploaded; of too large a file only one byte more than is taken, which is enough to refuse it."""
    return bytes(upload.read(settings.ATTACHMENT_MAX_BYTES + 1))
