"""Shipped documents of every kind, and ways to spoil them: values changed, things taken away, things added."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

import workflows.descriptions
import workflows.extending
from approvals import actions as _actions  # noqa: F401  registers what an action can do
from approvals.descriptions import DECISIONS
from approvals.kind import AuthorityKind
from approvals.node import ApprovalNode as _ApprovalNode  # noqa: F401  registers the node type
from engine.datasets import StaticDescribe, descriptions
from engine.language.compiling import MemoryLibrary, check
from engine.language.documents import Document
from engine.language.kinds import kinds
from engine.language.pointers import walk
from engine.language.problems import Problem
from engine.language.standard import register_standard_kinds
from engine.records.kind import RegisterKind
from form_builder.kind import FormKind
from reporting.kind import ReportKind
from workflows.kind import WorkflowKind
from workflows.nodes import node_types as _node_types  # noqa: F401

ROOT = Path(__file__).parents[3]
register_standard_kinds()
for kind in (FormKind(), WorkflowKind(), AuthorityKind(), RegisterKind(), ReportKind()):
    if kind.name not in kinds:
        kinds.register(kind.name, kind)
if DECISIONS.key not in descriptions:
    workflows.descriptions.register()
    workflows.extending.register()
    descriptions.register(DECISIONS.key, StaticDescribe(DECISIONS))

JUNK: list[Any] = [
    None, True, 7, -1, 10**30, "", "ghost", "No Such", "a" * 300, "2026-02-31", "\u202e", "<b>x</b>", [], [1], [[]], {},
    {"x": 1}, {"var": "ghost"}, {"en": 5}, {"var": ["x"]}, [{"id": 1}], {"id": "x", "key": "x"}, [None],
]  # fmt: skip


def shipped() -> list[dict[str, Any]]:
    """The bodies of what ships, in a stable order."""
    bodies = (json.loads(p.read_text(encoding="utf-8")) for p in sorted((ROOT / "definitions").rglob("*.json")))
    return [body for body in bodies if "kind" in body]


def places(body: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The path of every value below the document itself, but not of what says which document it is."""
    return [steps for steps, _ in _paths(body, ()) if steps and steps[0] not in {"kind", "language", "key"}]


def _paths(value: Any, steps: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield steps, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in inner:
        yield from _paths(child, (*steps, name))


def spoil(body: dict[str, Any], steps: tuple[Any, ...], how: str, junk: Any) -> None:
    """Changes `body` at a path: `put` junk there, `drop` it, `add` an unknown property, or `twice`."""
    owner: Any = body
    for step in steps[:-1]:
        owner = owner[step]
    last, value = steps[-1], owner[steps[-1]]
    if how == "drop":
        del owner[last]
    elif how == "add" and isinstance(value, dict):
        value["stray"] = copy.deepcopy(junk)
    elif how == "twice" and isinstance(owner, list):
        owner.append(copy.deepcopy(value))
    else:
        owner[last] = copy.deepcopy(junk)


def problems_of(body: dict[str, Any], others: list[dict[str, Any]]) -> list[Problem]:
    """Everything that is wrong with a body beside what ships."""
    library = MemoryLibrary([document(other) for other in others])
    return list(check(document(body), library).problems)


def document(body: dict[str, Any]) -> Document:
    key = body.get("key")
    return Document(str(body["kind"]), key if isinstance(key, str) else "", body, "")


def nearest(body: Any, pointer: str) -> bool:
    """Whether the pointer leads to something authored, or to a property or entry that could stand in something authored."""
    known = {at for at, _, _ in walk(body)}
    return pointer in known or pointer.rpartition("/")[0] in known


spoilings = st.tuples(st.sampled_from(["put", "put", "drop", "add", "twice"]), st.sampled_from(JUNK))
