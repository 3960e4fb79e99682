"""Photos: files that are pictures, made smaller in the browser before they travel; the server takes out what the
camera wrote into them, as of every picture.
"""

from typing import Any

from engine.language.text import both
from form_builder.fields.file import MOST, FileField

LONGEST_SIDE = 1600
SIDES = (640, 6000)


class PhotoField(FileField):
    name = "photo"
    label = both("Photo", "相片")
    xlsform = "image"
    properties = {
        "min": {"type": "integer", "minimum": 0, "maximum": MOST},
        "max": {"type": "integer", "minimum": 1, "maximum": MOST},
        "longest_side": {"type": "integer", "minimum": SIDES[0], "maximum": SIDES[1]},
        "camera": {"enum": ["back", "front", "any"]},
    }

    def accepts(self, item: Any) -> tuple[str, ...]:
        return ("image",)
