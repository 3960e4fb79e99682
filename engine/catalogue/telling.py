"""Whom this room tells: a second person that a draft waits, a proposer what became of it.

Subjects carry a definition's title and nothing that anybody typed as a reason: they are read on lock screens.
"""

from datetime import datetime

from django.urls import reverse

from engine.catalogue.models import Proposal, Version
from engine.catalogue.ports import tellers
from engine.catalogue.proposals import seconds
from engine.language.text import Text, both
from engine.people.clock import HONG_KONG, day_of
from engine.people.models import User

_DONE = {
    Proposal.PUBLISHED: ("published by {}", "由{}發佈"),
    Proposal.SENT_BACK: ("sent back by {}", "由{}退回"),
    Proposal.WITHDRAWN: ("withdrawn or changed by {}", "由{}撤回或修改"),
}


def tell_seconds(proposal: Proposal, draft: Version, at: datetime) -> None:
    """Tells everybody who may publish the draft as a second person that it waits for them."""
    subject = _said(draft, "“{}” waits for you to publish", "「{}」待你發佈")
    body = _by(proposal.by, "{} proposes version %d. Look it over, then publish it or send it back.",
               "{}提交了第 %d 版。請查看，然後發佈或退回。", draft.number)  # fmt: skip
    for person in seconds(draft, proposal, None, day_of(at)):
        _tell(person, "task", subject, body, draft, at)


def tell_published(proposal: Proposal, draft: Version, by: User, at: datetime) -> None:
    """Tells the proposer that their draft is in force."""
    subject = _said(draft, "“{}” is published", "「{}」已發佈")
    _tell(
        proposal.by,
        "decision",
        subject,
        _by(by, "{} published version %d.", "{}已發佈第 %d 版。", draft.number),
        draft,
        at,
    )


def tell_sent_back(proposal: Proposal, draft: Version, by: User, at: datetime) -> None:
    """Tells the proposer that their draft came back, and why."""
    subject = _said(draft, "“{}” is sent back to you", "「{}」已退回給你")
    reason = proposal.reason
    body = both(f"{by.name('en')} writes: {reason}", f"{by.name('zh-Hant')}的意見：{reason}")
    _tell(proposal.by, "attention", subject, body, draft, at)


def tell_overtaken(proposal: Proposal, draft: Version, by: User, at: datetime) -> None:
    """Tells the proposer that somebody changed what they had proposed."""
    subject = _said(draft, "“{}” has changed since you proposed it", "「{}」在你提交後已有改動")
    body = _by(by, "{} changed draft %d. Look it over and propose it again.",
               "{}修改了草稿 %d。請再看一次，然後重新提交。", draft.number)  # fmt: skip
    _tell(proposal.by, "attention", subject, body, draft, at)


def already(proposal: Proposal) -> Text:
    """ "Already decided: sent back by Ho Ka Yan on 14 Nov 2025, 10:42." for a proposal that is open no more."""
    en, zh = _DONE[proposal.state]
    moment = (proposal.decided_at or proposal.at).astimezone(HONG_KONG)
    who = proposal.decided_by
    return both(
        f"Already decided: {en.format(who.name('en') if who else 'Centreline')}"
        f" on {moment.day} {moment:%b %Y}, {moment:%H:%M}.",
        f"此項提交已處理：{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"
        f" {zh.format(who.name('zh-Hant') if who else 'Centreline')}。",
    )


def _said(draft: Version, en: str, zh: str) -> Text:
    name = draft.definition.name
    return both(en.format(name("en")), zh.format(name("zh-Hant")))


def _by(user: User, en: str, zh: str, number: int) -> Text:
    return both((en % number).format(user.name("en")), (zh % number).format(user.name("zh-Hant")))


def _tell(to: User, kind: str, subject: Text, body: Text, draft: Version, at: datetime) -> None:
    url = reverse("design:publish", args=[draft.definition_id])
    for tell in tellers.values():
        tell(to=to, kind=kind, subject=subject, body=body, url=url, at=at)
