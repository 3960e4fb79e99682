"""What the audit trail calls the things that this room notes."""

from collections.abc import Mapping

from engine.audit.words import enter
from engine.language.text import Text, both

DID: Mapping[str, Text] = {
    "process.started": both("Request started", "開始申請"),
    "process.withdrawn": both("Request withdrawn", "撤回申請"),
    "task.done": both("Task done", "完成工作"),
    "task.claimed": both("Task taken", "接手工作"),
    "task.released": both("Task given back", "交回工作"),
    "task.asked-again": both("Somebody looked for once more", "再次尋找處理人"),
    "task.dropped": both("Task not needed any more", "工作已毋須處理"),
    "task.rerouted": both("Task given to others after its deadline", "工作逾期後轉交他人"),
    "task.not-rerouted": both("Nobody to give the overdue task to", "逾期工作沒有人可以接手"),
    "task.lapsed": both("Deadline passed, the task went on by itself", "工作逾期，系統自動繼續"),
    "process.moved": both("Went on because a condition came true", "條件成立，流程繼續"),
    "action.done": both("System action done", "系統動作完成"),
    "action.parked": both("System action failed and set aside", "系統動作失敗並擱置"),
    "action.retried": both("System action tried again", "重試系統動作"),
    "action.skipped": both("System action skipped", "略過系統動作"),
    "process.cancelled": both("Request closed with the one that it was part of", "所屬申請已結束，此申請一併取消"),
    "call.returned": both("Part request ended, went on", "子申請已結束，流程繼續"),
    "call.not-started": both("Part request could not begin", "子申請未能開始"),
    "process.commented": both("Comment written", "留言"),
    "task.reassigned": both("Task given to somebody else", "工作轉交他人"),
}
ABOUT: Mapping[str, Text] = {
    "process": both("request", "申請"),
    "task": both("task", "工作"),
}
WHY: Mapping[str, Text] = {
    "task": both("task page", "工作頁"),
    "process": both("request page", "申請頁"),
    "deadline": both("the deadline had passed", "已過期限"),
    "nobody": both("nobody holds the role", "沒有人擔任該職務"),
    "condition": both("the condition came true", "條件成立"),
    "called": both("a step of another request", "另一申請的步驟"),
    "no-unit": both("there is no such unit, or it may not use this workflow", "沒有該單位，或該單位不可使用此工作流程"),
    "too-deep": both("too many requests stand in each other", "申請層層相套過多"),
    "enough": both("enough was done", "已有足夠數目完成"),
}


def register() -> None:
    """Enters the words; called once at start-up."""
    enter(did=DID, about=ABOUT, why=WHY)
