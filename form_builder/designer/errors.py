"""What the designer refuses, in words."""

from collections.abc import Sequence
from typing import Any

from engine.language.errors import Refusal
from engine.language.text import both


class StaleDesign(Refusal):
    """Somebody else's edit came first. It carries what they did, so that the writer's commands can follow it."""

    message = both(
        "Somebody else changed this form meanwhile. Your changes follow theirs.",
        "其他人同時修改了此表格，你的修改會接續其後。",
    )

    def __init__(self, revision: int, checksum: str, source: str, commands: Sequence[Any]) -> None:
        super().__init__()
        self.revision, self.checksum, self.source, self.commands = revision, checksum, source, list(commands)


class AnotherForm(Refusal):
    """The text is not this form: its kind or key changed."""

    status = 422
    message = both(
        "The text must stay this form: its kind and key cannot change here.",
        "文字必須仍是此表格：不能在此更改種類或代號。",
    )


class KeyTaken(Refusal):
    """The unit keeps a form of that key already."""

    message = both(
        "Your centre keeps a form with this key already. Open it, or choose another key.",
        "你的中心已有使用此代號的表格。請開啟該表格，或選用其他代號。",
    )


class AnotherWriter(Refusal):
    """Somebody else signed in on the device meanwhile: what one person drew is not saved as another's."""

    status = 403
    message = both(
        "Somebody else has signed in on this device. Sign in as yourself in another window; your changes are kept here.",
        "此裝置已有其他人登入。請在另一視窗以你的帳戶登入；你的修改仍保留在此。",
    )
