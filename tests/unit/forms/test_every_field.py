"""The form with every type of field: it compiles, its answers are judged, stored, shown and reported.

EF1 every registered type is used by the form, and the form has no problem
EF2 rules read times as minutes, a matrix' rows by name, an age from a date
EF3 what does not fit is named: the text of "other", "none of these" beside others, a ranking with gaps, an option of
    another region
EF4 every answer returns from its wire form as it was, and matches its own JSON Schema
"""

from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from engine.language.compiling import MemoryLibrary
from engine.language.problems import Problem
from form_builder.answering import Evaluated, evaluate, leaves, wire
from form_builder.fields import field_types, is_empty
from form_builder.option_lists import choices_of
from form_builder.spec import FormSpec
from tests.every_field import document, streets, types_used
from tests.unit.forms.notation import NOW, compiled, form, found, options
from tests.unit.forms.notation import item as one
from tests.unit.forms.notation import judge as judge_form
from tests.unit.forms.particulars import everything

PARTS = some.sampled_from(
    ["year", "month", "day", "approximate", "hours", "minutes", "date", "time", "home", "money", "district"]
)
WORDS = some.one_of(
    some.text(max_size=30), some.sampled_from(["2019", "12", "14:30", "9999-12-31T23:59:00-12:00", "2019-05~", "１２"])
)
LEAVES = some.one_of(some.none(), some.booleans(), some.integers(), WORDS)
ANYTHING = some.one_of(
    LEAVES,
    some.lists(LEAVES, max_size=4),
    some.dictionaries(some.one_of(PARTS, WORDS), some.one_of(LEAVES, some.lists(LEAVES, max_size=2)), max_size=4),
)
LIBRARY = MemoryLibrary([document(), streets()])
ANSWERS: dict[str, Any] = {
    "sharing": {"agreed": "yes"}, "signed": {"name": "Chan Tai Man"},
    "name": "Chan Tai Man", "story": "Two lines\nof it", "members": "3", "temperature": "36.5", "income": "12,000",
    "pain": "0", "service": 4, "born": "1950-02-28", "from": "14:30", "until": "4:15 pm",
    "travel": {"hours": "", "minutes": "45"}, "next": {"date": "2025-12-01", "time": "09:00"},
    "onset": {"year": "2019", "month": "5", "day": "", "approximate": "1"}, "alone": "no", "housing": "other",
    "housing.other": "A boat", "aids": ["none"], "region": "kowloon", "district": "wts", "street": "harbour road",
    "needs": {"home": "2", "money": "3", "health": "1"}, "mood.calm": "1", "mood.sleep": "2", "mood.eat": "3",
    "carer_name": "", "costs": [{"what": "Bus", "much": "12.5"}, {"what": "Tea", "much": "20"}],
    "children": [{"child": "Siu Ming", "schools": [{"school": "One", "years": "3"}, {"school": "Two", "years": "2"}]}],
}  # fmt: skip


def spec() -> FormSpec:
    made = compiled(document(), streets())
    assert made.spec is not None, [(p.code, p.pointer, p.message) for p in made.problems]
    return made.spec


SPEC = spec()


def judge(**changes: Any) -> Evaluated:
    return evaluate(SPEC, {**ANSWERS, **changes}, library=LIBRARY, today=date(2025, 11, 14), now=NOW)


def test_every_type_is_used_without_a_problem() -> None:
    particulars = {item["type"] for page in everything().body["pages"] for item in page["items"]}
    assert types_used() | particulars == set(field_types)
    assert compiled(document(), streets()).problems == []


def test_all_of_it_is_answered() -> None:
    judged = judge()
    assert found(judged) == []
    assert judged.values["age"] == 75
    assert judged.values["visit"] == 105
    assert judged.values["travel"] == 45
    assert judged.values["onset"] == "2019-05~"
    assert judged.values["street"] == "harbour"
    assert judged.values["needs"] == ["health", "home", "money"]
    assert judged.values["children"][0]["schooling"] == 5
    assert judged.scores["wellbeing"].value == 6
    assert judged.scores["wellbeing"].band == "low"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"housing.other": ""}, ("answer.required", "/housing/other")),
        ({"aids": ["none", "stick"]}, ("answer.none-and-more", "/aids")),
        ({"district": "east"}, ("answer.not-offered", "/district")),
        ({"street": "Nowhere Road"}, ("answer.not-on-list", "/street")),
        ({"needs": ["home", "money"]}, ("answer.not-all-ranked", "/needs")),
        ({"needs": {"home": "1", "money": "1", "health": "2"}}, ("answer.ranked-twice", "/needs")),
        ({"needs": {"home": "first"}}, ("answer.ranked-twice", "/needs")),
        ({"mood.eat": ""}, ("answer.required", "/mood/eat")),
        ({"mood.eat": "9"}, ("answer.not-on-list", "/mood/eat")),
        ({"pain": "11"}, ("answer.not-on-scale", "/pain")),
        ({"pain": "1.5"}, ("answer.not-on-scale", "/pain")),
        ({"from": "25:00"}, ("answer.not-a-time", "/from")),
        ({"next": {"date": "2025-12-01", "time": ""}}, ("answer.not-a-moment", "/next")),
        ({"onset": {"year": "2019", "month": "", "day": "3"}}, ("answer.not-a-partial-date", "/onset")),
        ({"onset": "2019-13"}, ("answer.not-a-partial-date", "/onset")),
        ({"travel": {"hours": "1", "minutes": "75"}}, ("answer.not-a-duration", "/travel")),
        ({"travel": "11:00"}, ("answer.too-big", "/travel")),
    ],
)
def test_what_does_not_fit_is_named(changes: dict[str, Any], problem: tuple[str, str]) -> None:
    assert found(judge(**changes)) == [problem]


def test_an_unchosen_other_needs_no_words() -> None:
    judged = judge(housing="public", aids=["stick", "other"], **{"housing.other": "A boat", "aids.other": "Frame"})
    assert found(judged) == []
    assert "housing.other" not in wire(SPEC, judged.values)
    assert judged.values["aids.other"] == "Frame"


def test_every_answer_returns_from_its_wire_form() -> None:
    judged = judge()
    for item, path, _, value in leaves(SPEC, judged.values):
        if value is None:
            continue
        kind = field_types.get(item.type)
        sent = kind.to_wire(value)
        jsonschema.validate(sent, kind.json_schema(item))
        choices = {c.key: c for c in choices_of(item, LIBRARY)} if kind.has_choices else {}
        assert kind.typed(sent) == value, path
        assert item.calculated or kind.clean(sent, item, choices) == value, path
        cells = list(kind.cells(value, item))
        assert cells
        assert kind.column is None or kind.from_cells(cells) is not None, path
        for language in ("en", "zh-Hant"):
            assert kind.plain(value, item, choices, language), path


@pytest.mark.parametrize("name", field_types.names())
@settings(max_examples=60, deadline=None)
@given(raw=ANYTHING)
def test_nothing_that_is_sent_makes_a_type_fall_over(name: str, raw: Any) -> None:
    kind = field_types.get(name)
    for item in (each for each in SPEC.items.values() if each.type == name and not each.fields and kind.holds_value):
        choices = {c.key: c for c in choices_of(item, LIBRARY)} if kind.has_choices else {}
        value = None if is_empty(raw) else kind.clean(raw, item, choices)
        if value is None or isinstance(value, Problem):
            kind.typed(raw)
            continue
        kind.rule_value(value)
        assert kind.clean(kind.to_wire(value), item, choices) == value
        assert list(kind.cells(value, item)) is not None
        assert isinstance(kind.plain(value, item, choices, "en"), str)


def test_a_matrix_and_an_other_stand_in_rows_too() -> None:
    row = [
        one("matrix", "mood", choices=options("yes", "no"), rows=options("calm", "glad")),
        one("choice", "why", choices=options("a", "b"), other=True),
        one("integer", "calm", calculate={"if": [{"==": [{"row": "mood.calm"}, "yes"]}, 1, 0]}),
    ]
    answers = {"lines": [{"mood.calm": "yes", "mood.glad": "no", "why": "other"}, {"mood.calm": "no", "why": "a"}]}
    judged = judge_form(form(one("repeat", "lines", items=row)), answers)
    assert found(judged) == [("answer.required", "/lines/0/why/other")]
    assert [line["calm"] for line in judged.values["lines"]] == [1, 0]
    assert "lines.1.why.other" not in judged.visible


@pytest.mark.parametrize(
    ("typed", "problem"), [("08:59", "answer.time-too-early"), ("18:01", "answer.time-too-late"), ("18:00", None)]
)
def test_a_time_has_bounds(typed: str, problem: str | None) -> None:
    judged = judge_form(form(one("time", "at", min="09:00", max="18:00")), {"at": typed})
    assert [code for code, _ in found(judged)] == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        (one("time", "at", min="24:00"), ("schema.pattern", "/pages/0/items/0/min")),
        (one("time", "at", min="18:00", max="09:00"), ("form.min-over-max", "/pages/0/items/0/min")),
        (one("scale", "far", min=0, max=90), ("form.scale-steps", "/pages/0/items/0/max")),
        (one("scale", "far", min=5, max=4), ("form.min-over-max", "/pages/0/items/0/min")),
        (
            one("matrix", "mood", default="x", choices=options("a"), rows=options("b")),
            ("form.choices-not-used", "/pages/0/items/0/default"),
        ),
    ],
)
def test_a_field_that_cannot_be_is_told(field: dict[str, Any], problem: tuple[str, str]) -> None:
    assert problem in [(p.code, p.pointer) for p in compiled(form(field)).problems]


def test_paper_offers_the_steps_of_a_scale() -> None:
    offered = field_types.get("scale").printed_options(SPEC.items["pain"], {})
    assert offered[1] == "1" and offered[0] == {"en": "0 None", "zh-Hant": "0 沒有"} and len(offered) == 11


def test_a_repeat_that_asks_nothing_holds_nothing() -> None:
    judged = judge_form(form(one("repeat", "lines", items=[one("note", "words")])), {"lines": [{}]})
    assert judged.values["lines"] is None


@pytest.mark.parametrize(
    ("kind", "value", "en", "zh"),
    [
        ("partial_date", "2019-05~", "about May 2019", "約2019年5月"),
        ("partial_date", "2019", "2019", "2019年"),
        ("partial_date", "2019-05-03", "3 May 2019", "2019年5月3日"),
        ("duration", 105, "1 h 45 min", "1小時45分鐘"),
        ("duration", 0, "0 min", "0分鐘"),
        ("duration", 120, "2 h", "2小時"),
    ],
)
def test_it_is_said_in_words(kind: str, value: Any, en: str, zh: str) -> None:
    item = SPEC.items["onset"]
    said = [field_types.get(kind).plain(value, item, {}, language) for language in ("en", "zh-Hant")]
    assert said == [en, zh]
