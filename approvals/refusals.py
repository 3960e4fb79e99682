"""Why an approval service refuses. Pure: no Django."""

from engine.language.errors import NotAllowed, Refusal
from engine.language.text import both
from workflows.refusals import NobodyMissing as NobodyMissing


class NoRuleApplies(Refusal):
    """The authority has no rule for these facts."""

    message = both("No rule says who decides this.", "沒有規則訂明由誰審批。")


class AlreadyDecided(Refusal):
    """Somebody was first; the sentence names who and when."""

    message = both("This has been decided already.", "此事已有決定。")


class TooManyWords(Refusal):
    """A comment is longer than a page can show. Nothing is cut off in silence."""

    status = 422
    message = both(
        "The comment is too long: 2,000 characters at most. Shorten it, or attach a file to the request.",
        "備註太長，最多 2,000 字。請縮短，或把文件附於申請。",
    )


class NotAsked(NotAllowed):
    """The actor holds no role today that this step asks."""

    message = both("This step does not ask you. Your role may have ended.", "此步驟並非由你審批；你的角色可能已完結。")


class OwnRequest(NotAllowed):
    """Nobody decides their own request, nor the request of somebody who stands in for them."""

    message = both(
        "You asked for this yourself, so somebody else must decide.", "這是你自己提出的申請，須由其他人審批。"
    )


class KeptApart(NotAllowed):
    """The definition keeps this step apart from one that the actor took."""

    message = both(
        "You took an earlier step of this request, so somebody else must take this one.",
        "你已參與此申請較早的步驟，此步驟須由其他人處理。",
    )


class UnknownVerdict(Refusal):
    """Neither approve, return nor reject."""

    status = 422
    message = both("Choose: approve, return for changes, or reject.", "請選擇批准、退回修改或拒絕。")


class ReasonNeeded(Refusal):
    """A rejection needs a reason from the list."""

    status = 422
    message = both("Choose a reason for rejecting.", "請選擇拒絕原因。")


class CommentNeeded(Refusal):
    """A return needs words: what must change."""

    status = 422
    message = both("Say what must be changed.", "請說明需要修改甚麼。")


class TableTaken(Refusal):
    """The unit keeps a table of that key already."""

    message = both(
        "Your centre keeps its own copy of this table already. Open that one.",
        "你的中心已有此表的副本，請開啟該副本。",
    )


class SavedMeanwhile(Refusal):
    """Another text of the table stands there than the one that was edited."""

    message = both(
        "Somebody else saved this table while you worked on it. What you typed is still here:"
        " compare it with theirs, then save again.",
        "你編輯期間，其他人儲存了此表。你輸入的內容仍在此：請與對方的版本比較後再儲存。",
    )


class LinkBroken(Refusal):
    """The words of a link are not whole, or were not written here."""

    status = 404
    message = both(
        "This link is not whole. Copy all of it from the message, or open your inbox.",
        "連結不完整。請從訊息複製整條連結，或直接開啟收件匣。",
    )


class LinkExpired(Refusal):
    """A link lasts seven days."""

    status = 410
    message = both(
        "This link has expired: it lasts seven days. What still waits for you is in your inbox.",
        "連結已過期（有效期為七天）。仍待你處理的事項都在收件匣內。",
    )


class LinkOfAnother(NotAllowed):
    """The link was written to somebody else. Nothing is said of what it is about."""

    message = both(
        "This link was written to another person, and only they can decide with it. If it reached you, tell them.",
        "此連結是寄給另一位同事的，只有該同事可以用它作決定。如你誤收此連結，請通知對方。",
    )


class LinkUsed(Refusal):
    """The step behind the link is open no more."""

    status = 410
    message = both(
        "This has been decided, or no longer waits: the link is used up. What still waits for you is in your inbox.",
        "此事已有決定或毋須再處理，連結已失效。仍待你處理的事項都在收件匣內。",
    )
