"""What the first administrator must still do: a role for filling forms and one for reading reports, people, places."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from config.home_rows import Found, Row
from engine.people.models import Role, User


def read(actor: Any, language: str) -> Found:
    """The steps, while the administrator is alone in the house and lacks a role; nothing afterwards."""
    lacks = [permission for permission in ("fill", "report") if not actor.may_anywhere(permission)]
    if not lacks or not actor.may_anywhere("administer") or User.objects.count() > 1:
        return Found([], 0)
    words = {"fill": _("To start things and fill in forms"), "report": _("To read reports")}
    give = reverse("people:give_role", args=[actor.user_id])
    rows = [Row(words[permission], give, _roles(permission, language)) for permission in lacks]
    rows += [
        Row(_("Add centres and teams"), reverse("people:units")),
        Row(_("Invite colleagues"), reverse("people:invite")),
    ]
    return Found(rows, len(rows))


def _roles(permission: str, language: str) -> str:
    """The names of the roles that allow it."""
    granting = [role.named(language) for role in Role.objects.order_by("code") if permission in role.grants]
    return ("、" if language == "zh-Hant" else ", ").join(granting)
