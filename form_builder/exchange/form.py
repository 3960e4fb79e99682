"""A workbook as documents: the form, and each list of options that several questions share."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.language.references import Library
from engine.language.text import Text, both
from form_builder.exchange.columns import Reader, reader_of
from form_builder.exchange.gathering import Gatherer, Question
from form_builder.exchange.items import Items, in_order
from form_builder.exchange.keeping import kept_of
from form_builder.exchange.lists import OptionList, read_lists, report_unread
from form_builder.exchange.naming import id_of, key_of, slug_of
from form_builder.exchange.reporting import Report, WorkbookRefused, refuse
from form_builder.exchange.ruling import Ruler
from form_builder.exchange.tree import Branch, grow
from form_builder.exchange.workbook import Row, Workbook

_SETTINGS = {"form_title", "form_id", "default_language", "centreline"}
_MOST_ON_A_PAGE = 200


class Draft:
    """The documents of one workbook: `form`, `lists`, and the question behind each id."""

    def __init__(self, workbook: Workbook, report: Report, key: str = "", library: Library | None = None) -> None:
        self.report = report
        things, same = kept_of(workbook.sheets["survey"])
        whole, unchanged = kept_of(workbook.sheets["settings"])
        self.kept = next(iter(whole.values()), {})
        self.settings, settings_row = _settings(workbook, report)
        default = self.settings.get("default_language", "")
        self.reader = reader_of(workbook.headings["survey"], default, report)
        branches = self._branches(workbook)
        self.lists = read_lists(
            workbook.sheets["choices"],
            reader_of(workbook.headings["choices"], default, report),
            *kept_of(workbook.sheets["choices"]),
            report,
        )
        self.gatherer = Gatherer(self.reader, self.lists, report, things, same)
        self.gatherer.ids |= {str(thing["id"]) for thing in things.values() if "id" in thing}
        questions = self.gatherer.gather(branches)
        titles = self.gatherer.titles
        title = self.settings.get("form_title") or titles.get("form_title") or workbook.name
        self.key = key or slug_of(self.settings.get("form_id") or titles.get("form_id") or title)
        self.items = Items(self.gatherer, Ruler(self.gatherer), library)
        said = self.kept if unchanged else {}
        self.key = key or said.get("key", self.key)
        self.form = self._form(questions, said.get("title", title))
        if not self.kept:
            self._summary(settings_row)
        self.documents = [self.form, *self._choices()]
        report_unread(self.lists.values(), report)

    def _branches(self, workbook: Workbook) -> list[Branch]:
        names = {heading.name for heading in self.reader.headings}
        if not workbook.sheets["survey"] or not {"type", "name"} <= names:
            raise refuse("no-survey", sheets=", ".join(s for s in workbook.sheets if workbook.sheets[s]) or "–")
        branches, problems = grow(workbook.sheets["survey"], self.reader)
        if problems:
            raise WorkbookRefused(problems, self.report)
        typed = {branch.row.number for branch in _all(branches)}
        for row in workbook.sheets["survey"]:
            if not self.reader.cell(row, "type"):
                for heading, text in row.cells.items():
                    self.report.tell("left.column", row.sheet, row.number, heading, text)
            elif row.number not in typed:
                self._ends(row)
        return branches

    def _ends(self, row: Row) -> None:
        """What stands on the row of an `end` beside its name."""
        for heading in self.reader.unknown(row, {"type", "name"}):
            self.report.tell("left.column", row.sheet, row.number, heading.written, row.cells[heading.written])

    def _form(self, questions: list[Question], title: Text) -> dict[str, Any]:
        pages = self._pages(questions, title)
        if not pages:
            raise WorkbookRefused(refuse("no-question").problems, self.report)
        more = {name: value for name, value in self.kept.items() if name not in ("key", "title", "pages", "checks")}
        form = {"kind": "form", "language": 1, "key": self.key, "title": title, **more, "pages": pages}
        if checks := self.items.checks.pop((), []):
            form["checks"] = in_order(checks, self.kept.get("checks", ()))
        return form

    def _pages(self, questions: list[Question], title: Text) -> list[dict[str, Any]]:
        paged = _paged(questions, self.reader, self.settings)
        pages: list[dict[str, Any]] = []
        taken: set[str] = set()
        for run in _runs(questions, paged):
            for page in self._page(run, paged, title, len(pages)):
                if not run[0].kept.get("page"):
                    page["key"] = key_of(page["key"], taken).replace("_", "-")
                taken.add(page["key"].replace("-", "_"))
                pages.append(page)
        return pages

    def _page(self, run: list[Question], paged: bool, title: Text, number: int) -> Iterable[dict[str, Any]]:
        if run[0].kept.get("page") and run[0].same:
            page = {name: value for name, value in run[0].kept.items() if name != "page"}
            yield page | {"items": self.items.build(run[0].inside, self.key)}
            return
        items = self.items.build(run, self.key)
        if paged and run[0].branch.sort == "group" and items:
            [group] = items
            page = {"id": group["id"], "key": group["key"], "title": group["label"]}
            yield page | {name: group[name] for name in ("hint", "visible_when", "items") if name in group}
            return
        for start in range(0, len(items), _MOST_ON_A_PAGE):
            id_ = id_of(f"page-{number + 1 + start // _MOST_ON_A_PAGE}", self.gatherer.ids)
            self.gatherer.ids.add(id_)
            yield {"id": id_, "key": id_.lower(), "title": title, "items": items[start : start + _MOST_ON_A_PAGE]}

    def _choices(self) -> Iterable[dict[str, Any]]:
        for name, key in self.items.listed.items():
            taken: set[str] = set()
            title: Text = both(name, name)
            yield {
                "kind": "choices", "language": 1, "key": key, "title": title, "options": self.lists[name].bodies(name, taken)
            }  # fmt: skip

    def _summary(self, row: Row | None) -> None:
        """`instance_name` names a submission in lists, where it is the answer to one question."""
        text = self.settings.get("instance_name", "")
        if not text or row is None:
            return
        name = text.strip().removeprefix("${").removesuffix("}").strip()
        found = self.gatherer.named.get(name, [])
        if text.strip().startswith("${") and len(found) == 1 and not found[0].within and found[0].id in self.items.rows:
            self.form["summary"] = {"title": found[0].key}
        else:
            self.report.tell("left.setting", row.sheet, row.number, "instance_name", text)


def _settings(workbook: Workbook, report: Report) -> tuple[Mapping[str, str], Row | None]:
    """The settings by what their headings mean; those without a counterpart are reported."""
    rows = workbook.sheets["settings"]
    if not rows:
        return {}, None
    reader = reader_of(workbook.headings["settings"], "", report)
    found = {h.name: rows[0].cells[h.written] for h in reader.headings if h.written in rows[0].cells}
    for heading in reader.unknown(rows[0], _SETTINGS | {"instance_name"}):
        if not (heading.name == "style" and "pages" in found["style"]):
            report.tell("left.setting", "settings", rows[0].number, heading.written, rows[0].cells[heading.written])
    for row in rows[1:]:
        for heading, text in row.cells.items():
            report.tell("left.setting", "settings", row.number, heading, text)
    return found, rows[0]


def _paged(questions: list[Question], reader: Reader, settings: Mapping[str, str]) -> bool:
    """Whether the groups of the top level are pages: the form says so, or everything stands in groups."""
    groups = [q for q in questions if q.branch.sort == "group"]
    if not groups:
        return False
    if any(question.kept.get("page") for question in groups):
        return True
    lists = any("field-list" in reader.cell(q.branch.row, "appearance") for q in groups)
    return lists or "pages" in settings.get("style", "") or len(groups) == len(questions)


def _runs(questions: list[Question], paged: bool) -> Iterable[list[Question]]:
    """The questions cut into pages: each group of the top level by itself, what stands loose between them together."""
    run: list[Question] = []
    for question in questions:
        if paged and question.branch.sort == "group":
            if run:
                yield run
            yield [question]
            run = []
        else:
            run.append(question)
    if run:
        yield run


def _all(branches: Iterable[Branch]) -> Iterable[Branch]:
    for branch in branches:
        yield branch
        yield from _all(branch.inside)


__all__ = ["Draft", "OptionList"]
