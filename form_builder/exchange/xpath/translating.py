"""From the tree of an expression to a rule tree with a type. What has no exact counterpart raises NotCarried."""

from typing import Any

from engine.language.text import both
from form_builder.exchange.xpath.comparing import compare, same_type
from form_builder.exchange.xpath.functions import functions
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
from form_builder.exchange.xpath.parsing import parse
from form_builder.exchange.xpath.typed import Place, Typed, not_of_type


class Translator:
    """Translates the nodes of one expression at one place."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def value(self, node: Node) -> Typed:
        """The rule that yields what the node yields: one value."""
        found = self.values(node)
        if found.many:
            raise NotCarried(
                both(
                    "The answers inside a repeat can be counted and added up, not read one by one.",
                    "重複項目內的答案可以點算和相加，不能逐一讀取。",
                )
            )
        return found

    def values(self, node: Node) -> Typed:
        """The same, which may also be the values of all rows of a repeat."""
        return getattr(self, f"_{type(node).__name__.lower()}")(node)

    def condition(self, node: Node) -> Any:
        """The rule that is true where the expression is."""
        found = self.value(node)
        if found.type == "boolean":
            return found.tree
        if found.literal is not None:
            return bool(found.literal)
        filled = {"not": [{"empty": [found.tree]}]}
        return {"and": [filled, {"!=": [found.tree, 0]}]} if found.numeric else filled

    def number(self, node: Node) -> Typed:
        """The value, which must be a number."""
        found = self.value(node)
        if not found.numeric:
            raise not_of_type(found, "decimal")
        return found

    def text(self, node: Node) -> Any:
        """The value as it stands in a text."""
        found = self.value(node)
        if found.type == "boolean" and found.origin and found.origin.words:
            yes, no = found.origin.words
            return {"if": [{"empty": [found.tree]}, None, found.tree, yes, no]}
        if found.type not in ("text", "date", "null") and not found.numeric:
            raise not_of_type(found, "text")
        return found.tree

    def literal(self, node: Node) -> str:
        """The text that stands in the expression itself."""
        if isinstance(node, Literal | Number):
            return node.text
        raise NotCarried(both("It must be written in the rule, not computed.", "此值必須直接寫在規則內，不能計算。"))

    def _literal(self, node: Literal) -> Typed:
        return Typed(node.text, "text", literal=node.text)

    def _number(self, node: Number) -> Typed:
        text = node.text.rstrip(".") or "0"
        text = f"0{text}" if text.startswith(".") else text
        return Typed(text, "decimal", literal=text) if "." in text else Typed(int(text), "integer", literal=text)

    def _name(self, node: Name) -> Typed:
        return self.place.refer(self.place.scope.find(node.name))

    def _self(self, node: Self) -> Typed:
        if self.place.own is None:
            raise NotCarried(both("“.” has no question here.", "「.」在此沒有對應的問題。"))
        return self.place.refer(self.place.own)

    def _column(self, node: Column) -> Typed:
        if node.name in self.place.columns:
            self.place.read.add(node.name)
            return Typed({"option": self.place.columns[node.name]}, "text")
        raise NotCarried(
            both(f"“{node.name}” is neither a question nor a function.", f"「{node.name}」既不是問題，也不是函數。")
        )

    def _negative(self, node: Negative) -> Typed:
        found = self.number(node.part)
        if found.type == "integer" and isinstance(found.tree, int):
            return Typed(-found.tree, "integer", literal=str(-found.tree))
        if found.literal is not None:
            return Typed(f"-{found.tree}", "decimal", literal=f"-{found.literal}")
        return Typed({"neg": [found.tree]}, found.type)

    def _call(self, node: Call) -> Typed:
        if node.name not in functions:
            raise NotCarried(both(f"There is no function “{node.name}” here.", f"沒有「{node.name}」函數。"))
        return functions.get(node.name)(self, node)

    def _binary(self, node: Binary) -> Typed:
        if node.operator in ("and", "or"):
            return Typed({node.operator: [self.condition(part) for part in _chain(node, node.operator)]}, "boolean")
        if node.operator in ("+", "-", "*", "div", "mod"):
            return self._arithmetic(node)
        return compare(node.operator, self.value(node.left), self.value(node.right))

    def _arithmetic(self, node: Binary) -> Typed:
        if node.operator == "mod":
            raise NotCarried(both("There is no remainder of a division here.", "沒有餘數運算。"))
        left, right = self.value(node.left), self.value(node.right)
        if "date" in (left.type, right.type):
            return _on_dates(node.operator, left, right)
        for side in (left, right):
            if not side.numeric:
                raise not_of_type(side, "decimal")
        operator = "/" if node.operator == "div" else node.operator
        type_ = "decimal" if operator == "/" else same_type(left, right)
        return Typed({operator: [left.tree, right.tree]}, type_)


def _on_dates(operator: str, left: Typed, right: Typed) -> Typed:
    if operator == "-" and left.type == right.type == "date":
        return Typed({"days": [right.tree, left.tree]}, "integer")
    if operator == "-" and left.type == "date" and right.type == "integer":
        days = -right.tree if isinstance(right.tree, int) else {"neg": [right.tree]}
        return Typed({"add_days": [left.tree, days]}, "date")
    if operator == "+":
        day, days = (left, right) if left.type == "date" else (right, left)
        if days.type == "integer":
            return Typed({"add_days": [day.tree, days.tree]}, "date")
    raise not_of_type(left if left.type == "date" else right, "decimal")


def _chain(node: Node, operator: str) -> list[Node]:
    """The parts of `a or b or c` in order."""
    found: list[Node] = []
    while isinstance(node, Binary) and node.operator == operator:
        found.append(node.right)
        node = node.left
    return [node, *reversed(found)]


def translate_condition(expression: str, place: Place) -> Any:
    """The condition that an expression states; raises NotCarried."""
    return Translator(place).condition(parse(expression))


def translate_value(expression: str, place: Place) -> Typed:
    """The value that an expression computes; raises NotCarried."""
    return Translator(place).value(parse(expression))
