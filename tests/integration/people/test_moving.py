"""A unit passes under another parent: the tree, the scopes that follow it, and what is refused."""

from collections.abc import Callable

import pytest
from django.test import Client

from engine.audit.models import Entry
from engine.language.errors import NotAllowed, Refusal
from engine.people import services
from engine.people.models import Holding, Unit
from engine.people.refusals import UnitMisplaced, UnitsInACircle
from tests.cast import LONG_AGO, NOW, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]


def move(cast: Cast, unit: str, parent: str, who: str = "administrator") -> Unit:
    return services.move_unit(unit=cast.unit(unit), parent=cast.unit(parent), by=cast.actor(who), at=NOW)


@pytest.fixture
def team(cast: Cast) -> Unit:
    by = cast.actor("administrator")
    return services.create_unit(parent=cast.wts, kind="team", code="WTS-A", name_en="Team A", by=by, at=NOW)


def test_all_beneath_goes_along_and_scopes_follow(cast: Cast, team: Unit) -> None:
    assert cast.actor("director").may("see", team)
    moved = move(cast, "WTS", "OTN")
    team.refresh_from_db()
    assert moved.path == f"{cast.other_ngo.path}{cast.wts.pk}/" and team.path == f"{moved.path}{team.pk}/"
    assert not cast.actor("director").may("see", team)
    assert cast.actor("owner").may("fill", team) and cast.actor("administrator").may("administer", team)
    for unit in Unit.objects.select_related("parent"):
        assert unit.path == f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"


def test_nothing_else_moves(cast: Cast, team: Unit) -> None:
    before = dict(Unit.objects.exclude(pk__in=[cast.wts.pk, team.pk]).values_list("code", "path"))
    move(cast, "WTS", "OTN")
    assert dict(Unit.objects.exclude(pk__in=[cast.wts.pk, team.pk]).values_list("code", "path")) == before


def test_it_is_audited_once(cast: Cast) -> None:
    move(cast, "WTS", "OTN")
    entry = Entry.objects.get(action="people.unit_moved")
    assert entry.about_id == str(cast.wts.pk) and list(entry.fields) == ["parent"]


@pytest.mark.parametrize(
    ("unit", "parent", "refusal"),
    [("WTS", "WTS", UnitsInACircle), ("HKN", "WTS", UnitsInACircle), ("WTS", "KT", UnitMisplaced), ("HKN", "OTC", UnitMisplaced)],
)  # fmt: skip
def test_circles_and_wrong_places_are_refused(cast: Cast, unit: str, parent: str, refusal: type[Refusal]) -> None:
    before = list(Unit.objects.values_list("path", flat=True))
    with pytest.raises(refusal):
        move(cast, unit, parent)
    assert list(Unit.objects.values_list("path", flat=True)) == before


def test_both_places_must_be_the_movers_to_administer(cast: Cast) -> None:
    Holding.objects.create(user=cast.director, role_id="administrator", unit=cast.ngo, starts=LONG_AGO)
    with pytest.raises(NotAllowed):
        move(cast, "WTS", "OTN", "director")
    with pytest.raises(NotAllowed):
        move(cast, "OTC", "HKN", "director")
    with pytest.raises(NotAllowed):
        move(cast, "HKN", "HKF", "director")


def test_from_the_browser(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    client, address = signed_in("administrator"), f"/people/units/{cast.wts.pk}/move/"
    assert address in client.get("/people/units/").content.decode()
    page = client.get(address).content.decode()
    assert "Chung Sing Association" in page and "Kwun Tong Centre" not in page[page.index("<main") :]
    assert client.post(address, {"parent": str(cast.kt.pk)}).status_code == 422
    assert client.post(address, {"parent": str(cast.other_ngo.pk)}).status_code == 302
    cast.wts.refresh_from_db()
    assert cast.wts.parent == cast.other_ngo
