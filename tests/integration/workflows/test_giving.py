"""Giving an open task to somebody else: by whom, to whom, and what is left behind."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from engine.audit.models import Entry
from engine.language.errors import NotAllowed, Refusal
from engine.notices.models import Notice
from engine.people.models import Holding
from tests.cast import LONG_AGO, NOW, TODAY, Cast
from tests.workflow_desk import ASK_NODE, ENDS, READ, Desk, open_desk, workflow
from workflows import giving, inbox, services
from workflows.models import Assignment
from workflows.refusals import AlreadyDone, NotEligible, ReasonNeeded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
SignIn = Callable[[str], Client]


@pytest.fixture
def shared(asked: Desk, cast: Cast) -> Desk:
    """A task that supervisor and colleague could do."""
    Holding.objects.create(user=cast.colleague, role_id="supervisor", unit=cast.wts, starts=LONG_AGO)
    return asked


def give(desk: Desk, to: str, by: str = "centre_manager", reason: str = "On leave") -> Assignment:
    task = desk.task("read")
    person = desk.cast.people[to]
    seat = f"{task.assignments.get(state='open').pk}:{person.pk}"
    return giving.give(task=task, seat=seat, reason=reason, by=desk.actor(by), at=NOW)


def could(desk: Desk, node: str = "read") -> set[str]:
    return {seat.person.username for seat in giving.seats(desk.task(node), TODAY)}


def test_it_goes_to_one_who_holds_the_role_and_both_are_told(shared: Desk) -> None:
    services.claim(task=shared.task("read"), by=shared.actor("supervisor"), at=NOW)
    Notice.objects.all().delete()
    given = give(shared, "colleague")
    assert given.user == shared.cast.colleague and "On leave" in given.why["en"]
    assert inbox.open_for(shared.actor("supervisor"), TODAY).count() == 0
    assert inbox.open_for(shared.actor("colleague"), TODAY).count() == 1
    told = dict(Notice.objects.filter(channel="in_app").values_list("to__username", "subject"))
    assert {who: words["en"] for who, words in told.items()} == {
        "colleague": "A task was given to you", "supervisor": "A task of yours was given to somebody else",
    }  # fmt: skip
    assert shared.answer("colleague", "read", "accept").outcome == "approved"


def test_it_is_audited_without_the_words(shared: Desk) -> None:
    give(shared, "colleague", reason="Chan is on sick leave")
    entry = Entry.objects.get(action="task.reassigned")
    assert (entry.who_label, entry.reason) == ("Wong Lai Fong", "given")
    assert set(entry.fields) == {"node", "to", "reason"} and "sick" not in str(entry.fields)


@pytest.mark.parametrize(
    ("who", "refusal"), [("supervisor", NotAllowed), ("owner", NotAllowed), ("outsider", NotAllowed)]
)
def test_only_who_keeps_the_work_going_gives_it(shared: Desk, who: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        give(shared, "colleague", by=who)
    assert Assignment.objects.get(task=shared.task("read")).user is None


def test_nobody_gets_it_who_may_not_do_it(shared: Desk) -> None:
    assert could(shared) == {"supervisor", "colleague"}
    with pytest.raises(NotEligible):
        give(shared, "team_head")
    with pytest.raises(ReasonNeeded):
        give(shared, "colleague", reason="  ")
    shared.answer("supervisor", "read", "accept")
    with pytest.raises(AlreadyDone):
        giving.give(task=shared.task("read"), seat="x", reason="Late", by=shared.actor("administrator"), at=NOW)


def test_who_did_the_step_it_is_kept_apart_from_is_not_offered(cast: Cast) -> None:
    Holding.objects.create(user=cast.owner, role_id="supervisor", unit=cast.wts, starts=LONG_AGO)
    nodes = {"ask": ASK_NODE, "read": {**READ, "different_from": ["ask"]}, **ENDS}
    desk = open_desk(cast, workflow(nodes))
    desk.submit("owner", title="Paper")
    assert could(desk) == {"supervisor"}
    with pytest.raises(NotEligible):
        give(desk, "owner")


def test_the_page_offers_and_gives(shared: Desk, signed_in: SignIn) -> None:
    client, task = signed_in("administrator"), shared.task("read")
    address = reverse("give", args=[task.pk])
    assert address in client.get(reverse("process", args=[shared.process_id])).content.decode()
    page = client.get(address).content.decode()
    assert "Lee Ka Yan" in page and "Paper" not in page
    seat = f"{task.assignments.get().pk}:{shared.cast.colleague.pk}"
    refused = client.post(address, {"seat": seat, "reason": ""})
    assert refused.status_code == 422
    done = client.post(address, {"seat": seat, "reason": "On leave"})
    assert (done.status_code, done.headers["Location"]) == (302, reverse("process", args=[shared.process_id]))
    assert Assignment.objects.get(task=task).user == shared.cast.colleague


def test_the_button_is_only_for_who_may(shared: Desk, signed_in: SignIn) -> None:
    task = shared.task("read")
    address = reverse("give", args=[task.pk])
    assert address in signed_in("centre_manager").get(reverse("task", args=[task.pk])).content.decode()
    assert address not in signed_in("supervisor").get(reverse("task", args=[task.pk])).content.decode()
    assert signed_in("supervisor").get(address).status_code == 403
    assert signed_in("outsider").get(address).status_code == 404


def test_the_draft_of_who_had_it_rests(asked: Desk, signed_in: SignIn) -> None:
    asked.answer("supervisor", "read", "return", "More, please")
    draft, task = asked.draft("owner", "ask"), asked.task("ask")
    seat = next(one.key for one in giving.seats(task, TODAY) if one.person == asked.cast.colleague)
    giving.give(task=task, seat=seat, reason="On leave", by=asked.actor("centre_manager"), at=NOW)
    page = signed_in("owner").get(reverse("form:kept", args=[draft.pk])).content.decode()
    assert "no longer with you" in page and "Paper" in page
    asked.submit("colleague", "ask", title="Paper, mended")
    assert asked.process.title == "Paper, mended"
