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
        "switch_words",  # offered or not; when it is, perhaps in words of its own
        "pick",  # one of `options`
        "ticks",  # several of `options`
        "choices",  # options: a named list, or options of its own
        "entries",  # a list of things with a key and a label
        "field",  # the key of another field of the same level
        "register",  # the key of a register
        "purpose",  # one of the form's purposes, or a sentence of its own
        "rule",
        "begin",  # a rule for the first answer
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
    """One property in the designer. `options` are the values of a pick or of ticks; what is `rare` folds away."""

    label: Text
    kind: str
    help: Text = ""
    options: Mapping[str, Text] | None = None
    rare: bool = False

    def told(self, name: str, language: str) -> dict[str, Any]:
        """The control as JSON in one language."""
        offered = {key: say(label, language) for key, label in (self.options or {}).items()}
        found: dict[str, Any] = {
            "name": name, "label": say(self.label, language), "kind": self.kind, "help": say(self.help, language)
        }  # fmt: skip
        found |= {"rare": True} if self.rare else {}
        return {**found, "options": offered} if self.options else found


LEAST = Control(both("Least", "最小"), "number")
MOST = Control(both("Most", "最大"), "number")
UNIT = Control(
    both("Unit", "單位"), "words", both("Printed beside the field, such as kg.", "印在欄位旁，例如「公斤」。")
)

COMMON: Mapping[str, Control] = {
    "label": Control(both("Label", "標籤"), "words", both("What it asks, in a few words.", "用幾個字寫出要問甚麼。")),
    "hint": Control(both("Hint", "提示"), "paragraph", both("Help that stands under the label.", "標籤下的說明。")),
    "required": Control(both("Must be answered", "必須填寫"), "switch"),
    "visible_when": Control(both("Shown only when", "只在以下情況顯示"), "rule"),
    "required_when": Control(both("Must be answered when", "必填條件"), "rule"),
    "calculate": Control(
        both("Calculated as", "計算方式"), "rule", both("Then nobody types the answer.", "設定後無須填寫，由系統計算。")
    ),
    "sensitivity": Control(
        both("Sensitivity", "敏感程度"), "pick", both("Who may see it, and how it is kept.", "決定誰可查看及如何儲存。"),
        {
            "public": both("Public", "公開"), "internal": both("Internal", "內部"),
            "personal": both("Personal", "個人資料"), "sensitive": both("Sensitive", "敏感資料"),
        },
    ),
    "purpose": Control(
        both("Why it is asked", "收集目的"), "purpose",
        both("In words that whom it is about may read.", "當事人可以看到的說明。"),
    ),
    "choices_when": Control(
        both("Offer an option only when", "只提供符合以下條件的選項"), "rule",
        both(
            "Asked of every option, such as: the option is A, and another answer is yes.",
            "逐一檢查每個選項，例如：選項是甲，而另一題答「是」。",
        ),
    ),
    "recommended": Control(
        both("Should be answered", "建議填寫"), "switch",
        both("Left empty, the form asks once more but may be handed in.", "留空時會再提醒一次，但仍可提交。"),
        rare=True,
    ),
    "recommended_when": Control(both("Should be answered when", "建議填寫條件"), "rule", rare=True),
    "read_only_when": Control(
        both("Cannot be changed when", "不可更改的條件"), "rule", both("It is shown, but locked.", "仍會顯示，但不能更改。"),
        rare=True,
    ),
    "default": Control(
        both("Already filled in with", "預先填上"), "value",
        both("What stands there before anybody writes.", "開始填寫前已有的內容。"), rare=True,
    ),
    "default_from": Control(
        both("Begins with", "開始時填上"), "begin",
        both(
            "Filled in once, when the form or the row is begun; it can be changed.",
            "只在開始填寫或加入一項時填上一次，之後可更改。",
        ),
        rare=True,
    ),
    "prefill": Control(
        both("Begins with the last answer", "沿用上次答案"), "pick",
        both("The page says from when it is.", "頁面會註明該答案的日期。"),
        {
            "subject": both("given about the same record", "同一紀錄的上次答案"),
            "mine": both("that the same person gave", "同一填寫人的上次答案"),
        },
        rare=True,
    ),
    "key": Control(
        both("Key", "代號"), "text", both("The name that rules and reports use.", "規則和報表使用的名稱。"), rare=True
    ),
}  # fmt: skip
