"""Photos: files that are pictures, made smaller in the browser before they travel; the server takes out what the
camera wrote into them, as of every picture.
"""

from collections.abc import Mapping
from typing import Any

from engine.language.text import both
from form_builder.fields.base import field_type
from form_builder.fields.file import MOST, FileField
from form_builder.fields.panel import Control
from form_builder.fields.view import View
from form_builder.spec import ItemSpec

LONGEST_SIDE = 1600
SIDES = (640, 6000)


@field_type
class PhotoField(FileField):
    name = "photo"
    label = both("Photo", "相片")
    hint = both("Taken with the camera, or chosen.", "以相機拍攝，或選取相片。")
    icon = "camera"
    xlsform = "image"
    properties = {
        "min": {"type": "integer", "minimum": 0, "maximum": MOST},
        "max": {"type": "integer", "minimum": 1, "maximum": MOST},
        "longest_side": {"type": "integer", "minimum": SIDES[0], "maximum": SIDES[1]},
        "camera": {"enum": ["back", "front", "any"]},
    }

    panel = {
        "min": Control(both("Fewest photos", "最少相片數"), "number"),
        "max": Control(both("Most photos", "最多相片數"), "number"),
        "longest_side": Control(
            both("Longest side in pixels", "最長邊（像素）"), "number",
            both("Larger ones are made smaller first.", "較大的相片會先縮小。"), rare=True,
        ),
        "camera": Control(
            both("Camera", "鏡頭"), "pick",
            options={"back": both("Back", "後鏡"), "front": both("Front", "前鏡"), "any": both("None in particular", "不限")},
        ),
    }  # fmt: skip

    def marks(self, view: View) -> Mapping[str, Any]:
        camera = {"back": "environment", "front": "user"}.get(view.item.options.get("camera", "back"), "")
        return {"camera": camera, "longest": view.item.options.get("longest_side", LONGEST_SIDE)}

    def accepts(self, item: ItemSpec) -> tuple[str, ...]:
        return ("image",)
