"""Problem codes of workflow documents."""

from engine.language.problems import Code, register_codes

register_codes(
    {
        "workflow.unknown-target": Code(
            "error",
            "There is no node “{name}” to go to.",
            "找不到要前往的節點「{name}」。",
            "Use one of: {known}.",
            "可選：{known}。",
            "name",
        ),
        "workflow.unreachable": Code(
            "error",
            "No way leads to the node “{name}”.",
            "沒有路徑通往節點「{name}」。",
            "Lead a way to it, or remove it.",
            "請加上通往它的路徑，或移除該節點。",
        ),
        "workflow.dead-end": Code(
            "error",
            "From the node “{name}” no end can be reached.",
            "由節點「{name}」無法到達任何終點。",
            "Lead a way from it to an end.",
            "請加上通往終點的路徑。",
        ),
        "workflow.block": Code(
            "error",
            "The ways that split at “{split}” do not all meet in one join.",
            "在「{split}」分開的路徑沒有全部在同一個匯合點會合。",
            "Let every way from the split lead to the same join, with no way in or out between, except to a terminate.",
            "請讓每條分支都到達同一匯合點，中途不可進出（通往「終止」除外）。",
        ),
        "workflow.lonely-join": Code(
            "error",
            "The join “{name}” closes no split.",
            "匯合點「{name}」沒有對應的分支點。",
            "Remove it, or put a split before it.",
            "請移除，或在之前加上分支點。",
        ),
        "workflow.no-calendar": Code(
            "error",
            "Working days are counted here, but the workflow names no calendar.",
            "此處以工作天計算，但工作流程沒有指定工作日曆。",
            'Add "calendar" at the top of the workflow.',
            '請在工作流程開首加上 "calendar"。',
        ),
        "workflow.unknown-action": Code(
            "error",
            "There is no action “{name}”.",
            "沒有「{name}」這項動作。",
            "Use one of: {known}.",
            "可選：{known}。",
        ),
        "workflow.action-input": Code(
            "error",
            "The action “{action}” has no input “{name}”.",
            "動作「{action}」沒有輸入「{name}」。",
            "Use one of: {known}.",
            "可選：{known}。",
        ),
        "workflow.action-input-missing": Code(
            "error",
            "The action “{action}” needs the input “{name}”.",
            "動作「{action}」需要輸入「{name}」。",
            "Add it under “with”.",
            "請在「with」加上。",
            "/",
        ),
        "workflow.unknown-node": Code(
            "error",
            "There is no node “{name}” to compare with.",
            "找不到用作比較的節點「{name}」。",
            "Use one of: {known}.",
            "可選：{known}。",
            "name",
        ),
        "workflow.assign-many-ways": Code(
            "warning",
            "The step is assigned in several ways at once; only “{taken}” counts, not {others}.",
            "此步驟同時以多種方式指定處理人，只有「{taken}」有效，{others} 無效。",
            "Keep one of them. What should happen when the person is away goes under “otherwise”.",
            "請只保留一種；如需指定休假時的安排，請使用「otherwise」。",
        ),
        "workflow.assign-needs-role": Code(
            "error",
            "“{name}” only narrows a role, and no role is named here.",
            "「{name}」只可配合職務使用，但此處沒有指定職務。",
            "Add “role”, or remove it.",
            "請加上「role」，或移除此項。",
        ),
        "workflow.assign-unknown-field": Code(
            "error",
            "There is no field “{name}” from which to take who or where.",
            "找不到用作指定處理人或中心的欄位「{name}」。",
            "Use a field of a form before this step, not one in a row: {known}.",
            "請使用此步驟之前的表格欄位（不可在表列之內）：{known}。",
            "name",
        ),
        "workflow.assign-not-a-person": Code(
            "error",
            "The field “{name}” does not name a colleague.",
            "欄位「{name}」並非指向同事。",
            "Use a reference to a colleague.",
            "請使用引用同事的欄位。",
        ),
        "workflow.assign-not-a-unit": Code(
            "error",
            "The field “{name}” does not name a centre.",
            "欄位「{name}」並非指向中心。",
            "Use a reference to a centre or team.",
            "請使用引用中心或小組的欄位。",
        ),
        "workflow.first-node": Code(
            "error",
            "A workflow starts with a form.",
            "工作流程須以表格開始。",
            "Let “start” name a node of type form.",
            "請讓「start」指向一個表格節點。",
        ),
    }
)
