"""Problem codes of what passes between processes: a workflow that a step runs."""

from engine.language.problems import Code, register_codes

register_codes(
    {
        "workflow.calls-itself": Code(
            "error",
            "The workflow “{name}” would run inside itself.",
            "工作流程「{name}」會在自己之內再次執行。",
            "Lead back to an earlier step instead, or call a workflow that does not call this one.",
            "請改為返回較早的步驟，或使用不會反過來執行本流程的工作流程。",
        ),
        "workflow.calls-too-deep": Code(
            "error",
            "With “{name}” more than {most} workflows would run inside each other.",
            "加上「{name}」後，會有超過 {most} 層工作流程互相套用。",
            "Put the steps of one of them into the workflow that calls it.",
            "請把其中一個工作流程的步驟併入使用它的流程。",
        ),
        "workflow.call-input": Code(
            "error",
            "The first form of “{workflow}” has no field “{name}” that could be given to it.",
            "「{workflow}」的首份表格沒有可填入的欄位「{name}」。",
            "Use one of: {known}. Files cannot be given.",
            "可選：{known}。檔案不可傳入。",
        ),
        "workflow.call-input-missing": Code(
            "error",
            "The first form of “{workflow}” must have “{name}”.",
            "「{workflow}」的首份表格必須填寫「{name}」。",
            "Add it under “with”.",
            "請在「with」加上。",
            "/",
        ),
        "workflow.call-output": Code(
            "error",
            "“{name}” cannot be brought back under this name.",
            "不能以此名稱取回「{name}」。",
            "Bring one of: {known}. The names “outcome” and “number” are taken.",
            "可取回：{known}。名稱「outcome」及「number」已被使用。",
        ),
        "workflow.call-outcome": Code(
            "error",
            "The workflow never comes to “{name}”.",
            "該工作流程不會有「{name}」這個結果。",
            "Use one of: {known}; everything else takes “default”.",
            "可選：{known}；其餘一律採用「default」。",
        ),
    }
)
