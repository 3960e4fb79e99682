"""A step that runs another workflow: what goes in, what comes back, who is asked, and that it happens exactly once."""

from typing import Any

import pytest

from engine.audit.models import Entry
from engine.catalogue.errors import DoesNotCompile
from engine.catalogue.queries import forget_specs, resolve
from tests.called_workflows import CHECK, call, calling
from tests.cast import TODAY, Cast
from tests.workflow_desk import ASK_NODE, ENDS, READ, Desk, open_desk, publish, workflow
from workflows import calling as at_run_time
from workflows.access import may_see, process_for
from workflows.assigning import barred
from workflows.models import Task
from workflows.timeline import linked, of_process

pytestmark = pytest.mark.django_db


def begun(cast: Cast, **more: Any) -> Desk:
    desk = open_desk(cast, calling(**more), CHECK)
    desk.submit("owner", title="Lift", amount="120.50")
    return desk


def entries(desk: Desk, action: str) -> list[str]:
    rows = Entry.objects.filter(stream=f"process:{desk.process_id}", action=action)
    return list(rows.values_list("reason", flat=True))


def test_what_it_needs_goes_in_and_what_came_of_it_comes_back(cast: Cast) -> None:
    desk = begun(cast)
    inner = desk.called("check")
    assert inner.process.data["ask"] == {"title": "Check of Lift", "amount": "120.50"}
    assert (inner.process.amount_cents, inner.process.starter) == (12050, cast.owner)
    assert desk.nodes(finished=False) == ["check"]
    inner.answer("team_head", "look", "well", "sound")
    assert desk.nodes(finished=False) == ["read"]
    assert desk.process.data["check"] == {"said": "sound", "outcome": "approved", "number": inner.process.number}
    assert entries(desk, "call.returned") == ["called"]


def test_its_outcome_chooses_the_way(cast: Cast) -> None:
    desk = begun(cast)
    desk.called("check").answer("team_head", "look", "ill")
    assert desk.process.outcome == "rejected"


def test_it_runs_at_the_unit_that_the_step_names(cast: Cast) -> None:
    desk = begun(cast, at={"unit": "KT"})
    process = desk.called("check").process
    assert process.unit == cast.kt and process.number.startswith("KT-")
    on = desk.at.date()
    assert may_see(process, cast.actor("owner"), on) and not may_see(process, cast.actor("colleague"), on)


def test_a_unit_that_is_not_there_takes_the_other_way(cast: Cast) -> None:
    desk = begun(cast, at={"unit": "NOWHERE"}, on={"approved": "read", "not-started": "bad", "default": "good"})
    assert desk.process.outcome == "rejected"
    assert entries(desk, "call.not-started") == ["no-unit"]


def test_a_definition_of_one_house_does_not_run_in_another(cast: Cast) -> None:
    desk = open_desk(cast)
    publish(CHECK, calling(at={"unit": "OTC"}), owner=cast.ngo)
    own = open_own(cast)
    own.submit("owner", title="Lift", amount="1")
    assert own.process.outcome == "rejected" and entries(own, "call.not-started") == ["no-unit"]
    assert desk.version != own.version


def open_own(cast: Cast) -> Desk:
    version = resolve("workflow", "errand", cast.wts, TODAY)
    assert version is not None
    return Desk(cast, version)


def test_withdrawing_takes_it_along_with_the_reason(cast: Cast) -> None:
    desk = begun(cast)
    inner = desk.called("check")
    desk.withdraw("owner", "not needed")
    assert (inner.process.outcome, inner.nodes(finished=False)) == ("cancelled", [])
    assert inner.process.notes["cancelled"]["reason"] == "not needed"
    assert entries(inner, "process.cancelled") == ["given"]


def test_what_is_withdrawn_by_itself_does_not_leave_the_other_stuck(cast: Cast) -> None:
    desk = begun(cast, on={"withdrawn": "read", "default": "bad"})
    desk.called("check").withdraw("owner", "the wrong one")
    assert desk.nodes(finished=False) == ["read"]


def test_when_enough_is_done_what_is_still_running_is_cancelled(cast: Cast) -> None:
    nodes = {
        "ask": {**ASK_NODE, "next": "both"},
        "both": {"id": "n-both", "type": "split", "title": "Both", "to": ["check", "read"]},
        "check": call(on={"default": "met"}),
        "read": {**READ, "outcomes": [{"id": "o-r", "key": "accept", "label": "Accept", "to": "met"}]},
        "met": {"id": "n-met", "type": "partial_join", "title": "Met", "needs": 1, "rest": "cancel", "next": "good"},
        "good": ENDS["good"],
    }
    desk = open_desk(cast, workflow(nodes), CHECK)
    desk.submit("owner", title="Lift")
    inner = desk.called("check")
    desk.answer("supervisor", "read", "accept")
    assert (desk.process.outcome, inner.process.outcome) == ("approved", "cancelled")


def test_an_end_whose_word_was_lost_is_found_by_the_sweep_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = begun(cast)
    inner = desk.called("check")
    with monkeypatch.context() as dead:
        dead.setattr(at_run_time, "resume", lambda *args, **words: False)
        inner.answer("team_head", "look", "well")
    assert desk.nodes(finished=False) == ["check"]
    assert desk.later(minutes=1) == 1
    assert desk.nodes(finished=False) == ["read"]
    task = Task.objects.get(process_id=desk.process_id, node="check")
    assert desk.later(minutes=1) == 0 and not at_run_time.resume(task.pk, task.process_id, at=desk.at)
    assert len(entries(desk, "call.returned")) == 1


def test_whoever_asked_is_kept_apart_inside_too(cast: Cast) -> None:
    look = {**CHECK["nodes"]["look"], "assign": {"role": "worker"}, "different_from": ["ask"]}
    desk = open_desk(cast, calling(), {**CHECK, "nodes": {**CHECK["nodes"], "look": look}})
    desk.submit("owner", title="Lift")
    inner = desk.called("check")
    assert barred(inner.task("look")) == {cast.owner.pk}


def test_what_was_given_stands_in_the_form_when_it_comes_back(cast: Cast) -> None:
    inner = begun(cast).called("check")
    inner.answer("team_head", "look", "return")
    assert inner.draft("owner").answers == {"title": "Check of Lift", "amount": "120.50"}


def test_the_story_leads_to_it_for_those_who_may_see_it(cast: Cast) -> None:
    desk = begun(cast, at={"unit": "KT"})
    story, on = of_process(desk.process, desk.at), desk.at.date()
    inner = desk.called("check").process
    urls = {who: [m.url for m in linked(story, cast.actor(who), on) if m.url] for who in ("owner", "team_head")}
    assert urls == {"owner": [f"/processes/{inner.pk}/"], "team_head": []}
    assert process_for(cast.actor("owner"), inner.pk, on)


def refused(cast: Cast, *documents: Any) -> set[str]:
    open_desk(cast)
    with pytest.raises(DoesNotCompile) as refusal:
        publish(*documents)
    forget_specs()
    return {found.code for found in refusal.value.problems}


def test_it_cannot_run_inside_itself(cast: Cast) -> None:
    assert "workflow.calls-itself" in refused(cast, calling("errand", "errand"))
    pair = calling("one", "two"), calling("two", "one")
    assert "workflow.calls-itself" in refused(cast, *pair)


def test_nor_through_one_that_was_published_before(cast: Cast) -> None:
    bare = {"bring": {}, "with": {"title": {"var": "ask.title"}}}
    open_desk(cast, workflow({"ask": ASK_NODE, "read": READ, **ENDS}, "one"), calling("two", "one", **bare))
    assert "workflow.calls-itself" in refused(cast, calling("one", "two", **bare))


def test_no_more_than_five_stand_in_each_other(cast: Cast) -> None:
    bare = {"bring": {}, "with": {"title": {"var": "ask.title"}}}
    chain = [calling(f"level-{n}", f"level-{n + 1}" if n < 5 else "check", **bare) for n in range(2, 6)]
    desk = open_desk(cast, calling("level-1", "level-2", **bare), *chain[:3], {**CHECK, "key": "level-5"})
    desk.submit("owner", title="Deep")
    for _ in range(4):
        desk = desk.called("check")
    assert desk.nodes(finished=False) == ["look"]
    renamed = [{**one, "title": "Deeper"} for one in (*chain, calling("level-1", "level-2", **bare))]
    assert "workflow.calls-too-deep" in refused(cast, CHECK, *renamed)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"with": {"title": {"var": "ask.title"}, "colour": "red"}}, "workflow.call-input"),
        ({"with": {}}, "workflow.call-input-missing"),
        ({"with": {"title": {"var": "ask.amount"}}}, "rules.wrong-type"),
        ({"bring": {"outcome": "look.comment"}}, "workflow.call-output"),
        ({"bring": {"said": "look.nothing"}}, "workflow.call-output"),
        ({"on": {"sung": "read", "default": "bad"}}, "workflow.call-outcome"),
        ({"at": {"field": "ask.title"}}, "workflow.assign-not-a-unit"),
        ({"workflow": "nowhere"}, "reference.unknown"),
    ],
)
def test_what_is_not_clear_is_refused(cast: Cast, more: dict[str, Any], code: str) -> None:
    assert code in refused(cast, CHECK, calling(**more))


def test_a_paper_of_what_was_given_is_shown_to_those_who_are_asked(cast: Cast, client: Any) -> None:
    inner = begun(cast).called("check")
    client.force_login(cast.team_head)
    page = client.get(f"/tasks/{inner.task('look').pk}/").content.decode()
    assert "Check of Lift" in page
