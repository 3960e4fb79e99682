"""What is checked at publish of whom a step asks: nodes, fields and their types, and rules that say too much."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from engine.language.problems import Problem, problem
from workflows.who.shape import WAYS

if TYPE_CHECKING:
    from workflows.nodes.base import Context


def check_assign(rule: Mapping[str, Any], pointer: str, context: "Context") -> Iterator[Problem]:
    """Everything wrong with one `assign` rule that stands at `pointer`."""
    said = [way for way in WAYS if way in rule]
    if len(said) > 1:
        yield problem("workflow.assign-many-ways", pointer, taken=said[0], others=", ".join(said[1:]))
    narrowing = [name for name in ("at", "share") if name in rule and "role" not in rule]
    yield from (problem("workflow.assign-needs-role", f"{pointer}/{name}", name=name) for name in narrowing)
    if "doer_of" in rule and rule["doer_of"] not in context.nodes:
        yield _unknown_node(rule["doer_of"], f"{pointer}/doer_of", context)
    if "field" in rule:
        yield from _field(rule["field"], "person", f"{pointer}/field", context)
    if "field" in rule.get("at", {}):
        yield from _field(rule["at"]["field"], "unit", f"{pointer}/at/field", context)
    if "otherwise" in rule:
        yield from check_assign(rule["otherwise"], f"{pointer}/otherwise", context)


def _field(path: str, wanted: str, pointer: str, context: "Context") -> Iterator[Problem]:
    """A field that names a person or a unit: in a form node of this workflow, not in a row."""
    node, _, key = path.partition(".")
    if node not in context.nodes:
        yield _unknown_node(node, pointer, context)
        return
    if wanted == "person" and key in context.persons_of(node):
        return
    body = context.nodes[node].body
    form = context.library.find("form", body.get("form", "")) if "form" in body else None
    if form is None and "form" in body:
        return  # the form is missing, which is told where it is named
    fields = form.fields if form else {}
    if key not in fields:
        known = ", ".join(f"{node}.{name}" for name, item in fields.items() if _names(item, wanted))
        yield problem("workflow.assign-unknown-field", pointer, name=path, known=known or "-")
    elif not _names(fields[key], wanted):
        yield problem(f"workflow.assign-not-a-{wanted}", pointer, name=path)


def _names(item: Any, wanted: str) -> bool:
    return item.type == "reference" and item.options.get("to") == wanted


def _unknown_node(name: str, pointer: str, context: "Context") -> Problem:
    return problem("workflow.unknown-node", pointer, name=name, known=", ".join(context.nodes))
