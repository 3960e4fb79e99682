"""Why a workbook is refused (`xlsform.refused.*`), what of it is left out (`left`), what is carried otherwise (`changed`)."""

from engine.language.problems import Code, register_codes


def _refused(en: str, zh: str, hint_en: str, hint_zh: str) -> Code:
    return Code("error", en, zh, hint_en, hint_zh)


def _told(en: str, zh: str, hint_en: str, hint_zh: str) -> Code:
    return Code("warning", en, zh, hint_en, hint_zh)


_SAVE_PLAIN = (
    "Save it again as a plain .xlsx workbook with values only, and upload that.",
    "請另存為只有數值的普通 .xlsx 檔案，再上載。",
)
_CHOOSE = (
    "Choose the workbook with the questions on a sheet “survey”: .xlsx, .xls, or the same sheets as .csv or .md.",
    "請選擇問題列於「survey」工作表的活頁簿：.xlsx、.xls，或以相同工作表存成的 .csv、.md。",
)
_SMALLER = ("Keep the form itself in the workbook, and nothing else.", "檔案內只保留表格本身的內容。")

REFUSALS = {
    "xlsform.refused.no-file": _refused(
        "No file was chosen.", "尚未選擇檔案。", "Choose an XLSForm workbook.", "請選擇 XLSForm 檔案。"
    ),
    "xlsform.refused.too-large": _refused(
        "The file has {size} bytes; the most is {limit}.", "檔案有 {size} 位元組，上限為 {limit}。", *_SMALLER
    ),
    "xlsform.refused.empty": _refused("The file is empty.", "檔案沒有內容。", *_CHOOSE),
    "xlsform.refused.other-file": _refused(
        "The file is {what}, not a workbook with a form in it.", "此檔案是{what}，並非載有表格的活頁簿。", *_CHOOSE
    ),
    "xlsform.refused.no-workbook": _refused(
        "The file is not a workbook, or its characters are written in a way that cannot be read here.",
        "此檔案並非活頁簿，或其文字編碼不能讀取。",
        "Open it in a spreadsheet program, save it as .xlsx, and choose that file.",
        "請用試算表程式開啟，另存為 .xlsx，再選擇該檔案。",
    ),
    "xlsform.refused.plain-text": _refused(
        "The file is plain text without the sheets of a form.", "此檔案是純文字，沒有表格所需的工作表。", *_CHOOSE
    ),
    "xlsform.refused.unreadable": _refused(
        "The workbook cannot be opened: it is damaged, or only part of it arrived.",
        "活頁簿不能開啟：檔案已損毀，或並未完整傳送。",
        "Open it in a spreadsheet program, save it as .xlsx, and try again. If it does not open there, "
        "ask for the file once more.",
        "請用試算表程式開啟，另存為 .xlsx，然後再試。如仍未能開啟，請向提供者再次索取檔案。",
    ),
    "xlsform.refused.encrypted": _refused(
        "The workbook is protected by a password.", "檔案受密碼保護。", "Remove the password.", "請移除密碼。"
    ),
    "xlsform.refused.bomb": _refused(
        "The workbook unpacks to more than {limit} MB.", "檔案解壓後超過 {limit} MB。", *_SMALLER
    ),
    "xlsform.refused.macros": _refused("The workbook holds macros.", "檔案含有巨集。", *_SAVE_PLAIN),
    "xlsform.refused.outside": _refused(
        "The workbook leads outside itself: {part}.", "檔案連結到外部：{part}。", *_SAVE_PLAIN
    ),
    "xlsform.refused.unsafe": _refused(
        "The workbook holds something that no form needs: {part}.", "檔案含有表格不需要的內容：{part}。", *_SAVE_PLAIN
    ),
    "xlsform.refused.formula": _refused(
        "These cells hold formulas without a value: {cells}.",
        "這些儲存格有公式而沒有數值：{cells}。",
        "Replace the formulas by their values.",
        "請以數值取代公式。",
    ),
    "xlsform.refused.too-many-rows": _refused(
        "The sheet “{sheet}” has more than {limit} rows.", "工作表「{sheet}」超過 {limit} 行。", *_SMALLER
    ),
    "xlsform.refused.duplicate-column": _refused(
        "The column “{name}” stands twice.",
        "欄「{name}」重複。",
        "Keep one of the two, or add its language: label::English (en).",
        "請保留其中一欄，或註明語言，例如 label::中文 (zh-HK)。",
    ),
    "xlsform.refused.no-survey": _refused(
        "There is no sheet “survey” with the columns “type” and “name”.",
        "沒有含「type」和「name」兩欄的「survey」工作表。",
        "An XLSForm has its questions on a sheet of this name. The sheets found: {sheets}.",
        "XLSForm 的問題須放在此名稱的工作表。現有工作表：{sheets}。",
    ),
    "xlsform.refused.unbalanced": _refused(
        "Row {row}: “{type}” has no counterpart.",
        "第 {row} 行：「{type}」沒有相應的開始或結束。",
        "Every “begin” needs an “end” of its own kind.",
        "每個「begin」都須有同類的「end」。",
    ),
    "xlsform.refused.no-question": _refused(
        "No question of the workbook can be carried over.",
        "檔案內沒有任何可轉換的問題。",
        "The report says why for each row.",
        "報告逐行列出原因。",
    ),
    "xlsform.refused.document": _refused(
        "The form that it would make cannot be published: {reason}",
        "轉換所得的表格不能發佈：{reason}",
        "{hint}",
        "{hint}",
    ),
}

LEFT = {
    "xlsform.left.sheet": _told(
        "This sheet has no counterpart here.", "此工作表沒有對應的內容。", "Nothing of it is needed.", "不需要此內容。"
    ),
    "xlsform.left.column": _told(
        "This column has no counterpart here.",
        "此欄沒有對應的屬性。",
        "See whether the form needs it.",
        "請檢查表格是否需要。",
    ),
    "xlsform.left.loose": _told(
        "The cell stands under no column heading, or after a long gap.",
        "儲存格沒有欄標題，或在大片空白之後。",
        "Give the column a heading, or close the gap.",
        "請為該欄加上標題，或刪去空白行。",
    ),
    "xlsform.left.setting": _told(
        "This setting has no counterpart here.", "此設定沒有對應的內容。", "Nothing needs to be done.", "無須處理。"
    ),
    "xlsform.left.language": _told(
        "Forms here are in English and Traditional Chinese; this text is in “{language}”.",
        "表格使用英文及繁體中文；此文字的語言為「{language}」。",
        "Keep it elsewhere, or ask for the language.",
        "請另外儲存，或提出增加語言。",
    ),
    "xlsform.left.type": _told(
        "There is no question of the type “{type}” here.",
        "沒有「{type}」類型的問題。",
        "Choose another type: {known}.",
        "請改用其他類型：{known}。",
    ),
    "xlsform.left.inside": _told(
        "It stands inside something that is not carried.",
        "其所在的部分未能轉換。",
        "Add the question in the builder.",
        "請在設計器內加入此問題。",
    ),
    "xlsform.left.metadata": _told(
        "Who filled a form, when, and for which centre is recorded with every submission; the device is not.",
        "每份提交都會記錄填表人、時間和中心；不會記錄裝置。",
        "Nothing needs to be done.",
        "無須處理。",
    ),
    "xlsform.left.hidden": _told(
        "A hidden question has nobody to answer it.",
        "隱藏問題沒有人可以填寫。",
        "Make it a calculation.",
        "請改為計算欄位。",
    ),
    "xlsform.left.media": _told(
        "Pictures, sounds and films beside a question are not shown here.",
        "問題旁不會顯示圖片、聲音或影片。",
        "Say it in the hint.",
        "請改在提示內說明。",
    ),
    "xlsform.left.appearance": _told(
        "This appearance has no counterpart here.",
        "此外觀沒有對應的樣式。",
        "Look at the question in the preview.",
        "請在預覽中檢查。",
    ),
    "xlsform.left.parameter": _told(
        "This parameter has no counterpart here.",
        "此參數沒有對應的屬性。",
        "See whether the form needs it.",
        "請檢查表格是否需要。",
    ),
    "xlsform.left.option": _told(
        "The option “{key}” stands twice in the list “{list}”.",
        "選項「{key}」在清單「{list}」內重複。",
        "Give the second one a name of its own.",
        "請為第二個選項另設代號。",
    ),
    "xlsform.left.empty-group": _told(
        "Nothing inside it was carried.", "其中沒有任何內容可以轉換。", "See the rows inside.", "請查看其中各行。"
    ),
    "xlsform.left.no-list": _told(
        "No option of the list “{list}” stands on the sheet “choices”.",
        "「choices」工作表沒有清單「{list}」的選項。",
        "Write the options there.",
        "請在該處填寫選項。",
    ),
    "xlsform.left.unused-list": _told(
        "No question uses the list “{list}”.", "沒有問題使用清單「{list}」。", "Nothing needs to be done.", "無須處理。"
    ),
    "xlsform.left.rule": _told(
        "{reason}", "{reason}", "Draw the rule again in the builder.", "請在設計器內重新設定規則。"
    ),
    "xlsform.left.calculation": _told(
        "The calculated field is left out: {reason}",
        "計算欄位未能轉換：{reason}",
        "Add the field and its rule in the builder.",
        "請在設計器內加入欄位及規則。",
    ),
    "xlsform.left.default": _told(
        "The default cannot be an answer here: {reason}",
        "預設值在此不能作為答案：{reason}",
        "Set it in the builder.",
        "請在設計器內設定。",
    ),
    "xlsform.left.message": _told(
        "The words for a missing answer are the same on every form.",
        "所有表格對漏答使用相同的提示。",
        "Put it into the hint.",
        "請改放在提示內。",
    ),
    "xlsform.left.on-group": _told(
        "A group or note has no answer that this could be about.",
        "群組和說明文字沒有答案，此項無從套用。",
        "Move it to a question.",
        "請移到問題上。",
    ),
    "xlsform.left.repeat-count": _told(
        "The number of rows cannot follow another answer here.",
        "行數不能按其他答案決定。",
        "Set the least and most rows in the builder.",
        "請在設計器內設定最少和最多行數。",
    ),
    "xlsform.left.filter": _told(
        "The options cannot be narrowed like this: {reason}",
        "選項不能這樣篩選：{reason}",
        "Every option is offered; set the filter in the builder.",
        "現時會列出所有選項；請在設計器內設定篩選。",
    ),
}

CHANGED = {
    "xlsform.changed.name": _told(
        "It is called “{after}” here.", "代號改為「{after}」。", "Nothing needs to be done.", "無須處理。"
    ),
    "xlsform.changed.label": _told(
        "It had no label; “{after}” is shown.", "沒有標籤；現顯示「{after}」。", "Write a label.", "請填寫標籤。"
    ),
    "xlsform.changed.type": _told(
        "“{type}” is carried as “{after}”.", "「{type}」改為「{after}」。", "See whether it suits.", "請檢查是否合適。"
    ),
    "xlsform.changed.piping": _told(
        "A text cannot repeat an answer here; the question is named instead.",
        "文字內不能插入答案，現改為問題的名稱。",
        "Read the text again.",
        "請重讀該文字。",
    ),
    "xlsform.changed.formula": _told(
        "The cell holds a formula; its last value is taken.",
        "儲存格含公式，已採用其最後數值。",
        "Check the value.",
        "請檢查數值。",
    ),
    "xlsform.changed.meaning": _told("{reason}", "{reason}", "Check the rule.", "請檢查規則。"),
    "xlsform.changed.options": _told(
        "Its options are not in the workbook; it takes text.",
        "選項不在檔案內，暫以文字填寫。",
        "Give it a list in the builder.",
        "請在設計器內選擇選項清單。",
    ),
    "xlsform.changed.shown": _told(
        "A calculated value is shown to those who fill the form.",
        "填表人可看到計算結果。",
        "Give it a label that they understand.",
        "請使用他們明白的標籤。",
    ),
}

XLSFORM_CODES = REFUSALS | LEFT | CHANGED

register_codes(XLSFORM_CODES)
