"""Reads the part of XPath 1.0 that XLSForms use. Recursive descent; the depth and the length are bounded."""

import re
from collections.abc import Callable

from engine.language.text import both
from form_builder.exchange.xpath.nodes import (
    Binary,
    Call,
    Column,
    Literal,
    Name,
    Negative,
    Node,
    NotCarried,
    Number,
    Self,
)

MOST_CHARACTERS = 4000
MOST_DEPTH = 35
MOST_PARTS = 100
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<name>\$\{\s*(?:last-saved\#)?[^}\s]+\s*\})
    | (?P<text>"[^"]*"|'[^']*'|[‘’][^‘’]*[‘’]|[“”][^“”]*[“”])
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<path>(?:\.\.|/)(?:/?(?:\.\.|[^\W\d][\w.:-]*))*)
    | (?P<self>\.)
    | (?P<symbol>!=|<=|>=|[=<>()+*,|\[\]-])
    | (?P<word>[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?)
    )""",
    re.X,
)
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
_ALIASES = {"≤": "<=", "≥": ">=", "≠": "!=", "\u00a0": " "}
Token = tuple[str, str]


def parse(expression: str) -> Node:
    """The tree of an expression; raises NotCarried."""
    if len(expression) > MOST_CHARACTERS:
        raise NotCarried(both("The rule is too long.", "規則太長。"))
    for written, meant in _ALIASES.items():
        expression = expression.replace(written, meant)
    reader = _Reader(_tokens(expression))
    found = reader.level(0)
    if reader.at < len(reader.tokens):
        raise _unreadable(reader.tokens[reader.at][1])
    return found


def _tokens(expression: str) -> list[Token]:
    found: list[Token] = []
    at, end = 0, len(expression.rstrip())
    while at < end:
        match = _TOKEN.match(expression, at)
        if match is None or match.lastgroup is None:
            raise _unreadable(expression[at : at + 20].strip())
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


class _Reader:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def peek(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self, wanted: str = "") -> Token:
        token = self.peek()
        if token[0] == "end" or (wanted and token[1] != wanted):
            raise _unreadable(token[1] or wanted or "…")
        self.at += 1
        return token

    def level(self, level: int) -> Node:
        """An expression of operators that bind at least as tightly as `level`."""
        if level == len(_LEVELS):
            return self.signed()
        left, turns = self.level(level + 1), 0
        while self.peek()[0] in ("symbol", "word") and self.peek()[1] in _LEVELS[level]:
            left, turns = Binary(self.take()[1], left, self.level(level + 1)), turns + 1
            if turns > MOST_PARTS:
                raise NotCarried(both("The rule has too many parts.", "規則的部分太多。"))
        return left

    def signed(self) -> Node:
        negative = False
        while self.peek() == ("symbol", "-"):
            self.take()
            negative = not negative
        return Negative(self.primary()) if negative else self.primary()

    def primary(self) -> Node:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise NotCarried(both("The rule is nested too deep.", "規則的層數太多。"))
        sort, text = self.take()
        read = _PRIMARY.get(sort)
        found = self.bracket(text) if read is None else read(text)
        if isinstance(found, Column) and self.peek() == ("symbol", "("):
            found = self.call(found.name)
        if self.peek()[1] in ("[", "|", "/"):
            raise NotCarried(both("Paths with conditions are not used here.", "此處不使用有條件的路徑。"))
        self.depth -= 1
        return found

    def bracket(self, text: str) -> Node:
        if text != "(":
            raise _unreadable(text)
        found = self.level(0)
        self.take(")")
        return found

    def call(self, name: str) -> Node:
        self.take("(")
        args: list[Node] = []
        while self.peek()[1] != ")":
            args.append(self.level(0))
            if self.peek()[1] != ")":
                self.take(",")
        self.take(")")
        return Call(name, tuple(args))


def _path(text: str) -> Node:
    last = text.rstrip("/").rpartition("/")[2]
    if last in ("", ".."):
        raise NotCarried(both("A path that ends at a group has no answer.", "以群組為終點的路徑沒有答案。"))
    return Name(last)


_PRIMARY: dict[str, Callable[[str], Node]] = {
    "name": lambda text: Name(text[2:-1].strip()),
    "text": lambda text: Literal(text[1:-1]),
    "number": lambda text: Number(text),
    "path": _path,
    "self": lambda text: Self(),
    "word": lambda text: Column(text),
}


def _unreadable(near: str) -> NotCarried:
    return NotCarried(both(f"The rule cannot be read near “{near}”.", f"規則在「{near}」附近不能讀取。"))
