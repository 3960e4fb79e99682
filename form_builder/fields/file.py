"""Files handed in with the answers. The answer is a list of references to files that the draft holds."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from engine.language.problems import Problem, problem
from engine.language.text import both
from form_builder.fields.base import CellValue, FieldType, bounds
from form_builder.spec import Choice, ItemSpec

KINDS = ["pdf", "image", "document", "sheet", "text"]
MOST = 20


class FileField(FieldType):
    name = "file"
    label = both("File", "檔案")
    rule_type = "files"
    column = None
    xlsform = "file"
    may_calculate = False
    properties = {
        "min": {"type": "integer", "minimum": 0, "maximum": MOST},
        "max": {"type": "integer", "minimum": 1, "maximum": MOST},
        "accept": {"type": "array", "items": {"enum": KINDS}, "minItems": 1, "uniqueItems": True},
    }

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        return bounds(item, item.min, item.max, pointer)

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        given = cast(list[Any], raw if isinstance(raw, list) else [raw])
        if not all(isinstance(ref, str) and len(ref) <= 36 for ref in given):
            return problem("answer.no-such-file")
        refs = list(dict.fromkeys(cast(list[str], given)))
        if item.min is not None and len(refs) < item.min:
            return problem("answer.too-few-files", least=item.min)
        most = item.max or MOST
        return problem("answer.too-many-files", most=most) if len(refs) > most else refs

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "format": "uuid"}, "maxItems": item.max or MOST}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        yield CellValue(integer=len(value))

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return str(len(value)) if value else ""
