"""A draft that rests: its writer may still read it, but may not go on, because their role or the task passed."""

from datetime import date

from django.urls import reverse

from engine.language.errors import Refusal
from engine.language.text import Text, both
from engine.people.actor import Actor
from engine.people.models import Holding, Unit
from engine.people.queries import ended_holding, may_decide_here
from form_builder.access import may_edit
from form_builder.addresses import fill_url
from form_builder.models import Draft

MOST_NAMES = 3


class DraftRests(Refusal):
    """The writer may not go on with their own draft now. `onward` is where they read what is kept."""

    status = 403

    def __init__(self, draft: Draft, actor: Actor, on: date) -> None:
        super().__init__(why(draft, actor, on))
        self.onward = kept_url(draft)


def kept_url(draft: Draft) -> str:
    """The page that shows what a resting draft holds."""
    return reverse("form:kept", args=[draft.pk])


def rests(draft: Draft, actor: Actor) -> bool:
    """Whether an open draft is its writer's own, and they may not go on with it."""
    return draft.state == Draft.OPEN and draft.owner_id == actor.user_id and not may_edit(draft, actor)


def address_of(draft: Draft, actor: Actor) -> str:
    """Where the writer finds their draft: the page to go on with, or the page that says why they cannot."""
    return kept_url(draft) if rests(draft, actor) else fill_url(draft)


def why(draft: Draft, actor: Actor, on: date) -> Text:
    """Why they may not go on, that nothing is lost, and whom to ask; in both languages."""
    people = may_decide_here("administer", draft.unit, on)[:MOST_NAMES]
    names = both(" or ".join(one.name("en") for one in people), "或".join(one.name("zh-Hant") for one in people))
    ended = ended_holding(actor.user_id, draft.unit, "fill", on) if actor.user_id else None
    return _role_ended(ended, draft.unit, names) if ended else _passed(names)


def _role_ended(ended: Holding, unit: Unit, names: dict[str, str]) -> Text:
    role, last = ended.role, ended.ends or date.max
    day_en, day_zh = f"{last.day} {last:%b %Y}", f"{last.year}年{last.month}月{last.day}日"
    return both(
        f"Your role “{role.named('en')}” at {unit.name('en')} ended on {day_en}. What you typed is kept, but you cannot "
        f"change it or hand it in. Ask {names['en'] or 'your administrator'} for the role, or to pass the draft on.",
        f"你在{unit.name('zh-Hant')}的「{role.named('zh-Hant')}」角色已於{day_zh}結束。你所填寫的內容仍然保留，但不能再更改或提交。"
        f"請聯絡{names['zh-Hant'] or '系統管理員'}重新委派角色，或把草稿轉交同事。",
    )


def _passed(names: dict[str, str]) -> Text:
    return both(
        "This form is no longer with you: the step is done, was given to somebody else, or your roles changed. "
        f"What you typed is kept. Ask {names['en'] or 'your administrator'} if you need it.",
        "這份表格已不再由你處理：步驟已完成、已轉交其他同事，或你的角色有變。你所填寫的內容仍然保留，"
        f"如有需要請聯絡{names['zh-Hant'] or '系統管理員'}。",
    )
