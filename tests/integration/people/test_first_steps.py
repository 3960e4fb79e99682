"""The first administrator is told which roles are needed, until somebody else is there."""

import pytest
from django.test import Client
from django.urls import reverse

from engine.people.models import Role, User
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SET_UP = {
    "organisation_en": "Lantern Society", "organisation_zh": "燈社", "kind": "ngo", "code": "LS", "name_en": "Au Wing",
    "name_zh": "", "username": "first", "email": "", "password": "seven green bottles", "again": "seven green bottles",
}  # fmt: skip


def test_the_first_page_says_which_roles_are_needed(client: Client) -> None:
    assert client.post("/setup/", SET_UP).status_code == 302
    user = User.objects.get()
    client.force_login(user)
    page = client.get("/").content.decode()
    assert "First steps" in page and "To read reports" in page and "Social worker" in page
    give = reverse("people:give_role", args=[user.pk])
    assert give in page
    data = {"role": "director", "unit": str(user.home_unit_id), "starts": "2999-01-01"}
    assert Role.objects.filter(code="director").exists()
    assert client.post(give, data).status_code == 302


def test_nobody_else_is_told(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    assert "First steps" not in client.get("/").content.decode()
