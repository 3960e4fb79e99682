"""Reports over real submissions: read from the typed cells, equal to a plain recount of the stored answers."""

import json
import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from engine.catalogue import queries as catalogue
from engine.catalogue.models import Version
from engine.catalogue.services import import_documents, load_library
from engine.language.text import say
from engine.people.actor import SYSTEM
from form_builder import binding
from form_builder.models import Submission
from form_builder.services import start_draft, submit
from reporting import charts, csvfile, services, workbook
from tests.cast import NOW, Cast
from tests.unit.forms.notation import form, item, options
from tests.unit.forms.test_shipped import assessment

pytestmark = pytest.mark.django_db
DEFINITIONS = Path(__file__).resolve().parents[3] / "definitions"
Publish = Callable[..., list[Version]]

ORDER = form(
    item("choice", "kind", choices=options("goods", "works"), required=True),
    item("repeat", "lines", min=1, items=[item("text", "name"), item("money", "amount", required=True)]),
    item("money", "total", calculate={"sum": [{"var": "lines"}, {"row": "amount"}]}),
)
SPEND = {
    "kind": "report",
    "language": 1,
    "key": "spend",
    "title": {"en": "Spend", "zh-Hant": "支出"},
    "dataset": "form:example/lines",
    "rows": [{"field": "parent.kind"}],
    "columns": [{"field": "submitted", "by": "quarter"}],
    "measures": [{"key": "spent", "fn": "sum", "of": "amount"}, {"key": "lines", "fn": "count"}],
}


@pytest.fixture(autouse=True)
def small_world(settings: Settings) -> Iterator[None]:
    settings.ROOT_URLCONF = "tests.integration.forms.urls"
    yield
    catalogue.forget_specs()
    binding.forget_libraries()


@pytest.fixture
def publish(cast: Cast) -> Publish:
    return lambda *sources: import_documents(sources=sources, owner=None, publish_them=True, by=SYSTEM, at=NOW)


def shipped(*names: str) -> list[str]:
    choices = [path.read_text(encoding="utf-8") for path in sorted((DEFINITIONS / "choices").glob("*.json"))]
    return [*choices, *((DEFINITIONS / name).read_text(encoding="utf-8") for name in names)]


def the_form(versions: list[Version]) -> Version:
    return next(version for version in versions if version.definition.kind == "form")


def fill(cast: Cast, version: Version, who: str, unit: Any, answers: dict[str, Any], **more: Any) -> Submission:
    draft = start_draft(version=version, unit=unit, by=cast.actor(who), at=NOW, answers=answers, **more)
    return submit(draft=draft, by=cast.actor(who), at=NOW)


def test_money_in_a_repeat_is_exact_and_amendments_count_once(cast: Cast, publish: Publish) -> None:
    version = the_form(publish(ORDER.source, json.dumps(SPEND)))
    dice, wanted = random.Random(7), {"goods": Decimal(0), "works": Decimal(0)}
    for _ in range(12):
        kind, amounts = dice.choice(["goods", "works"]), [dice.randint(1, 10**7) for _ in range(dice.randint(1, 4))]
        lines = [{"amount": str(Decimal(amount) / 100)} for amount in amounts]
        first = fill(cast, version, "owner", cast.wts, {"kind": kind, "lines": lines})
        if dice.random() < 0.4:
            lines = [{"amount": "0.05"}, *lines]
            fill(cast, version, "owner", cast.wts, {"kind": kind, "lines": lines}, supersedes=first)
        wanted[kind] += sum(Decimal(line["amount"]) for line in lines)
    fill(cast, version, "outsider", cast.other_centre, {"kind": "goods", "lines": [{"amount": "1000000.00"}]})
    result = services.run_report("spend", {}, by=cast.actor("director"), at=NOW).result
    found = {line.keys[0]: cell.values[0] for line, cell in zip(result.rows, result.row_totals, strict=True)}
    assert found == wanted
    assert say(result.columns[0].labels[0], "en") == "Q3 2025-26 (Oct–Dec)"
    assert result.versions == (1,)


def test_both_versions_of_a_form_are_covered_and_named(cast: Cast, publish: Publish) -> None:
    first = the_form(publish(ORDER.source, json.dumps(SPEND)))
    fill(cast, first, "owner", cast.wts, {"kind": "goods", "lines": [{"amount": "10.00"}]})
    body = json.loads(ORDER.source)
    body["pages"][0]["items"][0]["key"] = "sort"  # renamed: the id stays
    changed = {**SPEND, "rows": [{"field": "parent.sort"}]}
    second = the_form(publish(json.dumps(body), json.dumps(changed)))
    fill(cast, second, "owner", cast.wts, {"sort": "works", "lines": [{"amount": "2.50"}]})
    result = services.run_report("spend", {}, by=cast.actor("director"), at=NOW).result
    assert {line.keys[0]: c.values[0] for line, c in zip(result.rows, result.row_totals, strict=True)} == {
        "goods": Decimal("10.00"),
        "works": Decimal("2.50"),
    }
    assert say(result.coverage, "en") == "Entered on versions 1, 2 of the form."


def test_the_shipped_assessment_report_hides_small_bands(cast: Cast, publish: Publish) -> None:
    versions = publish(*shipped("forms/phq-9.json", "reports/phq-9-bands-by-centre.json"))
    version = the_form(versions)
    key = next(v.definition.key for v in versions if v.definition.kind == "report")
    scores = {"owner": [0] * 7 + [5] * 6 + [27] * 2, "neighbour": [0] * 9 + [5] * 8}
    for who, totals in scores.items():
        unit = cast.wts if who == "owner" else cast.kt
        for total in totals:
            points = [min(3, max(0, total - 3 * index)) for index in range(9)]
            fill(cast, version, who, unit, assessment(*points))
    result = services.run_report(key, {}, by=cast.actor("director"), at=NOW).result
    assert result.grand.values == (32,)
    severe = next(i for i, line in enumerate(result.columns) if say(line.labels[0], "en") == "Severe")
    wts = next(i for i, line in enumerate(result.rows) if say(line.labels[0], "en") == "Wong Tai Sin Centre")
    assert result.cells[wts][severe].hidden == (True,)
    assert result.column_totals[severe].hidden == (True,)
    assert result.suppressed >= 4
    assert services.run_report(key, {}, by=cast.actor("centre_manager"), at=NOW).result.grand.values == (15,)


def test_every_shipped_report_runs_in_an_empty_house(cast: Cast) -> None:
    load_library(folder=DEFINITIONS, at=NOW)
    director = cast.actor("director")
    found = services.reports_for(director, NOW)
    assert len(found) >= 5
    for version in found:
        result = services.run_report(version.definition.key, {}, by=director, at=NOW).result
        assert result.is_empty and result.grand.values[0] in (0, None)
        for language in ("en", "zh-Hant"):
            assert workbook.write(result, language) and csvfile.write(result, language)
            assert json.dumps(result.as_json(language)) and charts.figure(result, language) is None
