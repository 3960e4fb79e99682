"""Clients and PHQ-9 answers of the demo: most mild, some severe, item 9 now and then. Everybody is made up."""

from datetime import date, timedelta
from random import Random
from typing import Any

FORM_KEY = "phq-9"
ITEMS = ("interest", "mood", "sleep", "energy", "appetite", "self_view", "concentration", "movement")
WEIGHTS = {"well": (70, 22, 6, 2), "low": (30, 40, 20, 10), "unwell": (8, 25, 37, 30)}
LAST_WEIGHTS = (90, 7, 2, 1)
FAMILY = "陳李黃張林王吳劉何梁鄭馮"
GIVEN = ("志明", "美玲", "家豪", "詠詩", "子軒", "曉彤", "國強", "淑芬", "偉文", "嘉欣", "秀英", "俊傑")
DISTRICTS = ("wong_tai_sin", "kwun_tong", "sha_tin", "tsuen_wan")


def answers(dice: Random, day: date, keys: tuple[str, ...] = ("0", "1", "2", "3")) -> dict[str, Any]:
    """One assessment on `day`; `keys` are the four options of an item, mildest first."""
    weights = WEIGHTS[dice.choices(list(WEIGHTS), (55, 30, 15))[0]]
    found: dict[str, Any] = {item: dice.choices(keys, weights)[0] for item in ITEMS}
    last = dice.choices(keys, LAST_WEIGHTS)[0]
    return {"assessed_on": str(day), **found, "self_harm": last, "difficulty": _difficulty(found, keys)}


def _difficulty(found: dict[str, Any], keys: tuple[str, ...]) -> str:
    total = sum(keys.index(value) for value in found.values())
    return DIFFICULTIES[min(3, total // 7)]


DIFFICULTIES = ("none", "some", "very", "extreme")


def profile(dice: Random, day: date) -> dict[str, Any]:
    """A made-up person on the register; the telephone numbers begin with 5555."""
    born = day - timedelta(days=dice.randint(18 * 365, 80 * 365))
    return {
        "name": dice.choice(FAMILY) + dice.choice(GIVEN),
        "date_of_birth": str(born),
        "phone": f"5555{dice.randint(0, 9999):04d}",
        "district": dice.choice(DISTRICTS),
    }
