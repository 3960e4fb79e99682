"""JSON Pointer (RFC 6901) and a walk over a JSON tree that never recurses."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast


def escape(part: object) -> str:
    """One reference token, escaped."""
    return str(part).replace("~", "~0").replace("/", "~1")


def join(*parts: object) -> str:
    """The pointer made of these tokens: join("pages", 0) is "/pages/0"."""
    return "".join(f"/{escape(part)}" for part in parts)


def resolve(tree: Any, pointer: str) -> Any:
    """The value at `pointer`; raises KeyError when nothing is there."""
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        try:
            tree = cast(list[Any], tree)[int(name)] if isinstance(tree, list) else tree[name]
        except (IndexError, ValueError, TypeError) as error:
            raise KeyError(pointer) from error
    return tree


def walk(tree: Any) -> Iterator[tuple[str, Any, int]]:
    """Every value with its pointer and depth, parents first, without recursion."""
    stack: list[tuple[str, Any, int]] = [("", tree, 0)]
    while stack:
        pointer, value, depth = stack.pop()
        yield pointer, value, depth
        stack += [(f"{pointer}/{escape(name)}", child, depth + 1) for name, child in reversed(_children(value))]


def _children(value: Any) -> list[tuple[object, Any]]:
    if isinstance(value, Mapping):
        return list(cast(Mapping[object, Any], value).items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(enumerate(cast(Sequence[Any], value)))
    return []
