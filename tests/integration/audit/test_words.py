"""The trail keeps codes and its reader gets words: every action, kind and reason that the house notes has them."""

from collections.abc import Callable

import pytest
from django.test import Client

from engine.audit import words
from engine.audit.models import Entry
from engine.language.text import missing_languages, say
from tests.cast import Cast
from tests.integration.access import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]


def test_everything_that_the_house_notes_has_words_in_both_languages() -> None:
    made = world.build()
    noted = Entry.objects.all()
    assert noted.count() > 50
    nameless = {entry.action for entry in noted if entry.action not in words.actions}
    nameless |= {entry.about_kind for entry in noted if entry.about_kind not in words.kinds}
    typed = {"", made.words}
    nameless |= {
        entry.reason for entry in noted if entry.reason not in typed and words.why(entry.reason) == [entry.reason]
    }
    assert nameless == set()


def test_no_word_lacks_a_language() -> None:
    entered = [*words.actions.values(), *words.kinds.values(), *(phrase.said for phrase in words.reasons.values())]
    assert [text for text in entered if isinstance(text, str) or missing_languages(text)] == []


def test_a_reason_made_of_parts_is_said_part_by_part() -> None:
    said = [say(one, "zh-Hant") for one in words.why("amendment; people alerted: 2")]
    assert said == ["修訂", "已通知 2 人"]
    assert [say(one, "en") for one in words.why("list of client")] == ["list of client"]


def test_what_a_person_typed_stays_as_it_is() -> None:
    assert words.why("Left us; amendment of the contract") == ["Left us; amendment of the contract"]


def test_the_page_speaks_chinese_and_finds_chinese_words(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("auditor")
    client.cookies["django_language"] = "zh-hant"
    client.get("/audit/")
    page = client.get("/audit/").content.decode()
    assert "閱覽審計紀錄頁" in page and "the page of the audit trail" not in page
    assert "閱覽審計紀錄頁" in client.get("/audit/", {"q": "閱覽"}).content.decode()
    assert "閱覽審計紀錄頁" not in client.get("/audit/", {"q": "採購單"}).content.decode()
