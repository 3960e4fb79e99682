"""Matrix: the same options for several statements. Each row is a choice of its own, called `<matrix>.<row>`."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.text import both
from form_builder.fields.base import Body, FieldType, field_type
from form_builder.fields.own_options import CHOICES_PANEL
from form_builder.fields.panel import Control
from form_builder.fields.view import View
from form_builder.spec import ItemSpec

MOST_ROWS = 40
_HANDED_DOWN = ("choices", "required", "recommended", "required_when", "read_only_when", "sensitivity", "purpose")
_ROW = {
    "type": "object",
    "required": ["id", "key", "label"],
    "additionalProperties": False,
    "properties": {
        "id": {"$ref": "centreline:common#/$defs/id"},
        "key": {"$ref": "#/$defs/name"},
        "label": {"$ref": "centreline:common#/$defs/text"},
        "visible_when": {"$ref": "centreline:common#/$defs/rule"},
    },
}


@field_type
class MatrixField(FieldType):
    """Rows of statements against the same options: a table on a desk, one card a row on a phone."""

    name = "matrix"
    label = both("Matrix", "矩陣題")
    hint = both("Several statements, each answered with the same options.", "多條題目，每題用相同選項作答。")
    group = "choices"
    icon = "records"
    rule_type = None
    column = None
    xlsform = "begin_group"
    holds_value = False
    flattens = True
    has_choices = True
    may_calculate = False
    paper = "grid"
    needs = ("rows",)
    properties = {"rows": {"type": "array", "items": _ROW, "minItems": 1, "maxItems": MOST_ROWS}}
    panel = {
        "rows": Control(both("Statements", "題目"), "entries", both("One line each.", "每行一題。")),
        "choices": CHOICES_PANEL,
    }  # fmt: skip

    def children(self, body: Body, reads: str) -> Iterator[tuple[Body, str]]:
        handed = {name: body[name] for name in _HANDED_DOWN if name in body}
        for index, row in enumerate(body.get("rows", ())):
            own = {**row, "key": f"{body['key']}.{row['key']}", "type": "choice", "appearance": "radio"}
            yield {**handed, **own}, f"/rows/{index}"

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        given = [problem("form.choices-not-used", f"{pointer}/default", type=self.label)]
        return given if item.default is not None else []

    def marks(self, view: View) -> Mapping[str, Any]:
        return {"columns": [view.say(choice.label) for choice in view.choices.values()]}
