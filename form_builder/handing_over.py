"""A leaver's open drafts pass to whoever takes over their work."""

from datetime import datetime

from engine.audit.services import record as audit
from engine.language.text import Text, both
from engine.people.actor import Actor
from engine.people.models import User
from form_builder.models import Draft


class OpenDrafts:
    """Drafts that a person has begun and not handed in."""

    label: Text = both("Open drafts", "未提交的草稿")

    def waiting(self, leaver: User) -> int:
        """How many there are."""
        return Draft.objects.filter(owner=leaver, state=Draft.OPEN).count()

    def hand_over(self, *, leaver: User, to: User, by: Actor, at: datetime) -> int:
        """Gives them all to `to`, each with an audit entry; how many were given."""
        drafts = list(Draft.objects.select_for_update().filter(owner=leaver, state=Draft.OPEN))
        for draft in drafts:
            draft.owner = to
            draft.save(update_fields=["owner"])
            about = ("draft", str(draft.pk))
            audit(
                stream=f"draft:{draft.pk}",
                action="draft.handed over",
                by=by,
                at=at,
                about=about,
                fields={"owner": str(to.pk)},
            )
        return len(drafts)
