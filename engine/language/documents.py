"""Document: JSON that a person authored, read with care and kept byte for byte."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import engine.language.codes  # noqa: F401  # pyright: ignore[reportUnusedImport]  the codes must be there before a problem is
from engine.language.holes import NO_HOLES, Holes
from engine.language.pointers import children, clean, escape, join, resolve, walk
from engine.language.problems import Problem, problem
from engine.language.text import Text

known_kinds: dict[str, None] = {}
"""The kinds of this installation, in the order in which they were registered; `engine.language.kinds` fills it."""

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 100
MAX_VALUES = 250_000


@dataclass(frozen=True)
class Document:
    """One authored definition: `body` is the parsed JSON, `source` the text as it was written.

    `reading` are the problems of its outer form; `holes` says what a compiler must do without (see `salvage`).
    """

    kind: str
    key: str
    body: Mapping[str, Any]
    source: str
    reading: tuple[Problem, ...] = ()
    holes: Holes = NO_HOLES

    @cached_property
    def checksum(self) -> str:
        """SHA-256 of the source's UTF-8 bytes, in hexadecimal."""
        return hashlib.sha256(self.source.encode()).hexdigest()

    @property
    def title(self) -> Text:
        return cast(Text, self.body.get("title", self.key))

    def at(self, pointer: str) -> Any:
        """The value at a JSON Pointer; raises KeyError when nothing is there."""
        return resolve(self.body, pointer)


class _Float(str):
    """A JSON number with a point or an exponent, kept as written until it is reported."""


class _Doubled(dict[str, Any]):
    """A JSON object in which a name stood twice."""

    doubled: tuple[str, ...] = ()


def read(source: str | bytes, *, kinds: tuple[str, ...] = ()) -> tuple[Document | None, list[Problem]]:
    """The document in `source`, or None, with every problem of its outer form.

    `kinds` are the kinds known here; left empty, those that are registered.
    """
    text, problems = _decode(source)
    if text is None:
        return None, problems
    body, problems = _parse(text)
    if body is None:
        return None, problems
    crowded = _crowded(body)
    problems = [*(crowded or _inside(body)), *_head(body, kinds or tuple(known_kinds))]
    if any(p.code in _UNREADABLE for p in problems):
        return None, problems
    key, kind = body.get("key"), str(body["kind"])
    tidy = clean(body) if problems else body
    return Document(kind, clean(key) if isinstance(key, str) else "", tidy, text, tuple(problems)), problems


_UNREADABLE = {"document.too-deep", "document.too-many-values", "document.no-kind", "document.unknown-kind"}


def from_body(body: Mapping[str, Any]) -> Document:
    """The document a program built: its source is the body as indented JSON."""
    return Document(str(body["kind"]), str(body["key"]), body, json.dumps(body, ensure_ascii=False, indent=2) + "\n")


def _decode(source: str | bytes) -> tuple[str | None, list[Problem]]:
    size = len(source)
    if size > MAX_BYTES:
        return None, [problem("document.too-large", size=size, limit=MAX_BYTES)]
    if isinstance(source, str):
        return source.removeprefix("\ufeff"), []
    try:
        return source.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return None, [problem("document.not-text")]


def _parse(text: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    try:
        body = json.loads(text, parse_float=_Float, parse_constant=_Float, object_pairs_hook=_pairs)
    except RecursionError:
        return None, [problem("document.too-deep", limit=MAX_DEPTH)]
    except json.JSONDecodeError as error:
        return None, [problem("document.not-json", reason=error.msg, line=error.lineno, column=error.colno)]
    except ValueError as error:  # an integer of more than 4,300 digits
        return None, [problem("document.not-json", reason=str(error), line=1, column=1)]
    if not isinstance(body, dict):
        return None, [problem("document.not-object")]
    return cast(dict[str, Any], body), []


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    names = [name for name, _ in pairs]
    kept = _Doubled(found)
    kept.doubled = tuple(sorted({n for n in names if names.count(n) > 1}))
    return kept


def _crowded(body: dict[str, Any]) -> list[Problem]:
    """The problem of more values than a definition can need, at the fullest list or object."""
    stack: list[tuple[str, Any]] = [("", body)]
    count, fullest = 0, (0, "")
    while stack:
        pointer, value = stack.pop()
        inner = children(value)
        count, fullest = count + len(inner), max(fullest, (len(inner), pointer))
        stack += [(f"{pointer}/{escape(name)}", child) for name, child in inner if isinstance(child, dict | list)]
    if count <= MAX_VALUES:
        return []
    return [problem("document.too-many-values", fullest[1], count=count, limit=MAX_VALUES)]


def _inside(body: dict[str, Any]) -> list[Problem]:
    problems: list[Problem] = []
    deepest: list[str] = []
    for pointer, value, depth in walk(body):
        if depth > MAX_DEPTH:
            deepest = deepest or [pointer]
        if isinstance(value, _Float):
            problems.append(problem("document.float", pointer, number=str(value)))
        elif isinstance(value, str) and clean(value) != value:
            problems.append(problem("document.bad-character", pointer))
        elif isinstance(value, dict):
            problems += _names(cast(dict[str, Any], value), pointer)
    return [*(problem("document.too-deep", pointer, limit=MAX_DEPTH) for pointer in deepest), *problems]


def _names(value: dict[str, Any], pointer: str) -> list[Problem]:
    doubled = value.doubled if isinstance(value, _Doubled) else ()
    bad = [name for name in value if clean(name) != name]
    return [
        *(problem("document.duplicate-key", f"{pointer}{join(clean(name))}", name=clean(name)) for name in doubled),
        *(problem("document.bad-character", f"{pointer}{join(clean(name))}") for name in bad),
    ]


def _head(body: dict[str, Any], known: tuple[str, ...]) -> list[Problem]:
    kind, listed = body.get("kind"), ", ".join(known)
    problems: list[Problem] = []
    if not isinstance(kind, str):
        problems.append(problem("document.no-kind", "/kind", kinds=listed))
    elif kind not in known:
        problems.append(problem("document.unknown-kind", "/kind", kind=kind, kinds=listed))
    if body.get("language") != 1:
        problems.append(problem("document.language", "/language", found=body.get("language")))
    if not isinstance(body.get("key"), str):
        problems.append(problem("document.no-key", "/key"))
    return problems
