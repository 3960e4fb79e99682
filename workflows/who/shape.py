"""What `assign` may say: the JSON Schema of one rule. Exactly one way of finding somebody, with what narrows it."""

from collections.abc import Mapping
from typing import Any

KEY: Mapping[str, Any] = {"type": "string", "minLength": 1, "maxLength": 80}
WAYS = ("role", "field", "starter", "supervisor", "doer_of")
"""How somebody is found; when a document says several, the first of this list counts."""
POOL, LOAD = "pool", "load"

AT: Mapping[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
    "properties": {"unit": KEY, "parent_of": KEY, "parent": {"const": True}, "field": KEY},
}
"""Where a role is looked for: the unit with a code, the one above it, the one above the process's, or one in a field."""

_POOL: Mapping[str, Any] = {
    "type": "object",
    "required": ["role"],
    "additionalProperties": False,
    "properties": {"role": KEY, "at": AT, "share": {"enum": [POOL, LOAD]}},
}
ASSIGN: Mapping[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 4,
    "anyOf": [{"required": [way]} for way in WAYS],
    "additionalProperties": False,
    "properties": {
        **_POOL["properties"],
        "field": KEY,
        "starter": {"const": True},
        "supervisor": {"const": True},
        "doer_of": KEY,
        "otherwise": _POOL,
    },
}
"""`otherwise`: the role that is asked when the person named is away without a stand-in, unknown or kept apart."""
