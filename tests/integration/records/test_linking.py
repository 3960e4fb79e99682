"""How records stand to one another: who may link them, what is possible, how it is shown from both sides."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from engine.audit.models import Entry
from engine.catalogue.models import Version
from engine.catalogue.services import import_documents
from engine.language.errors import NotAllowed, NotFound, Refusal
from engine.people.actor import SYSTEM
from engine.records import linking
from engine.records.models import Link, Record
from engine.records.refusals import AlreadyLinked, NoSuchRelation, ReasonNeeded, SameRecord
from engine.records.services import apply
from tests.cast import NOW, TODAY, Cast
from tests.integration.records.conftest import REGISTER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
RELATIONS = [
    {"id": "r-near", "key": "household", "label": {"en": "Same household as", "zh-Hant": "同住"}, "to": "family"},
    {"id": "r-up", "key": "parent", "label": {"en": "Parent of", "zh-Hant": "父母"},
     "inverse": {"en": "Child of", "zh-Hant": "子女"}, "to": "family"},
]  # fmt: skip


@pytest.fixture
def version(cast: Cast) -> Version:
    source = json.dumps({**REGISTER, "relations": RELATIONS})
    return import_documents(sources=[source], owner=None, publish_them=True, by=SYSTEM, at=NOW)[0]


@pytest.fixture
def made(version: Version, cast: Cast) -> Callable[..., Record]:
    def make(name: str, who: str = "owner", unit: str = "WTS") -> Record:
        answers = {"surname": name, "given": "Ho", "phone": f"9000 {len(name)}{unit}"}
        return apply(
            register_version=version, unit=cast.unit(unit), answers=answers, by=cast.actor(who), at=NOW
        )  # fmt: skip

    return make


def join(one: Record, other: Record, relation: str = "parent", reason: str = "They said so", **more: Any) -> Link:
    return linking.link(record=one, other=other, relation=relation, reason=reason, at=NOW, **more)


def seen(record: Record, cast: Cast, who: str = "owner") -> list[tuple[str, str]]:
    rows = linking.links_of(record, cast.actor(who), TODAY)
    return [(one.words["en"], one.other.title if one.other else "?") for one in rows]  # type: ignore[index]


def test_it_is_said_from_both_sides(made: Any, cast: Cast) -> None:
    mother, child = made("Chan"), made("Chans")
    join(mother, child, by=cast.actor("owner"))
    assert (seen(mother, cast), seen(child, cast)) == ([("Parent of", "Chans Ho")], [("Child of", "Chan Ho")])
    join(child, mother, "household", by=cast.actor("owner"))
    assert ("Same household as", "Chan Ho") in seen(child, cast) and ("Same household as", "Chans Ho") in seen(
        mother, cast
    )


def test_what_is_refused(made: Any, cast: Cast) -> None:
    one, other, by = made("Chan"), made("Chans"), cast.actor("owner")
    join(one, other, "household", by=by)
    cases: list[tuple[type[Refusal], Callable[[], Link]]] = [
        (AlreadyLinked, lambda: join(other, one, "household", by=by)),
        (NoSuchRelation, lambda: join(one, other, "cousin", by=by)),
        (SameRecord, lambda: join(one, one, by=by)),
        (ReasonNeeded, lambda: join(one, other, reason=" ", by=by)),
        (NotAllowed, lambda: join(one, other, by=cast.actor("auditor"))),
        (NotAllowed, lambda: join(one, other, by=cast.actor("outsider"))),
    ]
    for refusal, attempt in cases:
        with pytest.raises(refusal):
            attempt()
    assert Link.objects.count() == 1


def test_nobody_links_to_what_they_may_not_see(made: Any, cast: Cast) -> None:
    one, far = made("Chan"), made("Wong", "neighbour", "KT")
    with pytest.raises(NotFound):
        join(one, far, by=cast.actor("owner"))


def test_the_other_side_stays_hidden_from_who_may_not_see_it(made: Any, cast: Cast) -> None:
    one, far = made("Chan"), made("Wong", "neighbour", "KT")
    Link.objects.create(source=one, target=far, relation="parent", at=NOW)
    assert seen(one, cast) == [("Parent of", "?")]
    assert seen(one, cast, "auditor") == [("Parent of", "Wong Ho")]


def test_it_ends_with_a_reason_and_may_begin_again(made: Any, cast: Cast) -> None:
    one, other, by = made("Chan"), made("Chans"), cast.actor("owner")
    link = join(one, other, by=by)
    with pytest.raises(ReasonNeeded):
        linking.unlink(link=link, reason="", by=by, at=NOW)
    with pytest.raises(NotAllowed):
        linking.unlink(link=link, reason="x", by=cast.actor("outsider"), at=NOW)
    linking.unlink(link=link, reason="A mistake", by=by, at=NOW)
    assert seen(one, cast) == []
    with pytest.raises(NotFound):
        linking.unlink(link=link, reason="Again", by=by, at=NOW)
    join(one, other, by=by)
    actions = Entry.objects.filter(stream=f"record:{one.pk}", about_kind="link").values_list("action", flat=True)
    assert list(actions) == ["record.linked", "record.unlinked", "record.linked"]


def test_from_the_browser(made: Any, cast: Cast, signed_in: Callable[[str], Client]) -> None:
    one, other, client = made("Chan"), made("Chans"), signed_in("owner")
    page = client.get(f"/records/{one.pk}/").content.decode()
    assert "Link to another record" in page
    sent = {"relation": "parent", "number": other.number.lower(), "why": "Birth certificate"}
    assert client.post(f"/records/{one.pk}/link/", sent).status_code == 302
    page = client.get(f"/records/{other.pk}/").content.decode()
    assert "Child of" in page and "Chan Ho" in page and "Birth certificate" in page
    assert Entry.objects.filter(action="read", reason="linked records").exists()
    wrong = client.post(f"/records/{one.pk}/link/", {**sent, "number": "X-1"})
    assert wrong.status_code == 422 and "Birth certificate" in wrong.content.decode()
    link = Link.objects.get()
    assert client.post(f"/records/{other.pk}/links/{link.pk}/end/", {"why": ""}).status_code == 422
    assert client.post(f"/records/{other.pk}/links/{link.pk}/end/", {"why": "A mistake"}).status_code == 302
    assert Link.objects.get().ended_reason == "A mistake"
