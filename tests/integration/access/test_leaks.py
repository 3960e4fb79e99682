"""Lists, reports and files are narrowed before they are read, and what one may do ends with the day it ends on.

L1 no list, report, file or search of a stranger holds a word of the centre; the same addresses do for its own people
L2 a report counts nothing of a centre that its reader has no part in, and cannot be asked for it by name
L3 a role that ended yesterday opens nothing today, in a browser that was signed in before; on its last day it still does
L4 a deactivated person is signed out at once, and cannot come back
L5 a role given over a team reaches that team, not the centre above it
"""

import io
from datetime import date, timedelta
from urllib.parse import urlencode

import openpyxl
import pytest

from engine.language.errors import Refusal
from engine.people import services as people
from engine.people.models import Holding, Role
from engine.people.services import deactivate
from form_builder import services as forms
from form_builder.models import Submission
from reporting.services import run_report
from tests.cast import NOW, PASSWORD, TODAY
from tests.integration.access import walking
from tests.integration.access.walking import Walk, undone
from workflows.models import Process

pytestmark = pytest.mark.django_db
STRANGERS = ("outsider", "neighbour", "rival")
REPORTS = (
    "requisitions-by-month-and-outcome", "spend-by-category-and-fund", "days-to-decide", "reasons-for-rejection",
    "phq-9-bands-by-centre",
)  # fmt: skip
LISTS = (
    "/", "/inbox/", "/inbox/?show=centre", "/inbox/?show=done", "/start/", "/forms/",
    "/approvals/orders/", "/approvals/orders/?unit=WTS", "/records/", "/records/on/client/",
    "/records/on/client/?q=quarterly", "/records/on/client/?status=active", "/records/on/supplier/",
    "/design/", "/people/", "/people/?q=quarterly", "/people/units/", "/people/roles/",
    "/notices/", "/audit/", "/audit/?q=Chan", "/reports/",
    *(f"/reports/{key}/" for key in REPORTS), *(f"/reports/{key}/csv/" for key in REPORTS),
    *(f"/reports/{key}/rows/" for key in REPORTS), "/reports/kept-report/", "/reports/kept-report/csv/",
)  # fmt: skip
SECRETS = ("Zebrafish", "Chan Siu Ming", "Wong Tai Sin Centre", "WTS-PR", "WTS-2025", "WTS-C0", "18,600", "18600")


@pytest.mark.parametrize("who", STRANGERS)
def test_no_list_of_a_stranger_holds_a_word_of_the_centre(who: str, walk: Walk) -> None:
    client = walk.client(who)
    found = {address: _told(walking.body(client.get(address))) for address in LISTS}
    assert {address: words for address, words in found.items() if words} == {}


def _told(body: str) -> list[str]:
    return [secret for secret in SECRETS if secret in body]


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("colleague", "/inbox/?show=centre"),
        ("owner", "/"),
        ("owner", "/forms/"),
        ("owner", "/notices/"),
        ("owner", "/start/"),
        ("auditor", "/approvals/orders/?unit=WTS"),
        ("colleague", "/records/on/client/?q=quarterly"),
        ("administrator", "/people/?q=quarterly"),
        ("centre_manager", "/design/"),
        ("centre_manager", "/reports/kept-report/csv/"),
        ("auditor", "/audit/?q=Chan"),
    ],
)
def test_its_own_people_find_it_there(who: str, address: str, walk: Walk) -> None:
    assert _told(walking.body(walk.client(who).get(address)))


@pytest.mark.parametrize("key", REPORTS)
def test_a_report_counts_nothing_of_somebody_elses_centre(key: str, walk: Walk) -> None:
    mine, theirs = (run_report(key, {}, by=walk.world.cast.actor(who), at=NOW) for who in ("director", "rival"))
    assert theirs.result.rows_read == 0
    assert mine.result.rows_read > 0 or key.startswith("phq")


@pytest.mark.parametrize("key", REPORTS)
@pytest.mark.parametrize("page", ["", "rows/", "csv/", "workbook/"])
def test_a_stranger_cannot_ask_for_a_centre_by_name(key: str, page: str, walk: Walk) -> None:
    query = urlencode({"p-centre": "WTS"})
    assert walk.client("rival").get(f"/reports/{key}/{page}?{query}").status_code in {403, 404, 422}


def test_a_strangers_workbook_is_empty(walk: Walk) -> None:
    for key in REPORTS:
        content = walk.client("rival").get(f"/reports/{key}/workbook/").content
        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        assert _told("\n".join(cells)) == []


PAGES = ("waiting", "processes"), ("submission", "forms"), ("record", "records"), ("order", "approvals/orders")


def _statuses(walk: Walk, who: str) -> set[int]:
    client = walk.client(who)
    return {client.get(f"/{folder}/{walk.world.url(name)}/").status_code for name, folder in PAGES}


def _ends(walk: Walk, who: str, on: date) -> None:
    Holding.objects.filter(user=walk.world.cast.people[who]).update(ends=on)


def test_a_role_that_ended_yesterday_opens_nothing_today(walk: Walk) -> None:
    assert _statuses(walk, "colleague") == {200}
    with undone():
        _ends(walk, "colleague", TODAY - timedelta(days=1))
        assert _statuses(walk, "colleague") == {404}
        for address in LISTS:
            assert walk.world.words not in walking.body(walk.client("colleague").get(address)), address


def test_on_its_last_day_it_still_does(walk: Walk) -> None:
    with undone():
        _ends(walk, "colleague", TODAY)
        assert _statuses(walk, "colleague") == {200}


def test_who_lost_their_role_hands_nothing_in(walk: Walk) -> None:
    before, draft = Process.objects.count(), walk.world.thing["draft"]
    with undone():
        _ends(walk, "owner", TODAY - timedelta(days=1))
        answer = walk.client("owner").post(f"/forms/drafts/{draft.pk}/review/")
        assert answer.status_code in {403, 404}
        assert Process.objects.count() == before and not Submission.objects.filter(draft=draft).exists()


def test_who_lost_their_role_hands_in_no_form_that_stands_alone(walk: Walk) -> None:
    loose = walk.world.thing["loose"]
    with undone():
        _ends(walk, "owner", TODAY - timedelta(days=1))
        with pytest.raises(Refusal):
            forms.hand_in(draft=loose, by=walk.world.cast.actor("owner"), at=NOW)
        assert not Submission.objects.filter(draft=loose).exists()


def test_who_lost_their_role_decides_nothing(walk: Walk) -> None:
    task = walk.world.thing["waiting_task"]
    with undone():
        _ends(walk, "department_head", TODAY - timedelta(days=1))
        answer = walk.client("department_head").post(f"/tasks/{task.pk}/", {"verdict": "approve"})
        assert answer.status_code == 404


def test_a_deactivated_person_is_signed_out_and_cannot_come_back(walk: Walk) -> None:
    cast = walk.world.cast
    with undone():
        assert walk.client("colleague").get("/").status_code == 200
        deactivate(user=cast.colleague, by=cast.actor("administrator"), at=NOW)
        assert walking.word(walk.client("colleague").get("/")) == "in"
        tried = walk.client("anonymous").post("/accounts/login/", {"login": "colleague", "password": PASSWORD})
        assert tried.headers.get("Location", "") in {"", "/accounts/inactive/"}
        assert "_auth_user_id" not in tried.client.session


def test_a_role_over_a_team_does_not_reach_the_centre(walk: Walk) -> None:
    cast = walk.world.cast
    with undone():
        role, by = Role.objects.get(code="supervisor"), cast.actor("administrator")
        team = walk.world.thing["team"]
        people.give_role(user=cast.neighbour, role=role, unit=team, starts=TODAY, by=by, at=NOW)
        assert _statuses(walk, "neighbour") == {404}
