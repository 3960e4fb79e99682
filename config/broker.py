"""Whether the broker answers: a server is asked, the embedded one's folder is looked at."""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from kombu.connection import Connection
from kombu.exceptions import KombuError

PATIENCE = 2
MESSAGES = "*.msg"


@dataclass(frozen=True)
class Broker:
    """Whether messages can be left, and for how many seconds the oldest one has lain (known of a folder only)."""

    answers: bool
    oldest_message: int | None = None


def look() -> Broker:
    """How the broker of this installation is."""
    if settings.BROKER_URL.startswith("filesystem"):
        return _look_in(Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"]))
    return Broker(_answers())


def _look_in(folder: Path) -> Broker:
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"written")
        return Broker(True, max((_age(message) for message in folder.glob(MESSAGES)), default=0))
    except OSError:
        return Broker(False)


def _age(message: Path) -> int:
    try:
        return max(0, int(time.time() - message.stat().st_mtime))
    except FileNotFoundError:  # a worker has just taken it
        return 0


def _answers() -> bool:
    waits = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
    try:
        with Connection(settings.BROKER_URL, connect_timeout=PATIENCE, transport_options=waits) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=PATIENCE)
    except (OSError, KombuError):
        return False
    return True
