"""A rule as a database filter keeps the rows, and only the rows, for which the rule is true."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

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
    texts = ["", "aB", "ab", "spend", "%x", "Ab"]
    rows = [(d, i % 3 + 1) for i, d in enumerate(definitions * 2)]
    made = [
        Version(
            definition=d, number=n + 3 * (i > 2), state="retired", source="{}", checksum=t, effective=day, created_at=at
        )
        for i, ((d, n), day, t) in enumerate(zip(rows, days, texts, strict=True))
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


@pytest.mark.django_db
@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_filter_keeps_what_the_rule_is_true_of(rule: Any, versions: list[Version]) -> None:
    run, today = compile_rule(rule, SIGNATURE, expects="boolean"), date(2025, 5, 1)
    wanted = {v.pk for v in versions if run(Scope(values_of(v), today=today)) is True}
    found = set(
        Version.objects.filter(to_q(rule, SIGNATURE, PATHS.__getitem__, today=today)).values_list("pk", flat=True)
    )
    assert found == wanted


@pytest.mark.django_db
def test_the_rules_tell_the_rows_apart(versions: list[Version]) -> None:
    kept = {
        frozenset(
            Version.objects.filter(to_q(r, SIGNATURE, PATHS.__getitem__, today=date(2025, 5, 1))).values_list("pk")
        )
        for r in RULES
    }
    assert len(kept) > 12


@pytest.mark.parametrize("rule", REFUSED, ids=str)
def test_what_no_query_can_do_is_refused(rule: Any) -> None:
    with pytest.raises(NotTranslatable):
        to_q(rule, SIGNATURE, lambda name: PATHS.get(name, name))


def test_constants_are_written_as_the_column_keeps_them() -> None:
    amounts = Signature({"total": FieldType("money")})
    found = to_q({">": [{"var": "total"}, "50.25"]}, amounts, lambda _: "cents", stored=lambda _, v: int(v * 100))
    assert ("cents__gt", 5025) in found.children
