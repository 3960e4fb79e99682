"""Who would approve this? The try of a requisition says who and why, as the running one would have it; it writes nothing."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from engine.audit.models import Entry
from engine.catalogue.queries import resolve
from engine.catalogue.services import import_documents
from engine.language.text import say
from engine.people.actor import SYSTEM
from tests.cast import NOW, TODAY, Cast
from tests.integration.approvals.conftest import SHIPPED
from workflows.models import Process
from workflows.trying.house import try_route
from workflows.trying.walking import Walk

pytestmark = pytest.mark.django_db


def tried(cast: Cast, total: str, who: str = "owner", **choices: list[str]) -> Walk:
    version = resolve("workflow", "purchase-requisition", cast.wts, TODAY)
    assert version
    answers = {"request": {"total": total}}
    return try_route(version, answers=answers, choices=choices, unit=cast.wts, starter=cast.people[who], on=TODAY)


def roles(walk: Walk) -> list[str]:
    [step] = [step for step in walk.steps if step.node == "approve"]
    return [one.choice.role for one in step.foreseen.asked]


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("4999.99", ["team_head", "finance_head"]),
        ("5000", ["department_head", "finance_head"]),
        ("20000", ["department_head", "finance_head"]),
        ("20000.01", ["team_head", "department_head", "centre_manager", "finance_head"]),
    ],
)
def test_the_band_says_who_approves(published: Cast, total: str, expected: list[str]) -> None:
    walk = tried(published, total)
    assert roles(walk) == expected
    assert [step.node for step in walk.steps] == ["request", "approve", "issue_po", "ordered"]
    assert walk.outcome == "approved"


def test_what_is_chosen_decides_the_way(published: Cast) -> None:
    walk = tried(published, "5000", approve=["return", "reject"])
    assert [step.node for step in walk.steps] == ["request", "approve", "request", "approve", "rejected"]
    assert ("approve", "rejected") in walk.ways and ("approve", "issue_po") not in walk.ways


def test_whoever_asks_is_never_among_those_who_approve(published: Cast) -> None:
    asked = [step.foreseen.asked[0] for step in tried(published, "4999.99").steps if step.node == "approve"]
    head = asked[0].choice.people[0]
    username = next(name for name, person in published.people.items() if person.pk == head.id)
    again = tried(published, "4999.99", who=username)
    people = {p.id for s in again.steps if s.node == "approve" for one in s.foreseen.asked for p in one.choice.people}
    assert head.id not in people


def test_whoever_asks_is_kept_apart_though_the_step_names_no_other_to_be_different_from(published: Cast) -> None:
    body = json.loads((SHIPPED / "workflows" / "purchase-requisition.json").read_text(encoding="utf-8"))
    del body["nodes"]["approve"]["different_from"]
    import_documents(sources=[json.dumps(body)], owner=published.wts, publish_them=True, by=SYSTEM, at=NOW)
    walk = tried(published, "20000.01", who="centre_manager")
    people = {p.id for s in walk.steps if s.node == "approve" for one in s.foreseen.asked for p in one.choice.people}
    assert people and published.people["centre_manager"].pk not in people


def test_why_somebody_of_the_table_is_not_asked_is_said(published: Cast) -> None:
    [step] = [step for step in tried(published, "20000.01", who="centre_manager").steps if step.node == "approve"]
    said = [say(reason, "en") for one in step.foreseen.asked for reason in one.without]
    assert any("the only Centre manager did a step that this one is kept apart from" in words for words in said)


def test_an_amount_that_is_not_there_is_refused_in_words(published: Cast) -> None:
    version = resolve("workflow", "purchase-requisition", published.wts, TODAY)
    assert version
    owner = published.people["owner"]
    walk = try_route(version, answers={}, choices={}, unit=published.wts, starter=owner, on=TODAY)
    last = walk.steps[-1]
    assert last.foreseen.refused and last.strands and "names nobody" in say(last.foreseen.why, "en")
    assert walk.outcome == ""


def test_a_try_writes_nothing(published: Cast) -> None:
    before = Entry.objects.count(), Process.objects.count()
    tried(published, "20000.01")
    assert (Entry.objects.count(), Process.objects.count()) == before


@pytest.mark.parametrize(("language", "words"), [("en", "needs the department head"), ("zh-Hant", "須由")])
def test_the_command_says_each_step_with_its_reasons(
    published: Cast, tmp_path: Path, language: str, words: str
) -> None:
    file, out = tmp_path / "answers.json", StringIO()
    file.write_text(json.dumps({"total": "5000"}), encoding="utf-8")
    more = {"answers": file, "unit": "WTS", "at": TODAY, "language": language, "as": published.people["owner"].username}
    call_command("workflows", "explain", "purchase-requisition", stdout=out, **more)
    said = out.getvalue()
    assert words in said and said.startswith("1. ")


def test_the_command_refuses_answers_that_it_cannot_read(published: Cast, tmp_path: Path) -> None:
    more = {"answers": tmp_path / "none.json", "unit": "WTS", "as": published.people["owner"].username}
    with pytest.raises(CommandError, match="could not be read"):
        call_command("workflows", "explain", "purchase-requisition", **more)
