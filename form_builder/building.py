"""Builds the frozen parts of a FormSpec out of outlines that have no error left."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.references import Library
from engine.language.rules import FieldType as RuleType
from engine.language.rules import Signature, compile_rule
from form_builder.fields import field_types
from form_builder.option_lists import choices_of, inline_choices
from form_builder.option_rules import OptionTypes, as_row
from form_builder.ordering import ordered
from form_builder.outline import Gate, Outline, PageOutline, everything
from form_builder.reasons import reason_key
from form_builder.score_compiler import build_score, score_signature
from form_builder.spec import CheckSpec, ItemSpec, PageSpec, Rule, Rules, ScoreSpec

Rows = tuple[Mapping[str, RuleType], ...]
_INNER = ("items", "checks")
_PLAIN = (
    "hint", "required_when", "recommended_when", "visible_when", "read_only_when", "calculate", "default",
    "default_from", "choices_when", "min", "max",
)  # fmt: skip


class Builder:
    """Collects every item by path in `items` while it builds the pages."""

    def __init__(self, signature: Signature, options: OptionTypes) -> None:
        self.signature, self.options = signature, options
        self.items: dict[str, ItemSpec] = {}

    def page(self, page: PageOutline) -> PageSpec:
        body = page.body
        tree = body.get("visible_when")
        gates = () if tree is None else (Gate(tree, ""),)
        return PageSpec(
            id=body["id"],
            key=body["key"],
            title=body["title"],
            items=self._items(page.items, (), self.signature.fields),
            hint=body.get("hint"),
            visible_when=tree,
            rules=Rules(visible=self._gates(gates, ())),
        )

    def checks(self, entries: Iterable[Mapping[str, Any]], rows: Rows) -> tuple[CheckSpec, ...]:
        return tuple(
            CheckSpec(
                id=entry["id"],
                rule_tree=entry["assert"],
                at=entry["at"],
                message=entry["message"],
                severity=entry.get("severity", "error"),
                rule=self._rule(entry["assert"], rows, "boolean"),
                reason=reason_key(entry["at"], entry["id"]) if entry.get("ask_reason") else "",
            )
            for entry in entries
        )

    def scores(self, entries: Iterable[Mapping[str, Any]]) -> tuple[ScoreSpec, ...]:
        signature = score_signature(self.signature, entries := list(entries))
        return tuple(build_score(entry, signature) for entry in entries)

    def _items(self, items: tuple[Outline, ...], rows: Rows, fields: Mapping[str, RuleType]) -> tuple[ItemSpec, ...]:
        return tuple(self._item(item, rows, fields) for item in items)

    def _item(self, item: Outline, rows: Rows, fields: Mapping[str, RuleType]) -> ItemSpec:
        inner = fields[item.key].rows if item.key in fields else None
        children = self._items(item.children, rows if inner is None else (*rows, inner), inner or fields)
        of_rows = {} if inner is None else self._of_rows(item, (*rows, inner))
        built = replace(sketch(item), items=children, rules=self._rules(item, rows), **of_rows)
        self.items[item.path] = built
        return built

    def _of_rows(self, item: Outline, rows: Rows) -> dict[str, Any]:
        order = ordered(item.children, prefix=f"{item.path}.")[0]
        plan = tuple(self.items[f"{item.path}.{key}"] for key in order)
        fields = {one.key: one for one in plan if field_types.get(one.type).holds_value}
        return {"fields": fields, "plan": plan, "checks": self.checks(item.body.get("checks", ()), rows)}

    def _rules(self, item: Outline, rows: Rows) -> Rules:
        body, tree = item.body, item.body.get("visible_when")
        gates = item.gates if tree is None else (*item.gates, Gate(tree, ""))
        return Rules(
            visible=self._gates(gates, rows),
            required=self._optional(body.get("required_when"), rows, "boolean"),
            recommended=self._optional(body.get("recommended_when"), rows, "boolean"),
            read_only=self._optional(body.get("read_only_when"), rows, "boolean"),
            calculate=self._optional(body.get("calculate"), rows, item.kind.rule_type),
            default=self._optional(body.get("default_from"), rows, item.kind.rule_type),
            offered=self._offered(item, rows),
        )

    def _offered(self, item: Outline, rows: Rows) -> Rule | None:
        tree, types = item.body.get("choices_when"), self.options.get(item.path)
        if tree is None or types is None:
            return None
        return self._rule(as_row(tree, self.signature, rows), (*rows, types), "boolean")

    def _gates(self, gates: tuple[Gate, ...], rows: Rows) -> tuple[Rule, ...]:
        return tuple(self._rule(gate.tree, rows, "boolean") for gate in gates)

    def _optional(self, tree: Any, rows: Rows, expects: str | None) -> Rule | None:
        return None if tree is None else self._rule(tree, rows, expects)

    def _rule(self, tree: Any, rows: Rows, expects: str | None) -> Rule:
        return compile_rule(tree, self.signature, rows=rows, expects=expects)


def sketch(outline: Outline) -> ItemSpec:
    """The spec of an item by itself: without its rules and the items in it."""
    body = outline.body
    entries = body.get("choices")
    plain: dict[str, Any] = {name: body.get(name) for name in _PLAIN}
    return ItemSpec(
        id=body["id"],
        key=outline.key,
        path=outline.path,
        type=body["type"],
        label=body["label"],
        required=body.get("required", False),
        recommended=body.get("recommended", False),
        choices=entries if isinstance(entries, str) else None,
        inline=(*inline_choices(entries), *outline.kind.more_choices(body)),
        prefill=body.get("prefill", ""),
        asked_by=outline.asked_by,
        sensitivity=body.get("sensitivity", "internal"),
        purpose=body.get("purpose", ""),
        options={name: body[name] for name in outline.kind.properties if name in body and name not in _INNER},
        **plain,
    )


def own_problems(top: tuple[Outline, ...], library: Library) -> list[Problem]:
    """What the types say of their items' own properties, and defaults that nobody could have entered."""
    found: list[Problem] = []
    for outline in everything(top):
        item = sketch(outline)
        found += outline.kind.check(item, outline.pointer)
        if item.default is not None and not item.calculated and outline.kind.holds_value:
            choices = {c.key: c for c in choices_of(item, library)}
            value = outline.kind.clean(item.default, item, choices)
            if isinstance(value, Problem):
                found.append(problem("form.bad-default", f"{outline.pointer}/default", reason=value.message))
    return found
