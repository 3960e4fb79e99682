"""What each branch of a for-each keeps for itself. Pure: works on a process's `data` and the tokens of its tasks.

`data["@branches"]` holds, by token, what the nodes of that branch left; the row of a branch stands there under the
for-each's own key. `data["@blocks"]` holds, by group, how far a for-each has come. Both go when their block is over.
"""

from collections.abc import Iterator, Mapping
from typing import Any

BRANCHES = "@branches"
BLOCKS = "@blocks"
Data = Mapping[str, Any]


def group_of(token: str) -> str:
    """What the tokens of all branches of one split begin with: "start/1_" of "start/1_2"."""
    return f"{token.rpartition('_')[0]}_"


def branch_of(data: Data, token: str) -> str:
    """The token of the innermost branch of a for-each in which `token` stands; "" outside of all."""
    branches = data.get(BRANCHES)
    if not branches:
        return ""
    return next((one for one in _upwards(token) if one in branches), "")


def data_for(data: Data, token: str) -> Data:
    """What a task with this token reads: what all nodes left, overlaid by its own branches, the innermost last."""
    branches = data.get(BRANCHES)
    if not branches:
        return data
    merged: dict[str, Any] = {key: value for key, value in data.items() if key not in (BRANCHES, BLOCKS)}
    for one in reversed(list(_upwards(token))):
        merged.update(branches.get(one, {}))
    return merged


def leave(data: dict[str, Any], token: str, node: str, left: Data) -> None:
    """Keeps what a node left: in its branch, or for the whole process."""
    branch = branch_of(data, token)
    (data[BRANCHES][branch] if branch else data)[node] = dict(left)


def submission_key(data: Data, node: str, token: str) -> str:
    """Under which key of `process.submissions` the form of a node is kept: each branch has its own."""
    branch = branch_of(data, token)
    return f"{node}@{branch}" if branch else node


def own_row(data: Data, token: str, node: str) -> Data | None:
    """The row that a for-each gave the branch in which `token` stands; None outside of its branches."""
    branches = data.get(BRANCHES) or {}
    return next(
        (branches[one][node] for one in _upwards(token) if node in branches.get(one, ()) and _is_own(one, node, data)),
        None,
    )


def _is_own(branch: str, node: str, data: Data) -> bool:
    block = data.get(BLOCKS, {}).get(group_of(branch))
    return block is not None and block["node"] == node


def beside(data: Data, token: str, other: str) -> bool:
    """Whether `other` stands in another branch of a for-each in which `token` stands."""
    if not data.get(BRANCHES):
        return False
    return any(_is_sister(one, other) for one in _upwards(token) if one in data[BRANCHES])


def _is_sister(branch: str, other: str) -> bool:
    return other.startswith(group_of(branch)) and not (f"{other}/").startswith(f"{branch}/")


def _upwards(token: str) -> Iterator[str]:
    while token:
        yield token
        token = token.rpartition("/")[0]
