"""An approval whose deadline passes takes the way that its definition names: never approved by itself, asked of nobody after."""

import json
from datetime import timedelta
from typing import Any

import pytest

from approvals.models import Decision, Step
from engine.catalogue.errors import DoesNotCompile
from engine.catalogue.queries import forget_specs
from engine.catalogue.services import import_documents
from engine.people.actor import SYSTEM
from tests.cast import NOW, Cast
from tests.integration.approvals.conftest import SHIPPED, Desk, shipped_sources
from workflows.models import Assignment
from workflows.timers import fire_due

pytestmark = pytest.mark.django_db


def published_with(lapse: dict[str, Any]) -> None:
    """The shipped requisition, whose approvals lapse so."""
    body = json.loads((SHIPPED / "workflows" / "purchase-requisition.json").read_text(encoding="utf-8"))
    for node in body["nodes"].values():
        if node["type"] == "approval":
            node |= {"due": {"days": 1}, "lapse": lapse}
    others = [one for one in shipped_sources() if json.loads(one)["kind"] != "workflow"]
    forget_specs()
    sources = [*others, json.dumps(body, ensure_ascii=False)]
    import_documents(sources=sources, owner=None, publish_them=True, by=SYSTEM, at=NOW)


def test_takes_the_way_of_a_rejection_and_nobody_decided(cast: Cast) -> None:
    published_with({"outcome": "reject"})
    process = Desk(cast).ask("18600")
    fire_due(NOW + timedelta(days=2))
    process.refresh_from_db()
    assert (process.outcome, process.is_active) == ("rejected", False)
    assert not Decision.objects.exists()
    assert not Assignment.objects.filter(process=process, state=Assignment.OPEN).exists()
    assert not Step.objects.filter(round__process=process, state=Step.OPEN).exists()
    assert {node["verdict"] for node in process.data.values() if "verdict" in node} == {"reject"}


def test_is_never_approved_by_itself() -> None:
    with pytest.raises(DoesNotCompile) as refusal:
        published_with({"outcome": "approve"})
    assert "workflow.lapse" in {found.code for found in refusal.value.problems}
