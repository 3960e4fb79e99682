"""What changed between two versions reads as an author would say it: names of properties, rules as sentences."""

import json
from typing import Any

import pytest

from engine.catalogue.models import Version
from engine.catalogue.services import save_draft
from engine.catalogue.wording import changes
from engine.language.text import say
from tests.cast import NOW, Cast
from tests.unit.forms.notation import form, item, options
from tests.workflow_notation import ERRAND

pytestmark = pytest.mark.django_db


def told(cast: Cast, before: str, after: str, language: str = "en") -> list[str]:
    older = save_draft(source=before, owner=cast.wts, by=cast.actor("centre_manager"), at=NOW)
    older = Version.objects.get(pk=older.pk)
    newer = Version(definition=older.definition, number=2, source=after)
    return [say(one.sentence, language) for one in changes(older, newer)]


def drawn(*items: dict[str, Any], **more: Any) -> str:
    return form(*items, **more).source


A, B = item("integer", "a"), item("text", "b")


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ({**B, "required": True}, "“b”: Must be answered is now “yes”"),
        ({**B, "visible_when": {">": [{"var": "a"}, 5]}}, "“b”: Shown only when is now “A is more than 5”"),
        ({**B, "sensitivity": "internal"}, "“b”: Sensitivity is now “Internal”"),
        ({**B, "label": {"en": "b", "zh-Hant": "乙"}}, "“b”: Label in Chinese is now “乙” (was “b字”)"),
    ],
)
def test_a_property_is_called_as_in_the_designer(cast: Cast, after: dict[str, Any], words: str) -> None:
    assert told(cast, drawn(A, B), drawn(A, after)) == [words]


def test_a_rule_that_changed_says_both_sentences_in_either_language(cast: Cast) -> None:
    before, after = ({**B, "visible_when": {">": [{"var": "a"}, n]}} for n in (5, 9))
    assert told(cast, drawn(A, before), drawn(A, after)) == [
        "“b”: Shown only when is now “A is more than 9” (was “A is more than 5”)"
    ]
    (chinese,) = told(cast, drawn(A, before), drawn(A, after), "zh-Hant")
    assert chinese.startswith("「b字」：") and "{" not in chinese


def test_a_rule_that_moved_is_still_read_in_its_old_place(cast: Cast) -> None:
    before, after = ({**B, "visible_when": {">": [{"var": "a"}, n]}} for n in (5, 9))
    found = told(cast, drawn(A, before), drawn(A, item("text", "new"), after))
    assert "“b”: Shown only when is now “A is more than 9” (was “A is more than 5”)" in found


def test_options_are_told_one_by_one(cast: Cast) -> None:
    before = item("choice", "c", options=options("x", "y"))
    after = item("choice", "c", options=[{**options("x")[0], "label": {"en": "X!", "zh-Hant": "x"}}])
    assert told(cast, drawn(before), drawn(after)) == [
        "“y” was removed",
        "“X!”: Label in English is now “X!” (was “x”)",
    ]


def test_no_change_of_a_workflow_is_told_as_json(cast: Cast) -> None:
    other = json.loads(json.dumps(ERRAND).replace('"supervisor"', '"team_head"').replace("Accept", "Take"))
    found = told(cast, json.dumps(ERRAND), json.dumps(other))
    assert "“Read”: Who is asked was changed" in found
    assert not any("{" in words or "/" in words for words in found)
