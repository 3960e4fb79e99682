"""Words for what is stored as codes: kinds of units and permissions."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Promise | str] = {
    "federation": _("Federation"),
    "ngo": _("NGO"),
    "centre": _("Centre"),
    "team": _("Team"),
}

PERMISSIONS: dict[str, Promise | str] = {
    "fill": _("Start things and fill in forms"),
    "see": _("Read submissions, processes and records"),
    "see_personal": _("Read what is personal: assessments, service users' records"),
    "see_identity": _("Reveal identity card numbers, each time for a reason"),
    "decide": _("Decide approvals"),
    "assign": _("Give open tasks to somebody else"),
    "report": _("Read reports"),
    "export": _("Download reports and data"),
    "design": _("Design forms, workflows and reports"),
    "publish": _("Publish what was designed"),
    "administer": _("Administer people and units"),
    "audit": _("Read the audit trail"),
}


def kinds_beneath(kind: str) -> list[tuple[str, Promise | str]]:
    """The kinds of units that one of `kind` can hold, with their names."""
    order = list(KINDS)
    return [(name, KINDS[name]) for name in order[order.index(kind) + 1 :]]
