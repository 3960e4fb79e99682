"""Every reason that an import gives is said in both languages, with where it was and what to do."""

import pytest

from engine.language.problems import problem
from engine.language.text import say
from form_builder.exchange.codes import XLSFORM_CODES
from form_builder.exchange.reporting import Entry

FACTS = dict.fromkeys("size limit reason part cells name sheets type hint language known key list after".split(), "x")
CODES = [
    "xlsform.refused.no-file",
    "xlsform.refused.too-large",
    "xlsform.refused.unreadable",
    "xlsform.refused.encrypted",
    "xlsform.refused.bomb",
    "xlsform.refused.macros",
    "xlsform.refused.outside",
    "xlsform.refused.unsafe",
    "xlsform.refused.formula",
    "xlsform.refused.too-many-rows",
    "xlsform.refused.duplicate-column",
    "xlsform.refused.no-survey",
    "xlsform.refused.unbalanced",
    "xlsform.refused.no-question",
    "xlsform.refused.document",
    "xlsform.left.sheet",
    "xlsform.left.column",
    "xlsform.left.loose",
    "xlsform.left.setting",
    "xlsform.left.language",
    "xlsform.left.type",
    "xlsform.left.inside",
    "xlsform.left.metadata",
    "xlsform.left.hidden",
    "xlsform.left.media",
    "xlsform.left.appearance",
    "xlsform.left.parameter",
    "xlsform.left.option",
    "xlsform.left.empty-group",
    "xlsform.left.no-list",
    "xlsform.left.unused-list",
    "xlsform.left.rule",
    "xlsform.left.calculation",
    "xlsform.left.default",
    "xlsform.left.message",
    "xlsform.left.on-group",
    "xlsform.left.repeat-count",
    "xlsform.left.filter",
    "xlsform.changed.name",
    "xlsform.changed.label",
    "xlsform.changed.type",
    "xlsform.changed.piping",
    "xlsform.changed.formula",
    "xlsform.changed.meaning",
    "xlsform.changed.options",
    "xlsform.changed.shown",
]


def test_the_table_is_complete() -> None:
    assert set(CODES) == set(XLSFORM_CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_reason_is_said_in_both_languages(code: str) -> None:
    facts = {name: value for name, value in FACTS.items() if f"{{{name}}}" in str(XLSFORM_CODES[code])}
    entry = Entry("survey", 7, "label", "some words", problem(code, **facts, sheet="survey", row=7))
    english, chinese = entry.line("en"), entry.line("zh-Hant")
    assert english.startswith("survey\t7\tlabel\tsome words\t")
    assert english.rpartition("\t")[2]
    assert chinese.rpartition("\t")[2]
    assert say(entry.problem.hint, "zh-Hant")
    assert entry.left == code.startswith("xlsform.left")
