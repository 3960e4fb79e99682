"""Who would have to approve, and why, when a workflow is only tried. Pure: imports no Django."""

from collections.abc import Iterator
from uuid import UUID

from approvals.acts import acts
from approvals.refusals import NoRuleApplies
from approvals.resolving import resolve
from approvals.spec import AuthoritySpec, Chain
from engine.language.text import Text, both
from workflows.spec import NodeSpec
from workflows.trying.trial import Asked, Foreseen, Trial
from workflows.who.choosing import Choice, choose
from workflows.who.words import NOBODY

NO_TABLE = both("The table of who approves is not there on that day.", "該日沒有適用的審批權限表。")


def foresee(node: NodeSpec, trial: Trial, outcome: str) -> Foreseen:
    """The chain for the answers of the try, with the people of each link; a refusal in words when there is none."""
    authority: AuthoritySpec | None = trial.library.find("authority", node.body["authority"])
    if authority is None:
        return Foreseen((), why=NO_TABLE, refused=True)
    scope = trial.scope()
    inputs = {name: node.rules[f"/with/{name}"](scope) for name in node.body["with"]}
    directory = trial.directory(node)
    names = {role: directory.role_name(role) for role in authority.roles}
    try:
        chain = resolve(authority, inputs, names)
    except NoRuleApplies as refusal:
        return Foreseen((), why=refusal.message, refused=True)
    left = {"verdict": outcome, "rule": chain.rule_id, "comment": ""}
    return Foreseen((outcome,), tuple(_asked(node, trial, chain)), why=chain.why, left=left)


def _asked(node: NodeSpec, trial: Trial, chain: Chain) -> Iterator[Asked]:
    """Who is asked for each link. Whoever alone can take one is kept apart from those after it, as the starter is from all."""
    apart = frozenset({trial.starter})
    above = node.body.get("escalate", {}).get("to")
    for step in chain.steps:
        directory = trial.directory(node, apart)
        found = [choose([{"role": role}], directory) for role in step.link.roles]
        able = [choice for choice in found if not choice.is_nobody]
        enough = len(step.link.roles) if step.link.mode == "all" else 1
        shown = able if len(able) >= enough else [*able, choose([{"role": step.link.roles[0]}, above], directory)]
        missing = tuple(reason for choice in found if choice.is_nobody for reason in _why_nobody(choice))
        parts = [missing if choice is shown[-1] and able else () for choice in shown]
        yield from (Asked(choice, acts.get(step.link.act).ask, why) for choice, why in zip(shown, parts, strict=True))
        apart |= _certain({person.id for choice in shown for person in choice.people})


def _why_nobody(choice: Choice) -> tuple[Text, ...]:
    """Why a role has nobody for a link that another role takes, without what would be said if none did."""
    return tuple(reason for reason in choice.reasons if reason is not NOBODY)


def _certain(people: set[UUID]) -> frozenset[UUID]:
    return frozenset(people) if len(people) == 1 else frozenset()
