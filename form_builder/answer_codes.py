"""What can be wrong with answers (`answer.*`), and what to do about it. The places `{…}` are filled with facts."""

from engine.language.problems import Code, register_codes


def _error(en: str, zh: str, hint_en: str, hint_zh: str) -> Code:
    return Code("error", en, zh, hint_en, hint_zh)


ANSWER_CODES = {
    "answer.required": _error(
        "“{label}” needs an answer.",
        "請填寫「{label}」。",
        "Fill it in.",
        "此欄必須填寫。",
    ),
    "answer.not-text": _error(
        "This is not text.",
        "這不是文字。",
        "Type words.",
        "請輸入文字。",
    ),
    "answer.control-characters": _error(
        "The text holds characters that cannot be stored.",
        "文字含有不能儲存的字元。",
        "Type it again instead of pasting it.",
        "請重新輸入，不要貼上。",
    ),
    "answer.too-long": _error(
        "This has {length} characters; the most is {most}.",
        "共 {length} 字，上限為 {most} 字。",
        "Shorten it.",
        "請縮短內容。",
    ),
    "answer.pattern": _error(
        "{reason}",
        "{reason}",
        "Correct it.",
        "請更正。",
    ),
    "answer.not-a-whole-number": _error(
        "This is not a whole number.",
        "這不是整數。",
        "Type digits only, such as 12.",
        "請只輸入數字，例如 12。",
    ),
    "answer.not-a-number": _error(
        "This is not a number.",
        "這不是數字。",
        "Type a number such as 1,234.50.",
        "請輸入數字，例如 1,234.50。",
    ),
    "answer.too-precise": _error(
        "There are more than {places} digits after the point.",
        "小數點後超過 {places} 位。",
        "Round it to {places} digits.",
        "請取至小數後 {places} 位。",
    ),
    "answer.too-small": _error(
        "This is less than {least}.",
        "數值小於 {least}。",
        "Give {least} or more.",
        "請填 {least} 或以上。",
    ),
    "answer.too-big": _error(
        "This is more than {most}.",
        "數值大於 {most}。",
        "Give {most} or less.",
        "請填 {most} 或以下。",
    ),
    "answer.result-too-big": _error(
        "The result is too big to be kept.",
        "計算結果過大，無法儲存。",
        "Check the numbers it is made of.",
        "請檢查相關數字。",
    ),
    "answer.none-and-more": _error(
        "“{option}” cannot be chosen together with others.",
        "「{option}」不能與其他選項一併選取。",
        "Choose either that one or the others.",
        "請只選此項，或改選其他選項。",
    ),
    "answer.not-on-scale": _error(
        "This is not a step of the scale.",
        "這不是量表上的數值。",
        "Choose a whole number from {least} to {most}.",
        "請選擇 {least} 至 {most} 的整數。",
    ),
    "answer.not-all-ranked": _error(
        "{count} are ranked; {wanted} must be.",
        "已排列 {count} 項，須排列 {wanted} 項。",
        "Give each its place: 1, 2, 3 and so on.",
        "請為每項填上次序：1、2、3，如此類推。",
    ),
    "answer.ranked-twice": _error(
        "The place {place} is given twice, or is no place.",
        "次序 {place} 重複或無效。",
        "Give each its own place: 1, 2, 3 and so on.",
        "每項須有不同次序：1、2、3，如此類推。",
    ),
    "answer.not-a-time": _error(
        "This is not a time of day.",
        "這不是有效時間。",
        "Write hours and minutes, such as 14:30.",
        "請填寫時和分，例如 14:30。",
    ),
    "answer.time-too-early": _error(
        "The time is before {first}.",
        "時間早於 {first}。",
        "Give {first} or later.",
        "請填 {first} 或之後的時間。",
    ),
    "answer.time-too-late": _error(
        "The time is after {last}.",
        "時間遲於 {last}。",
        "Give {last} or earlier.",
        "請填 {last} 或之前的時間。",
    ),
    "answer.not-a-moment": _error(
        "This is not a date with a time.",
        "這不是有效的日期時間。",
        "Give both the day and the time.",
        "請同時填寫日期和時間。",
    ),
    "answer.not-a-partial-date": _error(
        "This is not a year, a month or a day.",
        "這不是有效的年、月或日。",
        "Give the year; then the month and the day if they are known.",
        "請先填年份；如知道月和日，也請填上。",
    ),
    "answer.not-a-duration": _error(
        "This is not a length of time.",
        "這不是有效的時數。",
        "Give hours and minutes as whole numbers; minutes below 60.",
        "請以整數填寫小時和分鐘，分鐘須少於 60。",
    ),
    "answer.not-a-date": _error(
        "This is not a date.",
        "這不是有效日期。",
        "Write day/month/year, such as 31/3/2026.",
        "請按日/月/年填寫，例如 31/3/2026。",
    ),
    "answer.too-early": _error(
        "The date is before {first}.",
        "日期早於 {first}。",
        "Give {first} or later.",
        "請填 {first} 或之後的日期。",
    ),
    "answer.too-late": _error(
        "The date is after {last}.",
        "日期遲於 {last}。",
        "Give {last} or earlier.",
        "請填 {last} 或之前的日期。",
    ),
    "answer.not-on-list": _error(
        "This is not on the list.",
        "所選項目不在清單內。",
        "Choose one of the options shown.",
        "請從清單中選擇。",
    ),
    "answer.option-ended": _error(
        "“{option}” is no longer offered.",
        "「{option}」已停用。",
        "Choose another option.",
        "請改選其他選項。",
    ),
    "answer.too-few-choices": _error(
        "Too few are chosen.",
        "所選項目太少。",
        "Choose at least {least}.",
        "最少須選 {least} 項。",
    ),
    "answer.too-many-choices": _error(
        "Too many are chosen.",
        "所選項目太多。",
        "Choose at most {most}.",
        "最多可選 {most} 項。",
    ),
    "answer.not-yes-or-no": _error(
        "This is neither yes nor no.",
        "請回答是或否。",
        "Choose yes or no.",
        "請選擇「是」或「否」。",
    ),
    "answer.no-such-file": _error(
        "The file is not here.",
        "找不到該檔案。",
        "Add the file again.",
        "請重新加入檔案。",
    ),
    "answer.too-few-files": _error(
        "Too few files are added.",
        "檔案數目不足。",
        "Add at least {least}.",
        "最少須加入 {least} 個檔案。",
    ),
    "answer.too-many-files": _error(
        "Too many files are added.",
        "檔案數目過多。",
        "Keep at most {most}.",
        "最多可保留 {most} 個檔案。",
    ),
    "answer.not-rows": _error(
        "“{label}” is not a list of rows.",
        "「{label}」不是一列列的資料。",
        "Fill it in on the form's page.",
        "請在表格頁面填寫。",
    ),
    "answer.too-few-rows": _error(
        "“{label}” has too few rows.",
        "「{label}」的項目太少。",
        "Add rows until there are {least}.",
        "最少須有 {least} 項。",
    ),
    "answer.too-many-rows": _error(
        "“{label}” has {count} rows; the most is {most}.",
        "「{label}」有 {count} 項，上限為 {most} 項。",
        "Remove rows, or use a second form.",
        "請移除部分項目，或另填一份表格。",
    ),
    "answer.unknown-field": _error(
        "This form has no field “{key}”.",
        "此表格沒有欄位「{key}」。",
        "Load the page again.",
        "請重新載入頁面。",
    ),
    "answer.check": _error(
        "{message}",
        "{message}",
        "Correct the answers that it speaks of.",
        "請更正相關資料。",
    ),
    "answer.check-warning": Code("warning", "{message}", "{message}", "Look at it once more.", "請再次查看。"),
    "answer.check-reason": Code(
        "warning", "{message}", "{message}", "Say why beneath the field.", "請在欄位下方說明原因。"
    ),
    "answer.reason-needed": _error(
        "Say why: {message}",
        "請說明原因：{message}",
        "Write the reason in the box beneath the field, or correct the answer.",
        "請在欄位下方的方格填寫原因，或更正答案。",
    ),
    "answer.recommended": Code(
        "warning",
        "“{label}” is not answered yet. It helps, but you may go on without it.",
        "尚未填寫「{label}」。建議填寫，但不填亦可繼續。",
        "Fill it in if you can.",
        "如可以，請填寫。",
    ),
    "answer.not-offered": _error(
        "“{option}” does not go with the other answers.",
        "「{option}」與其他答案不符。",
        "Choose one of the options shown.",
        "請從所列選項中選擇。",
    ),
    "answer.not-answers": _error(
        "These are not answers to a form.",
        "這不是表格的答案。",
        "Load the page again.",
        "請重新載入頁面。",
    ),
    "answer.not-as-published": _error(
        "This answer does not have the shape that the form promises.",
        "此答案不符合表格所定的格式。",
        "Enter it again; if it is refused once more, tell who looks after the form.",
        "請重新輸入；如仍被拒絕，請通知負責此表格的同事。",
    ),
    "answer.too-large": _error(
        "All answers together are too long: {size} characters of {limit}.",
        "全部答案過長：{size} 字，上限為 {limit} 字。",
        "Shorten the longest texts, or attach them as a file.",
        "請縮短較長的文字，或以附件提交。",
    ),
}

register_codes(ANSWER_CODES)
