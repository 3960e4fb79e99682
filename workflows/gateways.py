"""Where ways part and meet. The token of a branch names its split: "start/1_2" is the second way of the first split.

All branches of one split share the beginning of their tokens ("start/1_"): their group. A join belongs to one group.
"""

from collections.abc import Iterator
from typing import Any

from viewflow.workflow.activation import Activation
from viewflow.workflow.status import STATUS
from viewflow.workflow.token import Token

from workflows import blocks
from workflows.activations import QuietActivation
from workflows.branches import group_of

LATE = "late"


class SplitActivation(QuietActivation):
    """The ways that the node's type chooses, all at once, each with a token of its own under the split's."""

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Any]:
        """One activation a way."""
        chosen = self.node_type.chosen(self.node, self.work.at_task(self.task))
        ways = self.flow_task.every_way() if chosen is None else [w for o in chosen for w in self.flow_task.ways(o)]
        tokens = Token.split_token_source(self.task.token, self.work.split_number(self.task))
        for node in ways:
            yield node._create(self, next(tokens))


class EachActivation(QuietActivation):
    """One branch a row, all at once or one after another; without rows straight to the join."""

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Any]:
        """The branches that begin now."""
        rows = self.node_type.rows(self.node, self.work.at_task(self.task))
        group = f"{self.task.token}/{self.work.split_number(self.task)}_"
        blocks.begin(self.work, self.task, group, rows)
        if not rows:
            yield self.flow_task.ways("none")[0]._create(self, Token(f"{group}0"))
        for _ in rows[:1] if self.node.body.get("order") == "sequential" else rows:
            yield self.flow_task.ways("each")[0]._create(self, Token(blocks.next_branch(self.work, group)))


class JoinActivation(QuietActivation):
    """One task for all arriving ways of a group; done when nothing of the group is open, or enough have arrived."""

    type = "join"

    @classmethod
    def create(cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None) -> Any:
        """The waiting join of this group, or a new one."""
        work, base, group = prev_activation.process.work, Token(str(token)).get_base_split_token(), group_of(str(token))
        if work.is_past(flow_task.spec.key, group):
            return cls(_late(work, flow_task, prev_activation.task, base, group))
        waiting = work.open_join(flow_task.spec.key, base, group)
        if waiting is None:
            waiting = work.new_task(flow_task, base, prev_activation.task)
            waiting.data = {"group": group}
        else:
            work.link(waiting, prev_activation.task)
        blocks.arrived(work, str(token), group)
        activation = cls(waiting)
        activation.node_type.arrived(activation.node, waiting, work)
        return activation

    @property
    def group(self) -> str:
        """What the tokens of the ways that meet here begin with."""
        return self.task.data.get("group") or f"{self.task.token}/"

    @property
    def is_late(self) -> bool:
        return self.task.outcome == LATE

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.STARTED)
    @Activation.status.transition(source=STATUS.STARTED)
    def activate(self) -> None:
        """Another way has arrived: what is left of a for-each may begin, or not be needed any more."""
        if self.task.started is None:
            self.task.started = self.work.at
            self.work.touch(self.task)
        block = None if self.is_late else blocks.block_of(self.work, self.group)
        if block is None:
            return
        if blocks.is_enough(self.work, self.task, block):
            block["rows"].clear()
            self.work.cancel(self.work.open_in(self.group), "enough")
        elif block["rows"] and not self.work.open_in(self.group):
            each = getattr(self.flow_class.instance, f"n_{block['node']}")
            token = Token(blocks.next_branch(self.work, self.group))
            self.work.upcoming.append(each.ways("each")[0]._create(self, token))

    def may_go_on(self) -> bool:
        """Whether nothing begun at the split is still open, or enough have arrived."""
        if self.is_late or not self.work.open_in(self.group):
            return True
        return self.node_type.is_enough(self.node, self.task)

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE, conditions=[may_go_on])
    def complete(self) -> None:
        """Finishes the join. What is still open is cancelled, or goes on for itself."""
        if self.is_late:
            self.work.absorb(self.node.key, self.group)
        elif rest := self.work.open_in(self.group):
            if self.node.body.get("rest") == "continue":
                self.work.pass_by(self.node.key, self.group)
            else:
                self.work.cancel(rest, "enough")
        if not self.is_late:
            blocks.finish(self.work, self.task, self.group)
        self.work.finish(self.task)

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Any]:
        """What follows, once for all ways; nothing follows a way that comes late."""
        for node in () if self.is_late else self.flow_task.ways(""):
            yield node._create(self, self.task.token)


def _late(work: Any, flow_task: Any, previous: Any, base: Token, group: str) -> Any:
    task = work.new_task(flow_task, base, previous)
    task.data, task.outcome = {"group": group}, LATE
    return task
