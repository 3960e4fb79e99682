"""How far a for-each has come: which rows are still to do, which branches are done, and when it is enough."""

from collections.abc import Mapping, Sequence
from typing import Any

from workflows.branches import BLOCKS, BRANCHES, leave

Block = dict[str, Any]


def begin(work: Any, task: Any, group: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Notes a for-each that begins at `task`; without rows it is over at once."""
    if not rows:
        return leave(work.process.data, str(task.token), task.node, _told([], 0))
    block = {"node": task.node, "total": len(rows), "done": [], "rows": [dict(row) for row in rows], "begun": 0}
    work.process.data.setdefault(BLOCKS, {})[group] = block
    return None


def next_branch(work: Any, group: str) -> str:
    """The token of the next branch, which now holds its row."""
    block: Block = work.process.data[BLOCKS][group]
    row = block["rows"].pop(0)
    block["begun"] += 1
    token = f"{group}{block['begun']}"
    kept = work.process.data.setdefault(BRANCHES, {})
    kept[token] = {block["node"]: {**row, "index": block["begun"]}}
    return token


def block_of(work: Any, group: str) -> Block | None:
    """The for-each whose branches have these tokens, if it is one."""
    return work.process.data.get(BLOCKS, {}).get(group)


def arrived(work: Any, token: str, group: str) -> None:
    """A branch has come to the join."""
    block = block_of(work, group)
    if block is not None and token not in block["done"]:
        block["done"].append(token)


def is_enough(work: Any, join: Any, block: Block) -> bool:
    """Whether the rest is not needed any more: so many are done, or the rule over what is done holds."""
    node = work.spec.node(block["node"])
    if len(block["done"]) >= node.body.get("enough", block["total"]):
        return True
    if "/until" not in node.rules:
        return False
    run = work.at_task(join)
    return node.rules["/until"](run.scope({node.key: _so_far(work, block)})) is True


def finish(work: Any, join: Any, group: str) -> None:
    """The for-each is over: what its branches left becomes `<node>.results`, and nothing else is kept of them."""
    block = block_of(work, group)
    if block is None:
        return
    leave(work.process.data, str(join.token), block["node"], _so_far(work, block))
    forget(work, group)


def forget(work: Any, group: str) -> None:
    """Drops what is kept of a group of branches and of all inside them."""
    for kind in (BLOCKS, BRANCHES):
        kept = work.process.data.get(kind, {})
        for key in [key for key in kept if key.startswith(group)]:
            del kept[key]
        if not kept:
            work.process.data.pop(kind, None)


def _so_far(work: Any, block: Block) -> Mapping[str, Any]:
    branches = work.process.data.get(BRANCHES, {})
    return _told([_result(block["node"], branches[token]) for token in block["done"]], block["total"])


def _told(results: list[Any], total: int) -> Mapping[str, Any]:
    return {"results": results, "done": len(results), "count": total}


def _result(each: str, branch: Mapping[str, Any]) -> Mapping[str, Any]:
    left = {f"{node}_{name}": value for node, data in branch.items() if node != each for name, value in data.items()}
    return {**left, **branch[each]}
