"""Reports read the reader's own scope before anything else, leave one entry a run, and keep hidden rows hidden."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from engine.audit.models import Entry
from engine.catalogue.models import Version
from engine.language.errors import NotAllowed, NotFound
from reporting import services
from reporting.scoping import EXPORT
from reporting.services import NoData, Suppressed
from tests.cast import NOW, Cast
from tests.integration.reporting.conftest import Source, Things
from tests.unit.reporting.fake import COLUMNS

pytestmark = pytest.mark.django_db
Publish = Callable[..., Version]
Rows = list[dict[str, Any]]
BY_UNIT = [{"field": "unit"}]
BY_KIND = [{"field": "kind"}]
CENTRE = {"centre": {"type": "unit"}}


def run(cast: Cast, name: str, key: str = "a-report", **chosen: str) -> Any:
    return services.run_report(key, chosen, by=cast.actor(name), at=NOW).result


def test_each_reader_counts_their_own_part_of_the_tree(cast: Cast, things: Rows, publish: Publish) -> None:
    publish(rows=BY_UNIT)
    counted = {name: run(cast, name).grand.values[0] for name in ("team_head", "director", "auditor")}
    assert counted == {"team_head": 12, "director": 15, "auditor": 17}
    assert "秘密" not in json.dumps(run(cast, "director").as_json("en"), ensure_ascii=False)


@pytest.mark.parametrize("name", ["owner", "colleague", "outsider", "administrator"])
def test_without_the_permission_there_is_no_report(cast: Cast, things: Rows, publish: Publish, name: str) -> None:
    publish(rows=BY_UNIT)
    with pytest.raises(NotAllowed):
        run(cast, name)
    with pytest.raises(NotAllowed):
        services.reports_for(cast.actor(name), NOW)


def test_one_entry_a_run_says_who_read_how_much(cast: Cast, things: Rows, publish: Publish) -> None:
    publish(rows=BY_UNIT)
    before = Entry.objects.count()
    run(cast, "director")
    entry = Entry.objects.get(stream=f"reads:{cast.director.pk}")
    assert Entry.objects.count() == before + 1
    assert (entry.about_kind, entry.about_id, entry.count) == ("report", "a-report", 15)


def test_a_unit_narrows_and_never_widens(cast: Cast, things: Rows, publish: Publish) -> None:
    publish(rows=BY_UNIT, parameters=CENTRE)
    assert run(cast, "director", centre="KT").grand.values[0] == 3
    for name, code in (("director", "OTC"), ("team_head", "KT"), ("director", "nowhere")):
        with pytest.raises(NotAllowed):
            run(cast, name, centre=code)


def test_taking_away_needs_its_own_permission(cast: Cast, things: Rows, publish: Publish) -> None:
    publish(rows=BY_UNIT)
    with pytest.raises(NotAllowed):
        services.run_report("a-report", {}, by=cast.actor("team_head"), at=NOW, permissions=EXPORT)
    ran = services.run_report("a-report", {}, by=cast.actor("department_head"), at=NOW, permissions=EXPORT)
    assert ran.result.grand.values[0] == 12


def test_units_are_named_in_both_languages(cast: Cast, things: Rows, publish: Publish) -> None:
    publish(rows=BY_UNIT)
    found = run(cast, "auditor").as_json("zh-Hant")
    assert {line["labels"][0] for line in found["rows"]} == {"黃大仙中心", "觀塘中心", "荃灣中心"}


def test_the_nearest_owners_report_serves(cast: Cast, things: Rows, publish: Publish) -> None:
    publish(rows=BY_UNIT)
    publish(owner=cast.ngo, rows=BY_KIND, title={"en": "Ours", "zh-Hant": "本會"})
    assert run(cast, "director").title["en"] == "Ours"
    assert run(cast, "auditor").title["en"] == "Things counted"


def test_no_such_report_or_data(cast: Cast, things: Rows, publish: Publish, source: Source) -> None:
    publish()
    with pytest.raises(NotFound):
        run(cast, "director", key="another")
    source.found.clear()
    with pytest.raises(NoData):
        run(cast, "director")


def behind(cast: Cast, name: str, row: Any, column: Any = None, **chosen: str) -> Any:
    return services.look_behind("a-report", chosen, row, column, start=0, limit=50, by=cast.actor(name), at=NOW)


def test_the_rows_behind_a_figure_are_the_rows_it_counts(cast: Cast, things: Rows, publish: Publish) -> None:
    measures = [{"key": "spent", "fn": "sum", "of": "amount"}]
    publish(rows=BY_KIND, columns=BY_UNIT, measures=measures)
    found = behind(cast, "director", ("works",), (str(cast.wts.pk),))
    assert (found.total, len(found.rows)) == (4, 4)
    assert [text["en"] if isinstance(text, dict) else text for text in found.rows[0].texts] == [
        "Works",
        "Wong Tai Sin Centre",
        "HK$5,000.00",
    ]
    assert found.rows[0].url == "/things/8/"
    assert behind(cast, "director", None).total == 15
    assert behind(cast, "team_head", ("goods",)).total == 8


def test_pages_of_rows(cast: Cast, things: Rows, publish: Publish) -> None:
    publish(rows=BY_KIND)
    by = cast.actor("director")
    found = services.look_behind("a-report", {}, ("goods",), None, start=10, limit=10, by=by, at=NOW)
    assert (found.total, [row.url for row in found.rows]) == (11, ["/things/14/"])


def test_nothing_is_shown_behind_a_hidden_figure(cast: Cast, publish: Publish, source: Source) -> None:
    people = [{"unit": "WTS", "kind": "goods", "client": f"g{n}"} for n in range(3)]
    people += [{"unit": "WTS", "kind": "works", "client": f"w{n}"} for n in range(9)]
    source.found["fake:people"].entries = people
    publish(rows=BY_KIND, dataset="fake:people")
    for row in (("goods",), ("works",)):
        with pytest.raises(Suppressed):
            behind(cast, "supervisor", row)
    assert behind(cast, "supervisor", None).total == 12
    with pytest.raises(NotFound):
        behind(cast, "supervisor", ("boats",))


def test_rows_that_came_to_be_about_persons_are_protected(cast: Cast, publish: Publish, source: Source) -> None:
    source.found["fake:things"].entries = [{"unit": "WTS", "kind": "goods"}]
    publish(rows=BY_KIND)
    source.found["fake:things"].persons = True
    assert run(cast, "director").grand.hidden == (True,)


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_a_report_from_the_command_line(
    cast: Cast, things: Rows, publish: Publish, fixed_clock: Any, tmp_path: Path, form: str
) -> None:
    publish(rows=BY_KIND, parameters=CENTRE)
    out = tmp_path / f"report.{form}"
    arguments = ["reports", "run", "a-report", "--format", form, "--as", "director", "--out", str(out)]
    call_command(*arguments, "--param", "centre=WTS", "--language", "zh-Hant", stdout=StringIO())
    if form == "json":
        assert json.loads(out.read_text(encoding="utf-8"))["total"] == {"n": 12}
    elif form == "csv":
        assert "物料,8" in out.read_bytes().decode("utf-8-sig")
    else:
        sheet = openpyxl.load_workbook(out).worksheets[0]
        assert ("物料", 8) in [row[:2] for row in sheet.iter_rows(values_only=True)]


def test_the_command_lists_and_refuses(cast: Cast, things: Rows, publish: Publish, fixed_clock: Any) -> None:
    publish(rows=BY_KIND)
    out = StringIO()
    call_command("reports", "list", "--as", "director", stdout=out)
    assert out.getvalue() == "a-report\tv1\tThings counted\n"
    bad = (["a-report", "--as", "outsider"], ["a-report", "--as", "nobody"], ["none", "--as", "director"])
    for arguments in (*bad, ["a-report", "--as", "director", "--param", "x=1"]):
        with pytest.raises(CommandError):
            call_command("reports", "run", *arguments, stdout=StringIO())


def test_options_that_only_the_rows_know_can_be_chosen(
    cast: Cast, things: Rows, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(parameters={"sort": {"type": "choice", "field": "kind"}})
    column = replace(COLUMNS["kind"], options={"goods": "Goods", "boats": {"en": "Boats", "zh-Hant": "船隻"}})
    monkeypatch.setattr(Things, "columns", {**COLUMNS, "kind": column})
    assert run(cast, "director", sort="boats").filters == ({"en": "Kind: Boats", "zh-Hant": "種類：船隻"},)
    assert run(cast, "director", sort="goods").grand.values == (11,)
