"""In which order the items of one level are computed, so that each is judged after everything it reads."""

from collections.abc import Iterator, Mapping

from engine.language.problems import Problem, problem
from engine.language.rules import paths_read
from form_builder.outline import Outline, everything, level

DECIDING = ("calculate", "visible_when", "default_from", "choices_when")
"""The rules that decide an item's value: they may not wait for one another."""


def ordered(items: tuple[Outline, ...], *, prefix: str = "") -> tuple[tuple[str, ...], list[Problem]]:
    """The keys of one level in dependency order (document order where free), and the circles found.

    `prefix` is the path of the repeat whose row this level is, with a point: `lines.`; empty for the form itself.
    """
    outlines = {item.key: item for item in level(items)}
    needs = {key: frozenset(_needs(item, prefix, outlines)) for key, item in outlines.items()}
    return _sorted(needs, outlines)


def _needs(item: Outline, prefix: str, keys: Mapping[str, Outline]) -> Iterator[str]:
    """The keys of the level that the item reads; what its own rows read of one another is their affair."""
    for tree, within in _trees(item):
        for path in paths_read(tree, within):
            if not path.startswith(prefix) or (path.startswith(f"{item.path}.") and path not in keys):
                continue
            key = path.removeprefix(prefix)
            key = key if key in keys else key.partition(".")[0]
            if key in keys:
                yield key


def _trees(item: Outline) -> Iterator[tuple[object, tuple[str, ...]]]:
    """What decides the item's own value, each with the repeats around it: gates, calculation, those of its rows."""
    yield from ((gate.tree, item.around) for gate in item.gates)
    for inner in (item, *(() if item.kind.flattens else everything(item.children))):
        for name in DECIDING:
            if inner.body.get(name) is not None:
                yield inner.body[name], inner.around


def _sorted(
    needs: Mapping[str, frozenset[str]], outlines: Mapping[str, Outline]
) -> tuple[tuple[str, ...], list[Problem]]:
    done: dict[str, None] = {}
    waiting = dict.fromkeys(needs)
    while waiting:
        ready = next((key for key in waiting if needs[key] <= done.keys()), None)
        if ready is None:
            return (*done, *waiting), [_circle(list(waiting), needs, outlines)]
        del waiting[ready]
        done[ready] = None
    return tuple(done), []


def _circle(waiting: list[str], needs: Mapping[str, frozenset[str]], outlines: Mapping[str, Outline]) -> Problem:
    trail = [waiting[0]]
    while trail.count(trail[-1]) == 1:
        trail.append(min(needs[trail[-1]] & set(waiting)))
    circle = trail[trail.index(trail[-1]) :]
    first = outlines[circle[0]]
    part = next((name for name in DECIDING if name in first.body), "items")
    return problem("form.circular", f"{first.pointer}/{part}", path=" → ".join(circle))
