"""A blank sheet asks of a pen what a pen can answer: fixed codes by their qualifiers, long lists on a line."""

import json
from pathlib import Path

import pytest

from engine.language.compiling import MemoryLibrary
from engine.language.documents import read
from form_builder.exchange.blanks import MOST_PRINTED, Blank, blank_pages
from tests.unit.forms.notation import form, item, options, spec_of

CODES = options("b1", "b110", "d450", "e310")


def blank(**more: object) -> Blank:
    [page] = blank_pages(spec_of(form(item("classification", "c", choices=CODES, **more))), MemoryLibrary([]), "en")
    return page.items[0]


def test_a_fixed_code_asks_only_for_its_qualifier() -> None:
    printed = blank(code="b110", qualifiers="performance")
    assert [one.first for one in printed.options][:2] == ["0 no problem", "1 mild problem"]
    assert not [one for one in printed.options if "b1" in one.first or "d450" in one.first]


def test_both_qualifiers_of_an_activity_are_two_rows_of_a_grid() -> None:
    printed = blank(code="d450")
    assert printed.sort == "grid"
    assert [row.label.first for row in printed.inside] == ["performance", "capacity"]
    assert all(row.options == printed.options for row in printed.inside)


def test_a_code_to_choose_is_chosen_by_code_and_title() -> None:
    assert [one.first for one in blank().options] == ["b1 b1", "b110 b110", "d450 d450", "e310 e310"]


def test_of_a_list_too_long_for_paper_nothing_is_printed() -> None:
    many = options(*(f"o{number}" for number in range(MOST_PRINTED + 1)))
    [page] = blank_pages(spec_of(form(item("choice", "c", choices=many))), MemoryLibrary([]), "en")
    assert page.items[0].options == ()


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_profile_of_functioning_prints_no_code_list(language: str) -> None:
    folder = Path(__file__).parents[3] / "definitions"
    documents = [found for path in folder.rglob("*.json") if (found := read(path.read_bytes())[0])]
    library = MemoryLibrary(documents)
    coded = [one for one in documents if one.kind == "form" and '"classification"' in json.dumps(one.body)]
    assert coded
    for document in coded:
        spec = library.find("form", document.key)
        asked = [one for page in blank_pages(spec, library, language) for one in page.items]
        assert all(len(one.options) <= 7 for one in asked if one.sort == "grid")
