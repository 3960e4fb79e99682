"""What a report says in words: its filters, its answer, what was hidden and which versions it covers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine.language.rules import explain
from engine.language.text import LANGUAGES, Text, both, say
from reporting.spec import Measure, ReportSpec

HIDDEN = "⋯"
NOTHING = "–"
_UNITS: Mapping[str, Text] = {"days": both("{} days", "{}天"), "hours": both("{} hours", "{}小時")}


def day_words(day: date) -> Text:
    """14 Nov 2025 / 2025年11月14日."""
    return both(f"{day.day} {day:%b} {day.year}", f"{day.year}年{day.month}月{day.day}日")


def where_words(spec: ReportSpec, given: Mapping[str, Any]) -> Text | None:
    """The report's own condition as a sentence in both languages, its parameters filled in."""
    if spec.where is None:
        return None
    tree = _filled(spec.where, given)
    return {language: explain(tree, spec.signature, language) for language in LANGUAGES}


def figure(value: int | Decimal | None, measure: Measure, language: str) -> str:
    """A figure as a reader sees it: HK$18,600.00, 12.5%, 3.25 days."""
    if value is None:
        return NOTHING
    if measure.format == "money":
        return f"{'-' if value < 0 else ''}HK${abs(value):,.2f}"
    if measure.format == "percent":
        return f"{value:,}%"
    text = f"{value:,}"
    unit = _UNITS.get(measure.format)
    return say(unit, language).format(text) if unit else text


def hidden_words(count: int) -> Text:
    """What was hidden and why, or an empty text."""
    if not count:
        return ""
    return both(
        f"{count} {'figure is' if count == 1 else 'figures are'} hidden ({HIDDEN}): fewer than five people stand "
        "behind them, or they would let such a figure be worked out.",
        f"為保障個人私隱，{count} 個數字不予顯示（{HIDDEN}）：所涉及者少於五人，或可用以推算該等數字。",
    )


def version_words(versions: Sequence[int]) -> Text:
    """Which versions of the form the rows were entered on, or an empty text."""
    if not versions:
        return ""
    english = ", ".join(str(number) for number in versions)
    chinese = "、".join(str(number) for number in versions)
    plural = "version" if len(versions) == 1 else "versions"
    return both(f"Entered on {plural} {english} of the form.", f"資料來自表格第 {chinese} 版。")


def answer_words(measure: Measure, dataset: Text, words: Sequence[Text], top: tuple[Text, str, str] | None) -> Text:
    """The sentence beside the answer: what was counted, of what, narrowed how, and the row with the most."""
    return {
        language: _answer(measure, dataset, words, top, language, english=language == "en") for language in LANGUAGES
    }


def _answer(
    measure: Measure,
    dataset: Text,
    words: Sequence[Text],
    top: tuple[Text, str, str] | None,
    language: str,
    *,
    english: bool,
) -> str:
    comma, stop = ("; ", ".") if english else ("；", "。")
    head = f"{say(measure.label, language)}{', ' if english else '，'}{say(dataset, language)}"
    sentence = comma.join([head, *(say(each, language) for each in words)]) + stop
    if top is None:
        return sentence
    name, value = say(top[0], language), top[1] if english else top[2]
    return f"{sentence} Most: {name}, {value}." if english else f"{sentence}最多：{name}，{value}。"


def made_words(who: Text, when: datetime) -> Text:
    """Who ran it and when; `when` is in Hong Kong time already."""
    day = day_words(when.date())
    return both(
        f"Run by {say(who, 'en')} on {say(day, 'en')} at {when:%H:%M}.",
        f"由{say(who, 'zh-Hant')}於{say(day, 'zh-Hant')} {when:%H:%M} 產生。",
    )


def _filled(tree: Any, given: Mapping[str, Any]) -> Any:
    if isinstance(tree, Mapping):
        if set(tree) == {"var"} and tree["var"] in given:
            value = given[tree["var"]]
            return value.isoformat() if isinstance(value, date) else value
        return {key: _filled(value, given) for key, value in tree.items()}
    return [_filled(each, given) for each in tree] if isinstance(tree, list) else tree
