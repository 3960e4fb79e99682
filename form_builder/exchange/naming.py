"""XLSForm names to keys: lower case, letters, digits and underscores, each once at its level."""

import re
from collections.abc import Container

from form_builder.outline import RESERVED

MOST = 60


def key_of(name: str, taken: Container[str] = (), within: str = "") -> str:
    """A key for a name that is free; `within` is put before it where it is not."""
    key = _plain(name, "q")
    if (key in taken or key in RESERVED) and within:
        key = _plain(f"{within}_{key}", "q")
    base, number = key, 2
    while key in taken or key in RESERVED:
        key = f"{base[: MOST - 4]}_{number}"
        number += 1
    return key


def slug_of(name: str) -> str:
    """A key for a document."""
    found = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return (found if found[:1].isalpha() else f"form-{found}").strip("-")[:MOST].rstrip("-")


def id_of(name: str, taken: Container[str]) -> str:
    """An immutable id made of a name; free among those taken."""
    base = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-") or "q"
    base = base[: MOST - 6]
    found, number = base, 2
    while found in taken:
        found = f"{base}-{number}"
        number += 1
    return found


def _plain(name: str, prefix: str) -> str:
    found = re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_")
    found = re.sub(r"_{2,}", "_", found)
    return (found if found[:1].isalpha() else f"{prefix}_{found}".rstrip("_"))[:MOST].rstrip("_")
