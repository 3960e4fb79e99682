"""Telling people: written now in the caller's transaction, delivered afterwards, tried again when it fails."""

# Django's model fields have no type that pyright can see.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from engine.language.errors import NotFound
from engine.language.text import Text, at_most
from engine.notices.channels import channels
from engine.notices.models import Notice
from engine.notices.queries import IN_APP, MOST_ATTEMPTS, mine
from engine.people.actor import Actor
from engine.people.models import User
from engine.prepared import fresh, insert

log = logging.getLogger(__name__)
MOST_CHARACTERS = 200  # of a subject
LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)


def notify(*, to: User, kind: str, subject: Text, body: Text = "", url: str = "", at: datetime) -> None:
    """Writes one outbox row for each channel that reaches `to`, in the caller's transaction.

    Every language is kept: the words are chosen when they are read.
    `subject` must carry no personal data: it is read on lock screens and in mailboxes.
    `url` is a path of this site, beginning with "/". A deactivated person is told nothing.
    """
    if not to.is_active:
        return
    words = {"subject": at_most(subject, MOST_CHARACTERS), "body": body, "url": url}
    reaching = [name for name in channels if channels.get(name).reaches(to)]
    insert(
        [
            fresh(
                Notice,
                **(words | {"to": to, "kind": kind, "channel": name, "created_at": at, "due_at": at}),
                sent_at=at if name == IN_APP else None,
            )
            for name in reaching
        ]
    )


def deliver_due(at: datetime, most: int = 100) -> int:
    """Hands every notice that is due to its channel; the number handed over. Run it as often as you like.

    A notice is claimed before it is sent, in a short transaction of its own, so that two workers never send the same
    one and no lock is held while a mail server thinks. A worker that dies loses nothing: the claim lapses.
    """
    return sum(_deliver(notice, at) for notice in _claim(at, most))


def mark_read(*, notices: Sequence[UUID], by: Actor, at: datetime) -> int:
    """Marks the actor's own notices as read; the number marked. NotFound when one of them is somebody else's."""
    with transaction.atomic():
        own = mine(by).filter(id__in=notices)
        if own.count() != len(set(notices)):
            raise NotFound
        return own.filter(read_at__isnull=True).update(read_at=at)


def mark_all_read(*, by: Actor, at: datetime) -> int:
    """Marks everything the actor was told as read; the number marked."""
    return mine(by).filter(read_at__isnull=True).update(read_at=at)


def _claim(at: datetime, most: int) -> list[Notice]:
    with transaction.atomic():
        waiting = Notice.objects.filter(sent_at__isnull=True, due_at__lte=at, attempts__lt=MOST_ATTEMPTS)
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True, of=("self",))
        claimed = list(waiting.select_related("to").order_by("due_at")[:most])
        for notice in claimed:
            notice.attempts += 1
            notice.due_at = at + LEASE
        Notice.objects.bulk_update(claimed, ["attempts", "due_at"])
    return claimed


def _deliver(notice: Notice, at: datetime) -> bool:
    try:
        channels.get(notice.channel).send(notice, at)
    except Exception as failure:  # whatever a mail server does, the other notices must still go out
        log.warning("notice %s not delivered: %s", notice.id, type(failure).__name__)
        wait = min(FIRST_WAIT * 2 ** (notice.attempts - 1), LONGEST_WAIT)
        Notice.objects.filter(id=notice.id).update(due_at=at + wait, error=type(failure).__name__)
        return False
    Notice.objects.filter(id=notice.id).update(sent_at=at, error="")
    return True
