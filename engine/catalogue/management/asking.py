"""What commands about definitions ask alike: whose they are, and who does it."""

from argparse import ArgumentParser

from django.core.management.base import CommandError

from engine.people.actor import SYSTEM, Actor, actor_of
from engine.people.clock import day_of, now
from engine.people.models import Unit, User


def owner_and_actor(parser: ArgumentParser) -> None:
    """Adds `--owner` and `--as`."""
    parser.add_argument("--owner", default="", help="code of the unit that owns them; left out, the library")
    parser.add_argument("--as", default="", help="the user who does it; left out, the system")


def owner_called(code: str) -> Unit | None:
    """The unit with this code; None for no code."""
    if not code:
        return None
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise CommandError(f"There is no unit {code}.")
    return unit


def actor_called(username: str) -> Actor:
    """The actor of this user; the system for no name."""
    if not username:
        return SYSTEM
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no user {username}.")
    return actor_of(user, day_of(now()))
