"""What the catalogue refuses, in words."""

from collections.abc import Sequence

from engine.language.errors import Invalid, Refusal
from engine.language.problems import Problem
from engine.language.text import both


class NotADraft(Refusal):
    """A published version never changes; only a draft can be edited or published."""

    message = both(
        "This version is published and cannot change. Save a new draft instead.",
        "此版本已發佈，不能更改。請另存新草稿。",
    )


class NeedsAnotherPair(Refusal):
    """Four eyes: who proposed a draft, or wrote in it, may not decide on it."""

    status = 403
    message = both(
        "A second person has to publish this: somebody who neither proposed the draft nor wrote in it.",
        "此定義須由另一人發佈：該人不可曾提交或修改此草稿。",
    )


class NotProposed(Refusal):
    """Four eyes: nobody proposed the draft as it stands."""

    message = both(
        "A second person has to publish this. Propose the draft first; it must be proposed again after every change.",
        "此定義須由另一人發佈。請先提交草稿以供發佈；每次修改後均須重新提交。",
    )


class ProposalDecided(Refusal):
    """Somebody was first; the sentence names who, and what they did."""

    message = both(
        "This proposal is no longer open. Look at how the definition stands now.",
        "此項提交已經處理。請查看定義的最新狀況。",
    )


class SendBackReasonNeeded(Refusal):
    """Whoever is sent something back must read why."""

    status = 422
    message = both(
        "Say in a few words what should be changed, 2,000 characters at most. Then send it back.",
        "請簡述須修改之處（最多 2,000 字），然後退回。",
    )


class DoesNotCompile(Invalid):
    """The document has errors; all of them are in `problems`."""

    def __init__(self, problems: Sequence[Problem], name: str) -> None:
        super().__init__(
            problems,
            both(f"“{name}” has problems that must be mended first.", f"「{name}」有問題須先更正。"),
        )


class Unpublished(Refusal):
    """The thing asked for has no published version."""

    status = 404
    message = both("There is no published version of this definition.", "此定義沒有已發佈的版本。")


class DraftChanged(Refusal):
    """The draft is not the text that was looked at."""

    message = both(
        "The draft has changed since this page was opened. Look it over once more, then publish it.",
        "開啟此頁後草稿已有改動。請再看一次，然後發佈。",
    )


class StopsOthers(Refusal):
    """Reports in force would not run any more."""

    message = both(
        "Publishing stops what is listed below. Tick that you know, or change the draft first.",
        "發佈後，下列項目將不能使用。請剔選表示知悉，或先修改草稿。",
    )


class StopsRecords(Refusal):
    """A register in force would not hold together, and its records could not be opened."""

    message = both(
        "The records of a register stand on this form. Publish it together with a draft of the register, or keep what it reads.",
        "登記冊的紀錄須使用此表格。請連同登記冊的草稿一併發佈，或保留登記冊使用的欄位。",
    )
