"""What the designer says of scores."""

from collections.abc import Mapping

from engine.language.text import Text, both

SCORE_WORDS: Mapping[str, Text] = {
    "score_add": both("Add a score", "加入分數"),
    "score_label": both("What the score is called", "分數名稱"),
    "points": both("Points", "分數"),
    "method": both("How the answers become one number", "怎樣計算"),
    "sum": both("Added up", "相加"),
    "mean": both("The average", "平均"),
    "weighted": both("Added up, some counting more", "加權相加"),
    "of": both("Answers that count", "計算哪些答案"),
    "weight_of": both("How much it counts: {what}", "比重：{what}"),
    "reversed": both("counts backwards: {least} becomes {most}", "反向計分：{least} 當作 {most}"),
    "reversed_of": both("Counts backwards: {what}", "反向計分：{what}"),
    "none_to_count": both(
        "No answer here has a number: add whole numbers, a scale, yes/no, or choices with points.",
        "沒有可計分的答案：請加入整數、量表、是非題，或附分數的選項。",
    ),
    "missing": both("When answers are missing", "有答案欠缺時"),
    "missing_none": both("There is no score", "不計分"),
    "missing_prorate": both("Estimate it from the other answers", "按其他答案的比例推算"),
    "missing_zero": both("Count them as 0", "欠缺的當作 0 分"),
    "missing_allow": both("At most so many may be missing; else there is no score", "最多可欠缺的題數；超過便不計分"),
    "bands": both("Bands", "分級"),
    "bands_help": both("What a score of so much is called, and what it means.", "不同分數的名稱和含意。"),
    "band": both("Band {n}", "第 {n} 級"),
    "band_add": both("Add a band", "加入分級"),
    "band_label": both("Label", "標籤"),
    "band_text": both("What it means", "含意"),
    "tone": both("Colour", "顏色"),
    "alerts": both("Who is told", "通知"),
    "alerts_help": both(
        "When the form is handed in, colleagues with this role get a notice.",
        "提交表格時，擔任該職務的同事會收到通知。",
    ),
    "alert": both("Notice {n}", "第 {n} 項通知"),
    "alert_add": both("Add a notice", "加入通知"),
    "alert_when": both("When", "在甚麼情況"),
    "alert_message_help": both(
        "Name nobody here: a notice may be read on a phone.", "請勿寫出姓名：通知可能在手機上顯示。"
    ),
    "role": both("Who is told", "通知哪個職務"),
    "change": both("Change since last time", "與上次比較"),
    "better": both("Better means", "好轉即是"),
    "better_lower": both("a lower score", "分數下降"),
    "better_higher": both("a higher score", "分數上升"),
    "change_least": both("Least difference that matters", "有意義的最小差距"),
    "change_least_help": both(
        "As the source gives it. Smaller changes may be chance.", "按資料來源填寫；較小的差距可能只是偶然。"
    ),
    "change_sd": both("Standard deviation", "標準差"),
    "change_sd_help": both(
        "For the reliable change index; as the source gives it.", "用以計算可靠改變指數，按資料來源填寫。"
    ),
    "change_reliability": both("Reliability", "信度"),
    "change_reliability_help": both("Between 0 and 1, as the source gives it.", "介乎 0 與 1 之間，按資料來源填寫。"),
    "change_source": both("Where these figures come from", "數字的資料來源"),
    "part_of": both("Is part of", "屬於哪個分數"),
    "part_of_help": both("A sub-scale stands under its whole.", "分量表會顯示在總分之下。"),
    "times": both("Multiply the result by", "結果乘以"),
    "times_help": both("1 when left empty.", "留空則為 1。"),
    "places": both("Digits after the point", "小數位"),
    "rounding": both("Rounding", "取整方法"),
    "half_up": both("To the nearest", "四捨五入"),
    "round_up": both("Always up", "向上"),
    "round_down": both("Always down", "向下"),
    "score_source": both("Where the scoring comes from", "計分方法的資料來源"),
}
