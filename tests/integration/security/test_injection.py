"""Nothing that a person types or an author writes becomes HTML: titles, labels, answers, names, comments, files.

H1 in a world whose every text is an attack, every page of everybody holds the words and none of the markup
H2 the words come back escaped where they are shown: a page that lost them proves nothing
H3 what stands in an address comes back escaped too
H4 in JSON and in headers the words stay words
H5 mail is plain text
"""

import json
from urllib.parse import quote

import pytest
from django.core import mail

from engine.notices.services import deliver_due
from tests.cast import NOW
from tests.integration.access import walking
from tests.integration.access.table import TABLE, Line
from tests.integration.access.walking import Walk, undone
from tests.integration.security.conftest import HTML
from tests.integration.security.markup import faults

pytestmark = pytest.mark.django_db
ATTACK = HTML
RAW, ESCAPED = "<img src=x", "&lt;img src=x"
SHOWN = [line for line in TABLE if "ok" in line.expected("get").values() and line.name not in {"source"}]
# Pages of the centre's own things: each must show at least one of its words.
TELLING = {
    "home", "inbox", "task", "process", "form:drafts", "form:fill", "form:review", "form:discard", "form:submission",
    "form:print", "form:start", "approvals:orders", "approvals:order", "approvals:record", "records:list",
    "records:detail", "design:index", "design:definition", "design:edit", "design:version", "people:index",
    "people:units", "people:join", "start",
}  # fmt: skip


def _readers(line: Line) -> list[str]:
    return [who for who, word in line.expected("get").items() if word == "ok"]


def _is_page(came: walking.Came) -> bool:
    return came.response.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("line", SHOWN, ids=str)
def test_no_page_holds_the_markup(line: Line, attacked: Walk) -> None:
    pages = [came for who in _readers(line)[:2] if _is_page(came := attacked.ask(who, "get", line))]
    for came in pages:
        assert RAW not in came.body and faults(came.body) == []
    if line.name in TELLING:
        assert any(ESCAPED in came.body for came in pages)


@pytest.mark.parametrize("line", [one for one in TABLE if "ok" in one.expected("post").values()], ids=str)
def test_no_answer_to_a_form_holds_the_markup(line: Line, attacked: Walk) -> None:
    who = next(who for who, word in line.expected("post").items() if word == "ok")
    came = attacked.ask(who, "post", line)
    assert not _is_page(came) or (RAW not in came.body and faults(came.body) == [])


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("owner", "/inbox/?show={}"),
        ("owner", "/records/on/client/?q={}&status={}"),
        ("owner", "/no/such/{}/"),
        ("administrator", "/people/?q={}"),
        ("auditor", "/audit/?q={}&from={}"),
        ("auditor", "/approvals/orders/?unit={}&year={}"),
        ("auditor", "/reports/days-to-decide/?p-year={}"),
        ("auditor", "/reports/days-to-decide/?p-centre={}"),
        ("auditor", "/reports/days-to-decide/?row={}"),
        ("department_head", "/tasks/{task}/?ask={}"),
        ("anonymous", "/accounts/login/?next={}"),
        ("anonymous", "/people/join/{}/"),
    ],
)
def test_no_address_is_echoed_as_markup(who: str, address: str, attacked: Walk) -> None:
    task = str(attacked.world.thing["waiting_task"].pk)
    words = address.replace("{task}", task).replace("{}", quote(HTML, safe=""))
    page = walking.body(attacked.client(who).get(words))
    assert RAW not in page and faults(page) == []


def test_a_refused_form_shows_what_was_typed_as_words(attacked: Walk) -> None:
    record, unit = attacked.world.url("record"), str(attacked.world.cast.wts.pk)
    posts = [
        ("owner", f"/records/{record}/status/", {"status": HTML, "reason": HTML}),
        ("department_head", f"/tasks/{attacked.world.thing['waiting_task'].pk}/",
         {"verdict": "reject", "asked": "1", "reason": HTML, "comment": HTML}),
        ("centre_manager", "/design/new/", {"source": '{"kind": "form"} ' + HTML, "owner": unit}),
        ("administrator", "/people/invite/", {"username": HTML, "name_en": HTML, "email": HTML}),
        ("anonymous", "/accounts/login/", {"login": HTML, "password": HTML}),
    ]  # fmt: skip
    for who, address, data in posts:
        with undone():
            page = walking.body(attacked.client(who).post(address, data))
        assert RAW not in page and faults(page) == [], address
        assert ESCAPED in page, address


def test_data_inside_a_page_cannot_end_its_script(attacked: Walk) -> None:
    page = walking.body(attacked.client("owner").get(f"/forms/drafts/{attacked.world.url('loose')}/page/all/"))
    inside = [
        part.split("</script>")[0].split(">", 1)[1] for part in page.split("<script") if "application/json" in part
    ]
    assert inside
    assert any("img src=x" in str(json.loads(text)) for text in inside)


def test_autosave_and_its_conflict_panel_stay_words(attacked: Walk) -> None:
    address = f"/forms/drafts/{attacked.world.url('loose')}/autosave/"
    body = json.dumps({"revision": 99, "page": "all", "changes": {"name": HTML + "!", "story": HTML}})
    with undone():
        answer = attacked.client("owner").post(address, body, content_type="application/json")
    assert answer.status_code == 409 and answer["Content-Type"] == "application/json"
    panel = answer.json().get("panel", "")
    assert ESCAPED in panel and RAW not in panel and faults(panel) == []


def test_a_file_keeps_a_plain_name_in_its_header(attacked: Walk) -> None:
    draft, ref = attacked.world.url("draft"), attacked.world.url("draft_ref")
    answer = attacked.client("owner").get(f"/forms/drafts/{draft}/file/{ref}/")
    named = answer["Content-Disposition"]
    assert not set("<>\r\n") & set(named) and named.count('"') <= 2


def test_mail_is_plain_text(attacked: Walk) -> None:
    with undone():
        deliver_due(NOW, most=500)
        sent = list(mail.outbox)
    assert sent and all(not getattr(one, "alternatives", []) and one.content_subtype == "plain" for one in sent)
    assert [one.subject for one in sent if "img src" in one.subject or "\n" in one.subject] == []
