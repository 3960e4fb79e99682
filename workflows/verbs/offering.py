"""What somebody may do about a process beside its steps: the links under "More"."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from engine.people.actor import Actor
from workflows.access import may_see
from workflows.models import Process


@dataclass(frozen=True)
class Offer:
    """A link to the page of a verb."""

    label: str
    url: str


def of_process(process: Process, actor: Actor, on: date) -> list[Offer]:
    """What may be done about a process, the most usual first."""
    found: list[Offer] = []
    if may_see(process, actor, on):
        found.append(Offer(_("Write a comment"), reverse("comment", args=[process.pk])))
    return found
