"""Random rules that have the right types, and random answers for them, wrong and missing ones among them."""

from random import Random
from typing import Any

from engine.language.rules import FieldType
from tests.rules.casebook import SIGNATURE, Case

Fields = dict[str, FieldType]
TEXTS = [
    "",
    "a",
    "ab",
    "goods",
    "採購",
    "採購申請",
    "😀",
    "𠮷a",
    "e\u0301",
    " ",
    "PO-12",
    "a\nb",
    "0",
    "5",
    "A123456(7)",
]
INTEGERS = [
    0,
    1,
    -1,
    2,
    3,
    7,
    10,
    -13,
    100,
    9007199254740991,
    "9007199254740993",
    "99999999999999999999999999999999999999",
]
DECIMALS = [
    *("0", "-0.0", "1", "0.1", "0.2", "-2.345", "2.5", "5000.00", "1.005", "0.0000000001", "-0.0000000003"),
    *(
        "3",
        "7.7700",
        "99999999999999999999999999999999999999",
        "0.00000000000000000000000000000000000001",
        "-12345.6789",
    ),
]
DATES = ["2024-02-29", "2025-02-28", "2025-03-01", "2025-05-01", "2004-02-29", "1960-12-31", "0001-01-01", "9999-12-31"]
NONSENSE: list[Any] = [None, None, None, "", "x", "1e3", "12a", "2025-02-30", True, {}, [], ["a"], "\ud83d", 1.5]
PATTERNS = ["[a-z]+", "\\d{1,3}", ".", ".*", "(a|b)?[^x]", "[一-鿿]{2,}", "PO-\\d+", "\\w\\s?\\W*", "[\\]\\-^]|[+-]"]
PATTERNS += [".*.*.*a", "(ab?|b){1,4}", "(?:|[^a]{2}){3}", "[\\s\\d]*[0-9a-z]{0,}"]
COMPARISONS = ["<", "<=", ">", ">="]


class Generator:
    """Makes cases from one seed, always the same."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)

    def case(self) -> Case:
        """A rule of some type, over some answers."""
        type_ = self.dice.choice(["boolean", "boolean", "integer", "decimal", "money", "text", "date"])
        rule = self.rule(type_, self.dice.randint(1, 5), [])
        places = self.dice.choice([None, None, 0, 2, 4]) if type_ == "decimal" else None
        if type_ == "money" and self.dice.random() < 0.5:
            places = 2
        return Case(rule, self.answers(dict(SIGNATURE.fields)), expects=type_, places=places)

    # -- answers --

    def answers(self, fields: Fields, depth: int = 0) -> dict[str, Any]:
        return {name: self.answer(f, depth) for name, f in fields.items() if self.dice.random() < 0.85}

    def answer(self, field: FieldType, depth: int) -> Any:
        if self.dice.random() < 0.12:
            return self.dice.choice(NONSENSE)
        if field.type == "rows":
            rows: list[Any] = [self.answers(dict(field.rows or {}), depth + 1) for _ in range(self.dice.randint(0, 3))]
            return [*rows, None] if self.dice.random() < 0.05 else rows
        if field.type == "codes":
            return self.dice.sample(TEXTS, self.dice.randint(0, 4))
        if field.type == "files":
            return [{"name": "a"}] * self.dice.randint(0, 2)
        return self.literal(field.type)

    def literal(self, type_: str) -> Any:
        if type_ == "boolean":
            return self.dice.random() < 0.5
        if type_ in ("decimal", "money"):
            return self.dice.choice(DECIMALS) if self.dice.random() < 0.6 else self.made_up()
        return self.dice.choice({"text": TEXTS, "integer": INTEGERS, "date": DATES}[type_])

    def made_up(self) -> str:
        digits, places = self.dice.randint(1, 20), self.dice.randint(0, 18)
        whole = str(self.dice.randrange(10**digits))
        fraction = "".join(self.dice.choice("0123456789") for _ in range(places))
        return self.dice.choice(["", "-"]) + whole + (f".{fraction}" if fraction else "")

    # -- rules --

    def rule(self, type_: str, depth: int, rows: list[Fields]) -> Any:
        if depth <= 0 or self.dice.random() < 0.1:
            return self.leaf(type_, rows)
        if self.dice.random() < 0.12:
            return self.dice.choice([self.if_, self.coalesce])(type_, depth - 1, rows)
        return getattr(self, f"make_{type_}")(depth - 1, rows)

    def leaf(self, type_: str, rows: list[Fields]) -> Any:
        names = [{"var": n} for n, f in SIGNATURE.fields.items() if f.type == type_]
        for up, fields in enumerate(reversed(rows)):
            names += 2 * [{"row": n, "up": up} if up else {"row": n} for n, f in fields.items() if f.type == type_]
        if type_ in ("codes", "rows") or (names and self.dice.random() < 0.75):
            return self.dice.choice(names)
        value = self.literal(type_)
        return int(value) if type_ == "integer" else value

    def if_(self, type_: str, depth: int, rows: list[Fields]) -> Any:
        parts: list[Any] = []
        for _ in range(self.dice.randint(1, 2)):
            parts += [self.rule("boolean", depth, rows), self.rule(type_, depth, rows)]
        return {"if": parts + ([self.rule(type_, depth, rows)] if self.dice.random() < 0.7 else [])}

    def coalesce(self, type_: str, depth: int, rows: list[Fields]) -> Any:
        return {"coalesce": [self.rule(type_, depth, rows) for _ in range(self.dice.randint(1, 3))]}

    def make_boolean(self, depth: int, rows: list[Fields]) -> Any:
        kind = self.dice.randrange(12)
        if kind < 3:
            type_ = self.dice.choice(["decimal", "money", "integer", "date"])
            left = self.leaf_with_type(type_, depth, rows)
            return {self.dice.choice(COMPARISONS): self.shuffled([left, self.rule(type_, depth, rows)])}
        if kind < 5:
            type_ = self.dice.choice(["decimal", "money", "integer", "date", "text", "boolean"])
            other = None if self.dice.random() < 0.1 else self.rule(type_, depth, rows)
            return {self.dice.choice(["==", "!="]): self.shuffled([self.leaf_with_type(type_, depth, rows), other])}
        if kind < 7:
            parts = [self.rule("boolean", depth, rows) for _ in range(self.dice.randint(1, 3))]
            return {self.dice.choice(["and", "or"]): parts}
        if kind == 7:
            return {"not": [self.rule("boolean", depth, rows)]}
        if kind == 8:
            return self.membership(depth, rows)
        if kind == 9:
            type_ = self.dice.choice(["text", "decimal", "codes", "rows", "date", "boolean"])
            return {"empty": [self.leaf_with_type(type_, depth, rows)]}
        if kind == 10:
            return {"matches": [self.rule("text", depth, rows), self.dice.choice(PATTERNS)]}
        return self.over_rows(self.dice.choice(["some", "all"]), "boolean", depth, rows)

    def membership(self, depth: int, rows: list[Fields]) -> Any:
        kind = self.dice.randrange(4)
        text = self.rule("text", depth, rows)
        if kind == 0:
            type_ = self.dice.choice(["text", "decimal", "date"])
            members = [self.literal(type_) for _ in range(self.dice.randint(0, 4))]
            return {"in": [self.leaf_with_type(type_, depth, rows), members]}
        if kind == 1:
            return {"in": [text, self.leaf("codes", rows)]}
        if kind == 2:
            return {"contains": [self.leaf("codes", rows), text]}
        return {self.dice.choice(["contains", "starts"]): [text, self.rule("text", depth, rows)]}

    def make_integer(self, depth: int, rows: list[Fields]) -> Any:
        kind = self.dice.randrange(9)
        if kind < 2:
            return {self.dice.choice("+*"): [self.rule("integer", depth, rows) for _ in range(self.dice.randint(2, 3))]}
        if kind == 2:
            return {"length": [self.leaf_with_type(self.dice.choice(["text", "codes", "rows"]), depth, rows)]}
        if kind == 3:
            return {self.dice.choice(["days", "years", "age"]): [self.rule("date", depth, rows) for _ in range(2)]}
        if kind == 4:
            return {"age": [self.rule("date", depth, rows)]}
        if kind == 5:
            return {"round": [self.rule("decimal", depth, rows)]}
        if kind == 6:
            return self.over_rows("count", "boolean", depth, rows)
        if kind == 7:
            return {"count": [self.leaf(self.dice.choice(["rows", "codes"]), rows)]}
        return {self.dice.choice(["min", "max", "sum"]): [self.rule("integer", depth, rows) for _ in range(2)]}

    def make_decimal(self, depth: int, rows: list[Fields]) -> Any:
        return self.number("decimal", depth, rows)

    def make_money(self, depth: int, rows: list[Fields]) -> Any:
        return self.number("money", depth, rows)

    def number(self, type_: str, depth: int, rows: list[Fields]) -> Any:
        kind = self.dice.randrange(9)
        other = self.dice.choice(["decimal", "money", "integer"])
        if kind < 3:
            name = self.dice.choice("+-*/")
            return {name: [self.rule(type_, depth, rows), self.rule(other, depth, rows)]}
        if kind == 3:
            return {"neg": [self.rule(type_, depth, rows)]}
        if kind == 4:
            return {"round": [self.rule(type_, depth, rows), self.dice.randint(0, 10)]}
        if kind < 7:
            return self.over_rows(self.dice.choice(["sum", "min", "max", "mean"]), type_, depth, rows)
        several = [self.leaf_with_type(type_, depth, rows)] + [self.rule(other, depth, rows) for _ in range(2)]
        return {self.dice.choice(["sum", "min", "max", "mean"]): several}

    def make_text(self, depth: int, rows: list[Fields]) -> Any:
        if self.dice.random() < 0.1:
            return {"now": []}
        if self.dice.random() < 0.2:
            return self.lookup("form", depth, rows)
        types = ["text", "text", "decimal", "money", "integer", "date"]
        count = self.dice.randint(1, 3)
        return {"concat": [self.leaf_with_type(self.dice.choice(types), depth, rows) for _ in range(count)]}

    def make_date(self, depth: int, rows: list[Fields]) -> Any:
        kind = self.dice.randrange(4)
        if kind == 0:
            return {"today": []}
        if kind == 1:
            return self.lookup("since", depth, rows)
        if kind == 2:
            return {self.dice.choice(["min", "max"]): [self.typed("date", depth, rows), self.rule("date", depth, rows)]}
        return {"add_days": [self.rule("date", depth, rows), self.rule("integer", depth, rows)]}

    def lookup(self, output: str, depth: int, rows: list[Fields]) -> Any:
        amount = self.dice.choice(["6000", None, {"var": "m"}, self.rule("money", depth, rows)])
        category = self.dice.choice(["goods", "goods", self.rule("text", depth, rows)])
        return {"lookup": ["quotations", {"amount": amount, "category": category}, output]}

    def over_rows(self, name: str, type_: str, depth: int, rows: list[Fields]) -> Any:
        repeat = self.leaf("rows", rows)
        fields = rows[-1 - repeat.get("up", 0)] if "row" in repeat else SIGNATURE.fields
        inner = dict(fields[repeat.get("row") or repeat["var"]].rows or {})
        return {name: [repeat, self.rule(type_, depth, [*rows, inner])]}

    def leaf_with_type(self, type_: str, depth: int, rows: list[Fields]) -> Any:
        """A part whose type can be told without its neighbours."""
        if type_ in ("codes", "rows"):
            return self.leaf(type_, rows)
        if self.dice.random() < 0.5:
            return self.typed(type_, depth, rows)
        made = getattr(self, f"make_{type_}")(depth - 1, rows) if depth > 0 else None
        return made if made is not None else self.typed(type_, depth, rows)

    def typed(self, type_: str, depth: int, rows: list[Fields]) -> Any:
        names = [{"var": n} for n, f in SIGNATURE.fields.items() if f.type == type_]
        return self.dice.choice(names)

    def shuffled(self, parts: list[Any]) -> list[Any]:
        self.dice.shuffle(parts)
        return parts
