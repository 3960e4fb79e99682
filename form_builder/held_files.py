"""The files that a draft holds, each with its blob: asked for at every page and every save."""

from uuid import UUID

from engine.prepared import Prepared
from form_builder.models import Draft, DraftFile

_held: Prepared[DraftFile] = Prepared(
    lambda draft: DraftFile.objects.filter(draft=draft).select_related("blob").order_by(), draft=UUID
)


def held_files(draft: Draft) -> list[DraftFile]:
    """The files of a draft."""
    return _held(draft=draft.pk)
