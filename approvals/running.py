"""What an approval node means for one running task: its authority as bound at the start, its reasons, its verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from approvals.models import Decision, Round
from approvals.spec import AuthoritySpec
from engine.catalogue.models import Version
from engine.catalogue.queries import VersionLibrary
from engine.catalogue.queries import spec as spec_of
from engine.language.standard.choices import ChoicesSpec
from engine.language.text import Text
from engine.prepared import Prepared
from workflows.models import Task
from workflows.spec import NodeSpec


@dataclass(frozen=True)
class Running:
    """The node of a task, and the documents that its process was bound to."""

    node: NodeSpec
    library: VersionLibrary
    bindings: Mapping[str, str]

    @property
    def verdicts(self) -> tuple[str, ...]:
        """What may be decided here, in the order of the buttons."""
        return tuple(v for v in (Decision.APPROVE, Decision.RETURN, Decision.REJECT) if v in self.node.body["on"])

    @property
    def authority(self) -> tuple[Version, AuthoritySpec]:
        """The authority's version and its spec. Raises LookupError when the library has lost it."""
        key = self.node.body["authority"]
        bound = self.bindings.get(f"authority:{key}")
        version = _published(bound) if bound else self.library.version("authority", key)
        if version is None:
            raise LookupError(key)
        return version, spec_of(version)

    @property
    def kept_apart_from(self) -> tuple[str, ...]:
        """The nodes whose doers may not decide here."""
        return tuple(self.node.body.get("different_from", ()))

    def reasons(self, on: date) -> Mapping[str, Text]:
        """The reasons for a rejection that may be chosen on `on`, by code."""
        key = self.node.body.get("reasons")
        spec: ChoicesSpec | None = self.library.find("choices", key) if key else None
        return {option.key: option.label for option in spec.on(on)} if spec else {}


def running(task: Task) -> Running:
    """What the node of `task` means."""
    version = task.process.version
    bindings = task.process.bindings
    return Running(spec_of(version).node(task.node), VersionLibrary(version, bindings), bindings)


@lru_cache(maxsize=500)
def _published(pk: str) -> Version:
    """A version to which a process is bound: it never changes."""
    return Version.objects.select_related("definition", "definition__owner").get(pk=pk)


def people_at(process_id: UUID, nodes: tuple[str, ...]) -> frozenset[UUID]:
    """Everybody who did the work of these nodes, or decided there in whatever round."""
    if not nodes:
        return frozenset()
    rows = [*_doers(process=process_id, nodes=nodes), *_deciders_at(process=process_id, nodes=nodes)]
    return frozenset(person for row in rows for person in row if person)


def deciders_of(opened: Round) -> list[tuple[UUID, UUID, UUID | None]]:
    """The step, the decider and whom they stood in for, of every decision of this round."""
    return _deciders_of(opened=opened.pk)


_doers: Prepared[Task] = Prepared(
    lambda process, nodes: Task.objects.filter(process_id=process, node__in=nodes, owner__isnull=False).values_list(
        "owner_id"
    ),
    process=UUID,
    nodes=[str],
)
_deciders_at: Prepared[Decision] = Prepared(
    lambda process, nodes: Decision.objects.filter(
        step__round__process_id=process, step__round__node__in=nodes
    ).values_list("by_id", "on_behalf_of_id"),
    process=UUID,
    nodes=[str],
)
_deciders_of: Prepared[Decision] = Prepared(
    lambda opened: Decision.objects.filter(step__round=opened).values_list("step_id", "by_id", "on_behalf_of_id"),
    opened=UUID,
)
