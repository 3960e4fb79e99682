"""What workflows refuse, in words."""

from engine.language.errors import Refusal
from engine.language.text import both


class AlreadyDone(Refusal):
    """The task is finished: somebody else was first, or the process went on."""

    message = both("This task is already done.", "此工作已經完成。")


class NotYours(Refusal):
    """The task is not assigned to the actor."""

    status = 403
    message = both("This task is not assigned to you.", "此工作並非由你負責。")


class AlreadyClaimed(Refusal):
    """A colleague has taken the task."""

    message = both("A colleague has taken this task.", "同事已接手此工作。")


class ProcessClosed(Refusal):
    """Nothing more can happen to the process."""

    message = both("This is closed already.", "此個案已經結束。")


class ReasonNeeded(Refusal):
    """A withdrawal says why."""

    status = 422
    message = both("Please give a reason.", "請填寫原因。")


class NotEligible(Refusal):
    """The person chosen may not do this step (any more)."""

    status = 422
    message = both(
        "This person may not do this step. Choose somebody of the list.", "此人不可處理這個步驟，請在清單中選擇。"
    )


class NobodyMissing(Refusal):
    """Somebody is asked, so nobody needs to be asked again."""

    message = both("This step is waiting for somebody already.", "此步驟已在等候同事處理。")


class CannotStart(Refusal):
    """The version serves no more, or not this unit."""

    status = 404
    message = both("This cannot be started here.", "不能在此開始這項工作。")


class Busy(Refusal):
    """Another person is changing the same process, and it took too long."""

    message = both("Somebody else is working on this right now. Try again in a moment.", "其他人正在處理，請稍後再試。")


class TooManyBranches(Refusal):
    """A for-each would begin more branches than one process can hold."""

    status = 422
    message = both(
        "There are more than 200 entries to work through. Split them over several requests.",
        "要逐一處理的項目超過 200 項，請分開多次提交。",
    )


class CannotSee(Refusal):
    """The person chosen may not see the process, so they cannot be mentioned in it."""

    status = 422
    message = both(
        "This person may not see this request. Choose somebody of the list.", "此人不可查閱這項申請，請在清單中選擇。"
    )
