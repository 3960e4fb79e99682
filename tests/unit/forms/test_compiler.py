"""A form that is wrong lists everything that is wrong, each with its pointer; a right one becomes a frozen spec."""

import dataclasses

import pytest

from form_builder.kind import FormKind
from tests.unit.forms.notation import check, choices, codes, compiled, form, item, options, page, spec_of


def hiding(key: str, other: dict[str, str]) -> dict[str, object]:
    return item("text", key, visible_when={"empty": [other]})


LINES = item(
    "repeat",
    "lines",
    items=[
        item("integer", "quantity"),
        item("money", "price"),
        item("money", "amount", calculate={"*": [{"row": "quantity"}, {"row": "price"}]}),
    ],
)


TWICE = [*options("x"), {**options("x")[0], "id": "y"}]
FEE = {"lookup": ["fees", {}, "x"]}


def test_a_form_becomes_flat_items_and_an_order() -> None:
    total = item("money", "total", calculate={"sum": [{"var": "lines"}, {"row": "amount"}]})
    spec = spec_of(form(total, LINES))
    assert list(spec.items) == ["total", "lines.quantity", "lines.price", "lines.amount", "lines"]
    assert spec.order == ("lines", "total")
    assert [one.key for one in spec.items["lines"].plan] == ["quantity", "price", "amount"]
    assert spec.by_id("id-amount") is spec.items["lines.amount"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        spec.key = "other"  # type: ignore[misc]


def test_all_problems_come_at_once() -> None:
    broken = form(
        item("text", "name"),
        item("text", "name", id="other"),
        item("choice", "kind", choices="no-such-list"),
        item("integer", "count", visible_when={">": [{"var": "nmae"}, 1]}),
        item("text", "shout", calculate={"+": [{"var": "count"}, 1]}),
        checks=[check("c1", {"==": [{"var": "count"}, 1]}, "nowhere")],
    )
    assert codes(broken) == [
        ("form.duplicate-key", "/pages/0/items/1/key"),
        ("reference.unknown", "/pages/0/items/2/choices"),
        ("rules.unknown-name", "/pages/0/items/3/visible_when/>/0"),
        ("rules.wrong-type", "/pages/0/items/4/calculate/+"),
        ("form.unknown-place", "/checks/0/at"),
    ]


@pytest.mark.parametrize(
    ("items", "path"),
    [
        ([item("integer", "a", calculate={"var": "b"}), item("integer", "b", calculate={"var": "a"})], "a → b → a"),
        ([item("integer", "a", calculate={"+": [{"var": "a"}, 1]})], "a → a"),
        ([hiding("a", {"var": "b"}), hiding("b", {"var": "a"})], "a → b → a"),
        (
            [item("repeat", "r", items=[item("integer", "x", calculate={"count": [{"var": "r"}]})])],
            "r → r",
        ),
        (
            [item("repeat", "r", items=[hiding("x", {"row": "y"}), hiding("y", {"row": "x"})])],
            "x → y → x",
        ),
    ],
)  # fmt: skip
def test_circles_are_named(items: list[dict[str, object]], path: str) -> None:
    problems = compiled(form(*items)).problems
    assert [p.facts["path"] for p in problems if p.code == "form.circular"] == [path]


def test_a_page_and_a_group_gate_what_stands_in_them() -> None:
    inside = item("text", "inside", visible_when={"==": [{"var": "c"}, True]})
    group = item("group", "box", items=[inside], visible_when={"==": [{"var": "b"}, True]})
    first = page("first", item("yes_no", "a"), item("yes_no", "b"), item("yes_no", "c"))
    second = page("second", group, visible_when={"==": [{"var": "a"}, True]})
    spec = spec_of(form(pages=[first, second]))
    assert len(spec.items["inside"].rules.visible) == 3
    assert "box" not in spec.fields
    assert spec.fields["inside"].path == "inside"


def test_own_properties_of_a_type_are_checked() -> None:
    wrong = form(
        item("integer", "a", min=5, max=1),
        item("text", "b", pattern="(?=x)"),
        item("date", "c", min="2025-13-01"),
        item("money", "d", default="lots"),
        item("choice", "e", choices=options("x", "y"), default="z"),
    )
    assert codes(wrong) == [
        ("form.min-over-max", "/pages/0/items/0/min"),
        ("form.bad-pattern", "/pages/0/items/1/pattern"),
        ("form.bad-date", "/pages/0/items/2/min"),
        ("form.bad-default", "/pages/0/items/3/default"),
        ("form.bad-default", "/pages/0/items/4/default"),
    ]


ROW = "/pages/0/items/0/items/0"


@pytest.mark.parametrize(
    ("wrong", "code", "pointer"),
    [
        (item("text", "a", colour="red"), "schema.unknown", "/pages/0/items/0/colour"),
        (item("text", "a", min=3), "schema.unknown", "/pages/0/items/0/min"),
        (item("colour", "a"), "schema.not-one-of", "/pages/0/items/0/type"),
        (item("text", "Name"), "schema.pattern", "/pages/0/items/0/key"),
        (item("repeat", "a"), "schema.missing", "/pages/0/items/0"),
        (item("text", "a", choices=options("x")), "form.choices-not-used", "/pages/0/items/0/choices"),
        (item("choice", "a"), "form.no-choices", "/pages/0/items/0"),
        (item("integer", "a", calculate=1, prefill="mine"), "form.cannot-prefill", "/pages/0/items/0/prefill"),
        (item("file", "a", prefill="subject"), "form.cannot-prefill", "/pages/0/items/0/prefill"),
        (item("signature", "a", prefill="subject"), "form.cannot-prefill", "/pages/0/items/0/prefill"),
        (item("repeat", "a", items=[item("text", "b", prefill="mine")]), "form.cannot-prefill", f"{ROW}/prefill"),
        (item("file", "a", calculate={"var": "b"}), "form.cannot-calculate", "/pages/0/items/0/calculate"),
        (item("choice", "a", choices=TWICE), "form.duplicate-option", "/pages/0/items/0/choices/1/key"),
        (item("integer", "a", calculate=1, default=2), "form.calculated-and-default", "/pages/0/items/0/default"),
        (item("text", "unit"), "form.reserved-key", "/pages/0/items/0/key"),
        (item("integer", "a", calculate=FEE), "reference.unknown", "/pages/0/items/0/calculate/lookup/0"),
        (item("text", "a", label={"en": "only"}), "document.missing-translation", "/pages/0/items/0/label"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_code_and_place(wrong: dict[str, object], code: str, pointer: str) -> None:
    assert (code, pointer) in codes(form(wrong))


def test_a_literal_that_is_not_an_option_is_a_problem() -> None:
    kind = item("choice", "kind", choices="kinds")
    listed = choices("kinds", {"id": "k1", "key": "cat", "label": "Cat"})
    asks = item("text", "why", visible_when={"==": [{"var": "kind"}, "dog"]})
    assert "/pages/0/items/1/visible_when/==/1" in [pointer for _, pointer in codes(form(kind, asks), listed)]


def test_repeats_may_not_be_nested_without_end() -> None:
    inner = item("text", "x")
    for depth in range(4):
        inner = item("repeat", f"r{depth}", items=[inner])
    assert "form.too-deep" in [code for code, _ in codes(form(inner))]


def test_a_form_may_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("form_builder.outline.MOST_ITEMS", 2)
    assert codes(form(item("text", "a"), item("text", "b"))) == []
    assert codes(form(item("text", "a"), item("text", "b"), item("text", "c"))) == [("form.too-many-items", "/pages")]


def test_summary_names_fields() -> None:
    wrong = form(item("text", "a"), summary={"title": ["a", "b"], "amount": "c"})
    assert codes(wrong) == [("form.summary", "/summary/amount"), ("form.summary", "/summary/title/1")]


def test_references_are_the_choices_and_tables_named() -> None:
    document = form(
        item("choice", "a", choices="kinds"),
        item("choice", "b", choices="kinds"),
        item("integer", "c", calculate={"lookup": ["fees", {"x": {"var": "a"}}, "fee"]}),
    )
    found = [(r.kind, r.key, r.pointer, r.binding) for r in FormKind().references(document)]
    assert found == [
        ("choices", "kinds", "/pages/0/items/0/choices", "dated"),
        ("table", "fees", "/pages/0/items/2/calculate/lookup/0", "dated"),
    ]
