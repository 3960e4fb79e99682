"""What is known of the datasets of workflows without a database. Pure."""

from engine.datasets import Column, Description, StaticDescribe, descriptions
from engine.language.text import both

OUTCOMES = {
    "open": both("In progress", "進行中"),
    "approved": both("Approved", "已批准"),
    "rejected": both("Rejected", "已拒絕"),
    "withdrawn": both("Withdrawn", "已撤回"),
    "cancelled": both("Cancelled", "已取消"),
    "done": both("Done", "已完成"),
    "acknowledged": both("Acknowledged", "已知悉"),
}


def _columns(*columns: Column) -> dict[str, Column]:
    return {column.key: column for column in columns}


PROCESSES = Description(
    "processes",
    both("Processes", "流程個案"),
    _columns(
        Column("workflow", both("Workflow", "工作流程"), "choice"),
        Column("version", both("Version", "版本"), "integer"),
        Column("unit", both("Centre", "中心"), "unit"),
        Column("starter", both("Started by", "申請人"), "user"),
        Column("started", both("Started", "開始"), "datetime"),
        Column("finished", both("Finished", "完成"), "datetime"),
        Column("outcome", both("Outcome", "結果"), "choice", OUTCOMES),
        Column("amount", both("Amount", "金額"), "money"),
        Column("days", both("Days taken", "所需日數"), "decimal", scale=1),
    ),
    version_column="version",
)
TASKS = Description(
    "tasks",
    both("Tasks", "工作"),
    _columns(
        Column("workflow", both("Workflow", "工作流程"), "choice"),
        Column("node", both("Step", "步驟"), "text"),
        Column("unit", both("Centre", "中心"), "unit"),
        Column("by", both("Done by", "處理人"), "user"),
        Column("created", both("Arrived", "到達"), "datetime"),
        Column("finished", both("Done", "完成"), "datetime"),
        Column("due", both("Due", "到期"), "datetime"),
        Column("late", both("Late", "逾期"), "boolean"),
        Column("days", both("Days taken", "所需日數"), "decimal", scale=1),
    ),
)


def register() -> None:
    """Enters the descriptions; called at start-up and by checks that run without Django."""
    for description in (PROCESSES, TASKS):
        if description.key not in descriptions:
            descriptions.register(description.key, StaticDescribe(description))
