"""Why a form's service refuses."""

from collections.abc import Mapping
from typing import Any

from engine.language.errors import Refusal
from engine.language.text import Text, both


class StaleDraft(Refusal):
    """Somebody saved the draft meanwhile, perhaps the same person in another tab.

    `stored` and `offered` hold what differs, by field key, in wire form; `revision` is the stored one.
    """

    message = both(
        "This form was saved in another tab or on another device. Your changes are not lost: choose which to keep.",
        "此表格已在另一分頁或裝置儲存。你的更改並未遺失，請選擇保留哪一個版本。",
    )

    def __init__(self, *, revision: int, stored: Mapping[str, Any], offered: Mapping[str, Any]) -> None:
        super().__init__(revision=revision)
        self.revision, self.stored, self.offered = revision, dict(stored), dict(offered)


class AlreadySubmitted(Refusal):
    """The draft was handed in; `submission` is what came of it."""

    message = both("This form was submitted already.", "此表格已提交。")

    def __init__(self, submission: Any) -> None:
        super().__init__()
        self.submission = submission


class DraftClosed(Refusal):
    """The draft was discarded."""

    message = both("This draft was discarded.", "此草稿已刪除。")


class PartOfTask(Refusal):
    """The draft belongs to a task, which alone may submit it."""

    message = both("Submit this form from its task.", "請在相關工作的頁面提交此表格。")


class AlreadyAmended(Refusal):
    """Another submission supersedes this one already."""

    message = both("A later version of this submission exists already.", "此紀錄已有較新的版本。")


class OtherForm(Refusal):
    """An amendment must be of the same form."""

    message = both("An amendment must use the same form.", "修訂須使用同一份表格。")


class TextNeeded(Refusal):
    """A scale whose wording may not ship: nobody starts it before somebody has put the wording in."""

    message = both(
        "The wording of this form is still missing. Its page says why, and where to get it.",
        "此表格尚欠題目文字。其頁面說明原因及取得途徑。",
    )


class FileRefused(Refusal):
    """A file that cannot be taken in."""

    status = 422

    def __init__(self, message: Text) -> None:
        super().__init__(message)


def file_too_large(limit: int) -> FileRefused:
    megabytes = limit // (1024 * 1024)
    return FileRefused(
        both(
            f"The file is larger than {megabytes} MB. Make it smaller, or split it.",
            f"檔案超過 {megabytes} MB，請縮小或分拆。",
        )
    )


def file_empty() -> FileRefused:
    return FileRefused(both("The file is empty. Choose another.", "檔案沒有內容，請選擇其他檔案。"))


def file_kind_refused() -> FileRefused:
    return FileRefused(
        both(
            "This kind of file is not accepted here. Use PDF, JPEG, PNG, Word, Excel, text or CSV as the field allows.",
            "此處不接受這類檔案。請按欄位要求使用 PDF、JPEG、PNG、Word、Excel、文字檔或 CSV。",
        )
    )


def file_damaged() -> FileRefused:
    return FileRefused(both("The file cannot be read. Save it again and retry.", "檔案無法讀取，請重新儲存後再試。"))


def file_with_macros() -> FileRefused:
    return FileRefused(both("The file holds macros. Save it without them.", "檔案含有巨集，請移除巨集後再上載。"))


def too_many_files() -> FileRefused:
    return FileRefused(both("This draft holds too many files.", "此草稿的檔案數目過多。"))
