"""The cast that every test knows: two NGOs under one federation, and people of every role.

owner and colleague work at WTS; neighbour works at KT of the same NGO; outsider works for the other NGO.
team_head, supervisor, department_head and centre_manager lead WTS; finance_head and director serve the whole NGO;
administrator and auditor serve the federation.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from engine.people.actor import Actor, actor_of
from engine.people.models import Holding, Role, Unit, User

NOW = datetime(2025, 11, 14, 10, 42, tzinfo=ZoneInfo("Asia/Hong_Kong"))
TODAY = NOW.date()
LONG_AGO = date(2024, 4, 1)
PASSWORD = "a long enough password"
ROLES = Path(__file__).resolve().parent.parent / "definitions" / "roles" / "roles.json"

UNITS = [
    ("HKF", None, "federation", "Hoi Kwong Federation", "海光聯會"),
    ("HKN", "HKF", "ngo", "Hoi Kwong Social Services", "海光社會服務"),
    ("WTS", "HKN", "centre", "Wong Tai Sin Centre", "黃大仙中心"),
    ("KT", "HKN", "centre", "Kwun Tong Centre", "觀塘中心"),
    ("ST", "HKN", "centre", "Sha Tin Centre", "沙田中心"),
    ("OTN", "HKF", "ngo", "Chung Sing Association", "頌聲會"),
    ("OTC", "OTN", "centre", "Tsuen Wan Centre", "荃灣中心"),
]

PEOPLE = [
    ("owner", "worker", "WTS", "Chan Siu Ming", "陳小明"),
    ("colleague", "worker", "WTS", "Lee Ka Yan", "李嘉欣"),
    ("neighbour", "worker", "KT", "Ho Chi Wai", "何志偉"),
    ("outsider", "worker", "OTC", "Ng Wai Man", "吳慧敏"),
    ("auditor", "auditor", "HKF", "Lam Tsz Ching", "林子晴"),
    ("team_head", "team_head", "WTS", "Yip Mei Ling", "葉美玲"),
    ("supervisor", "supervisor", "WTS", "Kwok Pui Shan", "郭佩珊"),
    ("department_head", "department_head", "WTS", "Tang Kin Fai", "鄧健輝"),
    ("centre_manager", "centre_manager", "WTS", "Wong Lai Fong", "黃麗芳"),
    ("finance_head", "finance_head", "HKN", "Cheung Man Kit", "張文傑"),
    ("director", "director", "HKN", "Leung Suk Yee", "梁淑儀"),
    ("administrator", "administrator", "HKF", "Fung Ho Yin", "馮浩然"),
]


@dataclass
class Cast:
    """`cast.owner` is a User, `cast.actor("owner")` the Actor of today, `cast.unit("WTS")` a Unit."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        people = self.__dict__.get("people", {})
        if name not in people:
            raise AttributeError(name)
        return people[name]

    def unit(self, code: str) -> Unit:
        return self.units[code]

    @property
    def federation(self) -> Unit:
        return self.units["HKF"]

    @property
    def ngo(self) -> Unit:
        return self.units["HKN"]

    @property
    def wts(self) -> Unit:
        return self.units["WTS"]

    @property
    def kt(self) -> Unit:
        return self.units["KT"]

    @property
    def st(self) -> Unit:
        return self.units["ST"]

    @property
    def other_ngo(self) -> Unit:
        return self.units["OTN"]

    @property
    def other_centre(self) -> Unit:
        return self.units["OTC"]

    def actor(self, name: str, on: date = TODAY) -> Actor:
        return actor_of(self.people[name], on)


def assemble() -> Cast:
    """Writes the cast into the database."""
    cast = Cast()
    for row in json.loads(ROLES.read_text(encoding="utf-8"))["roles"]:
        Role.objects.get_or_create(code=row["code"], defaults={"name": row["name"], "grants": row["grants"]})
    for code, parent, kind, name_en, name_zh in UNITS:
        above = cast.units[parent] if parent else None
        cast.units[code] = Unit.objects.create(code=code, parent=above, kind=kind, name_en=name_en, name_zh=name_zh)
    for username, role, code, name_en, name_zh in PEOPLE:
        cast.people[username] = _person(username, cast.units[code], name_en, name_zh)
        Holding.objects.create(user=cast.people[username], role_id=role, unit=cast.units[code], starts=LONG_AGO)
    return cast


def _person(username: str, home: Unit, name_en: str, name_zh: str) -> User:
    return User.objects.create_user(
        username, PASSWORD, email=f"{username}@example.org", name_en=name_en, name_zh=name_zh, home_unit=home
    )
