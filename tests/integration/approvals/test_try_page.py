"""The page on which a manager tries a route: it asks what the route reads, answers in words, and keeps what was typed."""

import pytest
from django.test import Client

from engine.catalogue.models import Definition
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def page(cast: Cast, query: str = "", language: str = "en", who: str = "centre_manager") -> tuple[int, str]:
    client = Client(headers={"accept-language": language})
    person = cast.people[who]
    person.language = "en" if language == "en" else "zh-hant"
    person.save(update_fields=["language"])
    client.force_login(person)
    pk = Definition.objects.get(kind="workflow", key="purchase-requisition").pk
    answer = client.get(f"/design/routes/{pk}/try/{query}")
    return answer.status_code, answer.content.decode()


def test_it_asks_for_the_answers_that_the_route_reads_and_no_others(published: Cast) -> None:
    status, html = page(published)
    assert status == 200
    assert 'name="ask.request.total"' in html and "ask.request.title" not in html
    assert "Step by step" not in html


def test_it_says_who_would_approve_and_lights_the_way(published: Cast) -> None:
    _, html = page(published, "?ask.request.total=HK$20,000.01&unit=")
    assert "Above HK$20,000 needs" in html
    assert html.count("is-taken") == 4


def test_what_cannot_be_read_is_said_beside_its_field_and_stays(published: Cast) -> None:
    _, html = page(published, "?ask.request.total=plenty&unit=")
    assert "Write an amount, such as 5,000." in html and 'value="plenty"' in html
    assert "Step by step" not in html


def test_an_amount_that_is_missing_is_refused_in_words(published: Cast) -> None:
    _, html = page(published, "?ask.request.total=&unit=")
    assert "Stops here" in html and "names nobody to decide this" in html


def test_a_rejection_takes_the_other_way(published: Cast) -> None:
    _, html = page(published, "?ask.request.total=100&unit=&choose.approve=reject")
    assert "Rejected" in html.split("Step by step")[1].split("</ol>")[0]


def test_in_chinese(published: Cast) -> None:
    _, html = page(published, "?ask.request.total=5000&unit=", "zh-hant")
    assert "試行此流程" in html and "須由部門主管" in html


def test_nobody_who_does_not_design_finds_it(published: Cast) -> None:
    assert page(published, who="owner")[0] == 404
