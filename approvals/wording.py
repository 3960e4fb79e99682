"""An authority's rule as a sentence: "HK$5,000 to HK$20,000 needs the department head, then the head of finance"."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from approvals.acts import acts
from approvals.spec import AuthorityRule, AuthoritySpec, Link
from engine.language.conditions import Condition, words
from engine.language.text import LANGUAGES, Text, both, say

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
OTHER_STAMPS = {"return": both("Returned", "已退回"), "reject": both("Rejected", "已拒絕")}
_BETWEEN = {"en": "{0} to {1}", "zh-Hant": "{0} 至 {1}"}


def money(value: Any) -> str:
    """HK$5,000, or HK$4,999.99 when there are cents."""
    number = Decimal(value)
    return f"HK${number:,.0f}" if number == number.to_integral_value() else f"HK${number:,.2f}"


def sentence(spec: AuthoritySpec, rule: AuthorityRule, role_names: Mapping[str, Text]) -> Text:
    """What `rule` asks for and when, in both languages. A role without a name is said by its code."""
    when = {language: _when(spec, rule, language) for language in LANGUAGES}
    who = {language: [asked(link, role_names, language) for link in rule.chain] for language in LANGUAGES}
    gap = " " if when["zh-Hant"][-1:].isascii() else ""  # a space only after Latin letters and digits
    last = "審批" if len(rule.chain) == 1 else "依次審批"
    return both(
        f"{when['en']} needs {', then '.join(who['en'])}",
        f"{when['zh-Hant']}{gap}須由{'、'.join(who['zh-Hant'])}{last}",
    )


def asked(link: Link, role_names: Mapping[str, Text], language: str) -> str:
    """Whom a link asks: "the department head or the centre manager"."""
    names = [_role(role, role_names, language) for role in link.roles]
    if len(names) == 1:
        return names[0]
    if language == "en":
        most = f"{link.needed} of " if link.mode == "any" and link.needed > 1 else ""
        return most + (" and " if link.mode == "all" else " or ").join(names)
    most = f"其中 {link.needed} 位：" if link.mode == "any" and link.needed > 1 else ""
    return most + ("及" if link.mode == "all" else "或").join(names)


def _role(code: str, role_names: Mapping[str, Text], language: str) -> str:
    name = say(role_names.get(code), language, code.replace("_", " "))
    return f"the {name[:1].lower()}{name[1:]}" if language == "en" else name


def _when(spec: AuthoritySpec, rule: AuthorityRule, language: str) -> str:
    phrases = [_phrase(spec, name, condition, language) for name, condition in rule.when.items() if condition.tests]
    everything = {"en": "Every request", "zh-Hant": "所有申請"}[language]
    found = (", " if language == "en" else "，").join(phrases) or everything
    return found[:1].upper() + found[1:]


def _phrase(spec: AuthoritySpec, name: str, condition: Condition, language: str) -> str:
    show = money if spec.inputs[name] == "money" else str
    said = _range(condition, show, language) or say(words(condition, show), language)
    alone = len(spec.inputs) == 1 and spec.inputs[name] == "money"
    return said if alone else f"{say(spec.labels.get(name), language, name)} {said}"


def _range(condition: Condition, show: Any, language: str) -> str:
    """The short form of a closed range; both ends belong to it."""
    tests = dict(condition.tests)
    if set(tests) != {"ge", "le"}:
        return ""
    return _BETWEEN[language].format(show(tests["ge"]), show(tests["le"]))


def already(decision: Any) -> Text:
    """ "Already decided: Awarded by Ho Ka Yan on 14 Nov 2025, 10:42." `decision` is a Decision with its `by` and `step`."""
    moment = decision.at.astimezone(HONG_KONG)
    word = stamp(decision.verdict, decision.step.act)
    return both(
        f"Already decided: {say(word, 'en').lower()} by {decision.by.name('en')}"
        f" on {moment.day} {moment:%b %Y}, {moment:%H:%M}.",
        f"此事已有決定：{decision.by.name('zh-Hant')}於{moment.year}年{moment.month}月{moment.day}日"
        f" {moment:%H:%M} {say(word, 'zh-Hant')}。",
    )


def stamp(verdict: str, act: str) -> Text:
    """The word of the chop: what an approval amounted to, or that it was returned or rejected."""
    return OTHER_STAMPS.get(verdict) or acts.get(act).done
