"""What is kept of a page is made of its values and the language, and of nothing else."""

from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString

from config.frame import OpenDoor
from config.parts import address, part


def person(who: str) -> str:
    return part("parts/self.html", who=who, me_url="", roles=(), where="")


def test_other_values_are_another_part() -> None:
    assert "Chan" in person("Chan") and "Chan" not in person("Lee") and "Lee" in person("Lee")


def test_a_text_that_must_be_escaped_is_not_the_safe_one_kept_before() -> None:
    assert "<i>x</i>" in person(SafeString("<i>x</i>"))
    assert "<i>" not in person("<i>x</i>")


def test_each_language_has_its_own() -> None:
    said = []
    for code in ("en", "zh-hant", "en"):
        with translation.override(code):
            said.append(part("parts/dialogs.html"))
    assert said[0] == said[2] != said[1]


def test_a_door_that_is_shut_is_in_no_kept_part() -> None:
    doors = tuple(OpenDoor(key, key, "home", f"/{key}/") for key in ("home", "design"))
    assert "/design/" in part("parts/doors.html", doors=doors, back=(), lit="home", at="")
    assert "/design/" not in part("parts/doors.html", doors=doors[:1], back=(), lit="home", at="")


def test_the_number_that_waits_is_told_anew() -> None:
    def told(badge: int) -> str:
        inbox = OpenDoor("inbox", "Inbox", "inbox", "/inbox/", badge)
        return part("parts/doors.html", doors=(inbox,), back=(), lit="", at="")

    assert ">7<" not in told(0) and "7<span" in told(7) and "8<span" in told(8)


def test_an_address_is_what_reverse_says_and_nothing_where_there_is_no_such_page() -> None:
    assert address("home") == address("home") == reverse("home")
    assert address("no-such-page") == ""
