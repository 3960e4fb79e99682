"""How the designer sets a property: its name in both languages, the sort of control, a sentence of help."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.language.text import Text, both, say

KINDS = frozenset(
    {
        "words",  # a text in every language, one line
        "paragraph",  # a text in every language, several lines
        "text",  # plain text, the same in every language
        "number",
        "day",
        "switch",
        "pick",  # one of `options`
        "ticks",  # several of `options`
        "choices",  # options: a named list, or options of its own
        "entries",  # a list of things with a key and a label
        "field",  # the key of another field of the same level
        "rule",
        "value",  # a value as the field itself takes it
    }
)

GROUPS: Mapping[str, Text] = {
    "words": both("Words", "文字"),
    "numbers": both("Numbers", "數字"),
    "dates": both("Dates and times", "日期時間"),
    "choices": both("Choices", "選項"),
    "people": both("People and places", "人物地點"),
    "files": both("Files and signatures", "檔案簽名"),
    "layout": both("Layout", "版面"),
}


@dataclass(frozen=True)
class Control:
    """One property in the designer. `options` are the values of a pick or of ticks."""

    label: Text
    kind: str
    help: Text = ""
    options: Mapping[str, Text] | None = None

    def told(self, name: str, language: str) -> dict[str, Any]:
        """The control as JSON in one language."""
        offered = {key: say(label, language) for key, label in (self.options or {}).items()}
        found = {"name": name, "label": say(self.label, language), "kind": self.kind, "help": say(self.help, language)}
        return {**found, "options": offered} if self.options else found


LEAST = Control(both("Least", "最小"), "number")
MOST = Control(both("Most", "最大"), "number")
UNIT = Control(
    both("Unit", "單位"), "words", both("Printed beside the field, such as kg.", "印在欄位旁，例如「公斤」。")
)

COMMON: Mapping[str, Control] = {
    "label": Control(both("Label", "標籤"), "words", both("What it asks, in a few words.", "用幾個字寫出要問甚麼。")),
    "hint": Control(both("Hint", "提示"), "paragraph", both("Help that stands under the label.", "標籤下的說明。")),
    "key": Control(both("Key", "代號"), "text", both("The name that rules and reports use.", "規則和報表使用的名稱。")),
    "required": Control(both("Must be answered", "必須填寫"), "switch"),
    "recommended": Control(
        both("Should be answered", "建議填寫"), "switch",
        both("Left empty, the form asks once more but may be handed in.", "留空時會再提醒一次，但仍可提交。"),
    ),
    "default": Control(
        both("Default", "預設值"), "value", both("What stands there before anybody writes.", "開始填寫前已有的內容。")
    ),
    "prefill": Control(
        both("Begin with the last answer", "沿用上次答案"), "pick",
        both("The page says from when it is.", "頁面會註明該答案的日期。"),
        {"subject": both("about the same record", "同一紀錄"), "mine": both("of the same person", "同一填寫人")},
    ),
    "visible_when": Control(both("Shown when", "顯示條件"), "rule"),
    "required_when": Control(both("Must be answered when", "必填條件"), "rule"),
    "read_only_when": Control(both("Locked when", "鎖定條件"), "rule"),
    "calculate": Control(both("Calculated as", "計算方式"), "rule"),
    "sensitivity": Control(
        both("Sensitivity", "敏感程度"), "pick", both("Who may see it, and how it is kept.", "決定誰可查看及如何儲存。"),
        {
            "public": both("Public", "公開"), "internal": both("Internal", "內部"),
            "personal": both("Personal", "個人資料"), "sensitive": both("Sensitive", "敏感資料"),
        },
    ),
    "purpose": Control(
        both("Why it is asked", "收集目的"), "text", both("A sentence that whom it is about may read.", "當事人可以看到的說明。")
    ),
}  # fmt: skip
