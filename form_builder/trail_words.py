"""What the audit trail calls the things that this room notes."""

from collections.abc import Mapping

from engine.audit.words import enter
from engine.language.text import Text, both

DID: Mapping[str, Text] = {
    "draft.started": both("Draft begun", "開始草稿"),
    "draft.discarded": both("Draft discarded", "捨棄草稿"),
    "draft.handed over": both("Draft handed over", "移交草稿"),
    "submission.made": both("Form handed in", "提交表格"),
    "submission.revealed": both("Masked number read in full", "查看完整號碼"),
    "submission.amending": both("Amendment begun", "開始修訂"),
    "file.attached": both("File attached", "加入附件"),
    "file.removed": both("File removed", "移除附件"),
    "block.kept": both("Block kept", "儲存組件"),
}
ABOUT: Mapping[str, Text] = {
    "draft": both("draft", "草稿"),
    "block": both("block of fields", "欄位組件"),
    "submission": both("submission", "已提交表格"),
    "submissions": both("submissions", "多份已提交表格"),
}
WHY: Mapping[str, Text] = {
    "amendment": both("amendment", "修訂"),
    "people alerted: {}": both("people alerted: {}", "已通知 {} 人"),
    "earlier answers": both("earlier answers taken over", "沿用上次答案"),
    "file": both("file opened", "開啟附件"),
    "reference search": both("search for a reference", "搜尋引用紀錄"),
    "submission page": both("submission page", "已提交表格頁"),
    "scores over time": both("scores over time", "分數走勢"),
    "submission print": both("submission print", "列印已提交表格"),
}


def register() -> None:
    """Enters the words; called once at start-up."""
    enter(did=DID, about=ABOUT, why=WHY)
