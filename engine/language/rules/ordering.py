"""What a rule reads, and in which order rules must run."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any, cast

from engine.language.pointers import walk
from engine.language.problems import Problem, problem
from engine.language.rules.types import Tree

OVER_ROWS = frozenset({"some", "all", "count", "sum", "min", "max", "mean"})


def names_used(tree: Tree) -> frozenset[str]:
    """The names read with `var`, anywhere in the rule."""
    return frozenset(v["var"] for _, v, _ in walk(tree) if _is_leaf(v, "var"))


def row_names_used(tree: Tree) -> frozenset[str]:
    """The keys read with `row`, of whatever repeat."""
    return frozenset(v["row"] for _, v, _ in walk(tree) if _is_leaf(v, "row"))


def _is_leaf(value: Any, name: str) -> bool:
    return isinstance(value, Mapping) and isinstance(cast(Mapping[str, Any], value).get(name), str)


def paths_read(tree: Tree, within: tuple[str, ...] = ()) -> frozenset[str]:
    """The full paths read: `{"sum": [{"var": "lines"}, {"row": "amount"}]}` reads "lines" and "lines.amount".

    `within` are the paths of the repeats around the rule, the innermost last.
    """
    return frozenset(_paths(tree, within))


def _paths(tree: Tree, within: tuple[str, ...]) -> Iterable[str]:
    path = _leaf_path(tree, within)
    if path is not None:
        yield path
    elif isinstance(tree, Mapping):
        for name, argument in cast(Mapping[str, Any], tree).items():
            yield from _operator_paths(name, argument, within)
    elif isinstance(tree, list):
        for part in cast(list[Any], tree):
            yield from _paths(part, within)


def _operator_paths(name: str, argument: Any, within: tuple[str, ...]) -> Iterable[str]:
    if name in OVER_ROWS and isinstance(argument, list) and len(cast(list[Any], argument)) == 2:
        rows, body = cast(list[Any], argument)
        path = _leaf_path(rows, within)
        if path is not None:
            yield path
            yield from _paths(body, (*within, path))
            return
    yield from _paths(argument, within)


def _leaf_path(tree: Tree, within: tuple[str, ...]) -> str | None:
    if _is_leaf(tree, "var"):
        return tree["var"]
    if not _is_leaf(tree, "row"):
        return None
    up = tree.get("up", 0)
    around = within[-1 - up] if isinstance(up, int) and 0 <= up < len(within) else None
    return f"{around}.{tree['row']}" if around else tree["row"]


def order(rules: Mapping[str, Tree], *, pointers: Mapping[str, str] | None = None) -> tuple[list[str], list[Problem]]:
    """The paths of calculated fields, each after all it reads; a problem for each circle.

    `rules` maps a field's path ("total", "lines.amount") to its calculation. Fields in a circle are left out.
    `pointers` says where each rule stands, for the problem's pointer.
    """
    needs = {path: _needs(path, tree, rules) for path, tree in rules.items()}
    problems: list[Problem] = []
    while True:
        try:
            return list(TopologicalSorter(needs).static_order()), problems
        except CycleError as error:
            circle = list(reversed(cast(list[str], error.args[1])))
            start = min(circle, key=list(rules).index)
            problems.append(problem("rules.circular", (pointers or {}).get(start, ""), names=" → ".join(circle)))
            needs = {p: n - set(circle) for p, n in needs.items() if p not in circle}


def _needs(path: str, tree: Tree, rules: Mapping[str, Tree]) -> set[str]:
    steps = path.split(".")
    within = tuple(".".join(steps[:n]) for n in range(1, len(steps)))
    return {read for read in paths_read(tree, within) if read in rules}
