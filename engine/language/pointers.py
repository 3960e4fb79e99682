"""JSON Pointer (RFC 6901), a walk over a JSON tree that never recurses, and a clean copy of one."""

import re
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
        stack += [(f"{pointer}/{escape(name)}", child, depth + 1) for name, child in reversed(children(value))]


def children(value: Any) -> list[tuple[object, Any]]:
    """The names (or indexes) and values that an object or a list holds; nothing of any other value."""
    if isinstance(value, Mapping):
        return list(cast(Mapping[object, Any], value).items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(enumerate(cast(Sequence[Any], value)))
    return []


def clean(value: Any) -> Any:
    """A plain copy of a JSON tree; characters that no database keeps (controls, lone surrogates) become U+FFFD."""
    if isinstance(value, str):
        return _NEVER.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {clean(name): clean(child) for name, child in cast(Mapping[str, Any], value).items()}
    if isinstance(value, Sequence):
        return [clean(child) for child in cast(Sequence[Any], value)]
    return value


_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
