"""Every reason why something of a workbook is refused, left out or changed: the smallest workbook that gives it."""

import pytest

from engine.language.problems import codes
from form_builder.exchange import hardened
from form_builder.exchange.importing import import_xlsform
from form_builder.exchange.reporting import WorkbookRefused
from tests.unit.exchange.notation import workbook
from tests.unit.exchange.test_hostile import GOOD, repacked

HEAD = ["type", "name", "label"]
TEXT = ["text", "a", "A"]
LIST = [["list_name", "name", "label"], ["l", "x", "X"], ["l", "y", "Y"]]
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def survey(*rows: list[str], columns: tuple[str, ...] = (), **sheets: list[list[str]]) -> bytes:
    return workbook(survey=[[*HEAD, *columns], *(list(row) for row in rows)], **sheets)


REFUSED = {
    "xlsform.refused.too-large": b"x" * (hardened.MOST_BYTES + 1),
    "xlsform.refused.empty": b" \n",
    "xlsform.refused.other-file": b"%PDF-1.7\n\xe2\xe3",
    "xlsform.refused.no-workbook": "表格,名稱\n".encode("big5"),
    "xlsform.refused.plain-text": b"Dear all,\n\nplease find the form attached.\n",
    "xlsform.refused.unreadable": b"PK\x03\x04 nothing",
    "xlsform.refused.encrypted": ENCRYPTED,
    "xlsform.refused.bomb": repacked(GOOD, **{"xl__media__big.bin": b"\0" * (hardened.MOST_UNPACKED + 1)}),
    "xlsform.refused.macros": repacked(GOOD, **{"xl__vbaProject.bin": b"x"}),
    "xlsform.refused.outside": repacked(GOOD, **{"xl__connections.xml": b"<x/>"}),
    "xlsform.refused.unsafe": repacked(GOOD, **{"xl__embeddings__oleObject1.bin": b"x"}),
    "xlsform.refused.formula": survey(["text", "a", "=1+1"]),
    "xlsform.refused.too-many-rows": survey(*(["text", f"q{i}", "Q"] for i in range(5001))),
    "xlsform.refused.duplicate-column": survey([*TEXT, "B"], columns=("label",)),
    "xlsform.refused.no-survey": workbook(survey=[["question"], ["A"]]),
    "xlsform.refused.unbalanced": survey(["begin group", "g", "G"], TEXT),
    "xlsform.refused.no-question": survey(["telepathy", "m", "Mind"]),
    "xlsform.refused.document": survey(*(["text", f"q{i}", "Q"] for i in range(2000))),
}
TOLD = {
    "xlsform.left.sheet": survey(TEXT, notes=[["anything"], ["at all"]]),
    "xlsform.left.column": survey([*TEXT, "x"], columns=("bind::odk",)),
    "xlsform.left.loose": survey([*TEXT, "adrift"]),
    "xlsform.left.setting": survey(TEXT, settings=[["form_title", "public_key"], ["T", "abc"]]),
    "xlsform.left.language": survey([*TEXT, "Jina"], columns=("label::Swahili (sw)",)),
    "xlsform.left.type": survey(TEXT, ["telepathy", "m", "Mind"]),
    "xlsform.left.inside": survey(
        TEXT, ["begin loop over l", "lp", "Loop"], ["text", "b", "B"], ["end loop"], choices=LIST
    ),
    "xlsform.left.metadata": survey(TEXT, ["deviceid", "dev", ""]),
    "xlsform.left.hidden": survey(TEXT, ["hidden", "h", ""]),
    "xlsform.left.media": survey([*TEXT, "a.jpg"], columns=("image",)),
    "xlsform.left.appearance": survey([*TEXT, "sparkling"], columns=("appearance",)),
    "xlsform.left.parameter": survey([*TEXT, "randomize=1"], columns=("parameters",)),
    "xlsform.left.option": survey(["select_one l", "c", "C"], choices=[*LIST, ["l", "x", "X again"]]),
    "xlsform.left.empty-group": survey(TEXT, ["begin group", "g", "G"], ["telepathy", "m", "M"], ["end group"]),
    "xlsform.left.no-list": survey(TEXT, ["select_one nowhere", "c", "C"], choices=LIST),
    "xlsform.left.unused-list": survey(TEXT, choices=LIST),
    "xlsform.left.rule": survey([*TEXT, "pulldata('x', 'y') = 1"], columns=("relevant",)),
    "xlsform.left.calculation": survey(TEXT, ["calculate", "k", "", "pulldata('x', 'y')"], columns=("calculation",)),
    "xlsform.left.default": survey(["integer", "n", "N", "many"], columns=("default",)),
    "xlsform.left.message": survey([*TEXT, "Please!"], columns=("required_message",)),
    "xlsform.left.on-group": survey(
        TEXT, ["begin group", "g", "G", "yes"], ["text", "b", "B"], ["end group"], columns=("required",)
    ),
    "xlsform.left.repeat-count": survey(
        ["integer", "n", "N"],
        ["begin repeat", "r", "R", "${n}"],
        ["text", "b", "B"],
        ["end repeat"],
        columns=("repeat_count",),
    ),
    "xlsform.left.filter": survey(
        ["select_one l", "c", "C", "pulldata('x', 'y') = name"], columns=("choice_filter",), choices=LIST
    ),
    "xlsform.changed.name": survey(["text", "Full-Name", "Name"]),
    "xlsform.changed.label": survey(["text", "a", ""]),
    "xlsform.changed.type": survey(["barcode", "a", "A"]),
    "xlsform.changed.piping": survey(TEXT, ["text", "b", "And ${a}?"]),
    "xlsform.changed.meaning": survey(
        ["date", "d", "D"], ["calculate", "age", "", "int((today() - ${d}) div 365.25)"], columns=("calculation",)
    ),
    "xlsform.changed.options": survey(["select_one_from_file towns.csv", "t", "Town"]),
    "xlsform.changed.shown": survey(
        ["integer", "n", "N"], ["calculate", "k", "", "${n} + 1"], columns=("calculation",)
    ),
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_workbook_is_refused_for_it(code: str) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        import_xlsform(REFUSED[code], "example.xlsx")
    assert code in [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize("code", TOLD)
def test_it_is_told_in_the_report(code: str) -> None:
    found = import_xlsform(TOLD[code], "example.xlsx")
    assert code in [entry.problem.code for entry in found.report.entries]


def test_there_is_a_workbook_for_every_reason() -> None:
    elsewhere = {"xlsform.refused.no-file"}  # asked by the page itself: tests/integration/exchange
    excel = {"xlsform.changed.formula"}  # a formula that keeps its value: Excel writes one, openpyxl does not
    assert {name for name in codes if name.startswith("xlsform.")} - elsewhere - excel == {*REFUSED, *TOLD}
