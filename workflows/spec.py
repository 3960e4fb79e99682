"""What the compiler makes of one workflow document: frozen and complete. Pure Python."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.language.rules import FieldType, Scope, Signature
from engine.language.text import Text

Rule = Callable[[Scope], Any]


@dataclass(frozen=True)
class NodeSpec:
    """One node as authored (`body`), with its rules compiled, by their pointer inside the node."""

    key: str
    id: str
    type: str
    title: Text
    body: Mapping[str, Any]
    rules: Mapping[str, Rule] = field(default_factory=dict[str, Rule], repr=False, compare=False)

    @property
    def pointer(self) -> str:
        return f"/nodes/{self.key}"


@dataclass(frozen=True)
class WorkflowSpec:
    """A compiled workflow. `signature` types every `<node>.<field>` that its rules may read.

    `awaits` are the nodes that wait for a condition: each step of a process asks them again. `needs` are the answers
    that the first form must have, `calls` the workflows that run inside it, `depth` how many stand in each other.
    """

    key: str
    title: Text
    start: str
    nodes: Mapping[str, NodeSpec]
    signature: Signature
    calendar: str | None = None
    number_prefix: str = ""
    awaits: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()
    depth: int = 1

    @property
    def begins_with(self) -> Mapping[str, FieldType]:
        """What another workflow may give to the first form, by field; a file is handed in by a person."""
        names = {name: type_ for name, type_ in self.signature.fields.items() if type_.type != "files"}
        heads = ((name.partition("."), type_) for name, type_ in names.items())
        return {field: type_ for (node, _, field), type_ in heads if node == self.start}

    def node(self, key: str) -> NodeSpec:
        """The node with this key; raises KeyError."""
        return self.nodes[key]
