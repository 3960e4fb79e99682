"""What the audit trail calls the things that this room notes."""

from collections.abc import Mapping

from engine.audit.words import enter
from engine.language.text import Text, both

DID: Mapping[str, Text] = {
    "draft saved": both("Draft of a definition saved", "儲存定義草稿"),
    "published": both("Definition published", "發佈定義"),
    "retired": both("Definition retired", "停用定義"),
    "four eyes set": both("Second person for publishing set", "設定發佈須由另一人覆核"),
    "unit four eyes set": both("Second person for publishing set for a unit", "為單位設定發佈須由另一人覆核"),
    "proposed": both("Draft proposed for publishing", "提交草稿以供發佈"),
    "sent back": both("Proposed draft sent back", "退回已提交的草稿"),
    "proposal withdrawn": both("Proposal to publish withdrawn", "撤回發佈提交"),
}
ABOUT: Mapping[str, Text] = {
    "version": both("version of a definition", "定義版本"),
    "definition": both("definition", "定義"),
}


def register() -> None:
    """Enters the words; called once at start-up."""
    enter(did=DID, about=ABOUT)
