"""A sound document of each kind, and the faults that can be put into it, each with the problem that must be found."""

import copy
from typing import Any

Fault = tuple[str, Any, tuple[str, str]]
"""Where (a path with slashes; `-` appends), what to put there (GONE: nothing), and the problem that must be found."""
GONE = object()


def text(words: str) -> dict[str, str]:
    return {"en": words, "zh-Hant": f"{words}字"}


def head(kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "language": 1, "key": "example", "title": text("Example"), **more}


def item(kind: str, key: str, **more: Any) -> dict[str, Any]:
    return {"id": f"i-{key}", "key": key, "type": kind, "label": text(key), **more}


def option(key: str, **more: Any) -> dict[str, Any]:
    return {"id": f"o-{key}", "key": key, "label": text(key), **more}


def more_than(left: Any, right: Any) -> dict[str, Any]:
    return {">": [left, right]}


APPLES = more_than({"var": "age"}, {"var": "name"})
FORM = head(
    "form",
    pages=[
        {
            "id": "p1",
            "key": "one",
            "title": text("One"),
            "items": [
                item("text", "name", max_length=80),
                item("integer", "age", min=0, max=120),
                item("choice", "mood", choices=[option("good", score=1), option("bad", score=0)]),
                item("repeat", "lines", items=[item("money", "price"), item("integer", "count")]),
                item("date", "seen"),
                item("money", "total", calculate={"sum": [{"var": "lines"}, {"row": "price"}]}),
                item("text", "why", visible_when={"==": [{"var": "mood"}, "bad"]}),
            ],
        },
        {"id": "p2", "key": "two", "title": text("Two"), "items": [item("yes_no", "sure"), item("text", "last")]},
    ],
    checks=[{"id": "c1", "assert": more_than({"var": "total"}, "0"), "at": "total", "message": text("Too little")}],
    scores=[{"id": "s1", "key": "sum", "label": text("Sum"), "fn": "sum", "of": ["mood"]}],
)
FORM_FAULTS: list[Fault] = [
    ("pages/0/items/0/colour", "red", ("schema.unknown", "/pages/0/items/0/colour")),
    ("pages/0/items/0/label", GONE, ("schema.missing", "/pages/0/items/0")),
    ("pages/0/items/0/pattern", "(?=x)", ("form.bad-pattern", "/pages/0/items/0/pattern")),
    ("pages/0/items/1/min", 200, ("form.min-over-max", "/pages/0/items/1/min")),
    ("pages/0/items/1/required", "yes", ("schema.type", "/pages/0/items/1/required")),
    ("pages/0/items/2/choices/0/label", 5, ("schema.type", "/pages/0/items/2/choices/0/label")),
    ("pages/0/items/3/items/1/default", "many", ("form.bad-default", "/pages/0/items/3/items/1/default")),
    ("pages/0/items/4/min", "2025-02-31", ("form.bad-date", "/pages/0/items/4/min")),
    ("pages/0/items/4/type", "day", ("schema.not-one-of", "/pages/0/items/4/type")),
    ("pages/0/items/4/required_when", {"var": "nobody"}, ("rules.unknown-name", "/pages/0/items/4/required_when")),
    ("pages/0/items/6/visible_when", APPLES, ("rules.types-differ", "/pages/0/items/6/visible_when/>")),
    ("pages/1/title", GONE, ("schema.missing", "/pages/1")),
    ("pages/1/items/0/key", "age", ("form.duplicate-key", "/pages/1/items/0/key")),
    ("pages/1/items/1/key", "Last Word", ("schema.pattern", "/pages/1/items/1/key")),
    ("checks/0/severity", "awful", ("schema.not-one-of", "/checks/0/severity")),
    ("checks/0/at", "nothing", ("form.unknown-place", "/checks/0/at")),
    ("checks/-", 7, ("schema.type", "/checks/1")),
    ("scores/0/of/-", "unwritten", ("form.unknown-item", "/scores/0/of/1")),
    ("summary", {"title": ["absent"]}, ("form.summary", "/summary/title/0")),
    ("stray", 1, ("schema.unknown", "/stray")),
]  # fmt: skip

CHOICES = head("choices", options=[option("a"), option("b", parent="a"), option("c"), option("d")])
CHOICES_FAULTS: list[Fault] = [
    ("options/0/colour", 1, ("schema.unknown", "/options/0/colour")),
    ("options/1/parent", "zz", ("choices.unknown-parent", "/options/1/parent")),
    ("options/2/until", "2025-02-30", ("schema.format", "/options/2/until")),
    ("options/2/label", GONE, ("schema.missing", "/options/2")),
    ("options/3/key", "a", ("choices.duplicate-key", "/options/3/key")),
    ("options/-", "e", ("schema.type", "/options/4")),
    ("effective", 2025, ("schema.type", "/effective")),
    ("title", GONE, ("schema.missing", "")),
]


def band(name: str, *, low: str | None, high: str | None, then: Any) -> dict[str, Any]:
    when = {**({"gt": low} if low else {}), **({"le": high} if high else {})}
    return {"id": name, "when": {"amount": when}, **then}


TABLE = head(
    "table",
    effective="2025-04-01",
    inputs={"amount": "money", "urgent": "boolean"},
    outputs={"count": "integer", "form": "text"},
    rules=[
        band("low", low=None, high="100", then={"then": {"count": 1}}),
        band("middle", low="100", high="200", then={"then": {"count": 2}}),
        band("high", low="200", high="300", then={"then": {"count": 3}}),
        band("top", low="300", high=None, then={"then": {"count": 4}}),
    ],
)
TABLE_FAULTS: list[Fault] = [
    ("effective", "soon", ("schema.format", "/effective")),
    ("rules/0/then/form", 5, ("table.wrong-value", "/rules/0/then/form")),
    ("rules/0/then/price", "5", ("table.unknown-output", "/rules/0/then/price")),
    ("rules/1/when/weight", {"gt": "1"}, ("table.unknown-input", "/rules/1/when/weight")),
    ("rules/1/colour", "red", ("schema.unknown", "/rules/1/colour")),
    ("rules/2/when/amount", {"gt": "many"}, ("table.wrong-value", "/rules/2/when/amount")),
    ("rules/3/when/amount", {"above": "300"}, ("schema.unknown", "/rules/3/when/amount/above")),
    ("rules/3/then", GONE, ("schema.missing", "/rules/3")),
    ("rules/-", {"id": "more", "when": {"amount": {"eq": "50"}}, "then": {"count": 9}}, ("table.overlap", "/rules")),
]  # fmt: skip

AUTHORITY = head(
    "authority",
    effective="2025-04-01",
    inputs={"amount": "money"},
    rules=[
        band("low", low=None, high="100", then={"chain": [{"role": "supervisor"}]}),
        band("middle", low="100", high="200", then={"chain": [{"any": ["manager", "director"], "at_least": 2}]}),
        band("top", low="200", high=None, then={"chain": [{"role": "manager"}, {"role": "director"}]}),
    ],
)
MORE = {"id": "more", "when": {"amount": {"eq": "150"}}, "chain": [{"role": "director"}]}
AUTHORITY_FAULTS: list[Fault] = [
    ("rules/0/chain/0/act", "dance", ("schema.not-one-of", "/rules/0/chain/0/act")),
    ("rules/0/when/weight", {"gt": "1"}, ("table.unknown-input", "/rules/0/when/weight")),
    ("rules/1/chain/0/at_least", 5, ("authority.too-many-needed", "/rules/1/chain/0/at_least")),
    ("rules/2/chain/1", {"rolle": "director"}, ("schema.missing", "/rules/2/chain/1")),
    ("rules/2/note", 5, ("schema.type", "/rules/2/note")),
    ("rules/-", MORE, ("authority.overlap", "/rules")),
    ("labels", {"amount": 1}, ("schema.type", "/labels/amount")),
]  # fmt: skip


def node(kind: str, name: str, **more: Any) -> dict[str, Any]:
    return {"id": f"n-{name}", "type": kind, "title": text(name), **more}


WORKFLOW = head(
    "workflow",
    start="ask",
    nodes={
        "ask": node("form", "ask", form="incident-report", assign={"starter": True}, next="look"),
        "look": node(
            "task",
            "look",
            assign={"role": "supervisor"},
            outcomes=[{"id": "ok", "key": "good", "label": text("Good"), "to": "choose"}],
        ),
        "choose": node(
            "decision",
            "choose",
            ways=[{"id": "w1", "when": {"==": [{"var": "look.outcome"}, "good"]}, "to": "pause"}],
            default="done",
        ),
        "pause": node("wait", "pause", **{"for": {"days": 1}, "next": "done"}),
        "done": node("end", "done", outcome="done"),
    },
)
ANOTHER = {"id": "w2", "when": {"var": "look.ghost"}, "to": "done"}
WORKFLOW_FAULTS: list[Fault] = [
    ("number_prefix", "lower", ("schema.pattern", "/number_prefix")),
    ("calendar", "atlantis", ("reference.unknown", "/calendar")),
    ("nodes/ask/colour", "red", ("schema.unknown", "/nodes/ask/colour")),
    ("nodes/ask/form", "no-such-form", ("reference.unknown", "/nodes/ask/form")),
    ("nodes/look/assign", {"doer_of": "nobody"}, ("workflow.unknown-node", "/nodes/look/assign/doer_of")),
    ("nodes/look/title", 7, ("schema.type", "/nodes/look/title")),
    ("nodes/look/different_from", ["stranger"], ("workflow.unknown-node", "/nodes/look/different_from/0")),
    ("nodes/choose/ways/0/to", "nowhere", ("workflow.unknown-target", "/nodes/choose/ways/0/to")),
    ("nodes/choose/ways/0/label", 1, ("schema.type", "/nodes/choose/ways/0/label")),
    ("nodes/choose/ways/-", ANOTHER, ("rules.unknown-name", "/nodes/choose/ways/1/when")),
    ("nodes/pause/until", {"+": [1, 2]}, ("rules.wrong-type", "/nodes/pause/until/+")),
    ("nodes/done/outcome", "Not Good", ("schema.pattern", "/nodes/done/outcome")),
]  # fmt: skip

REGISTER = head(
    "register",
    form="client-profile",
    number={"prefix": "C", "digits": 5},
    record_title=["name"],
    unique=[{"id": "u1", "fields": ["phone"], "label": text("Phone")}],
    statuses=[{"id": "s1", "key": "active", "label": text("Active")}, {"id": "s2", "key": "closed", "label": text("Closed")}],
    start_status="active",
)  # fmt: skip
REGISTER_FAULTS: list[Fault] = [
    ("number/digits", 40, ("schema.too-many", "/number/digits")),
    ("person", "yes", ("schema.type", "/person")),
    ("record_title/-", "shoe_size", ("register.unknown-field", "/record_title/1")),
    ("unique/0/within", "town", ("schema.not-one-of", "/unique/0/within")),
    ("unique/0/fields/-", "hat_size", ("register.unknown-field", "/unique/0/fields/1")),
    ("statuses/0/next", ["gone"], ("register.unknown-status", "/statuses/0/next/0")),
    ("statuses/0/colour", "red", ("schema.unknown", "/statuses/0/colour")),
    ("statuses/1/label", GONE, ("schema.missing", "/statuses/1")),
    ("start_status", "asleep", ("register.unknown-status", "/start_status")),
]

REPORT = head(
    "report",
    dataset="tasks",
    rows=[{"field": "unit"}],
    measures=[{"key": "number", "fn": "count"}, {"key": "part", "fn": "share"}],
    chart={"type": "bar", "y": "number"},
    sort={"by": "number"},
)
REPORT_FAULTS: list[Fault] = [
    ("rows/0/by", "fortnight", ("schema.not-one-of", "/rows/0/by")),
    ("rows/-", {"field": "weather"}, ("report.unknown-column", "/rows/1/field")),
    ("measures/0/of", "unit", ("report.count-takes-none", "/measures/0/of")),
    ("measures/1/within", "galaxy", ("schema.not-one-of", "/measures/1/within")),
    ("measures/-", {"key": "middle", "fn": "median"}, ("report.measure-needs-column", "/measures/2")),
    ("measures/-", {"key": "odd", "fn": "guess"}, ("schema.not-one-of", "/measures/3/fn")),
    ("chart/y", "height", ("report.unknown-measure", "/chart/y")),
    ("sort/colour", "red", ("schema.unknown", "/sort/colour")),
    ("where", {"var": "moon"}, ("rules.unknown-name", "/where")),
    ("persons", "some", ("schema.type", "/persons")),
]

CALENDAR = head(
    "calendar",
    working_days=["mon", "tue"],
    hours={"from": "09:00", "to": "17:00"},
    holidays={"library": "HK"},
    extra=[{"date": "2026-02-16", "closed": True}],
)
CALENDAR_FAULTS: list[Fault] = [
    ("working_days/-", "funday", ("schema.not-one-of", "/working_days/2")),
    ("hours/to", "late", ("schema.pattern", "/hours/to")),
    ("holidays/library", "MOON", ("calendar.unknown-holidays", "/holidays/library")),
    ("extra/0/closed", "yes", ("schema.type", "/extra/0/closed")),
    ("extra/0/date", "2026-02-30", ("schema.format", "/extra/0/date")),
    ("note", {"fr": "bonjour"}, ("schema.unknown", "/note/fr")),
]
ALL = [
    (FORM, FORM_FAULTS),
    (CHOICES, CHOICES_FAULTS),
    (TABLE, TABLE_FAULTS),
    (AUTHORITY, AUTHORITY_FAULTS),
    (WORKFLOW, WORKFLOW_FAULTS),
    (REGISTER, REGISTER_FAULTS),
    (REPORT, REPORT_FAULTS),
    (CALENDAR, CALENDAR_FAULTS),
]


def broken(body: dict[str, Any], faults: list[Fault]) -> dict[str, Any]:
    """The body with all the faults in it."""
    spoilt = copy.deepcopy(body)
    for where, what, _ in faults:
        *steps, last = where.split("/")
        owner: Any = spoilt
        for step in steps:
            owner = owner[int(step) if isinstance(owner, list) else step]
        if what is GONE:
            owner.pop(int(last) if isinstance(owner, list) else last)
        elif last == "-":
            owner.append(copy.deepcopy(what))
        else:
            owner[int(last) if isinstance(owner, list) else last] = copy.deepcopy(what)
    return spoilt
