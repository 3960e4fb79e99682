"""The author's reference, written from the code: kinds, field types, node types, operators, problem codes."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from engine.language.kinds import kinds
from engine.language.problems import codes
from engine.language.rules import operators
from engine.language.text import say
from form_builder.fields import field_types
from workflows.actions import actions
from workflows.nodes import node_types

HEAD = "<!-- Written by `make docs` from the code. Change the code, not this page. -->\n"


def pages() -> Mapping[str, str]:
    """File name to text of every page of the reference."""
    writers: Mapping[str, Callable[[], str]] = {
        "kinds.md": _kinds,
        "fields.md": _fields,
        "nodes.md": _nodes,
        "rules.md": _rules,
        "problems.md": _problems,
    }
    return {name: f"{HEAD}{write()}" for name, write in writers.items()}


def write(folder: Path) -> list[Path]:
    """Writes every page into `folder`; returns the files that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed: list[Path] = []
    for name, text in pages().items():
        file = folder / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
            changed.append(file)
    return changed


def _kinds() -> str:
    parts = ["# Kinds of document\n\nEvery document begins with `kind`, `language` (1), `key` and `title`.\n"]
    for name in sorted(kinds):
        kind = kinds.get(name)
        dated = "chosen by the day a thing starts (`effective`)" if kind.dated else "numbered versions"
        parts.append(f"\n## `{name}`\n\n{_first_line(kind)} Binding: {dated}.\n\n{_properties(kind.meta_schema)}")
    return "".join(parts)


def _fields() -> str:
    rows = []
    for name in sorted(field_types):
        field = field_types.get(name)
        own = ", ".join(f"`{p}`" for p in field.properties) or "–"
        names = f"{say(field.label, 'en')} / {say(field.label, 'zh-Hant')}"
        rows.append((f"`{name}`", names, f"`{field.rule_type or '–'}`", own, f"`{field.xlsform}`"))
    return "# Field types\n\n" + _table(("type", "called", "in rules", "own properties", "XLSForm"), rows)


def _nodes() -> str:
    parts = ["# Node types\n"]
    for name in node_types:
        node = node_types.get(name)
        called = f"{say(node.label, 'en')} / {say(node.label, 'zh-Hant')}"
        parts.append(f"\n## `{name}`: {called}\n\n{_first_line(node)}\n\n{_properties(node.meta_schema)}")
    parts.append("\n# Actions\n\n")
    rows = [(f"`{a.name}`", _types(a.inputs), _types(a.outputs)) for a in actions.values()]
    return "".join(parts) + _table(("action", "inputs", "outputs"), rows)


def _rules() -> str:
    rows = []
    for name in operators:
        operator = operators.get(name)
        most = "any number" if operator.most is None else str(operator.most)
        count = most if str(operator.least) == most else f"{operator.least} to {most}"
        rows.append((f"`{name}`", count, _first_line(operator)))
    return "# Operators of rules\n\n" + _table(("operator", "values", "what it is"), rows)


def _problems() -> str:
    rows = []
    for name in sorted(codes):
        code = codes.get(name)
        rows.append((f"`{name}`", code.severity, f"{code.en}<br>{code.zh}", f"{code.hint_en}<br>{code.hint_zh}"))
    return "# Problem codes\n\n" + _table(("code", "severity", "what is wrong", "what to do"), rows)


def _properties(schema: Mapping[str, Any]) -> str:
    required = set(schema.get("required", ()))
    rows = [
        (f"`{name}`", "yes" if name in required else "", f"`{json.dumps(shape, ensure_ascii=False)[:160]}`")
        for name, shape in schema.get("properties", {}).items()
    ]
    return _table(("property", "required", "shape"), rows)


def _types(named: Mapping[str, str]) -> str:
    return ", ".join(f"{name} ({type_})" for name, type_ in named.items()) or "–"


def _first_line(thing: object) -> str:
    return (type(thing).__doc__ or "").strip().splitlines()[0] if type(thing).__doc__ else ""


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |\n" for line in lines
    )
