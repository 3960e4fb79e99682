"""From an authority and the facts of one request to the ordered chain of deciders, in words. Pure: no Django."""

from collections.abc import Mapping
from typing import Any

from approvals.refusals import NoRuleApplies
from approvals.spec import AuthorityRule, AuthoritySpec, Chain, ChainStep
from approvals.wording import money, sentence
from engine.language.conditions import WrongValue, literal
from engine.language.text import Text, both, say


def resolve(spec: AuthoritySpec, inputs: Mapping[str, Any], role_names: Mapping[str, Text] | None = None) -> Chain:
    """The chain for `inputs` (run-time values, or as written on the wire). Raises NoRuleApplies in words."""
    values = {name: _value(inputs.get(name), type_) for name, type_ in spec.inputs.items()}
    rule = next((rule for rule in spec.rules if rule.applies(values)), None)
    if rule is None:
        raise NoRuleApplies(_nobody(spec, values))
    return _chain(spec, rule, values, role_names or {})


def _chain(spec: AuthoritySpec, rule: AuthorityRule, values: Mapping[str, Any], names: Mapping[str, Text]) -> Chain:
    why = sentence(spec, rule, names)
    steps = (ChainStep(order, link, rule.id, why) for order, link in enumerate(rule.chain, start=1))
    return Chain(rule.id, why, tuple(steps), values)


def _value(value: Any, type_: str) -> Any:
    try:
        return value if value is None or not isinstance(value, str | int) else literal(value, type_)
    except WrongValue:
        return None


def _nobody(spec: AuthoritySpec, values: Mapping[str, Any]) -> Text:
    def shown(language: str) -> str:
        return ", ".join(_fact(spec, name, value, language) for name, value in values.items())

    return both(
        f"“{say(spec.title, 'en')}” names nobody to decide this ({shown('en')}). Ask whoever keeps that table.",
        f"「{say(spec.title, 'zh-Hant')}」沒有為此指定審批人（{shown('zh-Hant')}）。請聯絡負責該審批權限表的同事。",
    )


def _fact(spec: AuthoritySpec, name: str, value: Any, language: str) -> str:
    if value is None:
        said = {"en": "not known", "zh-Hant": "未知"}[language]
    else:
        said = money(value) if spec.inputs[name] == "money" else str(value)
    return f"{say(spec.labels.get(name), language, name)} {said}"
