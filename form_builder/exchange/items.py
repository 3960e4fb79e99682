"""From questions to the items of a form document. What a row says and no item can say is reported."""

import re
from collections.abc import Iterable
from typing import Any

from engine.language.references import Library
from engine.language.text import Text, both, say
from form_builder.exchange.bounding import bounds
from form_builder.exchange.columns import OURS
from form_builder.exchange.gathering import Gatherer, Question
from form_builder.exchange.looks import look, parameter
from form_builder.exchange.naming import id_of, key_of
from form_builder.exchange.ruling import NO, YES, Ruler
from form_builder.exchange.wording import Wording
from form_builder.fields import field_types

_HANDLED = {
    *("type", "name", "label", "hint", "guidance_hint", "relevant", "required", "required_message", "constraint"),
    *("constraint_message", "calculation", "read_only", "appearance", "default", "choice_filter", "repeat_count"),
    *("parameters", "rows", "image", "audio", "video", "big-image", OURS),
}
_OF_ANSWERS = ("required", "constraint", "calculation", "read_only", "default", "choice_filter")
_CLOCK = re.compile(r"\d{1,2}:\d{2}:\d{2}(\.\d+)?")
_DYNAMIC = re.compile(r"\$\{|^[\w:-]+\(.*\)$")
EXPRESSED = frozenset(
    "label hint required required_when visible_when read_only_when calculate default default_from choices_when choices "
    "appearance layout checks own_checks items page min max".split()
)
"""What the columns of an XLSForm say of an item; everything else is kept as it was."""
MOST_INLINE = 50


class Items:
    """Builds items; `checks` are the constraints, by the repeats that they stand in; `listed` the lists to be documents."""

    def __init__(self, gatherer: Gatherer, ruler: Ruler, library: Library | None) -> None:
        self.gatherer, self.ruler, self.reader, self.library = gatherer, ruler, gatherer.reader, library
        self.words = Wording(gatherer, ruler)
        self.checks: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        self.listed: dict[str, str] = {}
        self.rows: dict[str, Question] = {}

    def build(self, questions: Iterable[Question], form_key: str) -> list[dict[str, Any]]:
        """The items of one level, in order."""
        return [item for question in questions for item in self._item(question, form_key)]

    def _item(self, question: Question, form_key: str) -> list[dict[str, Any]]:
        if question.kept.get("generated"):
            return []
        if question.same and question.type == question.kept.get("type"):
            return [self._as_kept(question, form_key)]
        self.ruler.settle(question)
        if question.type is None:
            text = self.reader.cell(question.branch.row, "calculation")
            self.ruler.tell(question, "left.calculation", "calculation", text, reason=question.reason or "")
            return []
        self.rows[question.id] = question
        kind = field_types.get(question.type)
        item: dict[str, Any] = {"id": question.id, "key": question.key, "type": question.type}
        item["label"] = self.words.label(question)
        if hint := self.words.hint(question):
            item["hint"] = hint
        self._look(question, item)
        if kind.has_items:
            return self._with_items(question, item, form_key)
        item |= self._answering(question) if kind.holds_value else self._not_answering(question)
        self._choices(question, item, form_key)
        self._leave_the_rest(question)
        return [self._with_kept(question, item | self._visible(question))]

    def _with_items(self, question: Question, item: dict[str, Any], form_key: str) -> list[dict[str, Any]]:
        item |= self._not_answering(question) | self._visible(question)
        item["items"] = self.build(question.inside, form_key)
        self._leave_the_rest(question)
        if not item["items"]:
            self.ruler.tell(question, "left.empty-group", "type", question.branch.type)
            return []
        if field_types.get(item["type"]).holds_value:
            item |= self._count(question)
            if checks := self.checks.pop((*question.within, question.key), []):
                item["checks"] = checks
        return [self._with_kept(question, item)]

    # -- what an export kept --

    def _as_kept(self, question: Question, form_key: str) -> dict[str, Any]:
        """The item that an export kept of a row that nobody has changed."""
        item = {name: value for name, value in question.kept.items() if name != "own_checks"}
        self.rows[question.id] = question
        for check in question.kept.get("own_checks", ()):
            self.checks.setdefault(question.within, []).append(dict(check))
            self.rows[check["id"]] = question
        kind = field_types.get(item["type"])
        if kind.has_items:
            item["items"] = self.build(question.inside, form_key)
            checks = self.checks.pop((*question.within, question.key), []) if kind.holds_value else []
            item |= {"checks": in_order(checks, item.pop("checks", ()))} if checks else {}
        self._kept_choices(question, item)
        return item

    def _kept_choices(self, question: Question, item: dict[str, Any]) -> None:
        """Its options: those of the list beside it, or the list that it names, carried where nobody else knows it."""
        if question.options is None or not field_types.get(item["type"]).has_choices:
            return
        if "choices" not in question.kept:
            item["choices"] = question.options.bodies(question.id, self.gatherer.ids)
            return
        item["choices"] = question.kept["choices"]
        if self.library is None or self.library.find("choices", item["choices"]) is None:
            self.listed[question.options.name] = item["choices"]

    def _with_kept(self, question: Question, item: dict[str, Any]) -> dict[str, Any]:
        """A changed row's item, with what the kept one has and no column of an XLSForm says."""
        if question.kept.get("type") != item["type"]:
            return item
        if "choices" in question.kept:
            item["choices"] = question.kept["choices"]
            self._kept_choices(question, item)
        more = {name: value for name, value in question.kept.items() if name not in EXPRESSED and name not in item}
        return item | more

    # -- how it looks --

    def _look(self, question: Question, item: dict[str, Any]) -> None:
        row = question.branch.row
        word = question.word.word
        for name in self.reader.cell(row, "appearance").split():
            found = look(word, item["type"], name)
            if found is None:
                self.ruler.tell(question, "left.appearance", "appearance", name)
            else:
                item |= found
        for pair in re.split(r"[\s,;]+", self.reader.cell(row, "parameters")):
            name, _, value = pair.partition("=")
            found = parameter(item["type"], name, value) if pair else {}
            if found is None:
                self.ruler.tell(question, "left.parameter", "parameters", pair)
            item |= found or {}
        if rows := self.reader.cell(row, "rows"):
            self._rows(question, item, rows)
        question.type = item["type"]

    def _rows(self, question: Question, item: dict[str, Any], rows: str) -> None:
        found = look(question.word.word, item["type"], "multiline")
        if found is None or not rows.isdecimal() or not 2 <= int(rows) <= 20:
            self.ruler.tell(question, "left.column", "rows", rows)
        else:
            item |= {**found, "rows": int(rows)}

    # -- rules --

    def _visible(self, question: Question) -> dict[str, Any]:
        tree = self.ruler.condition(question, "relevant")
        return {} if tree is None else {"visible_when": tree}

    def _not_answering(self, question: Question) -> dict[str, Any]:
        for name in _OF_ANSWERS:
            text = self.reader.cell(question.branch.row, name)
            if text and text.lower() not in NO:
                self.ruler.tell(question, "left.on-group", name, text)
        return {}

    def _answering(self, question: Question) -> dict[str, Any]:
        calculate = question.calculation
        if calculate is None:
            calculate = self.ruler.value(question, "calculation")
        else:
            self.ruler.tell(
                question, "changed.shown", "calculation", self.reader.cell(question.branch.row, "calculation")
            )
        item = self._required(question) | ({} if calculate is None else {"calculate": calculate})
        if calculate is None:
            item |= self._read_only(question) | self._default(question)
        return item | self._constraint(question)

    def _required(self, question: Question) -> dict[str, Any]:
        row = question.branch.row
        text = self.reader.cell(row, "required")
        if message := self.reader.text(row, "required_message"):
            self.ruler.tell(question, "left.message", "required_message", say(message, "en"))
        if not text or text.lower() in NO:
            return {}
        if text.lower() in YES:
            return {"required": True}
        tree = self.ruler.condition(question, "required")
        return {} if tree is None else {"required_when": tree}

    def _read_only(self, question: Question) -> dict[str, Any]:
        text = self.reader.cell(question.branch.row, "read_only")
        if not text or text.lower() in NO:
            return {}
        tree = True if text.lower() in YES else self.ruler.condition(question, "read_only")
        return {} if tree is None else {"read_only_when": tree}

    def _default(self, question: Question) -> dict[str, Any]:
        text = self.reader.cell(question.branch.row, "default")
        if not text:
            return {}
        if _DYNAMIC.search(text):
            tree = self.ruler.value(question, "default")
            return {} if tree is None else {"default_from": tree}
        return {"default": _wire(text, field_types.get(question.type or "").rule_type)}

    def _constraint(self, question: Question) -> dict[str, Any]:
        """Plain bounds without words of their own as `min` and `max`; any other constraint as a check."""
        text = self.reader.cell(question.branch.row, "constraint")
        message = self.reader.text(question.branch.row, "constraint_message")
        if message and not text:
            self.ruler.tell(question, "left.column", "constraint_message", say(message, "en"))
        if text and message is None and (found := bounds(text, question.type or "")):
            return found
        self._check(question, message)
        return {}

    def _check(self, question: Question, message: Text | None) -> None:
        tree = self.ruler.condition(question, "constraint")
        if tree is None:
            return
        own = self.ruler.place(question).refer(question.known).tree
        words = self.words.unpiped(question, "constraint_message", message) if message else _NOT_SO
        id_ = id_of(f"{question.id}-check", self.gatherer.ids)
        self.gatherer.ids.add(id_)
        check = {"id": id_, "assert": {"or": [{"empty": [own]}, tree]}, "at": question.key, "message": words}
        self.checks.setdefault(question.within, []).append(check)
        self.rows[id_] = question

    # -- options, rows --

    def _choices(self, question: Question, item: dict[str, Any], form_key: str) -> None:
        found = question.options
        if found is None or not field_types.get(item["type"]).has_choices:
            return
        if (tree := self.ruler.filter(question, found)) is not None:
            item["choices_when"] = tree
        if question.word.other and "other" in field_types.get(item["type"]).properties:
            item["other"] = True
        if found.users == 1 and len(found.options) <= MOST_INLINE:
            item["choices"] = found.bodies(question.id, self.gatherer.ids)
        else:
            name = key_of(found.name).replace("_", "-")
            item["choices"] = self.listed.setdefault(found.name, f"{form_key}-{name}")

    def _count(self, question: Question) -> dict[str, Any]:
        text = self.reader.cell(question.branch.row, "repeat_count")
        if not text:
            return {}
        if text.isdecimal() and 1 <= int(text) <= 200:
            return {"min": int(text), "max": int(text)}
        self.ruler.tell(question, "left.repeat-count", "repeat_count", text)
        return {}

    def _leave_the_rest(self, question: Question) -> None:
        row = question.branch.row
        for heading in self.reader.pictures(row):
            self.ruler.report.tell("left.media", row.sheet, row.number, heading.written, row.cells[heading.written])
        for heading in self.reader.unknown(row, _HANDLED):
            self.ruler.report.tell("left.column", row.sheet, row.number, heading.written, row.cells[heading.written])


def in_order(checks: list[dict[str, Any]], ids: Iterable[str]) -> list[dict[str, Any]]:
    """Checks in the order of their ids, new ones last."""
    place = {id_: index for index, id_ in enumerate(ids)}
    return sorted(checks, key=lambda check: place.get(check["id"], len(place)))


def _wire(text: str, rule_type: str | None) -> Any:
    if rule_type == "integer" and text.lstrip("-").isdecimal():
        return int(text)
    if rule_type == "integer" and _CLOCK.fullmatch(text):
        return text.rpartition(":")[0]
    if rule_type == "boolean":
        return text.lower() in YES
    if rule_type == "codes":
        return text.split()
    return text[:10] if rule_type == "date" else text


_NOT_SO = both("This answer does not fit. Please look at it again.", "此答案不符合要求，請再檢查。")
