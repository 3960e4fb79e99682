"""Who a request belongs to: the session and its person, read anew each time."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from engine.people.backends import PeopleBackend
from engine.people.sessions import SessionStore
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_person_of_a_session_comes_with_their_unit(cast: Cast) -> None:
    found = PeopleBackend().get_user(cast.owner.pk)
    assert found == cast.owner and found is not None
    assert "home_unit" in found._state.fields_cache and found.home_unit == cast.wts


def test_a_deactivated_person_is_nobody_at_once(cast: Cast, client: Client) -> None:
    client.force_login(cast.owner)
    assert client.get("/people/me/").status_code == 200
    type(cast.owner).objects.filter(pk=cast.owner.pk).update(is_active=False)
    assert client.get("/people/me/").status_code == 302
    assert PeopleBackend().get_user(cast.owner.pk) is None


def test_a_key_that_was_never_given_out_is_not_taken_over() -> None:
    store = SessionStore("a" * 32)
    store["seen"] = 1
    store.save()
    assert store.session_key != "a" * 32 and Session.objects.count() == 1
