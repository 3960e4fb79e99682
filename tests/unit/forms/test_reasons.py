"""A warning that asks for a reason: the item that holds it shows while the check does not hold, and must be answered then."""

from typing import Any

from engine.datasets import descriptions
from engine.language.compiling import MemoryLibrary
from engine.language.documents import Document
from form_builder.answer_schema import AnswerSchema, schema_of
from form_builder.answering import evaluate, wire
from form_builder.exchange.blanks import blank_pages
from form_builder.exchange.exporting import export_xlsform
from form_builder.exchange.importing import import_xlsform
from form_builder.merging import carried
from form_builder.purposes import collected
from form_builder.reasons import LONGEST
from tests.unit.forms.notation import NOW, TODAY, check, codes, form, item, options, spec_of

LATE = check(
    "late",
    {"or": [{"empty": [{"var": "days"}]}, {"<=": [{"var": "days"}, 28]}]},
    "days",
    severity="warning",
    ask_reason=True,
)
WHY = "days.why-late"
STEP = check("far", {"<=": [{"row": "km"}, 5]}, "km", severity="warning", ask_reason=True)
WALKS = item("repeat", "walks", items=[item("integer", "km", required=True)], checks=[STEP])


def asking(**more: Any) -> Document:
    return form(item("integer", "days", **more), checks=[LATE])


def judged(document: Document, answers: dict[str, Any]) -> Any:
    return evaluate(spec_of(document), answers, library=MemoryLibrary([document]), today=TODAY, now=NOW)


def found(document: Document, answers: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one.code, one.pointer, one.severity) for one in judged(document, answers).problems]


def stored(document: Document, answers: dict[str, Any]) -> dict[str, Any]:
    return wire(spec_of(document), judged(document, answers).values)


def test_a_missing_reason_stops_the_form_and_says_what_to_do() -> None:
    assert ("answer.reason-needed", "/days/why-late", "error") in found(asking(), {"days": 40})
    [missing] = [one for one in judged(asking(), {"days": 40, WHY: "  "}).problems if one.severity == "error"]
    assert missing.message["en"] == "Say why: late failed" and missing.hint["zh-Hant"]


def test_a_given_reason_is_kept_with_the_answers() -> None:
    answers = {"days": 40, WHY: "She was in hospital."}
    assert found(asking(), answers) == [("answer.check-reason", "/days", "warning")]
    assert stored(asking(), answers) == answers


def test_a_reason_goes_when_the_warning_no_longer_holds() -> None:
    judgement = judged(asking(), {"days": 3, WHY: "She was in hospital."})
    assert WHY not in judgement.visible and not judgement.problems
    assert stored(asking(), {"days": 3, WHY: "She was in hospital."}) == {"days": 3}


def test_a_silent_check_asks_for_nothing() -> None:
    assert {code for code, _, _ in found(asking(), {"days": "many"})} == {"answer.not-a-whole-number"}
    hidden = form(item("yes_no", "more"), item("integer", "days", visible_when={"var": "more"}), checks=[LATE])
    assert found(hidden, {"more": False, "days": 40}) == []


def test_each_row_has_its_own_reason() -> None:
    answers = {"walks": [{"km": 9}, {"km": 2, "km.why-far": "no longer"}, {"km": 8, "km.why-far": "No bus."}]}
    missing = [place for code, place, _ in found(form(WALKS), answers) if code == "answer.reason-needed"]
    assert missing == ["/walks/0/km/why-far"]
    answers["walks"][0]["km.why-far"] = "Lost."
    assert [row.get("km.why-far") for row in stored(form(WALKS), answers)["walks"]] == ["Lost.", None, "No bus."]


def test_two_warnings_of_one_field_have_two_reasons_and_a_matrix_one_after_it() -> None:
    other = check("odd", {"!=": [{"var": "days"}, 40]}, "days", severity="warning", ask_reason=True)
    both = form(item("integer", "days"), item("text", "after"), checks=[LATE, other])
    assert [one.key for one in spec_of(both).pages[0].items] == ["days", WHY, "days.why-odd", "after"]
    rows = [{"id": "r1", "key": "calm", "label": "Calm"}]
    mood = check("low", {"==": [{"var": "mood.calm"}, "a"]}, "mood.calm", severity="warning", ask_reason=True)
    matrix = form(item("matrix", "mood", choices=options("a", "b"), rows=rows), checks=[mood])
    assert [one.key for one in spec_of(matrix).pages[0].items] == ["mood", "mood.calm.why-low"]
    inside = form(
        item("group", "g", items=[item("matrix", "mood", choices=options("a", "b"), rows=rows)]), checks=[mood]
    )
    assert [one.key for one in spec_of(inside).pages[0].items] == ["g"]
    assert [one.key for one in spec_of(inside).item("g").items] == ["mood", "mood.calm.why-low"]


def test_it_is_as_sensitive_as_its_field_and_a_column_of_reports() -> None:
    document = asking(sensitivity="personal", purpose="service")
    spec = spec_of(document)
    assert spec.item(WHY).personal
    assert [one.label for one in collected(spec) if one.personal] == [spec.item("days").label, spec.item(WHY).label]
    described = descriptions.get("form")("form:example", MemoryLibrary([document]))
    assert described is not None and described.persons
    assert described.columns[WHY].type == "text" and described.columns[WHY].label["zh-Hant"] == "原因：不符"


def test_the_promise_of_the_form_names_the_reasons_and_requires_none() -> None:
    schema = schema_of(spec_of(form(item("integer", "days"), WALKS, checks=[LATE])), MemoryLibrary([]))
    own, row = schema["properties"], schema["properties"]["walks"]["items"]
    assert own[WHY] == {"type": "string", "maxLength": LONGEST, "title": "Reason: late failed"}
    assert row["properties"]["km.why-far"]["title"] == "Reason: far failed"
    assert WHY not in schema.get("required", []) and "km.why-far" not in row["required"]
    judge = AnswerSchema(schema)
    assert judge.holds({"days": 40, WHY: "In hospital.", "walks": [{"km": 9, "km.why-far": "No bus."}]})
    assert not judge.holds({WHY: 4}) and not judge.holds({WHY: "x" * (LONGEST + 1)})


def test_no_rule_reads_a_reason() -> None:
    document = form(item("integer", "days"), item("text", "b", visible_when={"empty": [{"var": WHY}]}), checks=[LATE])
    assert codes(document) != []


def test_an_amendment_follows_the_check_to_its_new_place() -> None:
    moved = form(item("integer", "length"), checks=[{**LATE, "assert": {"<=": [{"var": "length"}, 9]}, "at": "length"}])
    before = {WHY: "She was in hospital."}
    assert carried(spec_of(asking()), spec_of(moved), before) == {"length.why-late": "She was in hospital."}


def test_paper_leaves_lines_for_it_and_a_table_stays_a_table() -> None:
    library = MemoryLibrary([])
    [page] = blank_pages(spec_of(form(item("integer", "days"), WALKS, checks=[LATE])), library, "en")
    assert [one.sort for one in page.items] == ["line", "lines", "rows"]
    assert page.items[1].label.first == "Reason: late failed" and page.items[1].when
    assert page.items[2].as_table and [one.label.first for one in page.items[2].inside] == ["km"]


def test_a_workbook_carries_the_check_and_comes_back_the_same() -> None:
    document = asking()
    exported = export_xlsform(document, spec_of(document), MemoryLibrary([document]))
    back = import_xlsform(exported.content, "example.xlsx").form
    assert back.body["checks"] == [LATE]
    assert [one["key"] for one in back.body["pages"][0]["items"]] == ["days"]
