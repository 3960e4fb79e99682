"""Every rule of a form in its place: what it must yield and which rows it may read; checks them all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.language.pointers import walk
from engine.language.problems import Problem, problem
from engine.language.references import Library
from engine.language.rules import FieldType as RuleType
from engine.language.rules import Signature, TableSignature, check_rule
from form_builder.option_rules import OptionTypes, as_row
from form_builder.outline import Outline, PageOutline, level

Rows = tuple[Mapping[str, RuleType], ...]
CONDITIONS = ("visible_when", "required_when", "recommended_when", "read_only_when")


@dataclass(frozen=True)
class RuleUse:
    """One rule, where it stands, the type it must yield, and the rows around it (the innermost last)."""

    tree: Any
    pointer: str
    expects: str | None
    rows: Rows


def tables_named(body: Mapping[str, Any], library: Library) -> tuple[dict[str, TableSignature], list[Problem]]:
    """The signatures of the tables that rules look things up in, and the tables that do not exist."""
    tables: dict[str, TableSignature] = {}
    missing: list[Problem] = []
    for pointer, value, _ in walk(body):
        key = _looked_up(value)
        if key is None or key in tables:
            continue
        table = library.find("table", key)
        if table is None:
            missing.append(problem("reference.unknown", f"{pointer}/lookup/0", kind="table", name=key))
        else:
            tables[key] = table.signature
    return tables, missing


def _looked_up(value: Any) -> str | None:
    call = value.get("lookup") if isinstance(value, Mapping) and len(value) == 1 else None
    return call[0] if isinstance(call, list) and call and isinstance(call[0], str) else None


def rule_problems(
    body: Mapping[str, Any], pages: tuple[PageOutline, ...], signature: Signature, options: OptionTypes
) -> Iterator[Problem]:
    """Everything wrong with the rules of pages, items and checks."""
    for use in _Uses(signature, options).of_form(body, pages):
        yield from check_rule(use.tree, signature, expects=use.expects, pointer=use.pointer, rows=use.rows)
    yield from _place_problems(body.get("checks", ()), "/checks", signature.fields)
    for page in pages:
        yield from _item_problems(page.items, signature.fields)


def rule_uses(
    body: Mapping[str, Any], pages: tuple[PageOutline, ...], signature: Signature, options: OptionTypes
) -> Iterator[RuleUse]:
    """Every rule of pages, items and checks in its place."""
    return _Uses(signature, options).of_form(body, pages)


@dataclass(frozen=True)
class _Uses:
    """Walks a form for its rules."""

    signature: Signature
    options: OptionTypes

    def of_form(self, body: Mapping[str, Any], pages: tuple[PageOutline, ...]) -> Iterator[RuleUse]:
        for page in pages:
            if page.body.get("visible_when") is not None:
                yield RuleUse(page.body["visible_when"], f"{page.pointer}/visible_when", "boolean", ())
            yield from self._of_items(page.items, (), self.signature.fields)
        yield from _check_uses(body.get("checks", ()), "/checks", ())

    def _of_items(self, items: tuple[Outline, ...], rows: Rows, fields: Mapping[str, RuleType]) -> Iterator[RuleUse]:
        for item in level(items):
            yield from self._of_item(item, rows)
            inner = fields[item.key].rows if item.kind.has_items and item.key in fields else None
            if inner is not None:
                yield from self._of_items(item.children, (*rows, inner), inner)
                yield from _check_uses(item.body.get("checks", ()), f"{item.pointer}/checks", (*rows, inner))

    def _of_item(self, item: Outline, rows: Rows) -> Iterator[RuleUse]:
        for name in CONDITIONS:
            if item.body.get(name) is not None:
                yield RuleUse(item.body[name], f"{item.pointer}/{name}", "boolean", rows)
        if item.body.get("calculate") is not None and item.kind.may_calculate:
            yield RuleUse(item.body["calculate"], f"{item.pointer}/calculate", item.kind.rule_type, rows)
        if item.body.get("default_from") is not None and item.kind.may_calculate:
            yield RuleUse(item.body["default_from"], f"{item.pointer}/default_from", item.kind.rule_type, rows)
        if item.body.get("choices_when") is not None and item.path in self.options:
            tree = as_row(item.body["choices_when"], self.signature, rows)
            yield RuleUse(tree, f"{item.pointer}/choices_when", "boolean", (*rows, self.options[item.path]))


def _check_uses(checks: Any, pointer: str, rows: Rows) -> Iterator[RuleUse]:
    for index, check in enumerate(checks):
        yield RuleUse(check["assert"], f"{pointer}/{index}/assert", "boolean", rows)


def _item_problems(items: tuple[Outline, ...], fields: Mapping[str, RuleType]) -> Iterator[Problem]:
    for item in level(items):
        if item.body.get("calculate") is not None and not item.kind.may_calculate:
            yield problem("form.cannot-calculate", f"{item.pointer}/calculate", type=item.kind.label)
        elif item.body.get("calculate") is not None and ("default" in item.body or "default_from" in item.body):
            name = "default" if "default" in item.body else "default_from"
            yield problem("form.calculated-and-default", f"{item.pointer}/{name}")
        if item.body.get("default_from") is not None and not item.kind.may_calculate:
            yield problem("form.cannot-begin", f"{item.pointer}/default_from", type=item.kind.label)
        inner = fields[item.key].rows if item.kind.has_items and item.key in fields else None
        if inner is not None:
            yield from _place_problems(item.body.get("checks", ()), f"{item.pointer}/checks", inner)
            yield from _item_problems(item.children, inner)


def _place_problems(checks: Any, pointer: str, fields: Mapping[str, RuleType]) -> Iterator[Problem]:
    for index, check in enumerate(checks):
        if check.get("ask_reason") and check.get("severity") != "warning":
            yield problem("form.reason-of-error", f"{pointer}/{index}/ask_reason")
        if check["at"] not in fields:
            yield problem("form.unknown-place", f"{pointer}/{index}/at", key=check["at"], known=", ".join(fields))
