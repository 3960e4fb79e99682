"""The first pass over the questions: what each is, its key and its place. No rule is read yet."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.language.text import Text, both, say
from form_builder.exchange.columns import Reader
from form_builder.exchange.lists import OptionList
from form_builder.exchange.naming import id_of, key_of
from form_builder.exchange.reporting import Report
from form_builder.exchange.tree import Branch
from form_builder.exchange.words import Word, field_type_for, is_own, read_word
from form_builder.exchange.xpath.nodes import NotCarried
from form_builder.exchange.xpath.typed import Known
from form_builder.fields import field_types

GROUP, YES_NO = field_type_for("begin_group"), field_type_for("select_one yes_no")
_ASKED = {"today": {"today": []}, "start": {"now": []}, "end": {"now": []}}
_ASKED_TYPES = {"today": "date"}


@dataclass
class Question:
    """One row of the survey that becomes an item. `type` is None for a calculation until its rule is read.

    `kept` is the item that an export kept beside the row; the row is the `same` when nobody has changed it since.
    """

    branch: Branch
    name: str
    key: str
    id: str
    word: Word
    type: str | None
    within: tuple[str, ...] = ()
    inside: list["Question"] = field(default_factory=list["Question"])
    options: OptionList | None = None
    kept: Mapping[str, Any] = field(default_factory=dict[str, Any])
    same: bool = False
    calculation: Any = None
    reason: Text | None = None
    busy: bool = False

    @property
    def known(self) -> Known:
        """The question as rules know it. Its type is settled by then."""
        kind = field_types.get(self.type or "text")
        words = ("yes", "no") if self.type == YES_NO else None
        return Known(self.key, kind.rule_type or "", self.within, words)


@dataclass
class Gatherer:
    """Collects the questions of a form: `named` by their XLSForm names, `lost` the names that stand for nothing, and why."""

    reader: Reader
    lists: Mapping[str, OptionList]
    report: Report
    kept: Mapping[int, Mapping[str, Any]]
    same: Collection[int]
    named: dict[str, list[Question]] = field(default_factory=dict[str, list[Question]])
    known: dict[str, Known] = field(default_factory=dict[str, Known])
    lost: dict[str, Text] = field(default_factory=dict[str, Text])
    titles: dict[str, str] = field(default_factory=dict[str, str])
    taken: dict[tuple[str, ...], set[str]] = field(default_factory=dict[tuple[str, ...], set[str]])
    ids: set[str] = field(default_factory=set[str])

    def gather(self, branches: Iterable[Branch], within: tuple[str, ...] = (), group: str = "") -> list[Question]:
        """The questions of the branches, at the level inside the repeats `within`."""
        found = (self._question(branch, within, group) for branch in branches)
        return [question for question in found if question is not None]

    def _question(self, branch: Branch, within: tuple[str, ...], group: str) -> Question | None:
        word = read_word(branch.type) if branch.sort == "question" else Word(branch.type, f"begin_{branch.sort}")
        name = self.reader.cell(branch.row, "name")
        kept = self.kept.get(branch.row.number, {})
        type_ = _kept_type(kept, word) or self._type(branch, word, name)
        if type_ is None and not _computed(word, self.reader, branch):
            self._lose_all(branch.inside)
            return None
        question = Question(
            branch, name, self._key(branch, name, within, group, kept), "", word, type_, within, kept=kept
        )
        question.same = branch.row.number in self.same
        question.id = str(kept.get("id") or "") or id_of(name or question.key, self.ids)
        self.ids.add(question.id)
        self.named.setdefault(name or question.key, []).append(question)
        self._give_list(question)
        inner = (*within, question.key) if branch.sort == "repeat" else within
        question.inside = self.gather(branch.inside, inner, "" if branch.sort == "repeat" else question.key)
        return question

    def _type(self, branch: Branch, word: Word, name: str) -> str | None:
        """The field type of a row; None (reported) where there is none, and for a calculation."""
        if word.word in ("form_title", "form_id"):
            self.titles[word.word] = name
            return None
        if word.word == "metadata":
            self._lose(branch, name, "left.metadata", _METADATA)
            if (asked := word.written.split()[-1].lower()) in _ASKED:
                self.known[name] = Known(name, _ASKED_TYPES.get(asked, "text"), tree=_ASKED[asked])
            return None
        if _computed(word, self.reader, branch):
            return None
        if word.word == "hidden":
            self._lose(branch, name, "left.hidden", _HIDDEN)
            return None
        type_ = field_type_for(word.word)
        if type_ is None:
            known = "text, integer, decimal, date, select_one, select_multiple"
            self._lose(branch, name, "left.type", _NO_SUCH, type=word.written, known=known)
        elif not is_own(word.word):
            self._tell_type(branch, word, type_)
        return type_

    def _lose(self, branch: Branch, name: str, code: str, reason: Text, **facts: object) -> None:
        self.lost[name] = reason
        row = branch.row
        text = f"{branch.type} {name}".strip()
        self.report.tell(code, row.sheet, row.number, self.reader.column(row, "type"), text, **facts)

    def _lose_all(self, branches: Iterable[Branch]) -> None:
        for branch in branches:
            self._lose(branch, self.reader.cell(branch.row, "name"), "left.inside", _INSIDE)
            self._lose_all(branch.inside)

    def _tell_type(self, branch: Branch, word: Word, type_: str) -> None:
        column, row = self.reader.column(branch.row, "type"), branch.row
        after = field_types.get(type_).label
        self.report.tell("changed.type", row.sheet, row.number, column, word.written, type=word.written, after=after)

    def _key(self, branch: Branch, name: str, within: tuple[str, ...], group: str, kept: Mapping[str, Any]) -> str:
        if kept.get("page") or kept.get("generated"):
            return str(kept["key"])
        taken, row = self.taken.setdefault(within, set()), branch.row
        wanted = str(kept.get("key") or name or f"{branch.sort}_{row.number}")
        key = key_of(wanted, taken, group)
        taken.add(key)
        if key != (name if not kept else wanted):
            column = self.reader.column(row, "name")
            self.report.tell("changed.name", row.sheet, row.number, column, name, after=key)
        return key

    def _give_list(self, question: Question) -> None:
        """Its options; a question without any takes text instead."""
        if not question.word.list_name or question.type is None:
            return
        found = None if question.word.elsewhere else self.lists.get(question.word.list_name)
        if not field_types.get(question.type).has_choices:
            self._use(found)
            return
        row, column = question.branch.row, self.reader.column(question.branch.row, "type")
        if found is None or not found.options:
            code = "changed.options" if question.word.elsewhere else "left.no-list"
            self.report.tell(code, row.sheet, row.number, column, question.word.written, list=question.word.list_name)
            question.type = field_type_for("text")
            return
        self._use(found)
        question.options = found
        yes_or_no = set(found.keys) == {"yes", "no"} and not question.word.other
        if yes_or_no and question.type == field_type_for("select_one") and "type" not in question.kept:
            question.type = YES_NO

    def _use(self, options: OptionList | None) -> None:
        if options is not None:
            options.users += 1

    def find(self, name: str) -> Question | Known:
        """What a name in an expression stands for; raises NotCarried."""
        if found := self.named.get(name.removeprefix("last-saved#")):
            if len(found) > 1:
                raise NotCarried(both(f"Several questions are called “{name}”.", f"有多個問題名為「{name}」。"))
            return found[0]
        if name in self.known:
            return self.known[name]
        if name in self.lost:
            why = self.lost[name]
            en, zh = f"It reads “{name}”, which is not carried: {say(why, 'en')}", say(why, "zh-Hant")
            raise NotCarried(both(en, f"規則讀取未能轉換的「{name}」：{zh}"))
        raise NotCarried(both(f"There is no question “{name}”.", f"沒有名為「{name}」的問題。"))


def _kept_type(kept: Mapping[str, Any], word: Word) -> str | None:
    """The type of the kept item, where the row is still of its XLSForm type; a page comes back as a group."""
    type_ = GROUP if kept.get("page") else kept.get("type")
    if not isinstance(type_, str) or type_ not in field_types:
        return None
    return type_ if field_types.get(type_).xlsform.partition(" ")[0].lower() == word.word.lower() else None


def _computed(word: Word, reader: Reader, branch: Branch) -> bool:
    """Whether the row is nothing but a calculation; its type is that of its rule."""
    return word.word == "calculate" or (word.word == "hidden" and bool(reader.cell(branch.row, "calculation")))


_INSIDE = both("what it stands in is not carried.", "其所在的部分未能轉換。")
_METADATA = both("it is recorded by itself.", "此資料會自動記錄。")
_HIDDEN = both("it is hidden.", "此問題隱藏。")
_NO_SUCH = both("its type is not known here.", "沒有此類型。")
