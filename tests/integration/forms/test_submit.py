"""Handing in: exactly once, whole or not at all, with cells, scores, alerts and the trail."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from engine.audit.models import Entry
from engine.catalogue.models import Version
from engine.language.errors import Invalid, NotAllowed
from engine.notices.models import Notice
from engine.people.models import Holding, StandIn
from form_builder import services, submitting
from form_builder.errors import AlreadyAmended, AlreadySubmitted, OtherForm, PartOfTask
from form_builder.models import Cell, Draft, Submission
from form_builder.ports import draft_ports
from tests.cast import NOW, TODAY, Cast
from tests.integration.forms.conftest import ANSWERS, Publish
from tests.unit.forms.notation import form, item
from tests.unit.forms.test_shipped import assessment

pytestmark = pytest.mark.django_db


def submit(draft: Draft, cast: Cast, who: str = "owner", **more: Any) -> Submission:
    return services.submit(draft=draft, by=cast.actor(who), at=NOW, **more)


def start(version: Version, cast: Cast, **more: Any) -> Draft:
    return services.start_draft(version=version, unit=cast.wts, by=cast.actor("owner"), at=NOW, **more)


def test_a_submission_is_computed_anew_and_whole(draft: Draft, cast: Cast) -> None:
    Draft.objects.filter(pk=draft.pk).update(answers={**draft.answers, "total": "999999.00"})
    with pytest.raises(Invalid):
        Draft.objects.filter(pk=draft.pk).update(answers={**draft.answers, "colour": "forged"})
        submit(draft, cast)
    Draft.objects.filter(pk=draft.pk).update(answers={**draft.answers, "total": "999999.00"})
    made = submit(draft, cast)
    assert made.answers == {
        "purpose": "Paper", "kind": "goods", "tags": ["old", "new"], "needed_by": "2025-12-01", "urgent": False,
        "weight": "1.500", "total": "12.55",
        "lines": [{"name": "A4", "amount": "12.50", "double": "25.00"}, {"amount": "0.05", "double": "0.10"}],
    }  # fmt: skip
    assert made.checksum == submitting.checksum(made.answers)
    assert (made.by, made.unit, made.version) == (cast.owner, cast.wts, draft.version)


def test_cells_hold_every_leaf_typed(draft: Draft, cast: Cast) -> None:
    submit(draft, cast)
    cells = {(c.path, c.row, c.text, c.integer, c.date) for c in Cell.objects.all()}
    assert cells == {
        ("purpose", "", "Paper", None, None),
        ("kind", "", "goods", None, None),
        ("tags", "", "old", None, None),
        ("tags", "", "new", None, None),
        ("needed_by", "", None, None, date(2025, 12, 1)),
        ("urgent", "", None, 0, None),
        ("weight", "", None, 1500, None),
        ("lines.0", "0", None, None, None),
        ("lines.0.name", "0", "A4", None, None),
        ("lines.0.amount", "0", None, 1250, None),
        ("lines.0.double", "0", None, 2500, None),
        ("lines.1", "1", None, None, None),
        ("lines.1.amount", "1", None, 5, None),
        ("lines.1.double", "1", None, 10, None),
        ("total", "", None, 1255, None),
    }
    assert set(Cell.objects.values_list("item_id", flat=True)) <= {item_id(i) for i in ANSWERS} | {
        "id-lines", "id-name", "id-amount", "id-double", "id-total"
    }  # fmt: skip


def item_id(key: str) -> str:
    return f"id-{key}"


def test_a_second_submit_is_refused_with_the_first(draft: Draft, cast: Cast) -> None:
    first = submit(draft, cast)
    with pytest.raises(AlreadySubmitted) as refused:
        submit(draft, cast)
    assert refused.value.submission == first
    assert Submission.objects.count() == 1


def test_every_problem_comes_at_once_and_nothing_is_stored(order: Version, cast: Cast) -> None:
    draft = start(order, cast, answers={"needed_by": "soon", "lines": [{"amount": "x"}]})
    with pytest.raises(Invalid) as invalid:
        submit(draft, cast)
    assert {p.pointer for p in invalid.value.problems} == {"/purpose", "/kind", "/needed_by", "/lines/0/amount"}
    assert not Submission.objects.exists()
    assert not Cell.objects.exists()
    draft.refresh_from_db()
    assert draft.state == Draft.OPEN


def test_a_failure_half_way_leaves_nothing(draft: Draft, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(submitting, "_alert", fail)
    with pytest.raises(RuntimeError):
        submit(draft, cast)
    assert not Submission.objects.exists()
    assert not Entry.objects.filter(action="submission.made").exists()
    draft.refresh_from_db()
    assert draft.state == Draft.OPEN


def test_the_trail_names_fields_and_never_values(draft: Draft, cast: Cast) -> None:
    made = submit(draft, cast)
    entry = Entry.objects.get(stream=f"submission:{made.pk}")
    assert entry.action == "submission.made"
    assert {"purpose", "lines"} <= set(entry.fields)
    assert "Paper" not in str(entry.fields)


class Port:
    """A door as a task has one: it alone submits, and may fail afterwards."""

    def __init__(self) -> None:
        self.after: Callable[[], None] = lambda: None

    def submit(self, draft: Draft, submit: Callable[[], Submission], *, by: object, at: datetime) -> str:
        made = submit()
        self.after()
        return f"/done/{made.pk}"

    def describe(self, draft: Draft) -> str:
        return "a task"

    def may_edit(self, draft: Draft, actor: Any) -> bool:
        return actor.username in {"owner", "colleague"}

    def may_read(self, draft: Draft, actor: Any) -> bool:
        return self.may_edit(draft, actor)


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Port:
    made = Port()
    monkeypatch.setitem(draft_ports._entries, "tasks", made)  # type: ignore[arg-type]
    return made


def test_a_tasks_draft_is_submitted_through_its_task_only(order: Version, cast: Cast, port: Port) -> None:
    draft = start(order, cast, port="tasks:7", answers=ANSWERS)
    for within in (None, "tasks:8"):
        with pytest.raises(PartOfTask):
            submit(draft, cast, within=within)
    with pytest.raises(NotAllowed):
        services.hand_in(draft=draft, by=cast.actor("supervisor"), at=NOW)
    url = services.hand_in(draft=draft, by=cast.actor("colleague"), at=NOW)
    assert url == f"/done/{Submission.objects.get().pk}"
    assert Submission.objects.get().by == cast.colleague


def test_a_task_that_fails_takes_the_submission_with_it(order: Version, cast: Cast, port: Port) -> None:
    draft = start(order, cast, port="tasks:7", answers=ANSWERS)

    def fail() -> None:
        raise RuntimeError

    port.after = fail
    with pytest.raises(RuntimeError):
        services.hand_in(draft=draft, by=cast.actor("owner"), at=NOW)
    assert not Submission.objects.exists()


def test_hand_in_leads_to_the_submission(draft: Draft, cast: Cast) -> None:
    url = services.hand_in(draft=draft, by=cast.actor("owner"), at=NOW)
    assert url == f"/forms/submissions/{Submission.objects.get().pk}/"


def test_an_amendment_supersedes_once(draft: Draft, order: Version, cast: Cast) -> None:
    first = submit(draft, cast)
    one, other = start(order, cast, supersedes=first), start(order, cast, supersedes=first)
    assert one.answers == {
        **{key: value for key, value in first.answers.items() if key != "total"},
        "lines": [{"name": "A4", "amount": "12.50"}, {"amount": "0.05"}],
    }
    second = submit(
        services.save_page(draft=one, changes={"purpose": "Ink"}, revision=0, by=cast.actor("owner"), at=NOW), cast
    )
    assert second.supersedes == first
    with pytest.raises(AlreadyAmended):
        submit(other, cast)
    with pytest.raises(AlreadyAmended):
        start(order, cast, supersedes=first)


def test_an_amendment_is_of_the_same_form_and_of_what_one_may_read(
    draft: Draft, publish: Publish, order: Version, cast: Cast
) -> None:
    first = submit(draft, cast)
    other = publish(form(item("text", "purpose"), key="another"))
    with pytest.raises(OtherForm):
        start(other, cast, supersedes=first)
    with pytest.raises(NotAllowed):
        services.start_draft(
            version=order, unit=cast.other_centre, by=cast.actor("outsider"), at=NOW, supersedes=first
        )  # fmt: skip


def test_scores_are_stored_and_question_nine_tells_the_supervisor(
    shipped: Callable[[str], Version], cast: Cast
) -> None:
    version = shipped("phq-9")
    made = submit(start(version, cast, answers=assessment(*[0] * 8, 1)), cast)
    assert made.scores == {"total": {"value": "1", "band": "minimal", "alerts": ["phq9-alert-self-harm"]}}
    cell = Cell.objects.get(item_id="phq9-score")
    assert (cell.integer, cell.text) == (1, "minimal")
    told = Notice.objects.filter(kind="alert")
    assert {notice.to for notice in told} == {cast.supervisor}
    assert all(notice.url == f"/forms/submissions/{made.pk}/" for notice in told)
    assert not any(word in str(notice.subject).lower() for notice in told for word in ("phq", "harm", "dead", "評估"))


def test_without_question_nine_nobody_is_told(shipped: Callable[[str], Version], cast: Cast) -> None:
    submit(start(shipped("phq-9"), cast, answers=assessment(*[3] * 8, 0)), cast)
    assert not Notice.objects.exists()


def test_a_supervisor_of_the_agency_is_told_when_the_centre_has_none(
    shipped: Callable[[str], Version], cast: Cast
) -> None:
    Holding.objects.filter(role_id="supervisor").update(unit=cast.ngo)
    submit(start(shipped("phq-9"), cast, answers=assessment(*[0] * 8, 3)), cast)
    assert Notice.objects.filter(kind="alert", to=cast.supervisor).exists()


def test_who_stands_in_for_the_supervisor_is_told_too(shipped: Callable[[str], Version], cast: Cast) -> None:
    StandIn.objects.create(
        absent=cast.supervisor, deputy=cast.team_head, starts=TODAY, ends=TODAY, set_by=cast.supervisor
    )
    made = submit(start(shipped("phq-9"), cast, answers=assessment(*[0] * 8, 2)), cast)
    assert {notice.to for notice in Notice.objects.filter(kind="alert")} == {cast.supervisor, cast.team_head}
    assert Entry.objects.get(stream=f"submission:{made.pk}").reason == "people alerted: 2"


def test_an_alert_that_reaches_nobody_stands_in_the_trail(shipped: Callable[[str], Version], cast: Cast) -> None:
    Holding.objects.filter(role_id="supervisor").delete()
    made = submit(start(shipped("phq-9"), cast, answers=assessment(*[0] * 8, 2)), cast)
    assert Entry.objects.get(stream=f"submission:{made.pk}").reason == "people alerted: 0"


def test_later_versions_leave_running_drafts_alone(draft: Draft, publish: Publish, cast: Cast) -> None:
    newer = publish(form(item("text", "purpose", required=True), item("text", "approved_by", required=True)))
    assert newer.definition == draft.version.definition
    assert submit(draft, cast).version == draft.version
