"""What a form and its field types are, told from documents alone: columns for reports, the designer's palette. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from engine.datasets import Column, ColumnType, Description, descriptions, extended_columns
from engine.language.references import Library
from engine.language.text import Text, both, say
from form_builder.fields import FieldType, field_types
from form_builder.fields.panel import COMMON, GROUPS
from form_builder.option_lists import choices_of
from form_builder.spec import FormSpec, ItemSpec, ScoreSpec

FAMILY = "form"
OWN = {
    "unit": Column("unit", both("Centre", "中心"), "unit"),
    "ngo": Column("ngo", both("Agency", "機構"), "unit"),
    "submitted": Column("submitted", both("Submitted", "提交時間"), "datetime"),
    "by": Column("by", both("Submitted by", "提交人"), "user"),
    "version": Column("version", both("Version of the form", "表格版本"), "integer"),
}
SUBJECT = Column("subject", both("Who it is about", "服務對象"), "text", person=True)


def split_key(key: str) -> tuple[str, str]:
    """`form:purchase/lines` is the form `purchase` and its repeat `lines`; without a repeat, ""."""
    form, _, repeat = key.removeprefix(f"{FAMILY}:").partition("/")
    return form, repeat


def describe_form(key: str, library: Library) -> Description | None:
    """The dataset of a form, or of one of its repeats; None when there is none."""
    form, repeat = split_key(key)
    spec = library.find("form", form)
    return description(key, repeat, cast(FormSpec, spec), library) if spec is not None else None


descriptions.register(FAMILY, describe_form)


def description(key: str, repeat: str, spec: FormSpec, library: Library) -> Description | None:
    """The description of a compiled form's dataset; None when the form has no such repeat."""
    if repeat and repeat not in spec.repeats:
        return None
    columns = {column.key: column for column in _columns(repeat, spec, library)}
    title: Text = spec.title
    if repeat:
        label = spec.repeats[repeat].label
        title = both(*(f"{say(spec.title, lang)}: {say(label, lang)}" for lang in ("en", "zh-Hant")))
    return Description(key, title, {**columns, **extended_columns(FAMILY)}, about_persons(spec), "version")


def about_persons(spec: FormSpec) -> bool:
    """Whether the rows are about persons: some field is personal or sensitive."""
    return spec.personal


def _columns(repeat: str, spec: FormSpec, library: Library) -> Iterator[Column]:
    yield from OWN.values()
    yield SUBJECT
    prefix = "parent." if repeat else ""
    yield from _fields(spec.fields, prefix, library)
    for score in spec.scores:
        yield from _scores(score, prefix)
    if repeat:
        yield from _fields(spec.repeats[repeat].fields, "", library)


def _fields(fields: Mapping[str, ItemSpec], prefix: str, library: Library) -> Iterator[Column]:
    for key, item in fields.items():
        kind = field_types.get(item.type)
        if kind.column is not None:
            options = {c.key: c.label for c in choices_of(item, library)} if kind.has_choices else None
            yield Column(f"{prefix}{key}", item.label, cast(ColumnType, kind.column), options, kind.scale(item))


def palette(language: str) -> dict[str, Any]:
    """What the designer offers, as JSON in one language: groups, what every field has, and every type of field."""
    return {
        "groups": [{"name": name, "label": say(label, language)} for name, label in GROUPS.items()],
        "common": [control.told(name, language) for name, control in COMMON.items()],
        "types": [_told(kind, language) for kind in sorted(field_types.values(), key=_place)],
    }


def _place(kind: FieldType) -> tuple[int, str]:
    return list(GROUPS).index(kind.group), say(kind.label, "en")


def _told(kind: FieldType, language: str) -> dict[str, Any]:
    return {
        "name": kind.name,
        "label": say(kind.label, language),
        "hint": say(kind.hint, language),
        "group": kind.group,
        "icon": kind.icon,
        "rule_type": kind.rule_type,
        "holds_value": kind.holds_value,
        "has_items": kind.has_items,
        "has_choices": kind.has_choices,
        "may_calculate": kind.may_calculate,
        "travels": kind.travels,
        "needs": list(kind.needs),
        "properties": [control.told(name, language) for name, control in kind.panel.items()],
    }


def _scores(score: ScoreSpec, prefix: str) -> Iterator[Column]:
    if score.places:
        yield Column(f"{prefix}{score.key}", score.label, "decimal", scale=score.places)
    else:
        yield Column(f"{prefix}{score.key}", score.label, "integer")
    if score.bands:
        label = both(f"{say(score.label, 'en')}: band", f"{say(score.label, 'zh-Hant')}：分級")
        options: Mapping[str, Any] = {band.key: band.label for band in score.bands}
        yield Column(f"{prefix}{score.key}_band", label, "choice", options)
