"""The pages: what each of the cast sees, and what their buttons do."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from engine.catalogue.queries import resolve
from engine.people.clock import day_of
from engine.people.models import Holding
from form_builder.models import Draft
from form_builder.services import start_draft
from tests.cast import NOW, Cast
from tests.workflow_desk import ASK_NODE, ENDS, READ, Desk, field_of, open_desk, publish, small_form, workflow
from workflows.models import Process

SignIn = Callable[[str], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]


def page(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.mark.parametrize("who", ["owner", "colleague", "outsider", "auditor", "supervisor", "administrator"])
def test_inbox_opens_for_everybody_with_their_own_tasks_only(asked: Desk, signed_in: SignIn, who: str) -> None:
    shown = page(signed_in(who), "inbox")
    assert ("Paper" in shown) is (who == "supervisor")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("owner", 200), ("colleague", 200), ("auditor", 200), ("supervisor", 200),
        ("outsider", 404), ("neighbour", 404),
    ],
)  # fmt: skip
def test_task_and_process_are_for_those_concerned(asked: Desk, signed_in: SignIn, who: str, status: int) -> None:
    client = signed_in(who)
    assert client.get(reverse("task", args=[asked.task("read").pk])).status_code == status
    assert client.get(reverse("process", args=[asked.process_id])).status_code == status


def test_a_title_made_of_choices_is_said_in_the_language_of_its_reader(cast: Cast, signed_in: SignIn) -> None:
    options = [{"id": "o-soon", "key": "soon", "label": {"en": "Urgent errand", "zh-Hant": "緊急事務"}}]
    form = small_form("how", field_of("how", "choice", "pace", choices=options), summary={"title": "pace"})
    desk = open_desk(cast, workflow({"ask": {**ASK_NODE, "form": "how"}, "read": READ, **ENDS}), form)
    desk.submit("owner", pace="soon")
    client = signed_in("supervisor")
    assert "Urgent errand" in page(client, "inbox")
    client.cookies["django_language"] = "zh-hant"
    for shown in (page(client, "inbox"), page(client, "process", desk.process_id)):
        assert "緊急事務" in shown and "Urgent errand" not in shown


def test_an_administrator_sees_how_it_stands_but_nothing_that_was_entered(asked: Desk, signed_in: SignIn) -> None:
    asked.answer("supervisor", "read", "return", "Which paper do you mean?")
    client = signed_in("administrator")
    shown = page(client, "process", asked.process_id)
    assert asked.process.number in shown and "Chan Siu Ming" in shown
    assert not any(word in shown for word in ("Paper", "100.50", "Which paper"))
    assert client.get(reverse("task", args=[asked.task("ask").pk])).status_code == 404
    client.post(reverse("withdraw", args=[asked.process_id]), {"reason": "Asked by mistake"})
    assert asked.process.outcome == "withdrawn"
    assert "Asked by mistake" not in page(client, "process", asked.process_id)


def test_nobody_without_signing_in(asked: Desk) -> None:
    for name, args in (
        ("inbox", []),
        ("start", []),
        ("task", [asked.task("read").pk]),
        ("process", [asked.process_id]),
    ):
        assert Client().get(reverse(name, args=args)).status_code in {302, 403}


def test_the_buttons_are_only_for_who_is_asked(asked: Desk, signed_in: SignIn) -> None:
    task = asked.task("read").pk
    assert 'value="accept"' in page(signed_in("supervisor"), "task", task)
    assert 'value="accept"' not in page(signed_in("owner"), "task", task)


def test_answering_leads_on(asked: Desk, signed_in: SignIn) -> None:
    answer = signed_in("supervisor").post(reverse("task", args=[asked.task("read").pk]), {"outcome": "accept"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("inbox"))
    assert asked.process.outcome == "approved"


def test_without_a_script_the_reason_is_asked_on_a_page(asked: Desk, signed_in: SignIn) -> None:
    client, url = signed_in("supervisor"), reverse("task", args=[asked.task("read").pk])
    first = client.post(url, {"outcome": "return"}, follow=True)
    assert "What should others know?" in first.content.decode()
    assert asked.nodes(finished=False) == ["read"]
    empty = client.post(url, {"outcome": "return", "asked": "1", "comment": ""})
    assert empty.status_code == 422
    assert "Write what others should know." in empty.content.decode()
    client.post(url, {"outcome": "return", "asked": "1", "comment": "How <b>many</b>?"})
    assert asked.nodes(finished=False) == ["ask"]


def test_a_finished_task_answers_in_words(asked: Desk, signed_in: SignIn) -> None:
    url = reverse("task", args=[asked.task("read").pk])
    asked.answer("supervisor", "read", "accept")
    answer = signed_in("supervisor").post(url, {"outcome": "refuse", "asked": "1"})
    assert answer.status_code == 409
    assert "already done" in answer.content.decode()


def test_a_returned_form_shows_why(asked: Desk, signed_in: SignIn) -> None:
    asked.answer("supervisor", "read", "return", "How <b>many</b>?")
    client, task = signed_in("owner"), asked.task("ask")
    shown = page(client, "task", task.pk)
    assert "How &lt;b&gt;many&lt;/b&gt;?" in shown
    answer = client.post(reverse("task", args=[task.pk]))
    draft = Draft.objects.get(port=f"workflows.task:{task.pk}")
    assert (answer.status_code, str(draft.pk) in answer["Location"]) == (302, True)


def test_the_process_page_tells_and_draws(asked: Desk, signed_in: SignIn) -> None:
    shown = page(signed_in("owner"), "process", asked.process_id)
    for words in ("<svg", "Paper", "Kwok Pui Shan", "is-now", "The same in words"):
        assert words in shown
    assert "Withdraw" in shown
    assert "Withdraw this" not in page(signed_in("colleague"), "process", asked.process_id)


def test_the_timeline_says_what_was_decided_and_why(asked: Desk, signed_in: SignIn) -> None:
    asked.answer("supervisor", "read", "return", "How many?")
    asked.submit("owner", amount="1.00")
    asked.answer("supervisor", "read", "return", "Which colour?")
    shown = page(signed_in("owner"), "process", asked.process_id)
    assert shown.index("How many?") < shown.index("Which colour?")
    assert "is-back" in shown


def test_withdrawing(asked: Desk, signed_in: SignIn) -> None:
    client, url = signed_in("owner"), reverse("withdraw", args=[asked.process_id])
    assert client.post(url, {"reason": " "}).status_code == 422
    assert asked.process.is_active
    assert client.post(url, {"reason": "No longer needed"}).status_code == 302
    assert "No longer needed" in page(client, "process", asked.process_id)


def test_take_and_give_back(asked: Desk, cast: Cast, signed_in: SignIn) -> None:
    Holding.objects.create(user=cast.team_head, role_id="supervisor", unit=cast.wts, starts=date(2024, 4, 1))
    client, pk = signed_in("supervisor"), asked.task("read").pk
    client.post(reverse("claim", args=[pk]))
    assert "Give it back" in page(client, "task", pk)
    client.post(reverse("release", args=[pk]))
    assert "Take it" in page(client, "task", pk)
    assert signed_in("outsider").post(reverse("claim", args=[pk])).status_code == 404
    assert signed_in("owner").post(reverse("claim", args=[pk])).status_code == 403


class TestStart:
    def test_offers_what_one_may_start_where(self, desk: Desk, signed_in: SignIn) -> None:
        assert "Errand" in page(signed_in("owner"), "start")
        assert "Errand" not in page(signed_in("administrator"), "start")
        assert "Sha Tin Centre" in page(signed_in("director"), "start")

    def test_forms_that_stand_alone_are_offered_and_those_of_workflows_are_not(
        self, desk: Desk, signed_in: SignIn
    ) -> None:
        shown = page(signed_in("owner"), "start")
        assert 'id="note"' in shown
        assert 'id="ask"' not in shown

    def test_a_form_whose_wording_is_missing_is_not_offered(self, desk: Desk, signed_in: SignIn) -> None:
        slot = small_form(
            "slot", field_of("f-one", "text", "one"), text_source_required=True, licence_note="Ask the owner."
        )
        publish(slot, small_form("whole", field_of("f-one", "text", "one")))
        shown = page(signed_in("owner"), "start")
        assert 'id="whole"' in shown and 'id="slot"' not in shown

    def test_what_one_starts_often_comes_first(self, desk: Desk, cast: Cast, signed_in: SignIn) -> None:
        publish(
            small_form("alpha", field_of("f-one", "text", "one")), small_form("beta", field_of("f-one", "text", "one"))
        )
        before = page(signed_in("owner"), "start")
        assert before.index('id="alpha"') < before.index('id="beta"')
        version = resolve("form", "beta", cast.wts, day_of(NOW))
        assert version is not None
        start_draft(version=version, unit=cast.wts, by=cast.actor("owner"), at=NOW)
        after = page(signed_in("owner"), "start")
        assert after.index("Used lately") < after.index('id="beta"') < after.index('id="alpha"')
        other = page(signed_in("colleague"), "start")
        assert other.index('id="alpha"') < other.index('id="beta"')

    def test_is_searched_in_either_language(self, desk: Desk, signed_in: SignIn) -> None:
        publish(
            small_form("alpha", field_of("f-one", "text", "one"), title={"en": "Home visit", "zh-Hant": "家訪紀錄"})
        )
        for words in ("home VIS", "家訪"):
            found = page(signed_in("owner"), "start", q=words)
            assert 'id="alpha"' in found and "Errand" not in found
        assert "Show everything" in page(signed_in("owner"), "start", q="no such thing")

    def test_begins_a_draft(self, desk: Desk, cast: Cast, signed_in: SignIn) -> None:
        posted = {"version": str(desk.version.pk), "unit": str(cast.wts.pk)}
        answer = signed_in("owner").post(reverse("start"), posted)
        assert (answer.status_code, Draft.objects.count(), Process.objects.count()) == (302, 1, 0)

    @pytest.mark.parametrize(("unit", "status"), [("OTC", 403), ("KT", 403)])
    def test_not_elsewhere(self, desk: Desk, cast: Cast, signed_in: SignIn, unit: str, status: int) -> None:
        posted = {"version": str(desk.version.pk), "unit": str(cast.unit(unit).pk)}
        assert signed_in("owner").post(reverse("start"), posted).status_code == status

    @pytest.mark.parametrize("posted", [{}, {"version": "x", "unit": "y"}, {"subject": "nonsense"}])
    def test_nonsense_is_not_found(self, desk: Desk, signed_in: SignIn, posted: dict[str, str]) -> None:
        assert signed_in("owner").post(reverse("start"), posted).status_code == 404


def test_chinese(asked: Desk, cast: Cast, signed_in: SignIn) -> None:
    client = signed_in("supervisor")
    client.cookies["django_language"] = "zh-hant"
    for name, args in (("inbox", []), ("start", []), ("process", [asked.process_id])):
        assert 'lang="zh-Hant-HK"' in page(client, name, *args)
    assert "進度" in page(client, "task", asked.task("read").pk)
