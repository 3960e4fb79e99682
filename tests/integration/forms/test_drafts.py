"""Drafts: who may start and save them, that two tabs do not overwrite each other, and what is not taken."""

from datetime import timedelta

import pytest

from engine.audit.models import Entry
from engine.catalogue.models import Version
from engine.language.errors import Invalid, NotAllowed
from form_builder import services
from form_builder.answering import MOST_CHARACTERS
from form_builder.binding import judge
from form_builder.errors import AlreadySubmitted, DraftClosed, StaleDraft
from form_builder.models import Draft
from tests.cast import NOW, Cast
from tests.integration.forms.conftest import Publish
from tests.unit.forms.notation import choices, form, item

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


def save(draft: Draft, cast: Cast, changes: object, *, revision: int | None = None, who: str = "owner") -> Draft:
    return services.save_page(
        draft=draft, changes=changes, revision=draft.revision if revision is None else revision,  # type: ignore[arg-type]
        by=cast.actor(who), at=LATER, page="one",
    )  # fmt: skip


def test_starting_needs_leave_at_the_unit(order: Version, cast: Cast) -> None:
    for who in ("outsider", "neighbour", "auditor"):
        with pytest.raises(NotAllowed):
            services.start_draft(version=order, unit=cast.wts, by=cast.actor(who), at=NOW)
    assert not Draft.objects.exists()


def test_starting_refuses_unknown_answers(order: Version, cast: Cast) -> None:
    with pytest.raises(Invalid):
        services.start_draft(version=order, unit=cast.wts, by=cast.actor("owner"), at=NOW, answers={"colour": 1})


def test_a_page_is_saved_and_counted(draft: Draft, cast: Cast) -> None:
    saved = save(draft, cast, {"purpose": "Ink", "needed_by": None})
    saved.refresh_from_db()
    assert (saved.revision, saved.page, saved.saved_at) == (1, "one", LATER)
    assert saved.answers["purpose"] == "Ink"
    assert "needed_by" not in saved.answers
    assert saved.answers["why_urgent"] == "hidden"


@pytest.mark.parametrize("who", ["colleague", "outsider", "auditor", "supervisor"])
def test_nobody_else_saves_or_discards(draft: Draft, cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        save(draft, cast, {"purpose": "Mine"}, who=who)
    with pytest.raises(NotAllowed):
        services.discard(draft=draft, by=cast.actor(who), at=LATER)
    with pytest.raises(NotAllowed):
        services.submit(draft=draft, by=cast.actor(who), at=LATER)


def test_two_tabs_cannot_overwrite_each_other(draft: Draft, cast: Cast) -> None:
    save(draft, cast, {"purpose": "First tab"}, revision=0)
    with pytest.raises(StaleDraft) as stale:
        save(draft, cast, {"purpose": "Second tab", "kind": "goods"}, revision=0)
    assert stale.value.revision == 1
    assert stale.value.stored == {"purpose": "First tab"}
    assert stale.value.offered == {"purpose": "Second tab"}
    draft.refresh_from_db()
    assert draft.answers["purpose"] == "First tab"


def test_a_stale_tab_that_changes_nothing_is_let_through(draft: Draft, cast: Cast) -> None:
    save(draft, cast, {"purpose": "Ink"}, revision=0)
    assert save(draft, cast, {"purpose": "Ink", "kind": "goods"}, revision=0).revision == 2


def test_wrong_answers_are_kept_and_judged(draft: Draft, cast: Cast) -> None:
    saved = save(draft, cast, {"needed_by": "next week", "lines": [{"amount": "lots"}]})
    assert saved.answers["needed_by"] == "next week"
    assert [(p.code, p.pointer) for p in judge(saved, LATER).problems] == [
        ("answer.not-a-date", "/needed_by"),
        ("answer.not-a-number", "/lines/0/amount"),
    ]


def test_unknown_fields_are_refused_whole(draft: Draft, cast: Cast) -> None:
    with pytest.raises(Invalid) as invalid:
        save(draft, cast, {"purpose": "Ink", "lines": [{"colour": "red"}]})
    assert [p.pointer for p in invalid.value.problems] == ["/lines/0/colour"]
    draft.refresh_from_db()
    assert (draft.revision, draft.answers["purpose"]) == (0, "Paper")


def test_forged_and_read_only_answers_are_not_taken(draft: Draft, cast: Cast) -> None:
    forged = {"total": "1.00", "office_note": "approved", "lines": [{"amount": "5", "double": "1"}]}
    saved = save(draft, cast, forged)
    assert "total" not in saved.answers
    assert "office_note" not in saved.answers
    assert saved.answers["lines"] == [{"amount": "5"}]


def test_a_prefilled_read_only_answer_stays(order: Version, cast: Cast) -> None:
    given = services.start_draft(
        version=order, unit=cast.wts, by=cast.actor("owner"), at=NOW, answers={"office_note": "from the office"}
    )
    assert save(given, cast, {"office_note": "forged"}).answers["office_note"] == "from the office"


def test_too_much_text_is_refused_and_nothing_lost(draft: Draft, cast: Cast) -> None:
    with pytest.raises(Invalid) as invalid:
        save(draft, cast, {"purpose": "x" * MOST_CHARACTERS})
    assert invalid.value.problems[0].code == "answer.too-large"
    draft.refresh_from_db()
    assert draft.answers["purpose"] == "Paper"


def test_what_no_database_can_hold_is_tidied(draft: Draft, cast: Cast) -> None:
    saved = save(draft, cast, {"purpose": "nul\x00 half\ud83d", "weight": float("nan")})
    saved.refresh_from_db()
    assert saved.answers["purpose"] == "nul half?"
    assert "weight" not in saved.answers


def test_a_discarded_draft_is_closed(draft: Draft, cast: Cast) -> None:
    services.discard(draft=draft, by=cast.actor("owner"), at=LATER)
    with pytest.raises(DraftClosed):
        save(draft, cast, {"purpose": "Ink"})
    with pytest.raises(DraftClosed):
        services.submit(draft=draft, by=cast.actor("owner"), at=LATER)
    assert Entry.objects.filter(stream=f"draft:{draft.pk}").count() == 2


def test_a_submitted_draft_says_what_came_of_it(draft: Draft, cast: Cast) -> None:
    submission = services.submit(draft=draft, by=cast.actor("owner"), at=LATER)
    with pytest.raises(AlreadySubmitted) as refused:
        save(draft, cast, {"purpose": "Ink"})
    assert refused.value.submission == submission


def test_a_draft_keeps_the_lists_it_began_with(publish: Publish, cast: Cast) -> None:
    document = form(item("choice", "kind", choices="kinds"))
    version = publish(document, choices("kinds", {"id": "a", "key": "cat", "label": "Cat"}))
    draft = services.start_draft(
        version=version, unit=cast.wts, by=cast.actor("owner"), at=NOW, answers={"kind": "cat"}
    )
    publish(choices("kinds", {"id": "b", "key": "dog", "label": "Dog"}))
    assert judge(draft, LATER).problems == ()
    assert services.submit(draft=draft, by=cast.actor("owner"), at=LATER).answers == {"kind": "cat"}
    fresh = services.start_draft(
        version=version, unit=cast.wts, by=cast.actor("owner"), at=LATER, answers={"kind": "cat"}
    )
    assert [p.code for p in judge(fresh, LATER).problems] == ["answer.not-on-list"]
