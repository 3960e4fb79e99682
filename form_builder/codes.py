"""What can be wrong with a form (`form.*`), and what to do about it. The places `{…}` are filled with facts."""

from engine.language.problems import Code, register_codes


def _error(en: str, zh: str, hint_en: str, hint_zh: str, lacks: str = "") -> Code:
    return Code("error", en, zh, hint_en, hint_zh, lacks)


def _new_error(en: str, zh: str, hint_en: str, hint_zh: str) -> Code:
    """What was published before anybody looked for it still runs."""
    return Code("error", en, zh, hint_en, hint_zh, runs=True)


def _warning(en: str, zh: str, hint_en: str, hint_zh: str) -> Code:
    return Code("warning", en, zh, hint_en, hint_zh)


FORM_CODES = {
    "form.duplicate-key": _error(
        "The key “{key}” is used twice at the same level.",
        "代號「{key}」在同一層重複使用。",
        "Give each item its own key. Groups and pages share one level; each repeat has its own.",
        "請為每個項目設定獨立代號。頁和群組同屬一層，每個重複項目自成一層。",
    ),
    "form.reserved-key": _error(
        "The key “{key}” is reserved.",
        "代號「{key}」是保留字。",
        "Choose another key.",
        "請改用其他代號。",
    ),
    "form.circular": _error(
        "These fields wait for one another: {path}.",
        "這些欄位互相等候：{path}。",
        "Break the circle: at least one of them must not read the others.",
        "請打破循環：最少其中一個欄位不可讀取其他欄位。",
    ),
    "form.cannot-calculate": _error(
        "A field of type “{type}” cannot be calculated.",
        "「{type}」類型的欄位不能計算。",
        "Remove “calculate”, or use text, a number, money, a date, a choice or yes/no.",
        "請移除「calculate」，或改用文字、數字、金額、日期、單選或是非題。",
    ),
    "form.calculated-and-default": _warning(
        "A calculated field does not use its default.",
        "計算欄位不會使用預設值。",
        "Remove “default”.",
        "請移除「default」。",
    ),
    "form.cannot-begin": _error(
        "A field of type “{type}” cannot take its first answer from a rule.",
        "「{type}」類型的欄位不能以規則設定預設值。",
        "Remove “default_from”.",
        "請移除「default_from」。",
    ),
    "form.reason-of-error": _error(
        "Only a warning can ask for a reason; this check stops the form.",
        "只有提示可以要求填寫原因，這項檢查會阻止提交。",
        "Set “severity” to “warning”, or remove “ask_reason”.",
        "請把「severity」設為「warning」，或移除「ask_reason」。",
    ),
    "form.bad-default": _error(
        "The default cannot be an answer: {reason}",
        "預設值不能作為答案：{reason}",
        "Write a value that a person could enter.",
        "請填寫使用者可以輸入的值。",
        "/choices",
    ),
    "form.no-choices": _error(
        "The field offers nothing to choose from.",
        "此欄位沒有可選的選項。",
        "Name a list in “choices”, or write the options there.",
        "請在「choices」填寫選項清單的代號，或直接列出選項。",
        "/choices",
    ),
    "form.cannot-prefill": _error(
        "This field cannot begin with an earlier answer.",
        "此欄位不能沿用上次的答案。",
        "Remove “prefill”: it is for fields outside repeats that a person answers, not for files, signatures or consent.",
        "請移除「prefill」：只適用於重複項目以外、由人填寫的欄位，不適用於檔案、簽署或同意。",
    ),
    "form.choices-not-used": _error(
        "A field of type “{type}” has no options.",
        "「{type}」類型的欄位沒有選項。",
        "Remove “choices”, or make the field a choice.",
        "請移除「choices」，或把欄位改為單選或多選。",
    ),
    "form.duplicate-option": _error(
        "The option “{key}” stands twice.",
        "選項「{key}」重複。",
        "Give each option a key of its own.",
        "請為每個選項設定獨立代號。",
    ),
    "form.min-over-max": _error(
        "The least value {low} is above the greatest.",
        "最小值 {low} 大於最大值。",
        "Exchange or correct the two.",
        "請對調或更正。",
    ),
    "form.bad-date": _error(
        "“{value}” is not a date.",
        "「{value}」不是日期。",
        "Write 2026-03-31.",
        "請寫成 2026-03-31。",
    ),
    "form.scale-steps": _error(
        "The scale has {count} steps; it needs 2 to {most}.",
        "量表有 {count} 級，須為 2 至 {most} 級。",
        "Correct “min” and “max”.",
        "請更正「min」和「max」。",
    ),
    "form.bad-pattern": _error(
        "The pattern is not a regular expression of the RE2 kind.",
        "此格式不是有效的 RE2 正則表達式。",
        "Correct it; look-ahead and back-references are not allowed.",
        "請更正；不可使用前瞻或反向引用。",
    ),
    "form.too-deep": _error(
        "Repeats stand more than {limit} deep.",
        "重複項目超過 {limit} 層。",
        "Put the inner rows into a form of their own.",
        "請把內層項目移到另一份表格。",
    ),
    "form.groups-too-deep": _error(
        "Groups stand more than {limit} deep.",
        "群組超過 {limit} 層。",
        "Take the inner items out of some of the groups, or begin a new page.",
        "請把內層項目移出部分群組，或另開新頁。",
    ),
    "form.too-many-items": _error(
        "The form has {count} items; the most is {limit}.",
        "表格有 {count} 個項目，上限為 {limit}。",
        "Split it into two forms.",
        "請分拆為兩份表格。",
    ),
    "form.unknown-item": _error(
        "There is no field “{key}” here.",
        "此處沒有欄位「{key}」。",
        "Use one of: {known}.",
        "可選：{known}。",
        "key",
    ),
    "form.unknown-place": _error(
        "The check points at “{key}”, which is not a field.",
        "檢查指向「{key}」，但沒有這個欄位。",
        "Use one of: {known}.",
        "可選：{known}。",
        "key",
    ),
    "form.score-without-number": _error(
        "“{label}” has no number that a score could count.",
        "「{label}」沒有可計分的數值。",
        "Use whole numbers, yes/no, or choices whose options have a score.",
        "請使用整數、是非題，或選項附有分數的單選題。",
    ),
    "form.reversed-without-ends": _error(
        "“{label}” cannot count the other way round: it has no least and greatest number.",
        "「{label}」不能反向計分：沒有最小值和最大值。",
        "Give it a least and a greatest number (“min” and “max”), or use a choice whose options have points.",
        "請為該題設定最小值和最大值（「min」和「max」），或改用選項附有分數的單選題。",
    ),
    "form.weights": _error(
        "A weighted score needs “weights”, and only a weighted score or a mean may have them.",
        "加權分數必須設定「weights」，其他總分則不可設定。",
        "Add “weights”, or choose another “fn”.",
        "請加入「weights」，或改用其他「fn」。",
    ),
    "form.part-of-nothing": _error(
        "There is no whole score “{key}” of which this could be a part.",
        "沒有總分「{key}」可供此分量表所屬。",
        "Use one of: {known}.",
        "可選：{known}。",
        "key",
    ),
    "form.change-numbers": _error(
        "A standard deviation is above 0; a reliability is from 0 to below 1.",
        "標準差須大於 0；信度須由 0 至小於 1。",
        "Correct the two figures from their source.",
        "請按資料來源更正這兩個數字。",
    ),
    "form.band-overlap": _error(
        "The bands “{first}” and “{second}” overlap.",
        "分級「{first}」與「{second}」重疊。",
        "Let the second begin after {end}.",
        "第二個分級應在 {end} 之後開始。",
    ),
    "form.band-backwards": _error(
        "The band “{band}” ends before it begins.",
        "分級「{band}」的終點小於起點。",
        "Exchange “from” and “to”.",
        "請對調「from」和「to」。",
    ),
    "form.band-gap": _warning(
        "No band covers {start} to {end}.",
        "沒有分級涵蓋 {start} 至 {end}。",
        "Widen a band, or add one.",
        "請擴闊或增加分級。",
    ),
    "form.no-purpose": _error(
        "“{label}” is personal and does not say what it is collected for.",
        "「{label}」屬個人資料，但沒有說明收集目的。",
        "Fill in why it is asked (“purpose”), or do not ask for it.",
        "請填寫收集目的（「purpose」），或不收集此項資料。",
        "/",
    ),
    "form.purpose-without-words": _new_error(
        "“{label}” is personal, and the purpose it is collected for has no words yet.",
        "「{label}」屬個人資料，但其收集目的尚未填寫內容。",
        "Write what it is collected for (“purpose”), or do not ask for it.",
        "請填寫收集目的的內容（「purpose」），或不收集此項資料。",
    ),
    "form.slot-without-note": _error(
        "The form waits for its wording and does not say why, or where to get it.",
        "此表格尚欠題目文字，但沒有說明原因及取得文字的途徑。",
        "Write “licence_note”.",
        "請填寫「licence_note」。",
    ),
    "form.summary": _error(
        "The summary names “{key}”, which is not a field outside the repeats.",
        "摘要使用了「{key}」，但重複項目以外沒有這個欄位。",
        "Use one of: {known}.",
        "可選：{known}。",
        "key",
    ),
}

register_codes(FORM_CODES)
