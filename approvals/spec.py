"""What an authority document compiles to, and the chain it resolves to. Pure: no Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from engine.language.conditions import Condition
from engine.language.text import Text

Mode = Literal["one", "any", "all"]


@dataclass(frozen=True)
class Link:
    """One link of a chain: who is asked (`roles`), how many must approve (`needed`), and what it amounts to (`act`).

    one: any holder of the one role. any: `needed` holders of any of the roles. all: a holder of each role.
    """

    id: str
    mode: Mode
    roles: tuple[str, ...]
    act: str
    needed: int = 1


@dataclass(frozen=True)
class AuthorityRule:
    """One row: when it applies, and the chain of deciders it asks for."""

    id: str
    when: Mapping[str, Condition]
    chain: tuple[Link, ...]

    def applies(self, inputs: Mapping[str, Any]) -> bool:
        """Whether every named input passes its condition."""
        return all(condition.accepts(inputs.get(name)) for name, condition in self.when.items())


@dataclass(frozen=True)
class AuthoritySpec:
    """A compiled authority table."""

    key: str
    title: Text
    effective: date
    inputs: Mapping[str, str]
    labels: Mapping[str, Text]
    rules: tuple[AuthorityRule, ...]

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Every role that some rule asks, by code."""
        return tuple(sorted({role for rule in self.rules for link in rule.chain for role in link.roles}))

    def money_of(self, inputs: Mapping[str, Any]) -> Decimal | None:
        """The first amount of money among the inputs: what the decision is about, for lists and reports."""
        for name, type_ in self.inputs.items():
            if type_ == "money" and isinstance(inputs.get(name), Decimal):
                return inputs[name]
        return None


@dataclass(frozen=True)
class ChainStep:
    """One step of a resolved chain, with the rule that put it there, in words."""

    order: int
    link: Link
    rule_id: str
    why: Text


@dataclass(frozen=True)
class Chain:
    """Who must decide, in order. `why` says it all in a sentence; `inputs` are the values it was asked with."""

    rule_id: str
    why: Text
    steps: tuple[ChainStep, ...]
    inputs: Mapping[str, Any]
