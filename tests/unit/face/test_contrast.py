"""Every colour of text is readable on every ground it may stand on (4.5:1), and what one operates is seen (3:1)."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[3] / "frontend" / "styles" / "tokens.css"
GROUNDS = ("paper", "card", "well")
TEXT_ON_GROUNDS = ("ink", "ink-2", "ink-3", "jade", "jade-ink", "vermilion", "vermilion-deep", "amber", "blue")
TEXT_ON_ITS_OWN = (
    ("jade-ink", "jade-wash"),
    ("jade", "jade-wash"),
    ("vermilion-deep", "vermilion-wash"),
    ("amber", "amber-wash"),
    ("blue", "blue-wash"),
    ("ink", "jade-wash"),
    ("on-jade", "jade"),
    ("on-jade", "jade-deep"),
    ("on-vermilion", "vermilion"),
)
OPERATED = ("line-input", "focus", "chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6")


def themes() -> dict[str, dict[str, str]]:
    blocks = re.findall(r"(:root[^{]*)\{([^}]*)\}", TOKENS.read_text(encoding="utf8"))
    read = [(head.strip(), dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body))) for head, body in blocks]
    coloured = {head: colours for head, colours in read if colours}
    light = coloured[":root"]
    return {"light": light} | {head: light | colours for head, colours in coloured.items() if head != ":root"}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_ruler_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_there_are_a_light_and_two_equal_dark_themes() -> None:
    light, by_machine, by_choice = themes().values()
    assert by_machine == by_choice != light


@pytest.mark.parametrize("theme", list(themes()))
def test_text_is_readable_wherever_it_stands(theme: str) -> None:
    colours = themes()[theme]
    pairs = [(text, ground) for text in TEXT_ON_GROUNDS for ground in GROUNDS] + list(TEXT_ON_ITS_OWN)
    faint = {pair: round(contrast(*(colours[c] for c in pair)), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", list(themes()))
def test_what_one_operates_can_be_seen(theme: str) -> None:
    colours = themes()[theme]
    faint = {(c, g): round(contrast(colours[c], colours[g]), 2) for c in OPERATED for g in ("paper", "card")}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 3} == {}
