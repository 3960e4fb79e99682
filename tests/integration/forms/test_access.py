"""Who reads drafts and submissions: the cast one by one."""

from uuid import uuid4

import pytest

from engine.audit.models import Entry
from engine.language.errors import NotFound
from engine.people.actor import ANONYMOUS
from form_builder import queries, services
from form_builder.models import Draft, Submission
from form_builder.ports import readers
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(draft: Draft, cast: Cast) -> Submission:
    return services.submit(draft=draft, by=cast.actor("owner"), at=NOW)


def can(find: object) -> bool:
    try:
        find()  # type: ignore[operator]
    except NotFound:
        return False
    return True


@pytest.mark.parametrize(
    ("who", "reads"),
    [("owner", True), ("colleague", False), ("supervisor", False), ("outsider", False), ("auditor", False)],
)
def test_a_draft_is_its_owners(draft: Draft, cast: Cast, who: str, reads: bool) -> None:
    assert can(lambda: queries.draft_for(cast.actor(who), draft.pk)) == reads


@pytest.mark.parametrize("who", ["owner", "colleague", "supervisor", "director", "neighbour", "outsider", "auditor"])
def test_a_submission_is_of_its_unit(submission: Submission, cast: Cast, who: str) -> None:
    allowed = who == "owner" or cast.actor(who).may("see_personal", cast.wts)
    assert can(lambda: queries.submission_for(cast.actor(who), submission.pk)) == allowed
    assert queries.submissions_in(cast.actor(who)).filter(pk=submission.pk).exists() == allowed


def test_strangers_read_nothing(submission: Submission, cast: Cast) -> None:
    for who in ("neighbour", "outsider"):
        assert not can(lambda who=who: queries.submission_for(cast.actor(who), submission.pk))
    assert not can(lambda: queries.submission_for(ANONYMOUS, submission.pk))
    assert not queries.open_drafts(ANONYMOUS).exists()


def test_another_room_may_show_a_submission(
    submission: Submission, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = {"test": lambda found, actor: found == submission and actor.username == "outsider"}
    monkeypatch.setattr(readers, "_entries", shown)
    assert can(lambda: queries.submission_for(cast.actor("outsider"), submission.pk))
    assert not can(lambda: queries.submission_for(cast.actor("neighbour"), submission.pk))


def test_what_does_not_exist_is_not_found(cast: Cast) -> None:
    for find in (queries.draft_for, queries.submission_for):
        with pytest.raises(NotFound):
            find(cast.actor("owner"), uuid4())


def test_open_drafts_are_listed_for_their_owner(draft: Draft, cast: Cast) -> None:
    assert list(queries.open_drafts(cast.actor("owner"))) == [draft]
    assert list(queries.open_drafts(cast.actor("colleague"))) == []
    services.discard(draft=draft, by=cast.actor("owner"), at=NOW)
    assert list(queries.open_drafts(cast.actor("owner"))) == []


def test_reading_leaves_one_entry_a_query(submission: Submission, cast: Cast) -> None:
    services.note_read(submissions=[submission, submission], why="list", by=cast.actor("supervisor"), at=NOW)
    services.note_read(submissions=[], why="list", by=cast.actor("supervisor"), at=NOW)
    entry = Entry.objects.get(stream=f"reads:{cast.supervisor.pk}")
    assert (entry.count, entry.reason) == (2, "list")
