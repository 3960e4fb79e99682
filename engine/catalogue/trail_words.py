"""What the audit trail calls the things that this room notes."""

from collections.abc import Mapping

from engine.audit.words import enter
from engine.language.text import Text, both

DID: Mapping[str, Text] = {
    "draft saved": both("Draft of a definition saved", "儲存定義草稿"),
    "published": both("Definition published", "發佈定義"),
    "retired": both("Definition retired", "停用定義"),
    "four eyes set": both("Second person for publishing set", "設定發佈須由另一人覆核"),
}
ABOUT: Mapping[str, Text] = {
    "version": both("version of a definition", "定義版本"),
    "definition": both("definition", "定義"),
}


def register() -> None:
    """Enters the words; called once at start-up."""
    enter(did=DID, about=ABOUT)
