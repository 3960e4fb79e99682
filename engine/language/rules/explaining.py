"""A rule as a sentence, in English or Chinese."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.language.rules.checking import Rows, read_rule
from engine.language.rules.nodes import WRONG, Node
from engine.language.rules.operators import operators
from engine.language.rules.types import Signature, Tree
from engine.language.rules.values import money_text, number, plain
from engine.language.text import say

MONTHS = ("January February March April May June July August September October November December").split()


def explain(tree: Tree, signature: Signature, language: str, *, rows: Rows = (), expects: str | None = None) -> str:
    """The rule as a phrase in `language`, fields and options by their labels. A part with a problem is shown as “?”."""
    node, _problems = read_rule(tree, signature, rows=rows, expects=expects)
    sentence = _Speaker(language).condition(node)
    return sentence[:1].upper() + sentence[1:]


@dataclass
class _Speaker:
    language: str

    def condition(self, node: Node) -> str:
        if node.op in ("var", "row") and node.type == "boolean":
            return self.words("{0} is yes", "{0}為「是」").format(self.say(node))
        return self.say(node)

    def say(self, node: Node) -> str:
        if node.op in ("var", "row"):
            return self.label(node)
        if node.type == WRONG and node.value is None:
            return "?"
        if node.op == "literal":
            return self._literal(node)
        if node.op in ("list", "each", "text"):
            return self.listed(node.args)
        return operators.get(node.op).explain(node, self)

    def group(self, node: Node) -> str:
        said = self.say(node)
        if node.op in operators and operators.get(node.op).compound and len(node.args) > 1:
            return self.words(f"({said})", f"（{said}）")
        return said

    def words(self, en: str, zh: str) -> str:
        return zh if self.language == "zh-Hant" else en

    def label(self, node: Node) -> str:
        return say(node.field.label if node.field else None, self.language, str(node.value))

    def listed(self, nodes: Sequence[Node]) -> str:
        return self.words(", ", "、").join(map(self.group, nodes))

    def _literal(self, node: Node) -> str:
        value: Any = node.value
        if value is None:
            return self.words("nothing", "空值")
        if isinstance(value, bool):
            return self.words("yes" if value else "no", "「是」" if value else "「否」")
        if isinstance(value, date):
            return self.words(f"{value.day} {MONTHS[value.month - 1]} {value.year}", _chinese_date(value))
        if isinstance(value, str):
            return self._text(node, value)
        return self._number(node, value)

    def _text(self, node: Node, value: str) -> str:
        options = node.field.options if node.field else None
        if options and value in options:
            return say(options[value], self.language, value)
        return self.words(f"“{value}”", f"「{value}」")

    def _number(self, node: Node, value: Any) -> str:
        money = "money" in (node.type, node.field.type if node.field else "")
        digits = money_text(value) if money else plain(value)
        whole, point, fraction = digits.partition(".")
        grouped = f"{int(whole):,}" if number(digits) is not None else whole
        sign = "-" if whole.startswith("-") else ""
        return f"{sign}{'HK$' if money else ''}{grouped.lstrip('-')}{point}{fraction}"


def _chinese_date(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"
