"""What a person was told."""

from uuid import UUID

from django.db.models import Count, QuerySet

from engine.notices.models import Notice
from engine.people.actor import Actor
from engine.prepared import Prepared

IN_APP = "in_app"
MOST_ATTEMPTS = 8


def mine(actor: Actor) -> QuerySet[Notice]:
    """The actor's own notices, newest first; each once, whatever else carried it."""
    return Notice.objects.filter(to_id=actor.user_id, channel=IN_APP).order_by("-created_at", "-id")


def unread_count(actor: Actor) -> int:
    """How many the actor has not read: the badge."""
    return next((number for _, number in _unread(to=actor.user_id)), 0) if actor.user_id else 0


_unread: Prepared[Notice] = Prepared(
    lambda to: (
        Notice.objects.filter(to_id=to, channel=IN_APP, read_at__isnull=True)
        .order_by()
        .values("to")
        .annotate(number=Count("pk"))
        .values_list("to", "number")
    ),
    to=UUID,
)


def undeliverable() -> QuerySet[Notice]:
    """Notices that no longer are tried: for the people who run the installation."""
    return Notice.objects.filter(sent_at__isnull=True, attempts__gte=MOST_ATTEMPTS)
