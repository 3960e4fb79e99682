"""A form as an XLSForm workbook. What XLSForm has no words for is kept in a column of our own, and said in `kept`."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from engine.language.documents import Document
from engine.language.references import Library
from engine.language.text import LANGUAGES, Text, say
from form_builder.exchange.columns import OURS
from form_builder.exchange.keeping import keep
from form_builder.exchange.xpath.writing import NotWritten, Writer
from form_builder.fields import field_types
from form_builder.option_lists import choices_of
from form_builder.spec import Choice, FormSpec, ItemSpec

HEADINGS = {"en": "English (en)", "zh-Hant": "中文 (zh-HK)"}
_CONDITIONS = {"visible_when": "relevant", "required_when": "required", "read_only_when": "read_only"}
_VALUES = {"calculate": "calculation", "default_from": "default"}
_SELECTS = ("select_one", "select_multiple", "rank")
_FIRST = ("type", "name", "list_name")
_APPEARANCES = {
    ("appearance", "list"): "minimal",
    ("appearance", "scale"): "likert",
    ("appearance", "search"): "autocomplete",
    ("layout", "table"): "table-list",
}


@dataclass
class Exported:
    """The workbook's bytes, and the rules that only our own column holds: (name of the question, property)."""

    content: bytes
    kept: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


def export_xlsform(document: Document, spec: FormSpec, library: Library) -> Exported:
    """The workbook of a form; `library` finds its lists."""
    sheets = _Sheets(document, spec, library)
    return Exported(_workbook(sheets), sheets.kept)


class _Sheets:
    """Collects the rows of the three sheets."""

    def __init__(self, document: Document, spec: FormSpec, library: Library) -> None:
        self.body, self.spec, self.library = document.body, spec, library
        self.names = _names(spec)
        self.kept: list[tuple[str, str]] = []
        self.lists: dict[str, list[dict[str, str]]] = {}
        self.survey = [row for page in self.body["pages"] for row in self._page(page)]
        self.settings = [self._settings()]

    def _settings(self) -> dict[str, str]:
        cells = {"form_title": say(self.body["title"], "en"), "form_id": self.body["key"], "style": "pages"}
        cells["default_language"] = HEADINGS["en"]
        whole = {name: value for name, value in self.body.items() if name not in ("pages", "kind", "language")}
        whole["checks"] = [check["id"] for check in self.body.get("checks", ())]
        return keep(cells, whole)

    def _page(self, page: Mapping[str, Any]) -> Iterator[dict[str, str]]:
        cells = {"type": "begin_group", "name": self._page_name(page["key"]), "appearance": "field-list"}
        cells |= self._text("label", page["title"]) | self._text("hint", page.get("hint"))
        cells |= self._rules(page, Writer(self.spec.signature, self.names), cells["name"])
        yield keep(cells, {name: value for name, value in page.items() if name != "items"} | {"page": True})
        for item in page["items"]:
            yield from self._item(item, (), self.body.get("checks", ()))
        yield {"type": "end_group"}

    def _page_name(self, key: str) -> str:
        name = key.replace("-", "_")
        return f"page_{name}" if name in self.names.values() else name

    def _item(
        self, item: Mapping[str, Any], within: tuple[str, ...], checks: Iterable[Any]
    ) -> Iterator[dict[str, str]]:
        path = ".".join((*within, item["key"]))
        spec, kind = self.spec.items[path], field_types.get(item["type"])
        writer = Writer(self.spec.signature, self.names, within)
        own = [check for check in checks if check["at"] == item["key"]] if kind.holds_value else []
        cells = {"type": self._type(spec, path), "name": self.names[path]}
        cells |= self._text("label", item["label"]) | self._text("hint", item.get("hint"))
        derived = {name: tree for name in ("calculate", "choices_when") if (tree := getattr(spec, name)) is not None}
        cells |= self._rules({**item, **derived}, writer, cells["name"]) | self._plain(item, spec)
        cells |= self._constraint(item, own, writer)
        thing = {name: value for name, value in item.items() if name not in ("items", "checks")}
        if isinstance(item.get("choices"), list) and " " in cells["type"]:
            thing.pop("choices")
        if "checks" in item:
            thing["checks"] = [check["id"] for check in item["checks"]]
        yield keep(cells, thing | ({"own_checks": own} if own else {}))
        if kind.has_items:
            inner = within if kind.flattens else (*within, item["key"])
            for child in item["items"]:
                yield from self._item(child, inner, checks if kind.flattens else item.get("checks", ()))
        yield from self._generated(spec, writer)
        if cells["type"].startswith("begin"):
            yield {"type": cells["type"].replace("begin", "end")}

    def _generated(self, spec: ItemSpec, writer: Writer) -> Iterator[dict[str, str]]:
        """The items that this one brings along: rows for other tools; coming back, they are made anew."""
        for path, item in self.spec.items.items():
            if item.key.startswith(f"{spec.key}.") and path == f"{spec.path}{item.key.removeprefix(spec.key)}":
                cells = {"type": self._type(item, path), "name": self.names[path], **self._text("label", item.label)}
                cells |= self._rules({"visible_when": self._shown_when(item)}, writer, cells["name"])
                yield keep(cells, {"key": item.key, "type": item.type, "generated": True})

    def _shown_when(self, item: ItemSpec) -> Any:
        """When a generated item shows: the reason of a warning while its check does not hold."""
        return {"not": [self.spec.asking(item).rule_tree]} if item.asked_by else item.visible_when

    def _type(self, spec: ItemSpec, path: str) -> str:
        kind = field_types.get(spec.type)
        options = choices_of(spec, self.library) if kind.has_choices else ()
        if not options or kind.xlsform not in _SELECTS:
            if kind.xlsform.startswith("select_one "):
                self._yes_no(kind.xlsform.partition(" ")[2], spec)
            return kind.xlsform
        authored = _find(self.body, path) or {}
        own = {choice.key for choice in kind.more_choices(authored)}
        name = self.names[path] if own or not spec.choices else spec.choices
        listed = authored.get("choices")
        bodies = {one["id"]: one for one in listed} if isinstance(listed, list) else {}
        self.lists[name] = []
        for option in options:
            cells = {"list_name": name, "name": option.key, **self._text("label", option.label)}
            cells |= {"parent": option.parent} if option.parent else {}
            cells |= {column: _scalar(value) for column, value in option.attributes.items()}
            body = (
                {"key": option.key, "generated": True} if option.key in own else bodies.get(option.id) or _body(option)
            )
            self.lists[name].append(keep(cells, body))
        return f"{kind.xlsform.partition(' ')[0]} {name}"

    def _yes_no(self, name: str, spec: ItemSpec) -> None:
        kind = field_types.get(spec.type)
        words = {"yes": True, "no": False}
        said = {
            key: {language: kind.plain(value, spec, {}, language) for language in LANGUAGES}
            for key, value in words.items()
        }
        self.lists.setdefault(
            name, [{"list_name": name, "name": key, **self._text("label", text)} for key, text in said.items()]
        )

    def _text(self, column: str, text: Text | None) -> dict[str, str]:
        """The words in both columns: what is one string for all languages stands in each."""
        if not text:
            return {}
        both = dict.fromkeys(LANGUAGES, text) if isinstance(text, str) else text
        return {f"{column}::{HEADINGS[language]}": said for language, said in both.items() if said}

    def _rules(self, thing: Mapping[str, Any], writer: Writer, name: str) -> dict[str, str]:
        cells: dict[str, str] = {}
        for rules, write in ((_CONDITIONS, writer.condition), (_VALUES, lambda tree: writer.part(tree).text)):
            for rule, column in rules.items():
                if thing.get(rule) is not None:
                    cells |= self._written(name, rule, column, lambda tree=thing[rule], w=write: w(tree))
        if thing.get("choices_when") is not None:
            cells |= self._written(
                name, "choices_when", "choice_filter", lambda: writer.condition(thing["choices_when"])
            )
        return cells

    def _written(self, name: str, rule: str, column: str, write: Any) -> dict[str, str]:
        try:
            return {column: write()}
        except NotWritten:
            self.kept.append((name, rule))
            return {}

    def _plain(self, item: Mapping[str, Any], spec: ItemSpec) -> dict[str, str]:
        cells = {"required": "yes"} if item.get("required") else {}
        if "default" in item:
            default = item["default"]
            cells["default"] = " ".join(map(str, default)) if isinstance(default, list) else _scalar(default)
        looks = [word for (name, value), word in _APPEARANCES.items() if item.get(name) == value]
        if spec.type == "long_text":
            looks.append("multiline")
        if looks:
            cells["appearance"] = " ".join(looks)
        if item.get("min") is not None and item.get("min") == item.get("max") and field_types.get(spec.type).has_items:
            cells["repeat_count"] = str(item["min"])
        return cells

    def _constraint(self, item: Mapping[str, Any], checks: list[Any], writer: Writer) -> dict[str, str]:
        parts = [f". {sign} {item[name]}" for name, sign in (("min", ">="), ("max", "<=")) if self._bounded(item, name)]
        blocking = [check for check in checks if check.get("severity", "error") == "error"]
        try:
            parts += [writer.condition(check["assert"]) for check in blocking]
        except NotWritten:
            self.kept.append((item["key"], "checks"))
            return {}
        if not parts:
            return {}
        cells = {"constraint": " and ".join(parts)}
        for language in LANGUAGES:
            said = " ".join(say(check["message"], language) for check in blocking)
            cells |= {f"constraint_message::{HEADINGS[language]}": said} if said else {}
        return cells

    def _bounded(self, item: Mapping[str, Any], name: str) -> bool:
        return item.get(name) is not None and field_types.get(item["type"]).rule_type in ("integer", "decimal", "money")


def _names(spec: FormSpec) -> dict[str, str]:
    """An XLSForm name for every path: the key, or the whole path where a key stands at two levels."""
    names: dict[str, str] = {}
    for path in sorted(spec.items, key=lambda one: one.count(".")):
        key = _name(spec.items[path].key)
        names[path] = key if key not in names.values() else _name(path)
    return names


def _name(key: str) -> str:
    return key.replace(".", "_").replace("-", "_")


def _body(option: Choice) -> dict[str, Any]:
    """An option of a list that the form only names, as documents have it."""
    body: dict[str, Any] = {"id": option.id, "key": option.key, "label": option.label}
    body |= {"parent": option.parent} if option.parent else {}
    body |= {"until": option.until.isoformat()} if option.until else {}
    return body | ({"attributes": dict(option.attributes)} if option.attributes else {})


def _find(holder: Mapping[str, Any], path: str) -> Mapping[str, Any] | None:
    """The authored item at a path."""
    head, _, rest = path.partition(".")
    for item in _level(holder):
        if item["key"] == head:
            return _find(item, rest) if rest else item
    return None


def _level(holder: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    inside = (
        [item for page in holder["pages"] for item in page["items"]] if "pages" in holder else holder.get("items", ())
    )
    for item in inside:
        yield item
        if field_types.get(item["type"]).flattens:
            yield from _level(item)


def _scalar(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _workbook(sheets: _Sheets) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    options = [row for rows in sheets.lists.values() for row in rows]
    for name, rows in (("survey", sheets.survey), ("choices", options), ("settings", sheets.settings)):
        sheet = book.create_sheet(name)
        columns = _columns(rows)
        for line in [columns, *([row.get(column, "") for column in columns] for row in rows)]:
            sheet.append([ILLEGAL_CHARACTERS_RE.sub("", text) for text in line])
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.data_type = "s" if cell.value else cell.data_type  # a text that begins with "=" is no formula
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _columns(rows: Iterable[Mapping[str, str]]) -> list[str]:
    found = list(dict.fromkeys(column for row in rows for column in row))
    return sorted(found, key=lambda c: (c == OURS, _FIRST.index(c) if c in _FIRST else len(_FIRST)))
