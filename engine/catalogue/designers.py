"""Port: where a definition of each kind is drawn. A kind without a designer is edited as text."""

from dataclasses import dataclass

from engine.catalogue.models import Definition
from engine.language.registry import Registry
from engine.language.text import Text


@dataclass(frozen=True)
class Designer:
    """The names of two addresses: one opens a definition (its pk), the other begins one (?from=<pk> copies)."""

    open: str
    new: str
    new_label: Text


designers: Registry[Designer] = Registry("designer")


def designer_of(definition: Definition) -> Designer | None:
    """The designer of the definition's kind, if it has one."""
    return designers.get(definition.kind) if definition.kind in designers else None
