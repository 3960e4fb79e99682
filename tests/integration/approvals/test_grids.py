"""The pages of a table as a grid: edit, save, bring in, ask who approves, compare."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from approvals.grids import services
from approvals.refusals import SavedMeanwhile
from engine.catalogue.models import Definition, Version
from engine.catalogue.services import publish, save_draft
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(published: Cast, client: Client) -> Client:
    client.force_login(published.centre_manager)
    return client


@pytest.fixture
def ours(published: Cast, manager: Client) -> Definition:
    model = Definition.objects.get(kind="authority", key="procurement")
    manager.post(reverse("grid:new"), {"from": model.pk, "owner": published.wts.pk})
    return Definition.objects.get(kind="authority", owner=published.wts)


def body_of(found: Definition) -> dict[str, Any]:
    return json.loads(found.versions.get(state=Version.DRAFT).source)


def page(client: Client, found: Definition) -> dict[str, Any]:
    """The form's fields as a browser would send them back."""
    shown = client.get(reverse("grid:edit", args=[found.pk])).context
    sent: dict[str, Any] = {
        "standing": shown["standing"],
        "steps": shown["steps"],
        "effective": shown["effective"],
        "row": [],
    }
    for line in shown["rows"]:
        sent["row"].append(line.id)
        for box in line.boxes:
            if box.is_step:
                sent[f"roles.{box.at}"] = [tick.code for tick in box.roles if tick.on]
                sent[f"mode.{box.at}"] = next(tick.code for tick in box.modes if tick.on)
                sent[f"act.{box.at}"] = next(tick.code for tick in box.acts if tick.on)
            else:
                sent[f"cell.{box.at}"] = box.text
    return sent


def test_saving_the_page_as_it_came_changes_no_rule(manager: Client, ours: Definition) -> None:
    before = body_of(ours)
    answer = manager.post(reverse("grid:edit", args=[ours.pk]), {**page(manager, ours), "do": "save"})
    assert answer.status_code == 302
    assert body_of(ours) == before


def test_a_limit_and_a_step_are_changed_and_saved(manager: Client, ours: Definition) -> None:
    sent = page(manager, ours)
    sent["cell.low.when.total"] = "below 8,000"
    sent["cell.mid.when.total"] = "8,000 – 20,000"
    sent["roles.low.then.1"] = ["team_head", "supervisor"]
    manager.post(reverse("grid:edit", args=[ours.pk]), {**sent, "do": "save"})
    rules = body_of(ours)["rules"]
    assert rules[0]["when"] == {"total": {"lt": "8000"}}
    assert rules[0]["chain"][0] == {"id": "low-award", "any": ["team_head", "supervisor"], "act": "award"}
    assert rules[1]["when"] == {"total": {"ge": "8000", "le": "20000"}}


def test_a_button_keeps_what_was_typed_and_saves_nothing(manager: Client, ours: Definition) -> None:
    before = ours.versions.get(state=Version.DRAFT).checksum
    sent = page(manager, ours)
    sent["cell.low.when.total"] = "lots"
    answer = manager.post(reverse("grid:edit", args=[ours.pk]), {**sent, "do": "add"})
    assert 'value="lots"' in answer.text and len(answer.context["rows"]) == 4
    assert "cannot be read" in answer.text
    refused = manager.post(reverse("grid:edit", args=[ours.pk]), {**sent, "do": "save"})
    assert refused.status_code == 422 and 'value="lots"' in refused.text
    assert ours.versions.get(state=Version.DRAFT).checksum == before


def test_who_saves_second_is_told_and_keeps_what_they_typed(published: Cast, manager: Client, ours: Definition) -> None:
    sent = page(manager, ours)
    theirs = {**body_of(ours), "effective": "2026-01-01"}
    save_draft(source=json.dumps(theirs), owner=published.wts, by=published.actor("centre_manager"), at=NOW)
    sent["cell.low.when.total"] = "< 9,000"
    answer = manager.post(reverse("grid:edit", args=[ours.pk]), {**sent, "do": "save"})
    assert answer.status_code == 409 and "&lt; 9,000" in answer.text
    assert body_of(ours)["effective"] == "2026-01-01"
    with pytest.raises(SavedMeanwhile):
        services.save(
            definition=ours, standing="other", body=theirs, by=published.actor("centre_manager"), at=NOW
        )  # fmt: skip


def test_a_workbook_is_shown_first_and_saved_when_told(manager: Client, ours: Definition) -> None:
    book = manager.get(reverse("grid:take", args=[ours.pk])).content
    before = body_of(ours)
    answer = manager.post(reverse("grid:bring", args=[ours.pk]), {"file": SimpleUploadedFile("limits.xlsx", book)})
    assert [line.id for line in answer.context["rows"]] == [rule["id"] for rule in before["rules"]]
    refused = manager.post(reverse("grid:bring", args=[ours.pk]), {"file": SimpleUploadedFile("a.xlsx", b"no")})
    assert refused.status_code == 422 and "Excel" in refused.text
    assert body_of(ours) == before


@pytest.mark.parametrize(
    ("amount", "role", "person"),
    [
        ("20,000", "department head", "Tang Kin Fai"),
        ("20,000.01", "team head", "Yip Mei Ling"),
        ("4999.99", "team head", "Yip Mei Ling"),
    ],
)
def test_who_may_approve_exactly_this(manager: Client, ours: Definition, amount: str, role: str, person: str) -> None:
    answer = manager.get(reverse("grid:look", args=[ours.pk]), {"ask.total": amount}).context["asked"]["answer"]
    assert role in answer.steps[0].asked["en"]
    assert [one.name_en for one in answer.steps[0].people] == [person]


def test_what_nobody_may_approve_is_said_as_it_would_be_refused(
    published: Cast, manager: Client, ours: Definition
) -> None:
    body = body_of(ours)
    body["rules"] = body["rules"][:2]
    by = published.actor("centre_manager")
    publish(versions=[save_draft(source=json.dumps(body), owner=published.wts, by=by, at=NOW)], by=by, at=NOW)
    shown = manager.get(reverse("grid:look", args=[ours.pk]), {"ask.total": "30000"})
    assert shown.context["asked"]["answer"].refused and "names nobody" in shown.text
    wrong = manager.get(reverse("grid:look", args=[ours.pk]), {"ask.total": "plenty"})
    assert wrong.context["asked"]["answer"] is None and "cannot be read" in wrong.text


def test_two_versions_side_by_side(published: Cast, manager: Client, ours: Definition) -> None:
    by = published.actor("centre_manager")
    publish(versions=[ours.versions.get()], by=by, at=NOW)
    body = json.loads(ours.versions.get().source)
    body["rules"][1]["when"]["total"]["le"] = "30000"
    save_draft(source=json.dumps(body), owner=published.wts, by=by, at=NOW)
    shown = manager.get(reverse("grid:compare", args=[ours.pk])).text
    assert "<del>5,000 – 20,000</del>" in shown and "<ins>5,000 – 30,000</ins>" in shown


def test_a_second_copy_for_the_same_centre_is_refused(published: Cast, manager: Client, ours: Definition) -> None:
    model = Definition.objects.get(kind="authority", key="procurement", owner=None)
    answer = manager.post(reverse("grid:new"), {"from": model.pk, "owner": published.wts.pk})
    assert answer.status_code == 409 and "already" in answer.text
