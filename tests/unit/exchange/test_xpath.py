"""Expressions of XLSForm as rules: each line is an expression, and the tree that it means or the reason why it has none."""

from typing import Any

import pytest

from engine.language.text import say
from form_builder.exchange.xpath.nodes import NotCarried
from form_builder.exchange.xpath.translating import translate_condition, translate_value
from form_builder.exchange.xpath.typed import Known, Place

NAMES = {
    "n": Known("n", "integer"),
    "d": Known("d", "decimal"),
    "t": Known("t", "text"),
    "day": Known("day", "date"),
    "many": Known("many", "codes"),
    "ok": Known("ok", "boolean", words=("yes", "no")),
    "lines": Known("lines", "rows"),
    "amount": Known("amount", "money", ("lines",)),
}


class Names:
    def find(self, name: str) -> Known:
        if name not in NAMES:
            raise NotCarried(f"no {name}")
        return NAMES[name]


def place() -> Place:
    return Place(Names(), own=NAMES["n"])


N, D, T, DAY, MANY, OK = ({"var": key} for key in ("n", "d", "t", "day", "many", "ok"))

CONDITIONS: list[tuple[str, Any]] = [
    ("${n} > 5 and ${t} = 'a'", {"and": [{">": [N, 5]}, {"==": [T, "a"]}]}),
    ("${t}='a' or ${t}='b' or ${t}='c'", {"or": [{"==": [T, "a"]}, {"==": [T, "b"]}, {"==": [T, "c"]}]}),
    ("not(selected(${many}, 'x'))", {"not": [{"contains": [MANY, "x"]}]}),
    ("selected(${t}, 'x')", {"==": [T, "x"]}),
    ("${ok} = 'yes'", {"==": [OK, True]}),
    ("${ok} != 'yes'", {"!=": [OK, True]}),
    ("selected(${ok}, 'no')", {"==": [OK, False]}),
    ("${t} = ''", {"empty": [T]}),
    ("${t} != ''", {"not": [{"empty": [T]}]}),
    (". >= 0", {">=": [N, 0]}),
    ("${t} = 1", {"==": [T, "1"]}),
    ("${t} = ‘other’", {"==": [T, "other"]}),
    ("${n}", {"and": [{"not": [{"empty": [N]}]}, {"!=": [N, 0]}]}),
    ("${many} = 'x'", {"and": [{"contains": [MANY, "x"]}, {"==": [{"count": [MANY]}, 1]}]}),
    ("count-selected(${many}) > 2", {">": [{"count": [MANY]}, 2]}),
    ("${day} < today()", {"<": [DAY, {"today": []}]}),
    ("${day} > date('2025-01-01')", {">": [DAY, "2025-01-01"]}),
    ("string-length(${t}) = 8", {"==": [{"coalesce": [{"length": [T]}, 0]}, 8]}),
    ("regex(${t}, '[A-Z]+')", {"matches": [T, "[A-Z]+"]}),
    ("starts-with(${t}, 'A')", {"starts": [T, "A"]}),
    ("count(${lines}) >= 1", {">=": [{"count": [{"var": "lines"}]}, 1]}),
    ("true()", True),
]
VALUES: list[tuple[str, Any, str]] = [
    ("${n} + 1", {"+": [N, 1]}, "integer"),
    ("${n} div 2", {"/": [N, 2]}, "decimal"),
    ("-${d} * 1.5", {"*": [{"neg": [D]}, "1.5"]}, "decimal"),
    ("if(${n} > 1, 'many', 'one')", {"if": [{">": [N, 1]}, "many", "one"]}, "text"),
    ("if(${n} > 1, ${n}, '')", {"if": [{">": [N, 1]}, N, None]}, "integer"),
    ("coalesce(${t}, 'none')", {"coalesce": [T, "none"]}, "text"),
    ("concat(${t}, ' ', ${n})", {"concat": [T, " ", N]}, "text"),
    ("round(${d}, 1)", {"round": [D, 1]}, "decimal"),
    ("sum(${amount})", {"sum": [{"var": "lines"}, {"row": "amount"}]}, "money"),
    ("max(${n}, 3)", {"max": [N, 3]}, "integer"),
    ("today() - ${day}", {"days": [DAY, {"today": []}]}, "integer"),
    ("date(${day} + 7)", {"add_days": [DAY, 7]}, "date"),
    ("int((today() - ${day}) div 365.25)", {"age": [DAY]}, "integer"),
]
REFUSED = [
    ("pulldata('a','b','c','d')", "no function “pulldata”"),
    ("position(..)", "path"),
    ("${amount} + 1", "one by one"),
    ("${t} + 1", "needs a number where there is text (${t})"),
    ("${t} < 'b'", "where there is text"),
    ("${n} mod 2", "remainder"),
    ("int(${d})", "rounded here, not cut off"),
    ("${ok} = 'perhaps'", "neither yes nor no"),
    ("${n} > ", "cannot be read"),
    ("(${n}", "cannot be read"),
    ("if(${n})", "too few or too many parts"),
    ("regex(${t}, ${t})", "written in the rule"),
    ("instance('x')/root/item[a=1]/b", "cannot be read"),
    ("(" * 60 + "1" + ")" * 60, "nested too deep"),
    ("1" + "+1" * 300, "too many parts"),
    ("'a'" * 3000, "too long"),
    ("-" * 3000, "cannot be read"),
]


@pytest.mark.parametrize(("expression", "tree"), CONDITIONS)
def test_a_condition_is_a_rule(expression: str, tree: Any) -> None:
    assert translate_condition(expression, place()) == tree


@pytest.mark.parametrize(("expression", "tree", "type_"), VALUES)
def test_a_value_is_a_rule_with_a_type(expression: str, tree: Any, type_: str) -> None:
    found = translate_value(expression, place())
    assert (found.tree, found.type) == (tree, type_)


@pytest.mark.parametrize(("expression", "reason"), REFUSED)
def test_what_has_no_counterpart_says_why(expression: str, reason: str) -> None:
    with pytest.raises(NotCarried) as refused:
        translate_condition(expression, place())
    assert reason in say(refused.value.reason, "en")
    assert say(refused.value.reason, "zh-Hant")


def test_another_meaning_is_remarked() -> None:
    here = place()
    translate_value("int((today() - ${day}) div 365.25)", here)
    assert [say(remark, "en") for remark in here.remarks] == [
        "Full years are counted by the calendar, not by dividing days."
    ]
