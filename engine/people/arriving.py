"""Services: how people come in. By invitation only, but for the very first one."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from engine.people import guards, queries
from engine.people.actor import SYSTEM, Actor, actor_of
from engine.people.clock import day_of
from engine.people.holding import give_role, load_roles
from engine.people.mails import absolute
from engine.people.models import Holding, Role, Unit, User
from engine.people.refusals import AlreadySetUp, EmailTaken, InvitationOver, UsernameTaken
from engine.people.trail import note
from engine.sealing import keyed_hash

log = logging.getLogger(__name__)
SALT = "people.invitation"
INVITATION_HOLDS = timedelta(days=7)


@dataclass(frozen=True)
class Newcomer:
    """Who is to come in."""

    username: str
    name_en: str
    email: str = ""
    name_zh: str = ""
    language: str = "en"


@transaction.atomic
def invite(*, newcomer: Newcomer, unit: Unit, role: Role, starts: date, by: Actor, at: datetime) -> User:
    """A new person with a first role, and an e-mail with a link where they choose a password.

    Refuses: NotAllowed, UsernameTaken, EmailTaken, PastIsFixed.
    """
    by.require("administer", unit)
    user = _create(newcomer, unit, password=None)
    note("invited", user, by=by, at=at, username=user.username, email=user.email, unit=unit)
    give_role(user=user, role=role, unit=unit, starts=starts, by=by, at=at)
    _mail(user, invitation_path(user, at))
    return user


@transaction.atomic
def invite_again(*, user: User, by: Actor, at: datetime) -> str:
    """A fresh link for somebody who has not come in yet, also sent by e-mail. Refuses: NotAllowed, InvitationOver."""
    guards.require_person(by, user)
    if user.has_usable_password() or not user.is_active:
        raise InvitationOver
    note("invited_again", user, by=by, at=at)
    path = invitation_path(user, at)
    _mail(user, path)
    return path


@transaction.atomic
def accept_invitation(*, token: str, password: str, at: datetime) -> User:
    """The invited person comes in with a password of their own. Refuses: InvitationOver."""
    user = guards.lock(invited(token, at))
    if user.has_usable_password():
        raise InvitationOver
    user.set_password(password)
    user.save(update_fields=["password"])
    note("joined", user, by=actor_of(user, day_of(at)), at=at)
    return user


@transaction.atomic
def first_run(*, organisation: Unit, newcomer: Newcomer, password: str, at: datetime) -> User:
    """The first organisation (a unit not yet saved) and its administrator. Refuses: AlreadySetUp."""
    # The entry comes first because it makes a second first run wait for this one.
    note("set_up", organisation, by=SYSTEM, at=at, code=organisation.code)
    if queries.is_set_up():
        raise AlreadySetUp
    organisation.save()
    user = _create(newcomer, organisation, password)
    load_roles(settings.DEFINITIONS_DIR / "roles" / "roles.json", at=at)
    for role in Role.objects.all():
        if "administer" in role.grants:
            Holding.objects.create(user=user, role=role, unit=organisation, starts=day_of(at))
    return user


def invitation_path(user: User, at: datetime) -> str:
    """The address, on this site, at which `user` chooses a password; it dies with its use or after a week."""
    until = (at + INVITATION_HOLDS).timestamp()
    token = signing.dumps([str(user.id), _state(user), int(until)], salt=SALT, compress=True)
    return reverse("people:join", args=[token])


def invited(token: str, at: datetime) -> User:
    """For whom the link is. Refuses: InvitationOver (used, expired, forged, withdrawn)."""
    try:
        user_id, state, until = signing.loads(token, salt=SALT)
        user = User.objects.get(id=UUID(user_id), is_active=True)
    except (signing.BadSignature, ValueError, User.DoesNotExist):
        raise InvitationOver from None
    if state != _state(user) or at.timestamp() > until:
        raise InvitationOver
    return user


def _state(user: User) -> str:
    """Changes with the password, so that a link works once."""
    return keyed_hash(user.password, "people.invitation")[:16]


def _create(newcomer: Newcomer, home: Unit, password: str | None) -> User:
    if User.objects.filter(username__iexact=newcomer.username).exists():
        raise UsernameTaken
    if newcomer.email and User.objects.filter(email__iexact=newcomer.email).exists():
        raise EmailTaken
    return User.objects.create_user(
        newcomer.username,
        password,
        email=newcomer.email,
        name_en=newcomer.name_en,
        name_zh=newcomer.name_zh,
        language=newcomer.language,
        home_unit=home,
    )


def _mail(user: User, path: str) -> None:
    """Sent once the transaction holds; a failure loses nothing, for the administrator can show the link."""
    if not user.email:
        return
    address = absolute(path)
    with translation.override(user.language):
        subject = _("Your Centreline account")
        body = _("You are invited to Centreline. Choose your password within seven days:") + f"\n\n{address}\n"

    def send() -> None:
        try:
            send_mail(subject, body, None, [user.email])
        except Exception as failure:  # whatever a mail server does, the person is invited
            log.warning("invitation of %s not sent: %s", user.id, type(failure).__name__)

    transaction.on_commit(send)
