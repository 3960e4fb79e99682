"""Comments on a process: who may write, who may be mentioned, and where the words do not go."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from engine.audit.models import Entry
from engine.language.errors import NotAllowed
from engine.notices.models import Notice
from tests.cast import NOW, Cast
from tests.workflow_desk import Desk
from workflows import timeline
from workflows.answering import WordsNeeded
from workflows.models import Comment
from workflows.refusals import CannotSee
from workflows.verbs import commenting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
SignIn = Callable[[str], Client]
WORDS = "Her mother came back today"


def say(desk: Desk, *mention: str, by: str = "colleague", words: str = WORDS) -> Comment:
    people = [desk.cast.people[who] for who in mention]
    return commenting.comment(process=desk.process, words=words, mention=people, by=desk.actor(by), at=NOW)


def test_who_is_mentioned_is_told_once_and_not_what_was_said(asked: Desk) -> None:
    Notice.objects.all().delete()
    say(asked, "owner", "owner")
    told = Notice.objects.get(channel="in_app")
    assert (told.to, told.subject["en"]) == (asked.cast.owner, "You are mentioned in a comment")
    assert all(WORDS not in f"{row.subject}{row.body}" for row in Notice.objects.all())


def test_the_trail_says_that_it_was_written_without_its_words(asked: Desk) -> None:
    say(asked, "owner")
    entry = Entry.objects.get(action="process.commented")
    assert set(entry.fields) == {"words", "mentioned"} and "mother" not in f"{entry.fields}{entry.reason}"


def test_the_timeline_shows_it_only_to_those_who_see_what_was_entered(asked: Desk, signed_in: SignIn) -> None:
    say(asked, "owner")
    address = reverse("process", args=[asked.process_id])
    shown = signed_in("supervisor").get(address).content.decode()
    assert WORDS in shown and f"@{asked.cast.owner.name_en}" in shown
    assert WORDS not in signed_in("administrator").get(address).content.decode()
    assert [moment.detail for moment in timeline.bare(timeline.of_process(asked.process, NOW))].count("") > 1


@pytest.mark.parametrize("who", ["outsider", "administrator"])
def test_who_may_not_see_it_neither_writes_nor_is_mentioned(asked: Desk, who: str) -> None:
    with pytest.raises(NotAllowed):
        say(asked, by=who)
    with pytest.raises(CannotSee):
        say(asked, "owner", who)
    assert who not in {one.username for one in commenting.mentionable(asked.process, asked.actor("colleague"), NOW)}
    assert not Comment.objects.exists()


def test_nothing_is_no_comment(asked: Desk) -> None:
    with pytest.raises(WordsNeeded):
        say(asked, words="  ")


def test_everybody_who_may_be_mentioned_may_see_it(asked: Desk) -> None:
    people = commenting.mentionable(asked.process, asked.actor("colleague"), NOW)
    assert {"owner", "supervisor"} <= {one.username for one in people}
    say(asked, *(one.username for one in people))
    assert Comment.objects.get().mentioned.count() == len(people)


def test_the_page_keeps_what_was_typed_and_writes(asked: Desk, cast: Cast, signed_in: SignIn) -> None:
    client, address = signed_in("colleague"), reverse("comment", args=[asked.process_id])
    assert address in client.get(reverse("process", args=[asked.process_id])).content.decode()
    refused = client.post(address, {"words": WORDS, "mention": [str(cast.outsider.pk)]})
    assert refused.status_code == 422 and WORDS in refused.content.decode()
    assert client.post(address, {"words": WORDS, "mention": [str(cast.owner.pk)]}).status_code == 302
    assert Comment.objects.get().mentioned.get() == cast.owner
