"""A register's profile is a form: its submission makes the record, and an amendment brings it up to date."""

import pytest

from engine.catalogue.models import Version
from engine.catalogue.services import import_documents
from engine.people.actor import SYSTEM
from engine.records.models import Record
from engine.records.ports import profile_starters, timelines
from engine.records.refusals import AlreadyOnRegister
from form_builder import profiles, services
from form_builder.models import Draft, Submission
from tests.cast import NOW, Cast
from tests.integration.forms.conftest import DEFINITIONS

pytestmark = pytest.mark.django_db
CHAN = {"name": "陳大文", "district": "wong_tai_sin", "phone": "2345 6789"}


@pytest.fixture
def register(cast: Cast) -> Version:
    paths = [DEFINITIONS / "forms" / "client-profile.json", DEFINITIONS / "registers" / "client.json"]
    paths += [DEFINITIONS / "choices" / f"{key}.json" for key in ("districts", "spoken-languages")]
    sources = [path.read_text(encoding="utf-8") for path in paths]
    versions = import_documents(sources=sources, owner=None, publish_them=True, by=SYSTEM, at=NOW)
    return next(v for v in versions if v.definition.kind == "register")


def begin(register: Version, cast: Cast, record: Record | None = None, who: str = "owner") -> Draft:
    url = profile_starters.get("form_builder")(
        register_version=register, unit=cast.wts, record=record, by=cast.actor(who), at=NOW
    )
    draft = Draft.objects.order_by("-id")[0]
    assert url == f"/forms/drafts/{draft.pk}/who/"
    return draft


def fill(draft: Draft, cast: Cast, answers: dict[str, str], who: str = "owner") -> Submission:
    by = cast.actor(who)
    saved = services.save_page(draft=draft, changes=answers, revision=draft.revision, by=by, at=NOW)
    services.hand_in(draft=saved, by=by, at=NOW)
    return Submission.objects.get(draft=draft)


def test_a_profile_makes_a_record(register: Version, cast: Cast) -> None:
    made = fill(begin(register, cast), cast, CHAN)
    record = Record.objects.get()
    assert made.subject == record
    assert (record.title, record.number, record.unit) == ("陳大文", "WTS-C00001", cast.wts)


def test_a_change_begins_with_what_is_known_and_keeps_the_record(register: Version, cast: Cast) -> None:
    first = fill(begin(register, cast), cast, CHAN)
    draft = begin(register, cast, record=first.subject, who="colleague")
    assert draft.answers == CHAN
    second = fill(draft, cast, {"name": "陳大民"}, who="colleague")
    assert second.supersedes == first
    assert Record.objects.get().title == "陳大民"
    assert profiles.latest_profile(Record.objects.get()) == second


def test_a_refused_record_leaves_no_submission(register: Version, cast: Cast) -> None:
    fill(begin(register, cast), cast, CHAN)
    with pytest.raises(AlreadyOnRegister):
        fill(begin(register, cast), cast, CHAN)
    assert Submission.objects.count() == Record.objects.count() == 1


def test_the_timeline_shows_what_one_may_read(register: Version, cast: Cast) -> None:
    made = fill(begin(register, cast), cast, CHAN)
    assert made.subject is not None
    events = list(timelines.get("form_builder")(made.subject, cast.actor("owner")))
    assert [(event.url, event.who) for event in events] == [(f"/forms/submissions/{made.pk}/", "Chan Siu Ming")]
    assert list(timelines.get("form_builder")(made.subject, cast.actor("outsider"))) == []
