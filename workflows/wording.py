"""Words for outcomes that many workflows share. Whatever is not listed is said as it is written."""

from collections.abc import Mapping

from engine.language.text import Text, both

OUTCOMES: Mapping[str, Text] = {
    "approve": both("Approve", "批准"),
    "approved": both("Approved", "已批准"),
    "return": both("Return for changes", "退回修改"),
    "returned": both("Returned", "已退回"),
    "reject": both("Reject", "拒絕"),
    "rejected": both("Rejected", "已拒絕"),
    "withdrawn": both("Withdrawn", "已撤回"),
    "cancelled": both("Cancelled", "已取消"),
    "not-started": both("Could not begin", "未能開始"),
    "done": both("Done", "已完成"),
    "acknowledge": both("Acknowledge", "確認"),
    "acknowledged": both("Acknowledged", "已確認"),
    "escalate": both("Escalate", "上報"),
    "submitted": both("Submitted", "已提交"),
    "followed-up": both("Followed up", "已跟進"),
    "terminated": both("Stopped", "已終止"),
}


def outcome_words(outcome: Text) -> Text:
    """An outcome (or the label of a way) as people read it."""
    if not isinstance(outcome, str):
        return outcome
    return OUTCOMES.get(outcome, outcome.replace("_", " ").replace("-", " "))
