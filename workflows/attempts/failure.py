"""What is kept of a failure: a class and a safe code, never its words, for these may hold what somebody entered."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.language.errors import Refusal
from engine.language.text import Text, both


class ActionFailed(Exception):
    """An action could not do its work. `code` is one of `MEANING`, and all that is kept of it."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Failure:
    """Why an attempt came to nothing: the class of the error and its code. `deferred`: there was no attempt yet."""

    kind: str = ""
    code: str = ""
    deferred: bool = False


def failure_of(error: Exception) -> Failure:
    """What may be kept of an error."""
    code = error.code if isinstance(error, Refusal | ActionFailed) else ""
    return Failure(type(error).__name__[:80], str(code)[:80])


MEANING: Mapping[str, Text] = {
    "unreachable": both("The other system could not be reached.", "未能連接對方系統。"),
    "refused": both(
        "The other system did not accept the message. Ask whoever runs it.",
        "對方系統不接受此訊息，請聯絡其管理人員。",
    ),
    "host-not-allowed": both(
        "Messages to this address are not allowed here. Ask whoever runs the server to allow its host.",
        "本系統未獲准向此網址發送訊息，請聯絡伺服器管理人員。",
    ),
    "no-record": both(
        "This work is about no record, so there was nothing to change.",
        "此工作並非關於任何紀錄，因此沒有可更改的內容。",
    ),
    "nobody-to-tell": both("There was nobody to tell.", "沒有可通知的人。"),
    "StatusNotOpen": both(
        "The record cannot go from its present status to the one that the workflow names.",
        "紀錄不可由現時狀況轉為工作流程指定的狀況。",
    ),
    "Busy": both("Somebody else was working on the same thing.", "當時有其他同事正在處理同一事項。"),
}
UNKNOWN = both(
    "Something went wrong inside the system. Whoever runs the server finds the time in its log.",
    "系統內部出現問題，伺服器管理人員可按時間查閱系統記錄。",
)


def meaning(code: str) -> Text:
    """A stored code in words."""
    return MEANING.get(code, UNKNOWN)
