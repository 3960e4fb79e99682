"""What one document needs of others, and how it is bound to them."""

from dataclasses import dataclass
from typing import Any, Literal, Protocol

Binding = Literal["pinned", "dated", "late"]


@dataclass(frozen=True)
class Reference:
    """`pointer` in this document names the document (`kind`, `key`).

    pinned: to a version, at publish. dated: to the version effective when the process or draft starts.
    late: at each use.
    """

    kind: str
    key: str
    pointer: str
    binding: Binding


class Library(Protocol):
    """Where a compiler finds the compiled specs of the documents that one refers to."""

    def find(self, kind: str, key: str) -> Any | None:
        """The compiled spec, or None when there is none."""
        ...
