"""A designer can type anything: each oddity is a problem at its place, found quickly, and nothing raises.

The bound on the processor's time is there to catch work that grows with the square of the input, not to measure.
"""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from engine.language.compiling import MemoryLibrary, check
from engine.language.documents import Document, from_body, read
from engine.language.problems import Problem
from tests.unit.forms.notation import form, item, options, page

SECONDS = 10.0


@pytest.fixture(autouse=True)
def quickly() -> Iterator[None]:
    begun = time.process_time()
    yield
    assert time.process_time() - begun < SECONDS


def told(document: Document) -> list[tuple[str, str]]:
    return [(p.code, p.pointer) for p in check(document, MemoryLibrary([])).problems]


def read_in(body: Any) -> tuple[Document | None, list[Problem]]:
    return read(json.dumps(body, ensure_ascii=False, separators=(",", ":")))


def choices(entries: list[Any]) -> dict[str, Any]:
    return {"kind": "choices", "language": 1, "key": "many", "title": "Many", "options": entries}


def test_a_million_choices_in_a_file() -> None:
    document, problems = read_in(
        choices([{"id": f"o{n}", "key": f"k{n}", "label": "x"} for n in range(1_000_000 // 8)])
    )
    assert document is None
    assert [(p.code, p.pointer) for p in problems] == [("document.too-large", "")]


def test_a_million_values_in_two_megabytes() -> None:
    document, problems = read_in(choices([0] * 1_000_000))
    assert document is None
    assert [(p.code, p.pointer) for p in problems] == [("document.too-many-values", "/options")]


def test_twice_as_many_choices_as_a_list_holds() -> None:
    document, problems = read_in(choices([{"id": str(n), "key": str(n), "label": "x"} for n in range(40_000)]))
    assert document is not None
    assert problems == []
    assert told(document) == [("schema.too-many", "/options")]


def test_more_faults_than_anybody_reads() -> None:
    found = told(from_body(choices([{"id": "x"}] * 20_000)))
    assert ("document.more-problems", "") in found
    assert len([code for code, _ in found if code.startswith("schema.")]) == 200


def test_two_thousand_fields() -> None:
    pages = [page(f"p{n}", *(item("text", f"f{n}_{m}") for m in range(200))) for n in range(10)]
    rule = {"==": [{"var": "f9_199"}, "yes"]}
    pages[0]["items"][0]["visible_when"] = rule
    assert told(form(pages=pages)) == [("form.too-many-items", "/pages")]


def test_a_thousand_fields_that_wait_for_one_another_backwards() -> None:
    """The order of computing is found in time for the longest chain there can be, and so is a circle of it."""
    chain = [item("integer", f"f{n}", calculate={"+": [{"var": f"f{n + 1}"}, 1]}) for n in range(999)]
    last = item("integer", "f999")
    pages = [page(f"p{n}", *[*chain, last][n * 200 : n * 200 + 200]) for n in range(5)]
    assert told(form(pages=pages)) == []
    last["calculate"] = {"var": "f0"}
    assert [code for code, _ in told(form(pages=pages))] == ["form.circular"]


@pytest.mark.parametrize(
    ("depth", "expected"), [(12, []), (13, ["form.groups-too-deep"]), (45, ["form.groups-too-deep"])]
)
def test_groups_in_groups(depth: int, expected: list[str]) -> None:
    inner = item("text", "a")
    for n in range(depth):
        inner = item("group", f"g{n}", items=[inner])
    assert [code for code, _ in told(form(inner))] == expected


def test_groups_deeper_than_a_document_goes() -> None:
    inner = item("text", "a")
    for n in range(60):
        inner = item("group", f"g{n}", items=[inner])
    document, problems = read_in(dict(form(inner).body))
    assert document is None
    assert [p.code for p in problems] == ["document.too-deep"]
    assert problems[0].pointer.startswith("/pages/0/items/0/items/0")


def test_keys_that_collide() -> None:
    """On one page, between pages, through a group, in a repeat, in options, with a reserved word."""
    document = form(
        pages=[
            page("one", item("text", "a"), item("group", "g", items=[item("text", "a")])),
            page("one", item("text", "a"), item("repeat", "r", items=[item("text", "a"), item("text", "a")])),
            page("two", item("choice", "c", choices=options("x", "x")), item("text", "scores")),
        ]
    )
    assert [found for found in told(document) if found[0] != "document.duplicate-id"] == [
        ("form.duplicate-key", "/pages/1/key"),
        ("form.duplicate-key", "/pages/0/items/1/items/0/key"),
        ("form.duplicate-key", "/pages/1/items/0/key"),
        ("form.duplicate-key", "/pages/1/items/1/items/1/key"),
        ("form.reserved-key", "/pages/2/items/1/key"),
        ("form.duplicate-option", "/pages/2/items/0/choices/1/key"),
    ]


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("<b>Name</b>", "document.markup"),
        ("<script>alert(1)</script>", "document.markup"),
        ("Fish &amp; chips", "document.markup"),
        ("\u202egnp.exe", "document.direction"),
        ("\u2067never closed", "document.direction"),
        ("tab\u0000less", "document.bad-character"),
        ("half \ud83d", "document.bad-character"),
    ],
)
def test_markup_and_hidden_characters_in_labels(label: str, code: str) -> None:
    body = {**form(item("text", "a")).body}
    body["pages"][0]["items"][0]["label"] = {"en": label, "zh-Hant": "名"}
    document, _ = read(json.dumps(body))
    assert document is not None
    assert told(document) == [(code, "/pages/0/items/0/label/en")]
    assert "\x00" not in json.dumps(document.body, ensure_ascii=False)


@pytest.mark.parametrize(
    "label", ["نام اور پتہ", "שם", "\u2067شم\u2069 (name)", "1 < 2 & 3 > 2", "👩‍👩‍👧 family", "ชื่อ", "a\u200fb"]
)
def test_words_of_any_script_are_words(label: str) -> None:
    body = {**form(item("text", "a")).body}
    body["pages"][0]["items"][0]["label"] = {"en": label, "zh-Hant": label}
    assert told(from_body(body)) == []


def test_apples_are_not_compared_with_dates() -> None:
    document = form(
        item("choice", "fruit", choices=options("apple", "pear")),
        item("date", "day"),
        item("text", "why", visible_when={">": [{"var": "fruit"}, {"var": "day"}]}),
        item("text", "what", visible_when={"==": [{"var": "day"}, "apple"]}),
    )
    assert told(document) == [
        ("rules.types-differ", "/pages/0/items/2/visible_when/>"),
        ("rules.wrong-literal", "/pages/0/items/3/visible_when/==/1"),
    ]


@pytest.mark.parametrize("pattern", ["(a+)+$", "((a|b)*)*c", "(?:a{0,200}){10}" * 3, "(?=a)b", "(a)\\1", "a" * 600])
def test_a_pattern_that_would_explode(pattern: str) -> None:
    document = form(item("text", "a"), checks=[_check({"matches": [{"var": "a"}, pattern]})])
    assert told(document) == [("rules.bad-pattern", "/checks/0/assert/matches/1")]


@pytest.mark.parametrize("pattern", ["a*a*a*a*b", "a?" * 200 + "a" * 99])
def test_a_pattern_that_explodes_elsewhere_is_harmless_here(pattern: str) -> None:
    document = form(item("text", "a"), checks=[_check({"matches": [{"var": "a"}, pattern]})])
    assert told(document) == []


def test_a_rule_of_a_thousand_levels() -> None:
    rule: Any = True
    for _ in range(90):
        rule = {"not": rule}
    assert told(form(item("text", "a", visible_when=rule)))[0][0] == "rules.too-deep"


def test_a_table_of_five_thousand_rules() -> None:
    rules = [
        {"id": f"r{n}", "when": {"a": {"gt": str(n), "le": str(n + 1)}, "b": {"gt": str(n)}}, "then": {"x": n}}
        for n in range(5000)
    ]
    head = {"kind": "table", "language": 1, "key": "t", "title": "T", "effective": "2025-04-01"}
    body = {**head, "inputs": {"a": "money", "b": "money"}, "outputs": {"x": "integer"}, "rules": rules}
    assert ("table.unproved", "/rules") in told(from_body(body))


def test_a_form_of_two_hundred_options_in_each_of_a_hundred_fields() -> None:
    fields = [item("choice", f"c{n}", choices=options(*(f"o{m}" for m in range(200)))) for n in range(100)]
    for n, field in enumerate(fields):
        field["choices"] = [{**one, "id": f"{n}-{one['id']}"} for one in field["choices"]]
    assert told(form(*fields)) == []


def _check(rule: Any) -> dict[str, Any]:
    return {"id": "c", "assert": rule, "at": "a", "message": {"en": "No", "zh-Hant": "不符"}}
