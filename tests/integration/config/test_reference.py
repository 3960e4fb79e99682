"""The author's reference is what the code says today, and every problem code has a page and a test."""

import re
from pathlib import Path

from config.reference import pages
from engine.language.problems import codes

ROOT = Path(__file__).resolve().parents[3]


def test_the_reference_is_up_to_date() -> None:
    stale = [n for n, text in pages().items() if (ROOT / "docs" / "language" / n).read_text(encoding="utf-8") != text]
    assert stale == [], "run `make docs`"


def test_every_problem_code_is_named_in_a_test() -> None:
    tests = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests").rglob("*.py"))
    unnamed = [name for name in codes if not re.search(rf"[\"']{re.escape(name)}[\"']", tests)]
    assert unnamed == []


def test_every_template_of_a_problem_code_can_be_filled() -> None:
    for name in codes:
        code = codes.get(name)
        for template in (code.en, code.zh, code.hint_en, code.hint_zh):
            assert template.strip(), name
            names = re.findall(r"(?<!\{)\{([a-z_]+)\}", template)
            template.format(**{n: "x" for n in names})
