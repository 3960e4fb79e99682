"""Whatever is sent, the answer is a sentence: no address breaks, nothing is stored, nothing is lost.

G1 nonsense in a query, a posted form or an address is answered below 500
G2 nonsense for answers is refused as a whole, or kept as typed and judged; never stored as something else
G3 a NUL is refused everywhere: PostgreSQL keeps none
"""

import pytest

from form_builder.models import Draft
from tests.integration.access import walking
from tests.integration.access.walking import Walk, undone

pytestmark = pytest.mark.django_db
NONSENSE = ("zzz", "-1", "99999999999999999999999", "a" * 3000, "%F0%9F%90%9F", "'--", "%ED%A0%80", "[]")
ADDRESSES = {
    "owner": (
        "/?x={}", "/inbox/?show={}&page={}", "/start/?subject={}", "/tasks/{}/", "/processes/{}/", "/notices/?page={}",
        "/records/on/client/?q={}&status={}&page={}", "/records/on/{}/",
    ),
    "auditor": (
        "/approvals/orders/?unit={}&year={}&page={}", "/reports/days-to-decide/?p-year={}&p-centre={}",
        "/reports/{}/", "/reports/days-to-decide/rows/?row={}&column={}", "/reports/days-to-decide/csv/?p-year={}",
        "/reports/days-to-decide/rows/?page={}", "/audit/?q={}&from={}&to={}&page={}",
    ),
    "administrator": ("/people/?q={}&page={}", "/people/roles/{}/", "/people/invite/?unit={}"),
    "anonymous": ("/people/join/{}/", "/accounts/login/?next={}", "/accounts/password/reset/key/{}-{}/"),
}  # fmt: skip
ASKED = [(who, address) for who, addresses in ADDRESSES.items() for address in addresses]


@pytest.mark.parametrize(("who", "address"), ASKED)
def test_nonsense_in_an_address_breaks_nothing(who: str, address: str, walk: Walk) -> None:
    found = {}
    for nonsense in NONSENSE:
        with undone():
            found[nonsense[:20]] = walk.client(who).get(address.replace("{}", nonsense)).status_code
    assert {about: status for about, status in found.items() if status >= 500} == {}


TEXTS = ("", "zzz", "9" * 40, "a" * 20_000, "²", "\x00")
POSTED = (
    ("department_head", "/tasks/{waiting_task}/", ("verdict", "step", "reason", "comment", "asked")),
    ("supervisor", "/tasks/{errand_task}/", ("outcome", "comment", "asked")),
    ("owner", "/processes/{waiting}/withdraw/", ("reason",)),
    ("owner", "/start/", ("version", "unit", "subject")),
    ("owner", "/forms/start/{form}/", ("unit", "subject")),
    ("owner", "/forms/drafts/{draft}/page/need/", ("_revision", "title", "budget_left", "needed_by", "_go", "_add:x")),
    ("owner", "/forms/drafts/{draft}/page/items/", ("lines._rows", "lines._row", "lines.0.quantity", "_up:lines.0")),
    ("owner", "/forms/{alone}/amend/", ("reason",)),
    ("owner", "/records/on/client/new/", ("unit",)),
    ("owner", "/records/{record}/status/", ("status", "reason")),
    ("owner", "/people/me/language/", ("language",)),
    ("owner", "/people/me/stand-in/", ("deputy", "starts", "ends")),
    ("administrator", "/people/invite/", ("username", "name_en", "email", "unit", "role", "starts", "language")),
    ("administrator", "/people/{invited}/edit/", ("name_en", "email", "home_unit")),
    ("administrator", "/people/roles/clerk/", ("name_en", "grants")),
    ("centre_manager", "/design/new/", ("source", "owner")),
    ("centre_manager", "/design/{definition}/four-eyes/", ("needed",)),
    ("anonymous", "/accounts/login/", ("login", "password", "next")),
    ("anonymous", "/language/", ("language", "next")),
)


@pytest.mark.parametrize(("who", "address", "names"), POSTED, ids=[f"{who} {at}" for who, at, _ in POSTED])
def test_nonsense_in_a_posted_form_breaks_nothing(who: str, address: str, names: tuple[str, ...], walk: Walk) -> None:
    at = address.format(**{name: walk.world.url(name) for name in walk.world.thing})
    found = {}
    for text in TEXTS:
        for chosen in (names, names[1:]):
            with undone():
                found[text[:20], chosen] = walk.client(who).post(at, dict.fromkeys(chosen, text)).status_code
    assert {about: status for about, status in found.items() if status >= 500} == {}


def _autosave(walk: Walk, raw: str | bytes) -> int:
    client, draft = walk.client("owner"), walk.world.url("draft")
    address = f"/forms/drafts/{draft}/autosave/"
    return client.post(address, raw, content_type="application/json").status_code


@pytest.mark.parametrize(
    "raw",
    [
        "[]", "null", "{", "", b"\xff\xfe", '{"changes": {}}', '{"revision": "2", "changes": {}}',
        '{"revision": true, "changes": {}}', '{"revision": 2, "changes": []}',
        '{"revision": 2, "changes": {"title": ' + "[" * 200_000 + "]" * 200_000 + "}}",
        '{"revision": 2, "changes": {"budget_left": ' + "9" * 6000 + "}}",
        '{"revision": 2, "changes": {"no_such_field": "x"}}',
    ],
    ids=lambda raw: str(raw)[:40],
)  # fmt: skip
def test_what_are_no_answers_is_refused_as_a_whole(raw: str | bytes, walk: Walk) -> None:
    before = walk.world.thing["draft"].answers
    with undone():
        assert _autosave(walk, raw) == 422
        assert Draft.objects.get(pk=walk.world.url("draft")).answers == before


FIELDS = ("title", "budget_left", "needed_by", "category", "lines", "interest", "other_files")
WRONG = ("1.5", "NaN", "1e999", '"99999-99-99"', '{"a": 1}', '["x"]', '"a\\u0000b"', '"a\\ud800b"', "true", "[[[[1]]]]")


@pytest.mark.parametrize("value", WRONG)
def test_an_answer_of_the_wrong_type_is_kept_as_typed_and_judged(value: str, walk: Walk) -> None:
    changes = ", ".join(f'"{field}": {value}' for field in FIELDS)
    with undone():
        assert _autosave(walk, f'{{"revision": 2, "page": "need", "changes": {{{changes}}}}}') == 200
        review = f"/forms/drafts/{walk.world.url('draft')}/review/"
        assert walk.client("owner").get(review).status_code == 200
        assert walk.client("owner").post(review).status_code == 422


def test_a_forged_calculated_value_is_not_taken(walk: Walk) -> None:
    with undone():
        assert _autosave(walk, '{"revision": 2, "page": "need", "changes": {"total": "1.00"}}') == 200
        assert "total" not in Draft.objects.get(pk=walk.world.url("draft")).answers


def test_a_body_beyond_the_limit_is_refused_in_words(walk: Walk) -> None:
    client, draft = walk.client("owner"), walk.world.url("draft")
    raw = '{"revision": 2, "changes": {"title": "' + "a" * 6_000_000 + '"}}'
    answer = client.post(f"/forms/drafts/{draft}/autosave/", raw, content_type="application/json")
    assert answer.status_code == 400 and "could not be read" in walking.body(answer)


@pytest.mark.parametrize("address", ["/inbox/?show=%00", "/people/me/?a%00b=1", "/records/on/client/?q=a%00b"])
def test_a_nul_in_an_address_is_refused_in_words(address: str, walk: Walk) -> None:
    answer = walk.client("owner").get(address)
    assert answer.status_code == 400 and "could not be read" in walking.body(answer)


@pytest.mark.parametrize("data", [{"reason": "a\x00b"}, {"a\x00b": "x"}])
def test_a_nul_in_a_form_is_refused_and_changes_nothing(data: dict[str, str], walk: Walk) -> None:
    with undone():
        answer = walk.client("owner").post(f"/processes/{walk.world.url('waiting')}/withdraw/", data)
        assert answer.status_code == 400 and walking.rows() == walk.before


@pytest.mark.parametrize(
    "onward",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example"],
)
def test_nobody_is_led_to_another_site(onward: str, walk: Walk) -> None:
    with undone():
        signed = walk.client("anonymous").post(
            "/accounts/login/", {"login": "colleague", "password": "a long enough password", "next": onward}
        )
        spoken = walk.client("owner").post("/language/", {"language": "en", "next": onward})
        for answer in (signed, spoken):
            assert "evil" not in answer["Location"] and "javascript" not in answer["Location"]
