"""What higher rooms offer to the Design door."""

from dataclasses import dataclass

from engine.language.registry import Registry
from engine.language.text import Text


@dataclass(frozen=True)
class Door:
    """A way to make a definition: what its button says, and the name of its address."""

    label: Text
    address: str


doors: Registry[Door] = Registry("way to make a definition")
