"""The words of a grid: its headings, and how to write its cells. Pure."""

from approvals.grids.grid import LINK, Column
from engine.language.text import both, say

HEADS = {
    "sheet": both("Table", "表格"),
    "guide": both("How to write", "填寫方法"),
    "rule": both("Rule", "規則"),
    "unknown": both(
        "“{heading}” is not a column of this table. Keep the headings as they were when the workbook was taken out.",
        "「{heading}」不是此表的欄目。請保留匯出時的欄目名稱。",
    ),
}
NOT_A_WORKBOOK = both(
    "This file cannot be read as an Excel workbook. Save it as .xlsx and choose it again.",
    "無法以 Excel 檔案讀取。請儲存為 .xlsx 後再選擇。",
)
NOT_A_TABLE = both(
    "The first sheet holds no row that begins with “Rule”."
    " Take this table out as a workbook, change that one, and bring it back.",
    "第一張工作表沒有以「規則」開首的標題列。請先把此表匯出為 Excel 檔，修改後再匯入。",
)
TOO_LONG = both("The table has more than 1,000 rows.", "表格超過 1,000 列。")
STEP = both("Step {0}", "第 {0} 步")
GUIDANCE = {
    "en": (
        ("5,000", "exactly 5,000"),
        ("< 5,000", "below 5,000 (not 5,000 itself); ≤ includes it"),
        ("5,000 – 20,000", "from 5,000 to 20,000, both included"),
        ("> 5,000 ≤ 20,000", "above 5,000, up to and including 20,000"),
        ("goods; services", "one of these"),
        ("≠ works", "anything but this"),
        ("(nothing)", "whatever it is"),
        ("Team Head: endorse", "a step: who, then what they do"),
        ("Team Head / Centre Manager: award", "any one of them"),
        ("Team Head + Head of Finance: approve", "all of them"),
        ("2 of Team Head / Centre Manager / Head of Finance: approve", "two of them"),
    ),
    "zh-Hant": (
        ("5,000", "剛好 5,000"),
        ("< 5,000", "低於 5,000（不包括 5,000）；≤ 則包括在內"),
        ("5,000 – 20,000", "由 5,000 至 20,000，兩端均包括在內"),
        ("> 5,000 ≤ 20,000", "超過 5,000，至 20,000（包括在內）"),
        ("goods; services", "其中一項"),
        ("≠ works", "除此以外"),
        ("（留空）", "不限"),
        ("組長：贊同", "一個步驟：由誰處理，以及作出甚麼決定"),
        ("組長 / 中心主任：批出採購", "其中一位"),
        ("組長 + 財務主管：批准", "全部"),
        ("2 of 組長 / 中心主任 / 財務主管：批准", "其中兩位"),
    ),
}


def head(column: Column, language: str) -> str:
    """A column's heading."""
    return say(STEP, language).format(column.key) if column.type == LINK else say(column.label, language, column.key)
