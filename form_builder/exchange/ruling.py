"""The rules of one question: its expressions translated where it stands, its calculation settled when first read."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from engine.language.text import both
from form_builder.exchange.columns import Reader
from form_builder.exchange.gathering import Gatherer, Question
from form_builder.exchange.lists import OptionList
from form_builder.exchange.reporting import Report
from form_builder.exchange.words import field_type_of_rule
from form_builder.exchange.xpath.nodes import NotCarried
from form_builder.exchange.xpath.translating import translate_condition, translate_value
from form_builder.exchange.xpath.typed import Known, Place, Typed
from form_builder.fields import field_types

YES = frozenset({"yes", "true", "true()", "1"})
NO = frozenset({"no", "false", "false()", "0"})


class Ruler:
    """Translates rules, and is the scope in which their names are looked up."""

    def __init__(self, gatherer: Gatherer) -> None:
        self.gatherer = gatherer

    @property
    def reader(self) -> Reader:
        return self.gatherer.reader

    @property
    def report(self) -> Report:
        return self.gatherer.report

    def find(self, name: str) -> Known:
        """What a name stands for; a calculation is translated first."""
        found = self.gatherer.find(name)
        if isinstance(found, Known):
            return found
        if found.type is None:
            self.settle(found)
        if found.reason is not None:
            raise NotCarried(both(f"It reads “{name}”, which is not carried.", f"規則讀取未能轉換的「{name}」。"))
        if not field_types.get(found.type or "").holds_value:
            raise NotCarried(
                both(f"“{name}” is a group or a note: it has no answer.", f"「{name}」是群組或說明，沒有答案。")
            )
        return found.known

    def settle(self, question: Question) -> None:
        """Translates a calculation once: sets its rule and its type, or the reason why it is left out."""
        if question.type is not None or question.reason is not None:
            return
        if question.busy:
            question.reason = both("It waits for itself.", "此計算循環依賴自己。")
            return
        question.busy = True
        try:
            found = self._calculation(question)
        except NotCarried as why:
            question.reason = why.reason
        else:
            if question.reason is None:
                question.calculation, question.type = found.tree, field_type_of_rule(found.type)
        question.busy = False

    def _calculation(self, question: Question) -> Typed:
        text = self.reader.cell(question.branch.row, "calculation")
        if not text:
            raise NotCarried(both("There is no calculation.", "沒有計算式。"))
        place = self.place(question, own=False)
        found = translate_value(text, place)
        if field_type_of_rule(found.type) is None:
            raise NotCarried(both("No field can hold what it yields.", "沒有欄位類型可儲存其結果。"))
        self._remark(question, "calculation", text, place)
        return found

    def _remark(self, question: Question, name: str, text: str, place: Place) -> None:
        for remark in place.remarks:
            self.tell(question, "changed.meaning", name, text, reason=remark)

    def place(self, question: Question, own: bool = True) -> Place:
        """Where the rules of a question stand."""
        itself = question.known if own and question.type and field_types.get(question.type).holds_value else None
        return Place(self, question.within, itself)

    def condition(self, question: Question, name: str) -> Any:
        """The condition in a column, or None: there is none, or it is not carried and reported."""
        return self._told(question, name, translate_condition)

    def value(self, question: Question, name: str) -> Any:
        """The rule that computes the value in a column, or None."""
        return self._told(question, name, lambda text, place: translate_value(text, place).tree)

    def filter(self, question: Question, options: OptionList) -> Any:
        """The rule that narrows the options of a question, or None; the columns that it reads are carried."""
        place = replace(self.place(question), columns=options.columns)
        tree = self._told(question, "choice_filter", translate_condition, place, "left.filter")
        if tree is not None:
            options.read |= place.read
        return tree

    def _told(
        self,
        question: Question,
        name: str,
        translate: Callable[[str, Place], Any],
        place: Place | None = None,
        code: str = "left.rule",
    ) -> Any:
        text = self.reader.cell(question.branch.row, name)
        if not text:
            return None
        place = place or self.place(question)
        try:
            tree = translate(text, place)
        except NotCarried as why:
            self.tell(question, code, name, text, reason=why.reason)
            return None
        self._remark(question, name, text, place)
        return tree

    def tell(self, question: Question, code: str, name: str, text: str, **facts: Any) -> None:
        """Reports something about a column of the question's row."""
        row = question.branch.row
        self.report.tell(code, row.sheet, row.number, self.reader.column(row, name), text, **facts)
