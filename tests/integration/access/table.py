"""Who may use which address. A new address must be entered here, or test_every_address.py fails.

Each line names an address, the things of owner's centre that it is about, and what happens to owner, colleague,
outsider, auditor and anonymous on GET and on POST (who sends what would do, if they might). `by` is somebody whose
work it is, where it is nobody's of the five: so every line has somebody who may, and a wrong line is found out.

    ok    a page, a file, an answer        no    forbidden (403)
    go    done, and led on (302)           none  there is nothing here (404)
    in    asked to sign in first           not   no such way to ask (405)
    ask   shown again, with what is wrong (422)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from approvals.grids import workbook
from approvals.grids.grid import Grid, columns_of
from engine.catalogue.models import Definition
from tests.cast import PASSWORD, TODAY
from tests.integration.access.world import PDF, World

FIVE = ("owner", "colleague", "outsider", "auditor", "anonymous")
READ_BY_CENTRE, READ_BY_ALL = "ok ok none ok in", "ok ok ok ok in"
OWN, NOT_SO, NOBODYS = "ok none none none in", "not not not not in", "none none none none in"
FORBIDDEN, DONE_BY_ALL = "no no no no in", "go go go go in"
Sent = Callable[[World], Mapping[str, Any]]


@dataclass(frozen=True)
class Line:
    """One address about some things; `about` gives each part of the address: a thing's name, or "=" and the text itself."""

    name: str
    get: str
    post: str
    about: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    sends: Sent = lambda world: {}
    shows_words: bool = False
    as_json: bool = False

    @property
    def of_centre(self) -> bool:
        """Whether it is about things that owner's centre has and nobody else."""
        return not self.shows_words and any(part[0] != "=" for part in self.about.values())

    def parts(self, world: World) -> dict[str, str]:
        return {name: part[1:] if part[0] == "=" else world.url(part) for name, part in self.about.items()}

    def expected(self, method: str) -> dict[str, str]:
        """What happens to whom."""
        found = dict(zip(FIVE, getattr(self, method).split(), strict=True))
        if self.by:
            who, get, post = self.by.split()
            found[who] = get if method == "get" else post
        return found

    def __str__(self) -> str:
        return f"{self.name} {' '.join(self.about.values())}".strip()


def line(name: str, get: str, post: str = NOT_SO, **more: Any) -> Line:
    """A line; whatever is no field of Line is a part of the address."""
    own = {key: more.pop(key) for key in ("by", "sends", "shows_words", "as_json") if key in more}
    return Line(name, get, post, more, **own)


def sending(**data: Any) -> Sent:
    """Sends these; a text that begins with "@" is the id of a thing or of a unit or of a person."""
    return lambda world: {key: _meant(world, value) for key, value in data.items()}


def _meant(world: World, value: Any) -> Any:
    if not isinstance(value, str) or not value.startswith("@"):
        return value
    found = world.thing.get(value[1:]) or world.cast.units.get(value[1:]) or world.cast.people.get(value[1:])
    assert found is not None, value
    return str(found.pk)


def _step(world: World) -> dict[str, Any]:
    from approvals.models import Step

    open_one = Step.objects.get(round__process=world.thing["waiting"], state=Step.OPEN)
    return {"verdict": "approve", "step": str(open_one.pk)}


def _requisition(world: World) -> dict[str, Any]:
    from engine.catalogue.queries import resolve

    version = resolve("workflow", "purchase-requisition", world.cast.wts, TODAY)
    assert version
    return {"version": str(version.pk), "unit": str(world.cast.wts.pk)}


def _relation(world: World) -> dict[str, Any]:
    return {"relation": "household", "number": world.thing["other_record"].number, "why": "Seen on a visit"}


def _file(world: World) -> dict[str, Any]:
    return {"item": "pr-quotation-file", "file": SimpleUploadedFile("more.pdf", PDF)}


def _source(world: World) -> dict[str, Any]:
    return {"source": world.thing["source"], "owner": str(world.cast.wts.pk)}


def _seen(world: World) -> dict[str, Any]:
    return {"seen": world.thing["draft_version"].checksum}


def _grid(world: World) -> dict[str, Any]:
    return {"do": "check", "row": ["all"], "steps": "1", "effective": str(TODAY), "standing": ""}


def _rows(world: World) -> dict[str, Any]:
    columns = columns_of({"inputs": {"total": "money"}, "rules": []})
    return {"file": SimpleUploadedFile("table.xlsx", workbook.write(Grid(columns, ()), "", "en"))}


def _copy_of_a_table(world: World) -> dict[str, Any]:
    return {"from": str(Definition.objects.get(key="procurement").pk), "owner": str(world.cast.wts.pk)}


def _kept_source(world: World) -> dict[str, Any]:
    return {"document": world.thing["source"], "owner": str(world.cast.wts.pk), "key": "brought-in"}


def _workbook(world: World) -> dict[str, Any]:
    table = b"| survey | | |\n| | type | name | label |\n| | text | a | A |\n"
    return {"file": SimpleUploadedFile("form.md", table)}


def _step_of_design(world: World) -> dict[str, Any]:
    draft = world.thing["draft_version"]
    return {"revision": 0, "checksum": draft.checksum, "commands": [], "source": draft.source}


def _look(world: World) -> dict[str, Any]:
    return {"window": "w", "place": "", "revision": 0, "checksum": world.thing["draft_version"].checksum}


LATER = str(TODAY + timedelta(days=9))
PERSON = {"name_en": "New Name", "name_zh": "", "email": "new@example.org", "home_unit": "@WTS"}
NEWCOMER = {"username": "newcomer", "language": "en", "unit": "@WTS", "role": "clerk", "starts": LATER, **PERSON}
STAND_IN = {"deputy": "@director", "starts": str(TODAY), "ends": LATER}
REPORT = "=requisitions-by-month-and-outcome"

WORK = [
    line("home", READ_BY_ALL),
    line("inbox", READ_BY_ALL),
    line("start", READ_BY_ALL, "go go no no in", sends=_requisition),
    line("task", READ_BY_CENTRE, "no no none no in", pk="waiting_task", by="department_head ok go", sends=_step),
    line("task", READ_BY_CENTRE, "no no none no in", pk="errand_task", by="supervisor ok go",
         sends=sending(outcome="accept", asked="1")),
    line("task", READ_BY_CENTRE, "go no none no in", pk="returned_task"),
    line("claim", NOT_SO, "no no none no in", pk="waiting_task", by="department_head not go"),
    line("release", NOT_SO, "no no none no in", pk="taken_task", by="department_head not go"),
    line("process", READ_BY_CENTRE, pk="waiting"),
    line("process", READ_BY_CENTRE, pk="rejected"),
    line("comment", READ_BY_CENTRE, "go go none go in", pk="waiting", by="administrator no no",
         sends=sending(words="Seen")),
    line("give", "no no none no in", "no no none no in", pk="errand_task", by="centre_manager ok ask",
         sends=sending(seat="nobody", reason="Away")),
    line("ask_again", NOT_SO, "no no none no in", pk="parked_task", by="administrator not go"),
    line("attention", FORBIDDEN, by="administrator ok not"),
    line("action_retry", NOBODYS, NOBODYS, pk="parked_action", by="administrator ok go",
         sends=sending(reason="The other system is back")),
    line("action_skip", NOBODYS, NOBODYS, pk="parked_action", by="administrator ok go",
         sends=sending(reason="Done by hand")),
    line("withdraw", NOT_SO, "go no none no in", pk="waiting", sends=sending(reason="Not needed")),
]  # fmt: skip

FORMS = [
    line("form:drafts", READ_BY_ALL),
    line("form:import", NOBODYS, NOBODYS, by="centre_manager ok ok", sends=_workbook),
    line("form:import_keep", NOT_SO, NOBODYS, by="centre_manager not go", sends=_kept_source),
    line("form:xlsform", "ok ok none none in", version="form"),
    line("form:schema", "ok ok none none in", version="form"),
    line("form:blank", "ok ok none none in", version="form"),
    line("form:start", "ok ok none none in", "go go none none in", version="form", sends=sending(unit="@WTS")),
    line("form:start", "go go none none in", "go go none none in", version="slot", sends=sending(unit="@WTS")),
    line("form:collected", READ_BY_CENTRE, version="form"),
    line("form:slot", READ_BY_CENTRE, version="slot"),
    line("form:resume", "go none none none in", draft="draft"),
    line("form:fill", OWN, "go none none none in", draft="draft", step="=need", sends=sending(_revision="2", _stay="1")),
    line("form:fill", OWN, "go none none none in", draft="task_draft", step="=need",
         sends=sending(_revision="0", _stay="1")),
    line("form:kept", "go none none none in", draft="draft"),
    line("form:autosave", NOT_SO, OWN, draft="draft", as_json=True,
         sends=sending(revision=2, page="need", changes={"budget_code": "B1"})),
    line("form:upload", NOT_SO, OWN, draft="draft", sends=_file),
    line("form:options", OWN, draft="draft"),
    line("form:choose", OWN, draft="loose", item="=kept-helper"),
    line("form:review", OWN, "go none none none in", draft="draft"),
    line("form:review", OWN, "go none none none in", draft="task_draft"),
    line("form:discard", OWN, "go none none none in", draft="loose"),
    line("form:draft_file", OWN, draft="draft", ref="draft_ref"),
    line("form:submission", READ_BY_CENTRE, submission="submission"),
    line("form:submission", READ_BY_CENTRE, submission="alone"),
    line("form:print", READ_BY_CENTRE, submission="submission"),
    line("form:amend", NOT_SO, "go go none no in", submission="alone", sends=sending(reason="A slip of the pen")),
    line("form:reveal", NOBODYS, "no no none no in", submission="alone", by="centre_manager none ok",
         sends=sending(at="card", reason="The hospital asks")),
    line("form:file", READ_BY_CENTRE, submission="submission", ref="attachment_ref"),
]  # fmt: skip

ROOMS = [
    line("approvals:orders", READ_BY_ALL),
    line("approvals:order", READ_BY_CENTRE, pk="order"),
    line("approvals:from_mail", FORBIDDEN, token="mailed", by="department_head go not"),
    line("approvals:record", READ_BY_CENTRE, process="ordered"),
    line("records:index", READ_BY_ALL),
    line("records:list", READ_BY_ALL, register="=client"),
    line("records:new", "ok ok ok no in", "go go none no in", register="=client", sends=sending(unit="@WTS")),
    line("records:detail", READ_BY_CENTRE, pk="record"),
    line("records:change", NOT_SO, "go go none no in", pk="record"),
    line(
        "records:status", NOT_SO, "go go none no in", pk="record", sends=sending(status="closed", reason="Moved away")
    ),
    line("records:link", NOT_SO, "go go none no in", pk="record", sends=_relation),
    line("records:unlink", NOT_SO, "go go none no in", pk="record", link="link", sends=sending(why="A mistake")),
    line("reports:index", "no no no ok in"),
    line("reports:report", "no no no ok in", key=REPORT),
    line("reports:report", "no no no none in", key="=kept-report", by="centre_manager ok not"),
    line("reports:drill", "no no no ok in", key=REPORT),
    line("reports:workbook", "no no no ok in", key=REPORT),
    line("reports:csv", "no no no ok in", key=REPORT),
    line("notices:list", READ_BY_ALL),
    line("notices:read_all", NOT_SO, DONE_BY_ALL),
    line("notices:read", NOT_SO, "go none none none in", notice="notice"),
    line("audit:index", "no no no ok in"),
]

MANAGER = "centre_manager ok not"
ASKED = "centre_manager not ok"
DESIGN = [
    line("design:index", NOBODYS, by=MANAGER),
    line("design:new", NOBODYS, NOBODYS, by="centre_manager ok go", sends=_source),
    line("design:definition", NOBODYS, pk="definition", by=MANAGER),
    line("design:edit", NOBODYS, NOBODYS, pk="definition", by="centre_manager ok go", sends=_source),
    line("design:publish", NOBODYS, NOBODYS, pk="definition", by="centre_manager ok go", sends=_seen),
    line("design:four-eyes", NOT_SO, NOBODYS, pk="definition", by="centre_manager not go", sends=sending(needed="1")),
    line("design:units", NOBODYS, NOBODYS, by="centre_manager ok go", sends=sending(unit="@WTS", needed="1")),
    line("design:version", NOBODYS, pk="definition", number="=1", by=MANAGER),
    line("design:source", NOBODYS, pk="definition", number="=1", by=MANAGER),
    line("design:restore", NOT_SO, NOBODYS, pk="definition", number="=1", by="centre_manager not go"),
    line("design:retire", NOT_SO, NOBODYS, pk="definition", number="=1", by="centre_manager not go"),
    line("try_route", NOBODYS, pk="route", by=MANAGER),
    line("grid:new", NOBODYS, NOBODYS, by="centre_manager ok go", sends=_copy_of_a_table),
    line("grid:look", NOBODYS, pk="authority", by=MANAGER),
    line("grid:take", NOBODYS, pk="authority", by=MANAGER),
    line("grid:compare", NOBODYS, pk="authority", by=MANAGER),
    line("grid:edit", NOBODYS, NOBODYS, pk="authority", by="centre_manager ok ok", sends=_grid),
    line("grid:bring", NOT_SO, NOBODYS, pk="authority", by=ASKED, sends=_rows),
    line("designer:new", NOBODYS, NOBODYS, by="centre_manager ok go", sends=sending(title="Ours", owner="@WTS")),
    line("designer:guide", READ_BY_ALL),
    line("designer:open", NOBODYS, pk="definition", by=MANAGER),
    line("designer:preview", NOBODYS, NOBODYS, pk="definition", by="centre_manager ok ok"),
    line("designer:usage", NOBODYS, pk="definition", by=MANAGER),
    line("designer:save", NOT_SO, NOBODYS, pk="definition", by=ASKED, as_json=True, sends=_step_of_design),
    line("designer:look", NOT_SO, NOBODYS, pk="definition", by=ASKED, as_json=True, sends=_look),
    line("designer:try", NOT_SO, NOBODYS, pk="definition", by=ASKED, as_json=True, sends=sending(answers={})),
    line("designer:blocks", NOT_SO, NOBODYS, pk="definition", by=ASKED, as_json=True,
         sends=sending(title="Block", items=[{"type": "text"}])),
]  # fmt: skip

ADMINISTRATOR, ADMINISTERS = "administrator ok not", "administrator ok go"
PEOPLE = [
    line("people:index", FORBIDDEN, by=ADMINISTRATOR),
    line("people:invite", FORBIDDEN, FORBIDDEN, by="administrator ok ok", sends=sending(**NEWCOMER)),
    line("people:me", READ_BY_ALL),
    line("people:my_language", NOT_SO, DONE_BY_ALL, sends=sending(language="zh-hant")),
    line("people:my_stand_in", READ_BY_ALL, "go go ask go in", sends=sending(**STAND_IN)),
    line("people:end_stand_in", NOT_SO, "go none none none in", stand_in="stand_in", by="administrator not go"),
    line("people:units", FORBIDDEN, by=ADMINISTRATOR),
    line("people:unit_new", FORBIDDEN, FORBIDDEN, parent="WTS", by=ADMINISTERS,
         sends=sending(kind="team", code="WTS-N", name_en="Night team")),
    line("people:unit_edit", FORBIDDEN, FORBIDDEN, unit="WTS", by=ADMINISTERS, sends=sending(name_en="Renamed")),
    line("people:unit_move", FORBIDDEN, FORBIDDEN, unit="WTS", by=ADMINISTERS, sends=sending(parent="@OTN")),
    line("people:roles", FORBIDDEN, by=ADMINISTRATOR),
    line("people:role", FORBIDDEN, FORBIDDEN, code="=clerk", by=ADMINISTERS,
         sends=sending(name_en="Clerk", grants=["see"])),
    line("people:end_role", FORBIDDEN, FORBIDDEN, holding="holding", by=ADMINISTERS, sends=sending(ends=LATER)),
    line("people:person", FORBIDDEN, person="owner", by=ADMINISTRATOR),
    line("people:edit", FORBIDDEN, FORBIDDEN, person="owner", by=ADMINISTERS, sends=sending(**PERSON)),
    line("people:link", NOT_SO, FORBIDDEN, person="invited", by="administrator not ok"),
    line("people:give_role", FORBIDDEN, FORBIDDEN, person="owner", by=ADMINISTERS,
         sends=sending(role="clerk", unit="@WTS", starts=LATER)),
    line("people:line_manager", FORBIDDEN, FORBIDDEN, person="owner", by=ADMINISTERS,
         sends=sending(manager="@supervisor", starts=LATER)),
    line("people:stand_in", FORBIDDEN, FORBIDDEN, person="owner", by=ADMINISTERS, sends=sending(**STAND_IN)),
    line("people:hand_over", FORBIDDEN, FORBIDDEN, person="owner", by=ADMINISTERS, sends=sending(to="@colleague")),
    line("people:deactivate", FORBIDDEN, FORBIDDEN, person="invited", by=ADMINISTERS, sends=sending(reason="Left")),
    line("people:reactivate", FORBIDDEN, FORBIDDEN, person="gone", by=ADMINISTERS, sends=sending(sure="yes")),
]  # fmt: skip

EVERYBODY, LED_ON = "ok ok ok ok ok", "go go go go go"
PUBLIC = [
    line("source", EVERYBODY, "not not not not not"),
    line("healthz", EVERYBODY, "not not not not not"),
    line("offline", EVERYBODY, "not not not not not"),
    line("worker", EVERYBODY, "not not not not not"),
    line("set_language", LED_ON, LED_ON, sends=sending(language="zh-hant", next="/")),
    line("account_login", "go go go go ok", LED_ON, sends=sending(login="owner", password=PASSWORD)),
    line(
        "people:join",
        EVERYBODY,
        LED_ON,
        token="token",
        shows_words=True,
        sends=sending(password="seven green bottles", again="seven green bottles"),
    ),
    line("setup", "none none none none none", "none none none none none"),
    line("account_signup", "go go go go ok", "go go go go ok"),
    line("account_inactive", EVERYBODY, "not not not not not"),
    line("account_reset_password", EVERYBODY, LED_ON, sends=sending(email="owner@example.org")),
    line("account_reset_password_done", EVERYBODY, "not not not not not"),
    line("account_reset_password_from_key", EVERYBODY, EVERYBODY, uidb36="=1", key="=x"),
    line("account_reset_password_from_key_done", EVERYBODY, "not not not not not"),
    line("account_logout", "ok ok ok ok go", LED_ON),
]

# Nobody of the five has a second factor; supervisor has.
CHANGED = {"oldpassword": PASSWORD, "password1": "seven green bottles", "password2": "seven green bottles"}
ACCOUNT = [
    line("account_confirm_login_code", LED_ON, LED_ON),
    line("account_reauthenticate", READ_BY_ALL, DONE_BY_ALL, sends=sending(password=PASSWORD)),
    line("account_change_password", READ_BY_ALL, DONE_BY_ALL, sends=sending(**CHANGED)),
    line("account_set_password", DONE_BY_ALL, DONE_BY_ALL),
    line("mfa_index", READ_BY_ALL),
    line("mfa_authenticate", LED_ON, LED_ON),
    line("mfa_reauthenticate", DONE_BY_ALL, DONE_BY_ALL, by="supervisor ok ok"),
    line("mfa_activate_totp", READ_BY_ALL, READ_BY_ALL, by="supervisor go go", sends=sending(code="1")),
    line("mfa_deactivate_totp", NOBODYS, NOBODYS, by="supervisor ok go", sends=sending(sure="yes")),
    line("mfa_view_recovery_codes", NOBODYS, by="supervisor ok not"),
    line("mfa_generate_recovery_codes", READ_BY_ALL, READ_BY_ALL, by="supervisor ok go", sends=sending(sure="yes")),
    line("mfa_download_recovery_codes", NOBODYS, NOBODYS, by="supervisor ok not"),
]

TABLE: list[Line] = [*WORK, *FORMS, *ROOMS, *DESIGN, *PEOPLE, *PUBLIC, *ACCOUNT]
