"""A try as a person reads it: each step with who is asked and every reason, in both languages. Pure Python."""

from dataclasses import dataclass

from engine.language.text import Text, both
from workflows.trying.walking import Step, Walk
from workflows.wording import outcome_words

NO_END = both("It comes to no end from here.", "由此無法到達終點。")


@dataclass(frozen=True)
class Told:
    """One step: its title, why it goes on as it does, who is asked with the reasons, and the way that is taken.

    `stuck` says that nobody can be asked, or that the request would be refused.
    """

    node: str
    title: Text
    why: Text
    asked: tuple[tuple[Text, tuple[Text, ...]], ...]
    way: Text = ""
    stuck: bool = False


def told(walk: Walk) -> list[Told]:
    """The steps in order; a try that comes to no end says so at its last."""
    lines = [_told(step) for step in walk.steps]
    return lines if walk.outcome else [*lines, Told("", NO_END, "", (), stuck=True)]


def _told(step: Step) -> Told:
    asked = tuple((one.part, (*(one.choice.reasons or (one.choice.why,)), *one.without)) for one in step.foreseen.asked)
    words = [target.label or target.outcome for target in step.taken]
    way = outcome_words(words[0]) if len(words) == 1 and words[0] else ""
    return Told(step.node, step.title, step.foreseen.why, asked, way, step.strands)
