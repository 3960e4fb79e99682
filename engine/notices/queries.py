"""What a person was told."""

from django.db.models import QuerySet

from engine.notices.models import Notice
from engine.people.actor import Actor

IN_APP = "in_app"
MOST_ATTEMPTS = 8


def mine(actor: Actor) -> QuerySet[Notice]:
    """The actor's own notices, newest first; each once, whatever else carried it."""
    return Notice.objects.filter(to_id=actor.user_id, channel=IN_APP).order_by("-created_at", "-id")


def unread_count(actor: Actor) -> int:
    """How many the actor has not read: the badge."""
    return mine(actor).filter(read_at__isnull=True).count() if actor.user_id else 0


def undeliverable() -> QuerySet[Notice]:
    """Notices that no longer are tried: for the people who run the installation."""
    return Notice.objects.filter(sent_at__isnull=True, attempts__gte=MOST_ATTEMPTS)
