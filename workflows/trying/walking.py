"""Walking a workflow from its start to where it ends, one step for each node on the way. Pure Python."""

from dataclasses import dataclass

from engine.language.text import Text
from workflows.nodes.base import Target, node_types
from workflows.structure import closure
from workflows.trying.trial import Foreseen, Trial

MOST_STEPS = 200
MOST_VISITS = 5


@dataclass(frozen=True)
class Step:
    """One node on the way, what was foreseen there, and where it led (node by node, with the words of the way)."""

    node: str
    title: Text
    foreseen: Foreseen
    taken: tuple[Target, ...]

    @property
    def strands(self) -> bool:
        """Whether nobody could be asked for some part of it."""
        return self.foreseen.refused or any(one.choice.is_nobody for one in self.foreseen.asked)


@dataclass(frozen=True)
class Walk:
    """The whole way. `outcome` is what it came to, "" when it came to no end."""

    steps: tuple[Step, ...]
    outcome: str

    @property
    def ways(self) -> set[tuple[str, str]]:
        """Every way that was gone, from node to node."""
        return {(step.node, target.to) for step in self.steps for target in step.taken}


def walk(trial: Trial) -> Walk:
    """The way that the trial's answers and choices take. A circle is gone round as often as was chosen, and left."""
    graph = {key: [t.to for t in node_types.get(n.type).targets(n)] for key, n in trial.spec.nodes.items()}
    waiting, steps, outcome = [trial.spec.start], list[Step](), ""
    while waiting and len(steps) < MOST_STEPS:
        key = _next(waiting, trial, graph)
        waiting = [one for one in waiting if one != key]
        trial.visits[key] = trial.visits.get(key, 0) + 1
        if trial.visits[key] > MOST_VISITS:
            continue
        step = _step(key, trial)
        steps.append(step)
        node = trial.spec.node(key)
        outcome = str(node.body.get("outcome", outcome)) if not graph[key] else outcome
        if node_types.get(node.type).kind == "terminate":
            break
        waiting += [target.to for target in step.taken]
    return Walk(tuple(steps), outcome)


def _step(key: str, trial: Trial) -> Step:
    node = trial.spec.node(key)
    type_ = node_types.get(node.type)
    foreseen = type_.foresee(node, trial)
    if foreseen.left:
        trial.left[key] = {**trial.answers.get(key, {}), **foreseen.left}
    certain = {one.choice.person.id for one in foreseen.asked if one.choice.person}
    if len(certain) == 1:
        trial.doers[key] = next(iter(certain))
    taken = tuple(target for target in type_.targets(node) if target.outcome in foreseen.outcomes)
    return Step(key, node.title, foreseen, taken)


def _next(waiting: list[str], trial: Trial, graph: dict[str, list[str]]) -> str:
    """Joins come when nothing else is open; of several, one to which no other leads."""
    joins = [key for key in waiting if node_types.get(trial.spec.node(key).type).kind == "join"]
    plain = [key for key in waiting if key not in joins]
    if plain:
        return plain[0]
    inner = [key for key in joins if not any(key in closure(graph[other], graph) for other in joins if other != key)]
    return (inner or joins)[0]
