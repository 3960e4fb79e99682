"""Days between dates, full years, age, later dates, and the two inputs today and now."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from engine.language.rules.nodes import Node, Run
from engine.language.rules.operators.base import Operator, Speaker, operator, two
from engine.language.rules.types import Value

if TYPE_CHECKING:
    from engine.language.rules.checking import Place


def full_years(start: date, end: date) -> int:
    """Full years from `start` to `end`, negative backwards. From 29 February, a year is full on 1 March."""
    if end < start:
        return -full_years(end, start)
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def age_on(born: date, on: date) -> int | None:
    """The age on a day; None before birth."""
    return None if on < born else full_years(born, on)


def days_later(start: date, days: int) -> date | None:
    """The date so many days later; None outside the years 1 to 9999."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


@operator
class Days(Operator):
    name = "days"

    def typed(self, args: list[Node], place: Place) -> Node:
        return self.node("integer", [place.need(a, "date") for a in args], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        return two(lambda start, end: (end - start).days)(parts)

    def explain(self, node: Node, speaker: Speaker) -> str:
        words = speaker.words("the days from {0} to {1}", "由{0}至{1}的日數")
        return words.format(*map(speaker.group, node.args))


@operator
class Years(Operator):
    name = "years"

    def typed(self, args: list[Node], place: Place) -> Node:
        return self.node("integer", [place.need(a, "date") for a in args], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        return two(full_years)(parts)

    def explain(self, node: Node, speaker: Speaker) -> str:
        words = speaker.words("the full years from {0} to {1}", "由{0}至{1}的足年數")
        return words.format(*map(speaker.group, node.args))


@operator
class Age(Operator):
    """Full years since a date of birth, today or on the day given second."""

    name = "age"
    least, most = 1, 2

    def typed(self, args: list[Node], place: Place) -> Node:
        born, *on = [place.need(a, "date") for a in args]
        return self.node("integer", [born, *(on or [Node("today", "date", pointer=place.pointer)])], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        return two(age_on)(parts)

    def explain(self, node: Node, speaker: Speaker) -> str:
        born, on = node.args
        if on.op == "today":
            return speaker.words("the age by {0}", "按{0}計算的年齡").format(speaker.group(born))
        words = speaker.words("the age by {0} on {1}", "按{0}計算在{1}的年齡")
        return words.format(speaker.group(born), speaker.group(on))


@operator
class AddDays(Operator):
    name = "add_days"

    def typed(self, args: list[Node], place: Place) -> Node:
        return self.node("date", [place.need(args[0], "date"), place.need(args[1], "integer")], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        return two(days_later)(parts)

    def explain(self, node: Node, speaker: Speaker) -> str:
        start, days = map(speaker.group, node.args)
        return speaker.words("{1} days after {0}", "{0}之後{1}天").format(start, days)


@operator
class Today(Operator):
    name = "today"
    least = most = 0

    def typed(self, args: list[Node], place: Place) -> Node:
        return self.node("date", [], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        def run(scope: Any) -> Value:
            if scope.today is None:
                raise LookupError("this rule reads today, and the scope was given none")
            return scope.today

        return run

    def explain(self, node: Node, speaker: Speaker) -> str:
        return speaker.words("today", "今天")


@operator
class Now(Operator):
    """The moment, as ISO 8601 text."""

    name = "now"
    least = most = 0

    def typed(self, args: list[Node], place: Place) -> Node:
        return self.node("text", [], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        def run(scope: Any) -> Value:
            if scope.now is None:
                raise LookupError("this rule reads now, and the scope was given none")
            return scope.now

        return run

    def explain(self, node: Node, speaker: Speaker) -> str:
        return speaker.words("the present moment", "現在的時刻")
