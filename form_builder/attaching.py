"""Taking files into a draft, and sweeping out those that nothing holds any more."""

from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.conf import settings
from django.db import transaction

from engine.audit.services import record as audit
from engine.language.errors import NotFound
from engine.people.actor import Actor
from form_builder import files
from form_builder.binding import spec_of
from form_builder.drafting import locked
from form_builder.errors import file_empty, file_kind_refused, file_too_large, too_many_files
from form_builder.fields import field_types
from form_builder.models import Attachment, Blob, Draft, DraftFile
from form_builder.sniffing import Sniffed, sniff
from form_builder.spec import FormSpec

MOST_FILES = 100
GRACE = timedelta(hours=24)


@transaction.atomic
def attach_file(*, draft: Draft, item_id: str, name: str, content: bytes, by: Actor, at: datetime) -> DraftFile:
    """A file taken into an open draft for the file field `item_id`; its `ref` goes into the answers.

    Images lose what the camera wrote into them. Raises NotAllowed, AlreadySubmitted, DraftClosed, NotFound (no such
    field), FileRefused.
    """
    draft = locked(draft, by)
    taken = _checked(spec_of(draft.version), item_id, name, content)
    if draft.files.count() >= MOST_FILES:
        raise too_many_files()
    file = DraftFile.objects.create(
        draft=draft, item_id=item_id, blob=_kept(taken, at), name=taken.name, added_at=at
    )  # fmt: skip
    _audit(draft, "file.attached", file, by, at)
    return file


def _checked(spec: FormSpec, item_id: str, name: str, content: bytes) -> Sniffed:
    item = spec.by_id(item_id)
    kind = field_types.get(item.type) if item is not None else None
    if item is None or kind is None or not kind.holds_files:
        raise NotFound
    if not content:
        raise file_empty()
    if len(content) > settings.ATTACHMENT_MAX_BYTES:
        raise file_too_large(settings.ATTACHMENT_MAX_BYTES)
    taken = sniff(name, content)
    if taken.kind not in (kind.accepts(item) or (taken.kind,)):
        raise file_kind_refused()
    return taken


def _kept(taken: Sniffed, at: datetime) -> Blob:
    """The row first, then the bytes: a sweep that is removing the same content finishes before the row can be made."""
    address = files.digest(taken.content)
    found = Blob.objects.select_for_update().filter(pk=address).first()
    blob = found or Blob.objects.create(sha256=address, size=len(taken.content), mime=taken.mime, stored_at=at)
    files.keep(address, taken.content)
    return blob


@transaction.atomic
def remove_file(*, draft: Draft, ref: str, by: Actor, at: datetime) -> None:
    """Takes a file out of an open draft. Raises NotAllowed, AlreadySubmitted, DraftClosed, NotFound."""
    draft = locked(draft, by)
    try:
        file = draft.files.get(ref=UUID(ref))
    except (ValueError, DraftFile.DoesNotExist) as error:
        raise NotFound from error
    _audit(draft, "file.removed", file, by, at)
    file.delete()


def sweep_orphans(at: datetime) -> int:
    """Removes content that no draft and no submission has held for a day; answers how many. Safe to run at any time."""
    DraftFile.objects.filter(draft__state=Draft.DISCARDED, added_at__lt=at - GRACE).delete()
    held = (DraftFile.objects.values("blob"), Attachment.objects.values("blob"))
    lonely = Blob.objects.filter(stored_at__lt=at - GRACE)
    for rows in held:
        lonely = lonely.exclude(pk__in=rows)
    count = sum(_swept(cast(str, key)) for key in lonely.values_list("pk", flat=True))
    return count + _swept_strays(at)


@transaction.atomic
def _swept(address: str) -> int:
    blob = Blob.objects.select_for_update().filter(pk=address).first()
    used = DraftFile.objects.filter(blob=address).exists() or Attachment.objects.filter(blob=address).exists()
    if blob is None or used:
        return 0
    blob.delete()
    files.drop(address)
    return 1


def _swept_strays(at: datetime) -> int:
    strays = [path for path in files.older_than(at - GRACE) if not Blob.objects.filter(pk=path.name).exists()]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _audit(draft: Draft, action: str, file: DraftFile, by: Actor, at: datetime) -> None:
    audit(
        stream=f"draft:{draft.pk}", action=action, by=by, at=at, about=("draft", str(draft.pk)),
        fields={"sha256": file.blob_id},
    )  # fmt: skip
