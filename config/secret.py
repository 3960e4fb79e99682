"""The installation's secret: from the environment, or made once and kept beside the data."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """SECRET_KEY, or the key kept in `folder` (made on the first start, readable by the owner alone)."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    kept = folder / "secret.key"
    try:
        descriptor = os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return kept.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return kept.read_text()
