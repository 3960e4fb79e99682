"""Scores over time: the course of a person's scores and the change since the last, to those who may read them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from engine.audit.models import Entry
from engine.catalogue.models import Version
from engine.catalogue.services import import_documents
from engine.language.documents import Document
from engine.records.models import Record
from form_builder import services
from form_builder.addresses import submission_url
from form_builder.courses import courses_about, courses_until
from form_builder.errors import TextNeeded
from form_builder.models import Submission
from tests.cast import NOW, TODAY, Cast
from tests.unit.forms.notation import form, item
from tests.unit.forms.test_scoring import BANDS, ITEMS, score

pytestmark = pytest.mark.django_db
CHANGE = {"better": "lower", "least": 2, "sd": 1, "reliability": "0.5", "source": "A study"}


@pytest.fixture
def scale(cast: Cast) -> Version:
    document = form(*ITEMS, scores=[score(bands=BANDS, change=CHANGE)])
    return put_in_force(cast, document)


@pytest.fixture
def client_record(cast: Cast, scale: Version) -> Record:
    return Record.objects.create(
        register="client", version=scale, unit=cast.wts, number="C1", title="陳大文", created_at=NOW, changed_at=NOW
    )


def put_in_force(cast: Cast, document: Document) -> Version:
    by = cast.actor("centre_manager")
    return import_documents(sources=[document.source], owner=cast.wts, publish_them=True, by=by, at=NOW)[0]


def hand_in(cast: Cast, scale: Version, record: Record, points: str, days: int) -> Submission:
    at, by = NOW + timedelta(days=days), cast.actor("owner")
    answers = {f"q{n}": point for n, point in enumerate(points, 1)}
    draft = services.start_draft(version=scale, unit=cast.wts, subject=record, answers=answers, by=by, at=at)
    return services.submit(draft=draft, by=by, at=at)


def test_the_course_and_the_change_of_a_person(cast: Cast, scale: Version, client_record: Record) -> None:
    first = hand_in(cast, scale, client_record, "222", 0)
    last = hand_in(cast, scale, client_record, "210", 30)
    owner = cast.actor("owner")
    assert courses_until(first, owner) == []
    [course] = courses_until(last, owner)
    assert [(str(point.value), point.band and point.band.key) for point in course.points] == [
        ("6", "high"),
        ("3", "high"),
    ]
    assert course.change is not None
    assert (course.change.direction, course.change.reliable, course.change.matters) == ("better", True, True)
    assert len(courses_about(client_record, owner)) == 1
    assert courses_about(client_record, cast.actor("outsider")) == []


def test_the_page_shows_it_and_the_look_is_noted(
    client: Client, cast: Cast, scale: Version, client_record: Record
) -> None:
    hand_in(cast, scale, client_record, "222", 0)
    last = hand_in(cast, scale, client_record, "210", 30)
    client.force_login(cast.owner)
    page = client.get(submission_url(last)).content.decode()
    assert "3 lower than on" in page and "Better" in page and "<polyline" in page
    assert "reliable change index -3.00" in page and "A study" in page
    assert Entry.objects.filter(reason="scores over time").count() == 1


def test_nobody_starts_a_scale_without_its_wording(client: Client, cast: Cast) -> None:
    document = form(
        *ITEMS, key="slot", text_source_required=True, licence_note={"en": "Ask the owner", "zh-Hant": "請查詢"}
    )
    version = put_in_force(cast, document)
    with pytest.raises(TextNeeded):
        services.start_draft(version=version, unit=cast.wts, by=cast.actor("owner"), at=NOW)
    client.force_login(cast.owner)
    page: Any = client.get(f"/forms/start/{version.pk}/", follow=True)
    assert "Ask the owner" in page.content.decode()
    assert "slot" not in [one.version.definition.key for one in _startable(cast)]


def _startable(cast: Cast) -> Any:
    from workflows.starting import startable

    return startable(cast.actor("owner"), TODAY)


def test_what_is_collected_is_there_in_both_languages(client: Client, cast: Cast) -> None:
    document = form(
        item("text", "name", sensitivity="personal", purpose={"en": "To greet", "zh-Hant": "以便稱呼"}), key="asks"
    )
    version = put_in_force(cast, document)
    client.force_login(cast.owner)
    page = client.get(f"/forms/collected/{version.pk}/").content.decode()
    assert "To greet" in page and "以便稱呼" in page and "name字" in page
    client.force_login(cast.outsider)
    assert client.get(f"/forms/collected/{version.pk}/").status_code == 404
