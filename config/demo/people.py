"""The units and people of the demo world. All of them are made up."""

from dataclasses import dataclass, field
from datetime import date

from engine.people.models import Holding, LineManager, Role, Unit, User

PASSWORD = "harbour-lantern-2025"  # noqa: S105  the demo's one password, printed at every start

UNITS = [
    ("FED", None, "federation", "Demo Federation of Family Services", "示範家庭服務聯會"),
    ("HLF", "FED", "ngo", "Harbour Lantern Family Services", "海燈家庭服務"),
    ("WTS", "HLF", "centre", "Wong Tai Sin Centre", "黃大仙中心"),
    ("KT", "HLF", "centre", "Kwun Tong Centre", "觀塘中心"),
    ("ST", "HLF", "centre", "Sha Tin Centre", "沙田中心"),
    ("GVS", "FED", "ngo", "Green Valley Society", "翠谷會"),
    ("TW", "GVS", "centre", "Tsuen Wan Centre", "荃灣中心"),
]

# username, role, unit, English name, Chinese name, what they are in the demo
PEOPLE = [
    ("worker.wts", "worker", "WTS", "Lee Wai Man", "李慧敏"),
    ("worker2.wts", "worker", "WTS", "Chan Ka Ho", "陳家豪"),
    ("programme.wts", "programme_worker", "WTS", "Mak Sin Yee", "麥倩儀"),
    ("teamhead.wts", "team_head", "WTS", "Ng Siu Fan", "吳小芬"),
    ("depthead.wts", "department_head", "WTS", "Ho Ka Yan", "何家欣"),
    ("supervisor.wts", "supervisor", "WTS", "Kwok Chi Keung", "郭志強"),
    ("manager.wts", "centre_manager", "WTS", "Tam Yuk Lin", "譚玉蓮"),
    ("worker.kt", "worker", "KT", "Yeung Pui Ling", "楊佩玲"),
    ("worker2.kt", "worker", "KT", "Law Tsz Hin", "羅子軒"),
    ("teamhead.kt", "team_head", "KT", "Poon Wing Sze", "潘詠詩"),
    ("depthead.kt", "department_head", "KT", "Siu Kwok Wai", "蕭國偉"),
    ("supervisor.kt", "supervisor", "KT", "Fong Mei Po", "方美寶"),
    ("manager.kt", "centre_manager", "KT", "Choi Man Wah", "蔡文華"),
    ("worker.st", "worker", "ST", "Lam Hoi Ting", "林凱婷"),
    ("teamhead.st", "team_head", "ST", "Chow Kin Man", "周健民"),
    ("depthead.st", "department_head", "ST", "Leung Oi Ling", "梁愛玲"),
    ("supervisor.st", "supervisor", "ST", "Wan Ho Yin", "溫浩然"),
    ("manager.st", "centre_manager", "ST", "Kan Suet Fong", "簡雪芳"),
    ("finance", "finance_head", "HLF", "Chan Siu Ling", "陳小玲"),
    ("director", "director", "HLF", "Cheng Wai Kit", "鄭偉傑"),
    ("worker.tw", "worker", "TW", "Au Yuen Ting", "區婉婷"),
    ("teamhead.tw", "team_head", "TW", "Hui Chun Kit", "許俊傑"),
    ("depthead.tw", "department_head", "TW", "Lo Sau Han", "盧秀嫻"),
    ("supervisor.tw", "supervisor", "TW", "Mok Ka Lok", "莫家樂"),
    ("manager.tw", "centre_manager", "TW", "Kwan Lai Wah", "關麗華"),
    ("finance.gvs", "finance_head", "GVS", "Tse Yan Yan", "謝欣欣"),
    ("director.gvs", "director", "GVS", "Fok Chung Man", "霍仲文"),
    ("admin", "administrator", "FED", "Chui Hon Fai", "徐漢輝"),
    ("auditor", "auditor", "FED", "Shum Wing Yan", "岑詠欣"),
]


@dataclass
class World:
    """The demo's units and people by code and username."""

    units: dict[str, Unit] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def centres(self) -> list[Unit]:
        return [unit for unit in self.units.values() if unit.kind == "centre"]

    def named(self, role: str, centre: str) -> list[User]:
        """The people of a role at a centre."""
        return [self.users[name] for name, held, unit, *_ in PEOPLE if held == role and unit == centre]


def exists() -> bool:
    """Whether the demo world has been made here."""
    return Unit.objects.filter(code="FED").exists()


def settle(starts: date) -> World:
    """Makes the units and the people, with their roles from `starts` on."""
    world = World()
    for code, parent, kind, name_en, name_zh in UNITS:
        above = world.units[parent] if parent else None
        world.units[code] = Unit.objects.create(code=code, parent=above, kind=kind, name_en=name_en, name_zh=name_zh)
    password = User()
    password.set_password(PASSWORD)
    for username, role, code, name_en, name_zh in PEOPLE:
        world.users[username] = User.objects.create(
            username=username,
            password=password.password,
            email=f"{username}@demo.invalid",
            name_en=name_en,
            name_zh=name_zh,
            home_unit=world.units[code],
        )
        Holding.objects.create(
            user=world.users[username], role=Role.objects.get(code=role), unit=world.units[code], starts=starts
        )
    _line_managers(world, starts)
    return world


def _line_managers(world: World, starts: date) -> None:
    for username, role, code, *_ in PEOPLE:
        above = {"worker": "teamhead", "programme_worker": "teamhead", "team_head": "depthead"}.get(role)
        above = above or {"department_head": "manager", "supervisor": "manager"}.get(role)
        manager = world.users.get(f"{above}.{code.lower()}") if above else None
        if manager:
            LineManager.objects.create(user=world.users[username], manager=manager, starts=starts)
