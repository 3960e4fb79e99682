"""The judge of answers: every value in dependency order, then what is required, read-only and asserted. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.language.pointers import escape
from engine.language.problems import Problem, problem
from engine.language.references import Library
from engine.language.rules import Scope
from form_builder.fields import field_types, is_empty
from form_builder.fields.repeat import MOST_ROWS
from form_builder.offering import ended, not_offered
from form_builder.option_lists import choices_of
from form_builder.option_rules import option_row
from form_builder.scoring import ScoreResult, score_all
from form_builder.spec import CheckSpec, Choice, FormSpec, ItemSpec, Rule
from form_builder.steps import Step, steps_of


@dataclass(frozen=True)
class Evaluated:
    """The judgement of one set of answers.

    Paths carry row numbers (`lines.0.amount`), and so do pointers (`/lines/0/amount`). `values` are typed, calculated,
    and without what is hidden; `visible`, `required`, `recommended` and `read_only` are sets of paths. `offered` are the
    keys of the options that a choice's own rule lets through.
    """

    values: Mapping[str, Any]
    visible: frozenset[str]
    required: frozenset[str]
    read_only: frozenset[str]
    problems: tuple[Problem, ...]
    scores: Mapping[str, ScoreResult] = field(default_factory=dict)
    recommended: frozenset[str] = frozenset()
    offered: Mapping[str, frozenset[str]] = field(default_factory=dict)


_NONE: tuple[Any, ...] = (None, [])
_HOLDERS = frozenset({list, dict})


@dataclass(slots=True)
class Level:
    """One set of answers: the form's own, or those of one row. `values` fills up as the steps are worked off, and so does
    `ruled`, which holds the same as rules read them."""

    steps: tuple[Step, ...]
    fields: Mapping[str, ItemSpec]
    raw: Mapping[str, Any]
    path: str
    scope: Scope
    values: dict[str, Any]
    ruled: dict[str, Any]

    def at(self, key: str) -> str:
        return f"{self.path}{key}"


class Judge:
    """One judgement: first every value in dependency order, then what is required, read-only and asserted."""

    def __init__(
        self, spec: FormSpec, library: Library, today: date, now: str, files: Mapping[str, str] | None
    ) -> None:
        self.spec, self.library, self.files, self.today, self.now = spec, library, files, today, now
        self.visible: set[str] = set()
        self.required: set[str] = set()
        self.recommended: set[str] = set()
        self.offered: dict[str, frozenset[str]] = {}
        self.read_only: set[str] = set()
        self.wrong: set[str] = set()
        self.problems: list[Problem] = []
        self.rows: dict[str, list[Level]] = {}
        self._choices: dict[str, Mapping[str, Choice]] = {}

    def judge(self, answers: Mapping[str, Any]) -> Evaluated:
        ruled: dict[str, Any] = {}
        scope = Scope(ruled, (), self.today, self.now, self._lookup)
        top = Level(steps_of(self.spec), self.spec.fields, answers, "", scope, {}, ruled)
        self._compute(top)
        self._inspect(top, self.spec.checks)
        return Evaluated(
            values=self._shown(top),
            visible=frozenset(self.visible),
            required=frozenset(self.required),
            read_only=frozenset(self.read_only),
            problems=tuple(self.problems),
            recommended=frozenset(self.recommended),
            offered=self.offered,
            scores=score_all(self.spec, scope, lambda key: self._options(self.spec.fields[key])),
        )

    # -- values --

    def _compute(self, level: Level) -> None:
        if not level.raw.keys() <= level.fields.keys():
            for key in (one for one in level.raw if one not in level.fields):
                self._report(level.at(str(key)), problem("answer.unknown-field", key=key))
        scope, values, ruled, visible = level.scope, level.values, level.ruled, self.visible
        for step in level.steps:
            if self.begins:
                self._begin(level, step.item)
            key, path = step.key, level.path + step.key
            if step.gates and not all([gate(scope) is True for gate in step.gates]):
                if step.holds:
                    values[key] = ruled[key] = None
                continue
            visible.add(path)
            if step.holds:
                values[key] = value = self._value(level, step, path)
                ruled[key] = value if value is None or step.ruled is None else step.ruled(value)
                if step.item.fields and value is not None:
                    ruled[key] = [row.ruled for row in self.rows[path]]

    begins = False
    """Whether something happens before an item is computed: not in a judgement."""

    def _begin(self, level: Level, item: ItemSpec) -> None:
        raise NotImplementedError

    def _value(self, level: Level, step: Step, path: str) -> Any:
        raw = level.raw.get(step.key)
        if step.read is None:
            return self._worked_out(level, step.item, path, raw)
        if raw is None or raw == "" or (raw.__class__ in _HOLDERS and is_empty(raw)):
            return None
        value = step.read(raw)
        return value if value.__class__ is not Problem else self._kept(path, value)

    def _worked_out(self, level: Level, item: ItemSpec, path: str, raw: Any) -> Any:
        rules = item.rules
        if rules.calculate is not None:
            kind = field_types.get(item.type)
            return self._kept(path, kind.settle(rules.calculate(level.scope), item))
        if rules.offered is not None:
            self.offered[path] = self._let_through(rules.offered, item, level.scope)
        if item.fields:
            return self._rows(level, item, path, raw)
        if is_empty(raw):
            return None
        return self._kept(path, self._clean(raw, item, self.offered.get(path)))

    def _let_through(self, rule: Rule, item: ItemSpec, scope: Scope) -> frozenset[str]:
        options = self._options(item).values()
        return frozenset(one.key for one in options if rule(scope.inside(option_row(one))) is True)

    def _clean(self, raw: Any, item: ItemSpec, offered: frozenset[str] | None) -> Any:
        kind = field_types.get(item.type)
        choices = self._options(item) if kind.has_choices else {}
        value = kind.clean(raw, item, choices)
        if value is None or isinstance(value, Problem):
            return value
        if kind.has_choices:
            chosen = [choices[key] for key in kind.chosen(value)]
            return ended(chosen, self.today) or not_offered(chosen, offered) or value
        if self._missing(kind.refs(value), item):
            return problem("answer.no-such-file")
        return value

    def _missing(self, refs: list[str], item: ItemSpec) -> bool:
        return self.files is not None and any(self.files.get(ref) != item.id for ref in refs)

    def _rows(self, level: Level, item: ItemSpec, path: str, raw: Any) -> Any:
        given = [] if raw is None or raw == "" else raw
        if not isinstance(given, list) or not all(isinstance(row, Mapping) for row in given):
            return self._kept(path, problem("answer.not-rows", label=item.label))
        most = item.max or MOST_ROWS
        if len(given) > most:
            self._kept(path, problem("answer.too-many-rows", label=item.label, count=len(given), most=most))
        levels = [self._row(level, item, f"{path}.{index}.", row) for index, row in enumerate(given[:MOST_ROWS])]
        self.rows[path] = levels
        return [row.values for row in levels]

    def _row(self, level: Level, item: ItemSpec, path: str, raw: Mapping[str, Any]) -> Level:
        ruled: dict[str, Any] = {}
        row = Level(steps_of(item), item.fields, raw, path, level.scope.inside(ruled), {}, ruled)
        self._compute(row)
        return row

    # -- judgement --

    def _inspect(self, level: Level, checks: tuple[CheckSpec, ...]) -> None:
        visible, required, start = self.visible, self.required, level.path
        for step in level.steps:
            path = start + step.key
            if step.idle or path not in visible:
                continue
            if step.must and level.values[step.key]:
                required.add(path)
            else:
                self._inspect_item(level, step.item, path)
        if checks:
            self._check(level, checks)

    def _check(self, level: Level, checks: tuple[CheckSpec, ...]) -> None:
        """Asserts what must be true, except where the answer itself is wrong already."""
        for check in (one for one in checks if level.at(one.at) not in self.wrong):
            if level.at(check.at) in self.visible and check.rule(level.scope) is not True:
                found = problem(_code(check), message=check.message, check=check.id)
                self.problems.append(_at(level.at(check.at), found))
                if check.reason:
                    self._ask_reason(level, level.fields[check.reason], check)

    def _ask_reason(self, level: Level, item: ItemSpec, check: CheckSpec) -> None:
        """Shows the item that holds the reason, and misses a reason that is not given."""
        path = level.at(item.key)
        self.visible.add(path)
        level.values[item.key] = value = self._worked_out(level, item, path, level.raw.get(item.key))
        if value is None and path not in self.wrong:
            self._report(path, problem("answer.reason-needed", message=check.message))

    def _inspect_item(self, level: Level, item: ItemSpec, path: str) -> None:
        rules = item.rules
        if rules.calculate is not None:
            self.read_only.add(path)
            return
        if rules.read_only is not None and rules.read_only(level.scope) is True:
            self.read_only.add(path)
        if item.required or _holds(rules.required, level.scope):
            self._insist(level, item, path)
        elif item.recommended or _holds(rules.recommended, level.scope):
            self.recommended.add(path)
            if level.values[item.key] in _NONE and path not in self.wrong:
                self.problems.append(_at(path, problem("answer.recommended", label=item.label)))
        if item.fields:
            self._inspect_rows(item, path)

    def _insist(self, level: Level, item: ItemSpec, path: str) -> None:
        self.required.add(path)
        value = level.values[item.key]
        if not value and value in _NONE and path not in self.wrong:
            self._report(path, problem("answer.required", label=item.label))

    def _inspect_rows(self, item: ItemSpec, path: str) -> None:
        levels = self.rows.get(path, [])
        if item.min and len(levels) < item.min and path not in self.wrong:
            self._report(path, problem("answer.too-few-rows", label=item.label, least=item.min))
        for row in levels:
            self._inspect(row, item.checks)

    # -- small things --

    def _shown(self, level: Level) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        visible, values, start = self.visible, level.values, level.path
        for key, item in level.fields.items():
            if start + key in visible:
                rows = self.rows.get(start + key, ()) if item.fields else ()
                shown[key] = [self._shown(row) for row in rows] if item.fields else values[key]
        return shown

    def _kept(self, path: str, value: Any) -> Any:
        """The value, or None after its problem is reported."""
        if not isinstance(value, Problem):
            return value
        self._report(path, value)
        return None

    def _report(self, path: str, found: Problem) -> None:
        self.wrong.add(path)
        self.problems.append(_at(path, found))

    def _options(self, item: ItemSpec) -> Mapping[str, Choice]:
        if item.path not in self._choices:
            self._choices[item.path] = {choice.key: choice for choice in choices_of(item, self.library)}
        return self._choices[item.path]

    def _lookup(self, table: str, inputs: Mapping[str, Any], output: str) -> Any:
        found = self.library.find("table", table)
        if found is None:
            raise LookupError(f"the form {self.spec.key!r} was compiled with a table {table!r} that is not bound")
        return found.lookup(inputs, output)


def _at(path: str, found: Problem) -> Problem:
    """The problem with the pointer of a path: `lines.0.amount` is `/lines/0/amount`."""
    return found.within("".join(f"/{escape(part)}" for part in path.split(".")))


def _holds(rule: Rule | None, scope: Scope) -> bool:
    return rule is not None and rule(scope) is True


def _code(check: CheckSpec) -> str:
    if check.severity == "error":
        return "answer.check"
    return "answer.check-reason" if check.reason else "answer.check-warning"
