"""The administration's pages: who may open them, and that each does what it says."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from engine.people import queries
from engine.people.models import Holding, Role, StandIn, Unit, User
from tests.cast import LONG_AGO, TODAY, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rooms")]
SignIn = Callable[[str], Client]


def addresses(cast: Cast) -> list[str]:
    """Every page about administration that shows itself on GET."""
    owner, unit, held = cast.owner.id, cast.wts.id, cast.owner.holdings.get().id
    about = ("", "edit/", "role/", "line-manager/", "stand-in/", "hand-over/", "deactivate/", "reactivate/")
    return [
        *("/people/", "/people/invite/", "/people/units/", "/people/roles/", "/people/roles/worker/"),
        *(f"/people/units/{unit}/", f"/people/units/{unit}/new/", f"/people/holdings/{held}/end/"),
        *(f"/people/{owner}/{page}" for page in about),
    ]


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_an_administrator_opens_every_page(cast: Cast, signed_in: SignIn, language: str) -> None:
    client = signed_in("administrator")
    client.cookies["django_language"] = language
    for address in addresses(cast):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "<h1>" in answer.content.decode()


def test_nobody_else_opens_any(cast: Cast, signed_in: SignIn) -> None:
    for name in ("owner", "centre_manager", "auditor"):
        client = signed_in(name)
        for address in addresses(cast):
            assert client.get(address).status_code == 403, (name, address)


def test_strangers_are_asked_to_sign_in(cast: Cast, client: Client) -> None:
    for address in (*addresses(cast), "/people/me/", "/notices/"):
        answer = client.get(address)
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/login/"), address


@pytest.fixture
def local(cast: Cast) -> User:
    user = User.objects.create_user("local", "x", name_en="Local", home_unit=cast.wts)
    Holding.objects.create(user=user, role_id="administrator", unit=cast.wts, starts=LONG_AGO)
    cast.people["local"] = user
    return user


def test_a_local_administrator_sees_only_their_own(cast: Cast, local: User, signed_in: SignIn) -> None:
    client = signed_in("local")
    page = client.get("/people/").content.decode()
    assert "Chan Siu Ming" in page and "Ho Chi Wai" not in page and "Ng Wai Man" not in page
    assert "Kwun Tong" not in client.get("/people/units/").content.decode()
    for address in (
        f"/people/{cast.outsider.id}/",
        f"/people/units/{cast.kt.id}/",
        f"/people/{cast.neighbour.id}/edit/",
    ):
        assert client.get(address).status_code == 404, address
    held = cast.neighbour.holdings.get()
    assert client.post(f"/people/holdings/{held.id}/end/", {"ends": TODAY}).status_code == 404
    assert client.post("/people/roles/worker/", {"name_en": "W", "grants": ["administer"]}).status_code == 403


def test_a_form_cannot_reach_a_unit_outside(cast: Cast, local: User, signed_in: SignIn) -> None:
    data = {"role": "clerk", "unit": str(cast.kt.id), "starts": TODAY}
    assert signed_in("local").post(f"/people/{cast.owner.id}/role/", data).status_code == 422
    assert not Holding.objects.filter(unit=cast.kt, user=cast.owner).exists()


def test_inviting_from_the_browser(cast: Cast, signed_in: SignIn) -> None:
    data = {
        "name_en": "Mak Yee Lam",
        "email": "mak@example.org",
        "username": "mak",
        "language": "zh-hant",
        "unit": str(cast.kt.id),
        "role": "worker",
        "starts": TODAY,
    }
    client = signed_in("administrator")
    shown = client.post("/people/invite/", data, headers={"Host": "localhost"})
    assert shown.status_code == 200 and "mak@example.org" in shown.content.decode()
    (link,) = re.findall(r"<code[^>]*>(\S+)</code>", shown.content.decode())
    assert link.startswith("http://localhost:8000/people/join/")
    assert "Choose a password" in Client().get(link.removeprefix("http://localhost:8000")).content.decode()
    user = User.objects.get(username="mak")
    assert user.home_unit == cast.kt and queries.holdings_on(TODAY).filter(user=user).exists()
    again = client.post("/people/invite/", data)
    assert again.status_code == 422 and "This sign-in name is taken." in again.content.decode()
    page = client.post(f"/people/{user.id}/link/")
    assert "http://localhost:8000/people/join/" in page.content.decode()


def test_joining_and_signing_in(cast: Cast, signed_in: SignIn, client: Client) -> None:
    user = User.objects.create_user("mak", None, name_en="Mak Yee Lam", home_unit=cast.kt)
    page = signed_in("administrator").post(f"/people/{user.id}/link/")
    address = page.context["address"].removeprefix("http://testserver")
    assert client.get(address).status_code == 200
    for password, again in (("short", "short"), ("a long enough password", "another"), ("mak-yee-lam", "mak-yee-lam")):
        assert client.post(address, {"password": password, "again": again}).status_code == 200
        assert not User.objects.get(id=user.id).has_usable_password()
    good = {"password": "seven green bottles", "again": "seven green bottles"}
    assert client.post(address, good).headers["Location"] == "/accounts/login/"
    assert client.get(address).status_code == 404
    answer = client.post("/accounts/login/", {"login": "mak", "password": "seven green bottles"})
    assert answer.status_code == 302 and client.get("/people/me/").status_code == 200


def test_roles_units_and_people_change_in_the_browser(cast: Cast, signed_in: SignIn) -> None:
    client, owner = signed_in("administrator"), cast.owner
    posts = [
        (f"/people/{owner.id}/role/", {"role": "clerk", "unit": str(cast.kt.id), "starts": TODAY}),
        (f"/people/holdings/{owner.holdings.get().id}/end/", {"ends": TODAY}),
        (f"/people/{owner.id}/line-manager/", {"manager": str(cast.team_head.id), "starts": TODAY}),
        (f"/people/{owner.id}/stand-in/", {"deputy": str(cast.colleague.id), "starts": TODAY, "ends": TODAY}),
        (f"/people/{owner.id}/edit/", {"name_en": "Chan", "email": "", "home_unit": str(cast.kt.id)}),
        (f"/people/units/{cast.wts.id}/new/", {"kind": "team", "code": "T1", "name_en": "Team One"}),
        (f"/people/units/{cast.wts.id}/", {"name_en": "Renamed"}),
        ("/people/roles/clerk/", {"name_en": "Typist", "name_zh": "打字員", "grants": ["see"]}),
        (f"/people/{cast.neighbour.id}/hand-over/", {"to": str(owner.id)}),
        (f"/people/{cast.neighbour.id}/deactivate/", {"reason": "left"}),
    ]
    for address, data in posts:
        assert client.post(address, data).status_code == 302, address
    owner.refresh_from_db()
    cast.neighbour.refresh_from_db()
    assert (owner.name_en, owner.home_unit, owner.holdings.count()) == ("Chan", cast.kt, 2)
    assert queries.manager_of(owner, TODAY) == cast.team_head
    assert Unit.objects.get(code="T1").parent == cast.wts and Unit.objects.get(code="WTS").name_en == "Renamed"
    assert Role.objects.get(code="clerk").grants == ["see"] and not cast.neighbour.is_active
    assert client.post(f"/people/{cast.neighbour.id}/reactivate/", {"sure": "True"}).status_code == 302
    cast.neighbour.refresh_from_db()
    assert cast.neighbour.is_active


def test_a_refusal_is_said_above_the_form_and_keeps_the_words(cast: Cast, signed_in: SignIn) -> None:
    data = {"role": "worker", "unit": str(cast.wts.id), "starts": TODAY}
    answer = signed_in("administrator").post(f"/people/{cast.owner.id}/role/", data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "already holds this role" in page and f'value="{TODAY}"' in page


def test_my_own_page_names_a_stand_in_and_takes_it_back(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in("owner")
    assert client.get("/people/me/").status_code == 200
    data = {"deputy": str(cast.colleague.id), "starts": TODAY, "ends": TODAY + timedelta(days=3)}
    assert client.post("/people/me/stand-in/", data).status_code == 302
    row = StandIn.objects.get()
    assert (row.absent, row.deputy) == (cast.owner, cast.colleague)
    assert "Lee Ka Yan" in client.get("/people/me/").content.decode()
    assert signed_in("colleague").post(f"/people/stand-ins/{row.id}/end/").status_code == 404
    assert client.post(f"/people/stand-ins/{row.id}/end/").status_code == 302
    assert not StandIn.objects.exists()


def test_colleagues_of_another_ngo_are_not_offered(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in("owner").get("/people/me/stand-in/").content.decode()
    assert "Lee Ka Yan" in page and "Ho Chi Wai" in page and "Ng Wai Man" not in page


def test_names_cannot_inject_markup(cast: Cast, signed_in: SignIn) -> None:
    User.objects.filter(id=cast.owner.id).update(name_en="<script>alert(1)</script>")
    assert "<script>alert(1)" not in signed_in("administrator").get("/people/").content.decode()


def test_the_audit_trail_opens_for_auditors_and_keeps_their_visit(cast: Cast, signed_in: SignIn) -> None:
    signed_in("administrator").post("/people/roles/clerk/", {"name_en": "Typist", "grants": ["see"]})
    for name in ("owner", "administrator", "director"):
        assert signed_in(name).get("/audit/").status_code == 403
    client = signed_in("auditor")
    page = client.get("/audit/?q=role_edited").content.decode()
    assert "people.role_edited" in page and "Fung Ho Yin" in page and "Typist" not in page
    assert "people.role_edited" not in client.get("/audit/?to=2024-01-01").content.decode()
    assert client.get("/audit/?from=nonsense&to=2025-99-99").status_code == 200
    reads = client.get("/audit/?q=read").content.decode()
    assert "Lam Tsz Ching" in reads


def test_an_auditor_of_one_ngo_reads_what_its_people_did(cast: Cast, signed_in: SignIn) -> None:
    Holding.objects.create(user=cast.director, role_id="auditor", unit=cast.ngo, starts=LONG_AGO)
    signed_in("outsider")
    signed_in("owner")
    page = signed_in("director").get("/audit/").content.decode()
    assert "Chan Siu Ming" in page and "Ng Wai Man" not in page
