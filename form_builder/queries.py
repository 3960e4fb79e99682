"""Reading forms: drafts, submissions and files, each narrowed to what the actor may see."""

from uuid import UUID

from django.db.models import QuerySet

from engine.language.errors import NotFound
from engine.people.actor import Actor
from engine.prepared import Prepared
from form_builder.access import may_read, may_read_draft, readable
from form_builder.models import Attachment, Draft, DraftFile, Submission


def draft_for(actor: Actor, pk: UUID | str) -> Draft:
    """The draft, if the actor may read it; raises NotFound."""
    draft: Draft | None = _drafts.first(draft=UUID(str(pk)))
    if draft is None or not may_read_draft(draft, actor):
        raise NotFound
    return draft


_drafts: Prepared[Draft] = Prepared(
    lambda draft: (
        Draft.objects.select_related("version__definition", "unit", "subject", "owner")
        .defer("version__source")
        .filter(pk=draft)
        .order_by()
    ),
    draft=UUID,
)


def submission_for(actor: Actor, pk: UUID | str) -> Submission:
    """The submission, if the actor may read it; raises NotFound."""
    rows = Submission.objects.select_related("version__definition", "unit", "subject", "by", "supersedes")
    found = rows.filter(pk=pk).first()
    if found is None or not may_read(found, actor):
        raise NotFound
    return found


def open_drafts(actor: Actor) -> QuerySet[Draft]:
    """The actor's own open drafts, the latest saved first; those of tasks too."""
    rows = Draft.objects.filter(owner_id=actor.user_id, state=Draft.OPEN) if actor.user_id else Draft.objects.none()
    return rows.select_related("version__definition", "unit", "subject")


def submissions_in(actor: Actor) -> QuerySet[Submission]:
    """Submissions that the actor made, or of units they may see; superseded ones left out."""
    rows = Submission.objects.filter(readable(actor), superseded_by=None)
    return rows.select_related("version__definition", "unit", "by", "subject")


def attachment_for(actor: Actor, submission: UUID | str, ref: UUID | str) -> Attachment:
    """A file of a submission that the actor may read; raises NotFound."""
    found = submission_for(actor, submission).attachments.select_related("blob").filter(ref=ref).first()
    if found is None:
        raise NotFound
    return found


def draft_file_for(actor: Actor, draft: UUID | str, ref: UUID | str) -> DraftFile:
    """A file of a draft that the actor may read; raises NotFound."""
    found = draft_for(actor, draft).files.select_related("blob").filter(ref=ref).first()
    if found is None:
        raise NotFound
    return found


def file_for(actor: Actor, attachment: Attachment | DraftFile) -> Attachment | DraftFile:
    """The same file, if the actor may read what holds it; raises NotFound."""
    if isinstance(attachment, Attachment):
        allowed = may_read(attachment.submission, actor)
    else:
        allowed = may_read_draft(attachment.draft, actor)
    if not allowed:
        raise NotFound
    return attachment
