"""Files handed in with the answers. The answer is a list of references to files that the draft holds."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from engine.language.problems import Problem, problem
from engine.language.text import both
from form_builder.fields.base import ABSENT, CellValue, FieldType, Given, bounds, field_type
from form_builder.fields.panel import Control
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

ENDINGS = {
    "pdf": (".pdf",),
    "image": (".jpg", ".jpeg", ".png"),
    "document": (".docx",),
    "sheet": (".xlsx",),
    "text": (".txt", ".csv"),
}
KINDS = list(ENDINGS)
MOST = 20


@field_type
class FileField(FieldType):
    name = "file"
    label = both("File", "檔案")
    hint = both("Papers and pictures from the device.", "從裝置加入文件或圖片。")
    group = "files"
    icon = "file"
    rule_type = "files"
    travels = False
    column = None
    xlsform = "file"
    holds_files = True
    may_calculate = False
    paper = "none"
    script = "files"
    properties = {
        "min": {"type": "integer", "minimum": 0, "maximum": MOST},
        "max": {"type": "integer", "minimum": 1, "maximum": MOST},
        "accept": {"type": "array", "items": {"enum": KINDS}, "minItems": 1, "uniqueItems": True},
    }
    panel = {
        "min": Control(both("Fewest files", "最少檔案數"), "number"),
        "max": Control(both("Most files", "最多檔案數"), "number"),
        "accept": Control(
            both("Kinds taken", "接受的種類"), "ticks",
            options={
                "pdf": both("PDF", "PDF"), "image": both("Pictures", "圖片"), "document": both("Word documents", "Word 文件"),
                "sheet": both("Excel workbooks", "Excel 活頁簿"), "text": both("Plain text", "純文字"),
            },
        ),
    }  # fmt: skip

    @property
    def reads(self) -> str:
        return "files"

    def marks(self, view: View) -> Mapping[str, Any]:
        kinds = view.item.options.get("accept", KINDS)
        return {"accept": ",".join(ending for kind in kinds for ending in ENDINGS[kind])}

    def posted(self, name: str, given: Given) -> Any:
        refs, dropped = given(name), given(f"_drop:{name}") or ()
        return ABSENT if refs is None else [ref for ref in refs if ref and ref not in dropped]

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
