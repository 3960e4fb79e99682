"""What changed, in an author's words, matched by id."""

from typing import Any

from engine.language.diff import diff
from engine.language.documents import from_body
from engine.language.text import say


def body(*items: dict[str, Any], **more: Any) -> Any:
    head = {"kind": "form", "language": 1, "key": "f", "title": {"en": "Form", "zh-Hant": "表格"}}
    return from_body({**head, "pages": [{"id": "p", "key": "p", "items": list(items)}], **more})


def item(id_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "key": id_, "type": "text", "label": {"en": id_.upper(), "zh-Hant": f"欄{id_}"}, **more}


def verbs(before: Any, after: Any) -> list[tuple[str, str]]:
    return [(c.verb, say(c.what, "en")) for c in diff(before, after)]


def test_nothing_changed() -> None:
    assert verbs(body(item("a")), body(item("a"))) == []


def test_added_and_removed() -> None:
    assert verbs(body(item("a")), body(item("b"))) == [("removed", "A"), ("added", "B")]


def test_a_new_key_on_the_same_id_is_a_rename() -> None:
    (change,) = diff(body(item("a")), body(item("a", key="z")))
    assert change.verb == "renamed"
    assert say(change.sentence, "en") == "“A”: the key “a” is now “z”"
    assert say(change.sentence, "zh-Hant") == "「欄a」：代號由 「a」 改為 「z」"


def test_a_changed_attribute_says_before_and_after() -> None:
    (change,) = diff(body(item("a")), body(item("a", required=True)))
    assert (change.verb, change.attribute, change.before, change.after) == ("changed", "required", None, True)
    assert change.pointer == "/pages/0/items/0/required"


def test_only_what_left_the_order_was_moved() -> None:
    before = body(item("a"), item("b"), item("c"), item("d"))
    after = body(item("d"), item("a"), item("b"), item("c"))
    assert verbs(before, after) == [("moved", "D")]


def test_an_insertion_moves_nothing() -> None:
    before = body(item("a"), item("b"))
    assert verbs(before, body(item("n"), item("a"), item("b"))) == [("added", "N")]


def test_a_thing_inside_a_thing_is_compared_by_itself() -> None:
    before = body(item("r", type="repeat", items=[item("x")]))
    after = body(item("r", type="repeat", items=[item("x", required=True)]))
    assert verbs(before, after) == [("changed", "X")]


def test_the_document_itself_has_attributes() -> None:
    assert verbs(body(item("a")), body(item("a"), title={"en": "Other"})) == [("changed", "Other")]
