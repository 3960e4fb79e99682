"""The shape of a report document, in JSON Schema 2020-12."""

from collections.abc import Mapping
from typing import Any

from reporting.periods import BY

_TEXT = {"$ref": "centreline:common#/$defs/text"}
_KEY = {"$ref": "centreline:common#/$defs/key"}
_COLUMN = {"description": "A column of the dataset.", "type": "string", "minLength": 1, "maxLength": 200}
FORMATS = ("number", "decimal", "money", "percent", "days", "hours")
FUNCTIONS = ("count", "count_distinct", "sum", "mean", "median", "min", "max", "share")

_AXIS = {
    "description": "What rows or columns are counted by.",
    "type": "object",
    "required": ["field"],
    "additionalProperties": False,
    "properties": {
        "field": _COLUMN,
        "by": {"description": "The periods that days fall into.", "enum": list(BY)},
        "label": _TEXT,
    },
}
_MEASURE = {
    "description": "One figure in each cell.",
    "type": "object",
    "required": ["key", "fn"],
    "additionalProperties": False,
    "properties": {
        "key": _KEY,
        "label": _TEXT,
        "fn": {"description": "How the figure is made.", "enum": list(FUNCTIONS)},
        "of": _COLUMN,
        "format": {"description": "How it is written.", "enum": list(FORMATS)},
        "within": {"description": "What a share is a share of.", "enum": ["all", "row", "column"]},
    },
}
_PARAMETER = {
    "description": "What a reader may choose.",
    "type": "object",
    "required": ["type"],
    "additionalProperties": False,
    "properties": {
        "type": {"enum": ["financial_year", "quarter", "date", "choice", "unit"]},
        "label": _TEXT,
        "field": _COLUMN,
        "default": {
            "description": "`current`, `previous`, `all`, or a value such as `2025-26`.",
            "type": "string",
            "maxLength": 80,
        },
    },
}

META_SCHEMA: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "allOf": [{"$ref": "centreline:common#/$defs/head"}],
    "type": "object",
    "required": ["dataset", "measures"],
    "properties": {
        "dataset": {
            "description": "What is counted: `form:<key>`, `form:<key>/<repeat>`, or a dataset of the engine.",
            "type": "string",
            "pattern": "^[a-z][a-z0-9_-]*(:[a-z0-9_/-]+)?$",
        },
        "parameters": {"type": "object", "propertyNames": _KEY, "additionalProperties": _PARAMETER, "maxProperties": 8},
        "where": {"$ref": "centreline:common#/$defs/rule"},
        "rows": {"type": "array", "maxItems": 3, "items": _AXIS},
        "columns": {"type": "array", "maxItems": 2, "items": _AXIS},
        "measures": {"type": "array", "minItems": 1, "maxItems": 12, "items": _MEASURE},
        "chart": {
            "type": "object",
            "required": ["type", "y"],
            "additionalProperties": False,
            "properties": {"type": {"enum": ["bar", "line", "stacked"]}, "y": _KEY},
        },
        "sort": {
            "description": "Rows in the order of a measure's total; without it, in their natural order.",
            "type": "object",
            "required": ["by"],
            "additionalProperties": False,
            "properties": {"by": _KEY, "descending": {"type": "boolean"}},
        },
        "persons": {"description": "Whether rows are about persons: then small counts are hidden.", "type": "boolean"},
    },
    "unevaluatedProperties": False,
}
