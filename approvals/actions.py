"""What approvals can do by itself in a workflow. Pure at the top, so that documents compile without Django."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.language.rules import FieldType
from engine.language.text import Text
from workflows.actions import Action, ActionContext, actions

if TYPE_CHECKING:
    from workflows.spec import WorkflowSpec

NUMBERS = {"integer", "decimal", "money"}
SHOWN = NUMBERS | {"text", "date", "boolean"}


def issue_purchase_order(inputs: Mapping[str, Any], context: ActionContext) -> Mapping[str, Any]:
    """Issues the process's order, or finds the one it has: the same process never gets a second number."""
    from approvals.orders import issue
    from engine.catalogue.queries import spec

    workflow: WorkflowSpec = spec(context.process.version)
    lines = inputs["lines"] or []
    order = issue(
        process=context.process,
        title=inputs.get("title") or context.process.title,
        supplier=str(inputs["supplier"] or ""),
        lines=lines,
        columns=list(columns_of(workflow, context.node, lines)),
        amount=Decimal(str(inputs["amount"] or 0)),
        by=context.by,
        at=context.at,
    )
    return {"number": order.number, "order": str(order.pk)}


def columns_of(workflow: "WorkflowSpec", node: str, lines: Any) -> Iterator[dict[str, Any]]:
    """How to show the lines: the labels and types of the repeat that the node's `lines` names, else their bare keys."""
    source = workflow.node(node).body["with"]["lines"]
    name = source.get("var") if isinstance(source, Mapping) else None
    field = workflow.signature.fields.get(name) if name else None
    if field is None or not field.rows:
        yield from (_column(key, FieldType("text"), key) for key in dict.fromkeys(k for line in lines for k in line))
        return
    for key, column in field.rows.items():
        if column.type in SHOWN:
            yield _column(key, column, column.label or key)


def _column(key: str, field: FieldType, label: Text) -> dict[str, Any]:
    options = {code: text for code, text in (field.options or {}).items()}
    return {"key": key, "label": label, "type": field.type, "number": field.type in NUMBERS, "options": options}


ISSUE = Action(
    name="approvals.issue_purchase_order",
    inputs={"supplier": "text", "lines": "rows", "amount": "money", "title": "text"},
    outputs={"number": "text", "order": "text"},
    run=issue_purchase_order,
    optional=frozenset({"title"}),
)

if ISSUE.name not in actions:
    actions.register(ISSUE.name, ISSUE)
