"""What can be wrong with a report document."""

from engine.language.problems import Code, register_codes

register_codes(
    {
        "report.unknown-dataset": Code(
            "error",
            "There is no dataset “{name}”.",
            "找不到數據集「{name}」。",
            "Use form:<key>, form:<key>/<repeat>, or one of: {known}.",
            "請使用 form:<代號>、form:<代號>/<重複組>，或：{known}。",
        ),
        "report.unknown-column": Code(
            "error",
            "The dataset has no column “{name}”.",
            "數據集沒有欄位「{name}」。",
            "Use one of: {known}.",
            "可選：{known}。",
        ),
        "report.by-needs-date": Code(
            "error",
            "“{name}” is not a date, so it cannot be counted by {by}.",
            "「{name}」不是日期，不能按 {by} 統計。",
            "Remove “by”, or name a date column.",
            "請移除「by」，或改用日期欄位。",
        ),
        "report.date-needs-by": Code(
            "error",
            "“{name}” is a date: say which periods its days fall into.",
            "「{name}」是日期，請訂明按甚麼時段統計。",
            'Add "by": month, quarter, half, financial_year, year or week.',
            '請加上 "by"：month、quarter、half、financial_year、year 或 week。',
            "/by",
        ),
        "report.cannot-group": Code(
            "error",
            "Rows cannot be counted by “{name}”, which holds several values at once or amounts.",
            "不能按「{name}」分組，該欄位可同時有多個值或是金額。",
            "Count by a choice, text, yes/no, whole number, person, unit or date.",
            "請按選項、文字、是／否、整數、人員、單位或日期分組。",
        ),
        "report.measure-needs-column": Code(
            "error",
            "“{fn}” needs a column to work on.",
            "「{fn}」須指定欄位。",
            'Add "of" with a column of the dataset.',
            '請加上 "of" 並填寫欄位。',
            "/of",
        ),
        "report.measure-needs-number": Code(
            "error",
            "“{name}” is not a number or an amount, so “{fn}” cannot be worked out.",
            "「{name}」不是數字或金額，不能計算「{fn}」。",
            "Name an integer, decimal or money column.",
            "請使用整數、小數或金額欄位。",
        ),
        "report.count-takes-none": Code(
            "error",
            "“count” counts rows and takes no column.",
            "「count」計算行數，不用指定欄位。",
            'Remove "of", or use count_distinct.',
            '請移除 "of"，或改用 count_distinct。',
        ),
        "report.shows-one-person": Code(
            "error",
            "“{fn}” would show the value of one person.",
            "「{fn}」會顯示個別人士的資料。",
            "Use mean or median for rows about persons.",
            "涉及個人的數據請改用 mean 或 median。",
        ),
        "report.duplicate-measure": Code(
            "error",
            "The measure “{name}” stands twice.",
            "統計項目「{name}」重複。",
            "Give each measure a key of its own.",
            "請為每個統計項目設定獨立代號。",
        ),
        "report.unknown-measure": Code(
            "error",
            "There is no measure “{name}”.",
            "找不到統計項目「{name}」。",
            "Use one of: {known}.",
            "可選：{known}。",
            "name",
        ),
        "report.parameter-needs-field": Code(
            "error",
            "The parameter “{name}” does not say which column it narrows.",
            "參數「{name}」沒有指明篩選哪個欄位。",
            'Add "field" with a column of the fitting type.',
            '請加上 "field" 並填寫合適類型的欄位。',
        ),
        "report.parameter-wrong-field": Code(
            "error",
            "The parameter “{name}” is a {type} and cannot narrow “{field}”.",
            "參數「{name}」屬 {type}，不能篩選「{field}」。",
            "Periods narrow dates; choices narrow choice or yes/no columns.",
            "時段用於日期欄位；選項用於選項或是／否欄位。",
        ),
        "report.parameter-default": Code(
            "error",
            "“{value}” cannot be the parameter’s default.",
            "「{value}」不能作為參數的預設值。",
            "Use {expected}.",
            "請使用 {expected}。",
        ),
    }
)
