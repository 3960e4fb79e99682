"""Who would decide this? The rule of an authority for typed facts, its chain, and who could take each step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from approvals.grids.cells import WrongCell, read_value
from approvals.grids.grid import Column
from approvals.refusals import NoRuleApplies
from approvals.resolving import resolve
from approvals.spec import AuthoritySpec, Link
from approvals.wording import asked
from engine.language.conditions import literal
from engine.language.text import LANGUAGES, Text
from engine.people.models import Unit, User
from engine.people.queries import holders


@dataclass(frozen=True)
class Decider:
    """One step of the answer: whom it asks in words, what they do, and who holds the role at the centre that day."""

    asked: Text
    act: str
    people: tuple[User, ...]


@dataclass(frozen=True)
class Answer:
    """`why` is the rule in a sentence, or why nobody decides (`refused`)."""

    why: Text
    steps: tuple[Decider, ...] = ()
    refused: bool = False


def facts_of(sent: Mapping[str, str], columns: tuple[Column, ...]) -> tuple[dict[str, Any], dict[str, Text]]:
    """The typed facts as run-time values, and what could not be read, by input. An empty one is not known."""
    facts: dict[str, Any] = {}
    wrong: dict[str, Text] = {}
    for column in (c for c in columns if c.is_input):
        said = sent.get(f"ask.{column.key}", "").strip()
        try:
            facts[column.key] = literal(read_value(said, column.type), column.type) if said else None
        except WrongCell as refused:
            wrong[column.key] = refused.message
    return facts, wrong


def answer(spec: AuthoritySpec, facts: Mapping[str, Any], roles: Mapping[str, Text], unit: Unit, on: date) -> Answer:
    """Who decides, at `unit` on the day `on`."""
    try:
        chain = resolve(spec, facts, roles)
    except NoRuleApplies as refused:
        return Answer(refused.message, refused=True)
    return Answer(chain.why, tuple(_decider(step.link, roles, unit, on) for step in chain.steps))


def _decider(link: Link, roles: Mapping[str, Text], unit: Unit, on: date) -> Decider:
    people = {person.pk: person for role in link.roles for person in holders(role, unit, on)}
    said = {language: asked(link, roles, language) for language in LANGUAGES}
    return Decider(said, link.act, tuple(people.values()))
