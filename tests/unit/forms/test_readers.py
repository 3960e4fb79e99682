"""What reads an item's answers, made once for it, gives what cleaning each answer anew gives."""

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from engine.language.problems import Problem
from form_builder.fields import FieldType, field_types
from form_builder.spec import Choice, ItemSpec

CHOICES = {key: Choice(key, key, key) for key in ("a", "b", "none")}
ITEMS = (
    ("text", {}, None, None),
    ("text", {"max_length": 5}, None, None),
    ("text", {"pattern": "[a-z]+"}, None, None),
    ("long_text", {}, None, None),
    ("integer", {}, None, None),
    ("integer", {}, 0, 99),
    ("integer", {}, "0.5", "9.5"),
    ("age", {}, 0, 120),
    ("decimal", {}, None, None),
    ("decimal", {"scale": 0}, "-3", "3"),
    ("decimal", {"scale": 4}, "0.00005", None),
    ("money", {}, "0", "18600.00"),
    ("date", {}, None, None),
    ("date", {}, "2025-11-14", "2026-03-31"),
    ("choice", {}, None, None),
    ("choice", {"appearance": "search"}, None, None),
)
digits = st.from_regex(r"-?[0-9]{1,22}(\.[0-9]{0,5})?", fullmatch=True)
days = st.dates().map(str) | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True)
words = st.text(max_size=8) | st.sampled_from([*CHOICES, " a ", "x\n", "é", "e\u0301", "\u3000"])
answers = words | digits | days | st.integers() | st.integers(-5, 130) | st.floats() | st.booleans() | st.lists(words)


def item_of(type_: str, options: dict[str, Any], least: Any, most: Any) -> ItemSpec:
    return ItemSpec("i", "f", "f", type_, "F", options=options, min=least, max=most)


@given(st.sampled_from(ITEMS), answers)
@example(("decimal", {}, None, None), "-0.00")
@example(("integer", {}, None, None), 2**53)
@example(("date", {}, None, None), "1899-12-31")
@example(("text", {}, None, None), "   ")
def test_a_reader_gives_what_cleaning_gives(drawn: tuple[str, dict[str, Any], Any, Any], raw: Any) -> None:
    item, kind = item_of(*drawn), field_types.get(drawn[0])
    read, cleaned = kind.reader(item, CHOICES)(raw), kind.clean(raw, item, CHOICES)
    assert (type(read), str(read), read) == (type(cleaned), str(cleaned), cleaned)


def test_every_type_that_reads_in_its_own_way_is_compared_here() -> None:
    own = {name for name in field_types if type(field_types.get(name)).reader is not FieldType.reader}
    assert own == {type_ for type_, *_ in ITEMS}
    assert isinstance(field_types.get("integer").reader(item_of(*ITEMS[5]), {})(100), Problem)
