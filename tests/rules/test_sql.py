"""A rule as a database filter keeps the rows, and only the rows, for which the rule is true."""

from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection

from engine.catalogue.models import Definition, Version
from engine.language.rules import FieldType, NotTranslatable, Scope, Signature, compile_rule, to_q

SIGNATURE = Signature(
    {
        "version.number": FieldType("integer"),
        "version.checksum": FieldType("text"),
        "definition.key": FieldType("text"),
        "effective": FieldType("date"),
        "four_eyes": FieldType("boolean"),
        "tags": FieldType("codes"),
    }
)
PATHS = {
    "version.number": "number",
    "version.checksum": "checksum",
    "definition.key": "definition__key",
    "effective": "effective",
    "four_eyes": "definition__four_eyes",
}
NUMBER, TEXT, KEY, DAY, EYES = ({"var": name} for name in PATHS)

RULES: list[Any] = [
    {">": [NUMBER, 2]},
    {"<=": [2, NUMBER]},
    {"==": [NUMBER, "2"]},
    {"!=": [NUMBER, 2]},
    {"<": [DAY, "2025-05-01"]},
    {">=": [DAY, {"today": []}]},
    {">": [DAY, {"add_days": [{"today": []}, -60]}]},
    {"==": [DAY, None]},
    {"!=": [DAY, None]},
    {"!=": [DAY, "2025-05-01"]},
    {"not": [{"<": [DAY, "2025-05-01"]}]},
    {"not": [{"and": [{"<": [DAY, "2025-05-01"]}, {">": [NUMBER, 1]}]}]},
    {"or": [{"empty": [DAY]}, {"empty": [TEXT]}]},
    {"not": [{"empty": [TEXT]}]},
    {"in": [KEY, ["spend", "budget"]]},
    {"not": [{"in": [DAY, ["2025-05-01"]]}]},
    {"in": [KEY, []]},
    {"contains": [TEXT, "B"]},
    {"contains": [TEXT, ""]},
    {"not": [{"contains": [TEXT, "b"]}]},
    {"starts": [TEXT, "a"]},
    {"starts": [TEXT, "%"]},
    {"==": [TEXT, KEY]},
    {"!=": [TEXT, KEY]},
    EYES,
    {"not": [EYES]},
    {"==": [EYES, False]},
    {"and": [True, {"<": [1, 2]}, {"==": [NUMBER, 1]}]},
    {"or": [False, {"==": [NUMBER, 1]}]},
    {"==": [None, None]},
    {"==": [NUMBER, {"+": [1, 1]}]},
    {"==": [NUMBER, {"/": [1, 0]}]},
    {"not": [{">": [NUMBER, {"/": [1, 0]}]}]},
    {">": [NUMBER, "2.5"]},
    {">=": [NUMBER, "2.5"]},
    {"<": [NUMBER, "2.5"]},
    {"<=": [NUMBER, "2.5"]},
    {"==": [NUMBER, "2.5"]},
    {"!=": [NUMBER, "2.5"]},
    {"==": [NUMBER, "2.00"]},
    {"<": ["2.5", NUMBER]},
    {"in": [NUMBER, ["2.5", 1]]},
    {"not": [{"in": [NUMBER, [10**14, 2]]}]},
    *({sign: [NUMBER, edge]} for sign in ("<", ">", "==", "!=", "<=", ">=") for edge in (10**14, -(10**14))),
    {"<": [DAY, "0001-01-02"]},
    {">": [DAY, "9999-12-31"]},
    {"==": [TEXT, "é"]},
    {"==": [TEXT, "e\u0301"]},
    {"in": [TEXT, ["é", "😀", "ss"]]},
    {"contains": [TEXT, "\u0301"]},
    {"contains": [TEXT, "\\"]},
    {"contains": [TEXT, "_"]},
    {"starts": [TEXT, "陳"]},
    {"starts": [TEXT, "I"]},
    {"contains": [TEXT, "大😀"]},
    {"==": [TEXT, "a "]},
    {"==": [TEXT, "a"]},
    {"starts": [TEXT, ""]},
    {"empty": [KEY]},
    {"not": [{"==": [TEXT, None]}]},
]
REFUSED: list[Any] = [
    {"==": [{"+": [NUMBER, 1]}, 2]},
    {"matches": [TEXT, "a+"]},
    {">": [{"length": [TEXT]}, 2]},
    {"contains": [{"var": "tags"}, "a"]},
    {"empty": [{"var": "tags"}]},
    {"in": [TEXT, {"var": "tags"}]},
    {"starts": [TEXT, KEY]},
    {"contains": ["abc", TEXT]},
    {"if": [EYES, True, False]},
]


@pytest.fixture
def versions(db: None) -> list[Version]:
    at = datetime(2025, 5, 1, tzinfo=UTC)
    keys = [("spend", True), ("budget", False), ("other", False)]
    definitions = [Definition(kind="report", key=k, four_eyes=e, created_at=at) for k, e in keys]
    Definition.objects.bulk_create(definitions)
    days = [None, date(2025, 4, 30), date(2025, 5, 1), date(2025, 5, 2), None, date(2024, 2, 29)]
    texts = [
        "",
        "aB",
        "ab",
        "spend",
        "%x",
        "Ab",
        "é",
        "e\u0301",
        "a ",
        "a",
        "陳大😀",
        "_\\",
        "İI",
        "ıi",
        "ß",
        "ss",
        "A",
        "z",
    ]
    made = [
        Version(
            definition=definitions[i % 3],
            number=i // 3 + 1,
            state="retired",
            source="{}",
            checksum=text,
            effective=days[i % 6],
            created_at=at,
        )
        for i, text in enumerate(texts)
    ]
    return Version.objects.bulk_create(made)


def values_of(version: Version) -> dict[str, Any]:
    return {
        "version.number": version.number,
        "version.checksum": version.checksum,
        "definition.key": version.definition.key,
        "effective": version.effective,
        "four_eyes": version.definition.four_eyes,
    }


def kept(rule: Any) -> set[Any]:
    condition = to_q(rule, SIGNATURE, PATHS.__getitem__, today=date(2025, 5, 1))
    return set(Version.objects.filter(condition).values_list("checksum", flat=True))


def true_of(rule: Any, versions: list[Version]) -> set[Any]:
    run = compile_rule(rule, SIGNATURE, expects="boolean")
    return {v.checksum for v in versions if run(Scope(values_of(v), today=date(2025, 5, 1))) is True}


@pytest.mark.django_db
@pytest.mark.parametrize("rule", RULES, ids=ascii)
def test_the_filter_keeps_what_the_rule_is_true_of(rule: Any, versions: list[Version]) -> None:
    assert kept(rule) == true_of(rule, versions)


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgres_keeps_what_the_rule_is_true_of(versions: list[Version]) -> None:
    """The same rules, and all pairs of them joined, on the database that centres run on."""
    assert connection.vendor == "postgresql"
    assert [rule for rule in RULES if kept(rule) != true_of(rule, versions)] == []
    pairs = [{join: [a, {"not": [b]}]} for join in ("and", "or") for a, b in pairwise(RULES)]
    assert [rule for rule in pairs if kept(rule) != true_of(rule, versions)] == []


@pytest.mark.django_db
def test_the_rules_tell_the_rows_apart(versions: list[Version]) -> None:
    assert len({frozenset(kept(rule)) for rule in RULES}) > 24


@pytest.mark.parametrize("rule", REFUSED, ids=str)
def test_what_no_query_can_do_is_refused(rule: Any) -> None:
    with pytest.raises(NotTranslatable):
        to_q(rule, SIGNATURE, lambda name: PATHS.get(name, name))


def test_constants_are_written_as_the_column_keeps_them() -> None:
    amounts = Signature({"total": FieldType("money")})
    for sign, amount, expected in [
        (">", "50.25", ("cents__gt", 5025)),
        (">", "50.255", ("cents__gt", 5025)),
        (">=", "50.255", ("cents__gte", 5026)),
        ("<", "50.255", ("cents__lt", 5026)),
        ("<=", "50.255", ("cents__lte", 5025)),
        ("==", "50.255", ("pk__in", [])),
    ]:
        found = to_q({sign: [{"var": "total"}, amount]}, amounts, lambda _: "cents", stored=lambda _, v: v * 100)
        assert expected in found.children
