"""What the dataset `decisions` looks like, without its rows. Pure: no Django."""

from approvals.acts import acts
from engine.datasets import Column, Description
from engine.language.text import both

VERDICTS = {
    "approve": both("Approved", "批准"),
    "return": both("Returned", "退回"),
    "reject": both("Rejected", "拒絕"),
}
COLUMNS = [
    Column("decided", both("Decided", "決定時間"), "datetime"),
    Column("unit", both("Centre or team", "中心或小組"), "unit"),
    Column("workflow", both("Workflow", "工作流程"), "choice"),
    Column("node", both("Step of the workflow", "流程步驟"), "text"),
    Column("round", both("Round", "輪次"), "integer"),
    Column("step", both("Step of the chain", "審批次序"), "integer"),
    Column("act", both("Act", "審批事項"), "choice", {name: acts.get(name).done for name in acts}),
    Column("role", both("Role", "角色"), "choice"),
    Column("verdict", both("Decision", "決定"), "choice", VERDICTS),
    Column("reason", both("Reason for rejecting", "拒絕原因"), "choice"),
    Column("hours", both("Hours to decide", "決定所需時數"), "decimal", scale=1),
    Column("days", both("Days to decide", "決定所需日數"), "decimal", scale=1),
    Column("amount", both("Amount", "金額"), "money"),
    Column("by", both("Decided by", "決定者"), "user"),
    Column("stood_in", both("Decided for somebody else", "代他人決定"), "boolean"),
]
DECISIONS = Description("decisions", both("Decisions", "審批決定"), {column.key: column for column in COLUMNS})
