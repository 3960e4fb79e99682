"""The rail shows a reader only the doors that open."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory

from config import frame as frame_module
from config.frame import DOORS, Frame


@dataclass
class Somebody:
    grants: set[str]
    user_id: str = "1"
    holdings: tuple[Any, ...] = field(default_factory=tuple)

    def may_anywhere(self, permission: str) -> bool:
        return permission in self.grants


@pytest.fixture(autouse=True)
def every_part_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame_module.Door, "url", lambda door: f"/{door.key}/")
    monkeypatch.setattr(Frame, "waiting", 9)


def frame_for(*grants: str, view: str = "home", app: str = "", cookies: dict[str, str] | None = None) -> Frame:
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies or {})
    request.actor = Somebody(set(grants))  # type: ignore[attr-defined]
    request.resolver_match = SimpleNamespace(view_name=view, url_name=view, app_name=app)  # type: ignore[assignment]
    return Frame(request)


def keys(frame: Frame) -> list[str]:
    return [door.key for door in frame.doors]


def test_someone_without_a_role_finds_home_and_inbox() -> None:
    assert keys(frame_for()) == ["home", "inbox"]


@pytest.mark.parametrize(
    ("grant", "door"), [("fill", "start"), ("see", "records"), ("report", "reports"), ("design", "design")]
)
def test_each_permission_opens_its_door(grant: str, door: str) -> None:
    assert keys(frame_for(grant)) == ["home", "inbox", door]


def test_six_doors_and_no_more() -> None:
    assert keys(frame_for("fill", "see", "report", "publish")) == [door.key for door in DOORS]


def test_nobody_signed_in_sees_no_door() -> None:
    request = RequestFactory().get("/")
    assert Frame(request).doors == ()
    assert Frame(request).unread == 0


def test_only_the_administrator_finds_people() -> None:
    assert [d.key for d in frame_for("see").back_rooms] == ["orders"]
    assert [d.key for d in frame_for("administer").back_rooms] == ["attention", "people"]


def test_who_gives_out_the_work_finds_what_needs_attention() -> None:
    assert [d.key for d in frame_for("assign").back_rooms] == ["attention"]


def test_the_inbox_carries_the_number_that_waits() -> None:
    assert {d.key: d.badge for d in frame_for().doors} == {"home": 0, "inbox": 9}


def test_the_door_behind_which_the_page_lies_is_lit() -> None:
    lit = [d.key for d in frame_for("design", view="design:version", app="design").doors if d.current]
    assert lit == ["design"]


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ('"><script>', ""), ("", "")])
def test_only_known_themes_reach_the_page(cookie: str, theme: str) -> None:
    assert frame_for(cookies={"theme": cookie}).theme == theme
