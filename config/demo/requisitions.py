"""What the demo's workers ask for: plausible requests over all three bands and their boundaries."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

FORM_KEY = "purchase-requisition"

BOUNDARIES = ("4999.99", "5000.00", "20000.00", "20000.01")
FUNDS = ["lump_sum_grant"] * 5 + ["lotteries_fund"] * 2 + ["donation", "programme_fee"]

# title, purchase type, category, the things bought, low and high price of one
WANTS: list[tuple[str, str, str, list[str], int, int]] = [
    (
        "Sensory room equipment",
        "equipment",
        "goods",
        ["Bubble tube, 1.5 m", "Weighted blanket", "Fibre-optic lights"],
        900,
        9000,
    ),
    ("Holiday programme coach hire", "transport", "services", ["Coach, full day", "Coach, half day"], 1400, 3200),
    (
        "Counselling room repair",
        "repair",
        "works",
        ["Repaint walls", "Replace door lock", "Repair ceiling panel"],
        800,
        14000,
    ),
    ("Printing of the parent handbook", "printing", "services", ["Handbook, 32 pages", "Poster, A2"], 8, 60),
    ("Play therapy toys", "programme_materials", "goods", ["Doll's house set", "Sand tray", "Puppets"], 120, 1800),
    ("Parenting group tutor", "tutor_fee", "services", ["Tutor, one session"], 600, 1500),
    ("Office chairs", "furniture", "goods", ["Task chair", "Visitor chair"], 450, 1900),
    ("Meeting room screen", "equipment", "goods", ["Display, 65 inch", "Wall mount", "Installation"], 500, 12000),
    ("Laptops for outreach", "software", "goods", ["Laptop computer", "Carrying case"], 200, 7800),
    ("Volunteer day lunch", "catering", "services", ["Lunch box"], 45, 80),
    ("Elderly home visit packs", "programme_materials", "goods", ["Gift pack"], 60, 180),
    ("Air conditioner servicing", "repair", "services", ["Service of one unit"], 350, 900),
    ("Children's book corner", "programme_materials", "goods", ["Picture books, set of ten", "Book shelf"], 300, 1600),
    ("Mother and baby room", "furniture", "goods", ["Nursing chair", "Changing table"], 900, 4200),
    ("First-aid training", "tutor_fee", "services", ["Course place"], 380, 900),
    ("Replacement of the lift lobby floor", "repair", "works", ["Floor tiles and labour"], 9000, 48000),
]

SUPPLIERS = [
    "Harbour Therapy Supplies",
    "Rainbow Learning Ltd",
    "Kowloon Office Depot",
    "Lion Rock Printing",
    "Peak Coaches",
    "Sunrise Works",
    "Golden Bauhinia Trading",
    "New Territories Engineering",
]

WHY = [
    "The old one failed its safety check; families use the room each week.",
    "Places for the coming quarter are full and the group starts next month.",
    "Asked for by parents at the last service users' meeting.",
    "In this year's plan, item agreed at the January staff meeting.",
    "The present one is beyond repair according to the technician.",
]


@dataclass(frozen=True)
class Request:
    """One request: the answers of the form, and how many quotations go with it."""

    answers: dict[str, Any]
    amount: Decimal


def request(dice: Random, day: date) -> Request:
    """A request made on `day`."""
    title, sort, category, things, low, high = dice.choice(WANTS)
    lines = _lines(dice, things, low, high)
    if dice.random() < 0.08:
        lines = [{"item": things[0], "quantity": 1, "unit_price": dice.choice(BOUNDARIES)}]
    amount = sum((Decimal(line["unit_price"]) * int(line["quantity"]) for line in lines), Decimal(0))
    chosen, *others = dice.sample(SUPPLIERS, 6)
    answers: dict[str, Any] = {
        "title": title,
        "purpose": dice.choice(WHY),
        "category": category,
        "purchase_type": sort,
        "fund": dice.choice(FUNDS),
        "needed_by": str(day + timedelta(days=dice.randint(20, 90))),
        "lines": lines,
        "supplier": chosen,
        "interest": False,
    }
    if amount >= 5000:
        answers["quotations"] = _quotations(dice, chosen, others, amount, day)
    return Request(answers, amount)


def _lines(dice: Random, things: list[str], low: int, high: int) -> list[dict[str, Any]]:
    chosen = dice.sample(things, dice.randint(1, len(things)))
    return [
        {
            "item": thing,
            "quantity": _quantity(dice, high),
            "unit_price": f"{dice.randint(low, high)}.{dice.choice('05')}0",
        }
        for thing in chosen
    ]


def _quantity(dice: Random, price: int) -> int:
    return dice.randint(1, 2) if price > 5000 else dice.randint(1, 6) if price > 500 else dice.randint(10, 120)


def _quotations(dice: Random, chosen: str, others: list[str], amount: Decimal, day: date) -> list[dict[str, Any]]:
    needed = 2 if amount <= 50_000 else 5
    rows = [{"supplier": chosen, "amount": f"{amount:.2f}"}]
    rows += [
        {"supplier": other, "amount": f"{amount * Decimal(dice.randint(102, 130)) / 100:.2f}"}
        for other in others[: needed - 1]
    ]
    channel = "verbal" if needed == 2 else "written"
    asked = str(day - timedelta(days=dice.randint(1, 9)))
    return [{**row, "channel": channel, "quoted_on": asked} for row in rows]
