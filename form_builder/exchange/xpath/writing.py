"""A rule as XPath, for other tools. What XPath has no words for raises NotWritten: the export keeps the rule beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.language.registry import Registry
from engine.language.rules import FieldType, Signature

_NUMBERS = {"integer", "decimal", "money"}


class NotWritten(ValueError):
    """The rule, or a part of it, has no counterpart in XPath; the argument is the operator."""


@dataclass(frozen=True)
class Written:
    """A part as XPath, and the type of its value ("" for a literal that takes any)."""

    text: str
    type: str


@dataclass(frozen=True)
class Writer:
    """Writes rules that stand inside the repeats `within`. `names` are the questions' XLSForm names by path."""

    signature: Signature
    names: Mapping[str, str]
    within: tuple[str, ...] = ()

    def condition(self, tree: Any) -> str:
        """The condition as XPath."""
        found = self.part(tree)
        return f"{found.text} = 'yes'" if _reads(tree) and found.type == "boolean" else found.text

    def part(self, tree: Any, like: str = "") -> Written:
        """A part; a text literal is written as the type `like` wants it."""
        if isinstance(tree, Mapping):
            return self._operator(tree)
        if tree is None:
            return Written("''", "null")
        if isinstance(tree, bool):
            return Written("true()" if tree else "false()", "boolean")
        if isinstance(tree, int):
            return Written(str(tree), "integer")
        if like in _NUMBERS:
            return Written(str(tree), like)
        quote = '"' if "'" in str(tree) else "'"
        said = f"{quote}{tree}{quote}"
        return Written(f"date({said})", "date") if like == "date" else Written(said, "text")

    def united(self, trees: list[Any]) -> list[Written]:
        """Parts of one type: literals take that of the others."""
        typed = next((self.part(tree).type for tree in trees if isinstance(tree, Mapping)), "")
        return [self.part(tree, typed) for tree in trees]

    def _operator(self, tree: Mapping[str, Any]) -> Written:
        if "var" in tree:
            return self._reference((tree["var"],))
        if "row" in tree:
            depth = len(self.within) - tree.get("up", 0)
            return self._reference((*self.within[:depth], tree["row"]))
        if "option" in tree:
            return Written("name" if tree["option"] == "key" else tree["option"], "text")
        [(name, given)] = tree.items()
        if name not in operators:
            raise NotWritten(name)
        return operators.get(name)(self, given if isinstance(given, list) else [given])

    def _reference(self, path: tuple[str, ...]) -> Written:
        fields: Mapping[str, FieldType] | None = self.signature.fields
        found = None
        for key in path:
            found = (fields or {}).get(key)
            fields = found.rows if found else None
        name = self.names.get(".".join(path))
        if found is None or name is None:
            raise NotWritten(".".join(path))
        return Written(f"${{{name}}}", found.type)

    def of_rows(self, trees: list[Any]) -> Written | None:
        """`[repeat, {"row": key}]` as the reference to all its values; None for anything else."""
        if len(trees) != 2 or not isinstance(trees[1], Mapping) or set(trees[1]) != {"row"}:
            return None
        if not isinstance(trees[0], Mapping) or self.part(trees[0]).type != "rows":
            return None
        repeat = trees[0]
        path = (repeat["var"],) if "var" in repeat else (*self.within, repeat["row"])
        return self._reference((*path, trees[1]["row"]))


Work = Callable[[Writer, list[Any]], Written]
operators: Registry[Work] = Registry("operator")


def _reads(tree: Any) -> bool:
    return isinstance(tree, Mapping) and bool({"var", "row"} & set(tree))


def _joined(symbol: str, type_: str = "") -> Work:
    def write(writer: Writer, args: list[Any]) -> Written:
        parts = writer.united(args)
        return Written(f"({f' {symbol} '.join(p.text for p in parts)})", type_ or _widest(parts))

    return write


def _conditions(symbol: str) -> Work:
    return lambda writer, args: Written(f"({f' {symbol} '.join(writer.condition(a) for a in args)})", "boolean")


def _compared(symbol: str) -> Work:
    def write(writer: Writer, args: list[Any]) -> Written:
        left, right = writer.united(args)
        for one, tree in ((left, args[1]), (right, args[0])):
            if one.type == "boolean" and isinstance(tree, bool):
                said = "'yes'" if tree else "'no'"
                return Written(f"{one.text} {symbol} {said}", "boolean")
        return Written(f"{left.text} {symbol} {right.text}", "boolean")

    return write


def _called(name: str, type_: str) -> Work:
    def write(writer: Writer, args: list[Any]) -> Written:
        parts = writer.united(args)
        return Written(f"{name}({', '.join(p.text for p in parts)})", type_ or _widest(parts))

    return write


def _widest(parts: list[Written]) -> str:
    types = [p.type for p in parts if p.type != "null"]
    return next((t for t in ("money", "decimal", *types) if t in types), "text")


def _not(writer: Writer, args: list[Any]) -> Written:
    return Written(f"not({writer.condition(args[0])})", "boolean")


def _empty(writer: Writer, args: list[Any]) -> Written:
    return Written(f"{writer.part(args[0]).text} = ''", "boolean")


def _contains(writer: Writer, args: list[Any]) -> Written:
    whole, part = writer.part(args[0]), writer.part(args[1])
    return Written(f"{'selected' if whole.type == 'codes' else 'contains'}({whole.text}, {part.text})", "boolean")


def _in(writer: Writer, args: list[Any]) -> Written:
    left, members = args
    if not isinstance(members, list):
        return Written(f"selected({writer.part(members).text}, {writer.part(left).text})", "boolean")
    one, *others = writer.united([left, *members])
    return Written(f"({' or '.join(f'{one.text} = {other.text}' for other in others)})", "boolean")


def _if(writer: Writer, args: list[Any]) -> Written:
    values = writer.united([*args[1::2], *(args[-1:] if len(args) % 2 else [])])
    conditions = [writer.condition(a) for a in args[: len(args) // 2 * 2 : 2]]
    text = values[-1].text if len(args) % 2 else "''"
    for condition, value in zip(reversed(conditions), reversed(values[: len(conditions)]), strict=True):
        text = f"if({condition}, {value.text}, {text})"
    return Written(text, _widest(values))


def _length(writer: Writer, args: list[Any]) -> Written:
    found = writer.part(args[0])
    name = {"codes": "count-selected", "rows": "count"}.get(found.type, "string-length")
    return Written(f"{name}({found.text})", "integer")


def _count(writer: Writer, args: list[Any]) -> Written:
    if len(args) != 1:
        raise NotWritten("count")
    return _length(writer, args)


def _aggregate(name: str) -> Work:
    def write(writer: Writer, args: list[Any]) -> Written:
        if found := writer.of_rows(args):
            return Written(f"{name}({found.text})", found.type)
        parts = writer.united(args)
        if any(p.type == "rows" for p in parts):
            raise NotWritten(name)
        text = (
            f"({' + '.join(p.text for p in parts)})" if name == "sum" else f"{name}({', '.join(p.text for p in parts)})"
        )
        return Written(text, _widest(parts))

    return write


def _days(writer: Writer, args: list[Any]) -> Written:
    start, end = (writer.part(a, "date") for a in args)
    return Written(f"({end.text} - {start.text})", "integer")


def _years(writer: Writer, args: list[Any]) -> Written:
    start = writer.part(args[0], "date")
    end = writer.part(args[1], "date") if len(args) > 1 else Written("today()", "date")
    return Written(f"int(({end.text} - {start.text}) div 365.25)", "integer")


def _add_days(writer: Writer, args: list[Any]) -> Written:
    return Written(f"date({writer.part(args[0], 'date').text} + {writer.part(args[1]).text})", "date")


def _negative(writer: Writer, args: list[Any]) -> Written:
    found = writer.part(args[0])
    return Written(f"-{found.text}", found.type)


def _text_call(name: str, type_: str) -> Work:
    return lambda writer, args: Written(f"{name}({', '.join(writer.part(a).text for a in args)})", type_)


for _name, _work in {
    "and": _conditions("and"), "or": _conditions("or"), "not": _not, "empty": _empty, "in": _in, "if": _if,
    "==": _compared("="), "!=": _compared("!="), "<": _compared("<"), "<=": _compared("<="), ">": _compared(">"),
    ">=": _compared(">="), "+": _joined("+"), "-": _joined("-"), "*": _joined("*"), "/": _joined("div", "decimal"),
    "neg": _negative, "round": _called("round", "decimal"), "contains": _contains, "length": _length, "count": _count,
    "starts": _text_call("starts-with", "boolean"), "matches": _text_call("regex", "boolean"),
    "concat": _text_call("concat", "text"), "coalesce": _called("coalesce", ""),
    "sum": _aggregate("sum"), "min": _aggregate("min"), "max": _aggregate("max"),
    "days": _days, "years": _years, "age": _years, "add_days": _add_days,
    "today": _called("today", "date"), "now": _called("now", "text"),
}.items():  # fmt: skip
    operators.register(_name, _work)
