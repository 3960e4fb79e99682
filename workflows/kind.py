"""The `workflow` kind: nodes and transitions, who does each, by when, with what outcomes. Pure Python."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine.language.documents import Document
from engine.language.holes import ANY
from engine.language.kinds import Compiled
from engine.language.problems import Problem, cannot_run, problem
from engine.language.references import Library, Reference
from engine.language.rules import FieldType, Signature, TableSignature, check_rule, compile_rule
from engine.language.text import Text
from workflows.naming import check_names
from workflows.nodes import Context, node_types
from workflows.nodes.call import calls_of, compiling
from workflows.spec import NodeSpec, Rule, WorkflowSpec
from workflows.structure import check_structure


class WorkflowKind:
    name = "workflow"
    dated = False

    @property
    def meta_schema(self) -> Mapping[str, Any]:
        """The shape of a workflow; each node's shape is its type's own."""
        shapes = [
            {"if": {"properties": {"type": {"const": name}}}, "then": node_types.get(name).meta_schema}
            for name in node_types
        ]
        node = {
            "type": "object",
            "required": ["type"],
            "properties": {"type": {"enum": node_types.names()}},
            "allOf": shapes,
        }
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "allOf": [{"$ref": "centreline:common#/$defs/head"}],
            "type": "object",
            "required": ["start", "nodes"],
            "properties": {
                "start": {"type": "string"},
                "calendar": {"$ref": "centreline:common#/$defs/key"},
                "number_prefix": {"type": "string", "pattern": "^[A-Z0-9]{1,8}$"},
                "nodes": {
                    "type": "object",
                    "minProperties": 2,
                    "maxProperties": 200,
                    "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
                    "additionalProperties": node,
                },
            },
            "unevaluatedProperties": False,
        }

    def references(self, document: Document) -> list[Reference]:
        """Forms are pinned; authorities, tables, calendars and code lists bind when a process starts."""
        nodes = read_nodes(document)
        found = [
            r for node in nodes.values() if node.type in node_types for r in node_types.get(node.type).references(node)
        ]
        calendar = document.body.get("calendar")
        if calendar:
            found.append(Reference("calendar", calendar, "/calendar", "dated"))
        return [*found, *(Reference("table", key, pointer, "dated") for key, pointer in _tables_named(nodes))]

    def compile(self, document: Document, library: Library) -> Compiled:
        with compiling(document.key):
            return self._compile(document, library)

    def _compile(self, document: Document, library: Library) -> Compiled:
        body, nodes = document.body, read_nodes(document)
        problems = [*check_structure(nodes, body["start"], document.holes), *_first(nodes, body["start"])]
        calendar = body.get("calendar")
        if calendar and library.find("calendar", calendar) is None:
            problems.append(problem("reference.unknown", "/calendar", kind="calendar", name=calendar))
        elif document.holes.under("/calendar"):
            calendar = ANY
        context = Context(nodes, library, signature_of(nodes, library), calendar)
        for node in nodes.values():
            problems += node_types.get(node.type).check(node, context)
            problems += _rule_problems(node, context.signature)
        problems += check_names(nodes)
        if cannot_run(problems):
            return Compiled(None, problems)
        compiled = {key: _with_rules(node, context.signature) for key, node in nodes.items()}
        prefix = body.get("number_prefix", "")
        awaits = frozenset(key for key, node in nodes.items() if node_types.get(node.type).awaits(node))
        calls, depth = calls_of(nodes, context)
        spec = WorkflowSpec(document.key, document.title, body["start"], compiled, context.signature, calendar, prefix)
        needs = _needed(nodes[body["start"]], library)
        return Compiled(replace(spec, awaits=awaits, needs=needs, calls=calls, depth=depth), problems)


def read_nodes(document: Document) -> dict[str, NodeSpec]:
    """The nodes of a document, their rules not compiled yet."""
    return {
        key: NodeSpec(key, body["id"], body["type"], _title(key, body), body)
        for key, body in document.body["nodes"].items()
    }


def _title(key: str, body: Mapping[str, Any]) -> Text:
    if "title" in body:
        return body["title"]
    return node_types.get(body["type"]).label if body["type"] in node_types else key


def _first(nodes: Mapping[str, NodeSpec], start: str) -> Iterator[Problem]:
    if start in nodes and nodes[start].type != "form":
        yield problem("workflow.first-node", "/start")


def _needed(first: NodeSpec, library: Library) -> frozenset[str]:
    """The answers without which the first form is never handed in."""
    form = library.find("form", first.body.get("form", ""))
    return frozenset(key for key, item in form.fields.items() if item.required is True) if form else frozenset()


def signature_of(nodes: Mapping[str, NodeSpec], library: Library) -> Signature:
    bare = Context(nodes, library)
    fields: dict[str, FieldType] = {}
    for key, node in nodes.items():
        for name, type_ in node_types.get(node.type).outputs(node, bare).items():
            fields[f"{key}.{name}"] = type_
    tables: dict[str, TableSignature] = {}
    for key, _ in _tables_named(nodes):
        table = library.find("table", key)
        if table is not None:
            tables[key] = table.signature
    return Signature(fields, tables)


def _tables_named(nodes: Mapping[str, NodeSpec]) -> Iterator[tuple[str, str]]:
    for node in nodes.values():
        if node.type not in node_types:
            continue
        for pointer, tree, _ in node_types.get(node.type).rules(node):
            for key in _lookups(tree):
                yield key, f"{node.pointer}{pointer}"


def _lookups(tree: Any) -> Iterator[str]:
    if isinstance(tree, Mapping):
        named = tree.get("lookup")
        if isinstance(named, list) and named and isinstance(named[0], str):
            yield named[0]
        for child in tree.values():
            yield from _lookups(child)
    elif isinstance(tree, list):
        for child in tree:
            yield from _lookups(child)


def _rule_problems(node: NodeSpec, signature: Signature) -> Iterator[Problem]:
    for pointer, tree, expected in node_types.get(node.type).rules(node):
        yield from check_rule(tree, signature, expects=expected, pointer=f"{node.pointer}{pointer}")


def _with_rules(node: NodeSpec, signature: Signature) -> NodeSpec:
    rules: dict[str, Rule] = {
        pointer: compile_rule(tree, signature, expects=expected)
        for pointer, tree, expected in node_types.get(node.type).rules(node)
    }
    return NodeSpec(node.key, node.id, node.type, node.title, node.body, rules)
