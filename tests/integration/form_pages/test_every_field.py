"""A form with every type of field, filled as a page without a script sends it, to the submission, its cells and paper.

EP1 every page shows every field; what a page posts from the plain controls is the answer
EP2 what was answered stands in the controls again, also where it is wrong
EP3 the review, the submission and the sheet of paper show every answer in both languages
EP4 reports read each answer in its column, rows within rows too
EP5 a long list is searched by words, beneath the option chosen elsewhere, and to nobody else
"""

import json
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from engine.people.actor import Scope
from form_builder.datasets import FormSource
from form_builder.models import Draft, Submission
from tests.every_field import document, streets
from tests.integration.form_pages.conftest import Publish, Start, page_url

pytestmark = pytest.mark.django_db

WORDS = {
    "name": "Chan Tai Man", "story": "It began <b>slowly</b>.", "members": "3", "temperature": "36.5", "income": "12,000",
    "pain": "7", "service": "4",
}  # fmt: skip
DAYS = {
    "born": "1950-02-28", "from": "14:30", "until": "16:15", "travel.hours": "", "travel.minutes": "45",
    "next.date": "2025-12-01", "next.time": "09:00", "onset.year": "2019", "onset.month": "05", "onset.day": "",
    "onset.approximate": "1",
}  # fmt: skip
CHOICES = {
    "alone": "no", "housing": ["", "other"], "housing.other": "A boat", "aids": ["", "stick", "other"],
    "aids.other": "A frame", "region": "kowloon", "district": "wts", "street": "港灣道",
    "needs._of": ["home", "money", "health"], "needs.home": "2", "needs.money": "3", "needs.health": "1",
    "mood.calm": "1", "mood.sleep": "2", "mood.eat": "3",
}  # fmt: skip
ROWS = {
    "carer_name": "Ms Wong",
    "costs._rows": "1", "costs._row": ["0", "1"], "costs.0.what": "Bus", "costs.0.much": "12.5",
    "costs.1.what": "Tea", "costs.1.much": "20",
    "children._rows": "1", "children._row": ["0"], "children.0.child": "Siu Ming",
    "children.0.schools._rows": "1", "children.0.schools._row": ["0", "1"],
    "children.0.schools.0.school": "One", "children.0.schools.0.years": "3",
    "children.0.schools.1.school": "Two", "children.0.schools.1.years": "2",
    "sharing.agreed": ["", "yes"], "sharing.language": "en", "signed.name": "Chan Tai Man",
}  # fmt: skip
PAGES: Mapping[str, Mapping[str, Any]] = {"words": WORDS, "days": DAYS, "choices": CHOICES, "rows": ROWS}


class Controls(HTMLParser):
    """The controls of a page by name: what each would send."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._select, self._blank = "", 0
        self.feed(html)

    def handle_endtag(self, tag: str) -> None:
        self._blank -= tag == "template"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self._blank += tag == "template"
        name = "" if self._blank else told.get("name") or ""
        if tag == "select":
            self._select = name
        elif tag == "option" and "selected" in told:
            self.sent.setdefault(self._select, []).append(told.get("value") or "")
        elif tag == "input" and name:
            if told.get("type") in {"radio", "checkbox"} and "checked" not in told:
                return
            self.sent.setdefault(name, []).append(told.get("value") or "")


@pytest.fixture
def draft(publish: Publish, begin: Start) -> Draft:
    publish(dict(streets().body))
    return begin(version=publish(dict(document().body)))


def send(client: Client, draft: Draft, page: str, answers: Mapping[str, Any]) -> Any:
    draft.refresh_from_db()
    return client.post(page_url(draft, page), {"_revision": draft.revision, **answers})


def fill(client: Client, draft: Draft) -> None:
    for page, answers in PAGES.items():
        answer = send(client, draft, page, answers)
        assert answer.status_code == 302, answer.content.decode()


def test_a_page_sends_every_answer_and_shows_it_again(owner: Client, draft: Draft) -> None:
    fill(owner, draft)
    draft.refresh_from_db()
    assert draft.answers["travel"] == 45
    assert draft.answers["next"] == "2025-12-01T09:00:00+08:00"
    assert draft.answers["onset"] == "2019-05~"
    assert draft.answers["needs"] == ["health", "home", "money"]
    assert draft.answers["street"] == "harbour"
    assert draft.answers["children"][0]["schools"][1] == {"school": "Two", "years": 2}
    agreed, signed = draft.answers["sharing"], draft.answers["signed"]
    assert (agreed["text"], agreed["edition"]) == ("The centre may speak with the school.", "2025-11")
    assert signed["name"] == "Chan Tai Man" and agreed["at"] and signed["at"]
    for page, answers in PAGES.items():
        sent = Controls(owner.get(page_url(draft, page)).content.decode()).sent
        for name, value in answers.items():
            wanted = value if isinstance(value, list) else [value]
            if name in {"story", "street", "income", "travel.hours", "costs.0.much", "costs.1.much"}:
                continue
            assert [one for one in sent[name] if one] == [one for one in wanted if one], name
        assert sent.get("travel.hours", ["0"]) == ["0"]


def test_words_that_do_not_read_stay_in_their_controls(owner: Client, draft: Draft) -> None:
    wrong = {**DAYS, "next.time": "", "onset.month": "", "onset.day": "31", "travel.minutes": "75"}
    answer = send(owner, draft, "days", wrong)
    assert answer.status_code == 422
    sent = Controls(answer.content.decode()).sent
    assert (sent["next.date"], sent["onset.day"], sent["travel.minutes"]) == (["2025-12-01"], ["31"], ["75"])
    ranked = {**CHOICES, "needs.home": "1", "street": "Nowhere Road"}
    html = send(owner, draft, "choices", ranked).content.decode()
    sent = Controls(html).sent
    assert (sent["needs.home"], sent["needs.health"], sent["street"]) == (["1"], ["1"], ["Nowhere Road"])
    assert "is given twice" in html


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_it_is_reviewed_submitted_and_printed(owner: Client, draft: Draft, language: str) -> None:
    owner.cookies["django_language"] = language
    fill(owner, draft)
    said = {
        "en": [
            "about May 2019",
            "1 h 45 min",
            "edition 2025-11): “The centre may speak",
            "Chan Tai Man · Typed",
            "1. Health; 2. A home; 3. Money",
            "A boat",
            "Harbour Road",
            "Sometimes",
        ],
        "zh-hant": [
            "約2019年5月",
            "1小時45分鐘",
            "第 2025-11 版）：「The centre may speak",
            "Chan Tai Man · 輸入姓名簽署",
            "1. 健康；2. 居所；3. 金錢",
            "A boat",
            "港灣道",
            "有時",
        ],
    }[language]
    review = reverse("form:review", args=[draft.pk])
    html = owner.get(review).content.decode()
    assert [words for words in [*said, "Siu Ming", "Two"] if words not in html] == []
    assert owner.post(review).status_code == 302
    submission = Submission.objects.get()
    for name in ("form:submission", "form:print"):
        html = owner.get(reverse(name, args=[submission.pk])).content.decode()
        assert [words for words in [*said, "Siu Ming", "Two"] if words not in html] == []
        assert "<b>slowly</b>" not in html


def test_reports_read_every_answer(owner: Client, draft: Draft) -> None:
    fill(owner, draft)
    owner.post(reverse("form:review", args=[draft.pk]))
    source = FormSource()

    def rows(key: str, *columns: str) -> list[tuple[Any, ...]]:
        dataset = source.find(key, draft.unit)
        assert dataset is not None
        return list(dataset.rows(Scope.everything(), columns))

    [one] = rows(
        "form:every-field",
        "visit",
        "needs",
        "mood.sleep",
        "housing.other",
        "aids",
        "next",
        "age",
        "wellbeing",
        "sharing",
        "signed",
    )
    assert one[:5] == (105, ("health", "home", "money"), "2", "A boat", ("stick", "other"))
    assert one[5].isoformat() == "2025-12-01T09:00:00+08:00"
    assert one[6:] == (75, 6, True, "typed")
    assert rows("form:every-field/costs", "what", "much") == [("Bus", 1250), ("Tea", 2000)]
    assert rows("form:every-field/children.schools", "school", "years") == [("One", 3), ("Two", 2)]


def test_a_long_list_is_searched(owner: Client, draft: Draft, signed_in: Callable[[str], Client]) -> None:
    url = reverse("form:options", args=[draft.pk])
    found = json.loads(owner.get(url, {"item": "street", "q": "harbour"}).content)
    assert found == {"options": [{"key": "harbour", "label": "Harbour Road"}], "more": False}
    many = json.loads(owner.get(url, {"item": "street", "q": "例子"}).content)
    assert len(many["options"]) == 30 and many["more"]
    beneath = json.loads(owner.get(url, {"item": "district", "q": "", "under": "island"}).content)
    assert [one["key"] for one in beneath["options"]] == ["east"]
    assert json.loads(owner.get(url, {"item": "name", "q": ""}).content)["options"] == []
    assert signed_in("outsider").get(url, {"item": "street"}).status_code == 404
    page = owner.get(page_url(draft, "choices")).content
    assert len(page) < 60_000 and b"Example Street" not in page
