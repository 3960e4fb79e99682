"""What people enter: drafts while they write, submissions for good, typed cells for reports, files by content."""

from uuid import UUID

from django.conf import settings
from django.db import models

from engine.language.ids import new_id


class Draft(models.Model):
    """Answers being written, in wire form. `port` says who must submit it; empty: the person, on the review page."""

    OPEN, SUBMITTED, DISCARDED = "open", "submitted", "discarded"
    STATES = [(OPEN, "Open"), (SUBMITTED, "Submitted"), (DISCARDED, "Discarded")]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey("catalogue.Version", models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafts")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    subject = models.ForeignKey("records.Record", models.PROTECT, null=True, blank=True, related_name="drafts")
    answers = models.JSONField(default=dict)
    page = models.CharField(max_length=80, blank=True)
    earlier = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    bindings = models.JSONField(default=dict)
    port = models.CharField(max_length=120, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=STATES, default=OPEN)
    supersedes = models.ForeignKey("Submission", models.PROTECT, null=True, blank=True, related_name="amendments")
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    owner_id: UUID
    submission: "Submission"
    supersedes_id: UUID | None
    files: models.QuerySet["DraftFile"]

    class Meta:
        ordering = ["-saved_at"]
        indexes = [models.Index(fields=["owner", "state"])]

    def __str__(self) -> str:
        return f"draft {self.id}"


class Submission(models.Model):
    """Answers handed in: never changed afterwards. An amendment is another submission that supersedes this one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft = models.OneToOneField(Draft, models.PROTECT, related_name="submission")
    version = models.ForeignKey("catalogue.Version", models.PROTECT, related_name="+")
    bindings = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    scores = models.JSONField(default=dict)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions")
    at = models.DateTimeField(db_index=True)
    subject = models.ForeignKey("records.Record", models.PROTECT, null=True, blank=True, related_name="submissions")
    checksum = models.CharField(max_length=64)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    by_id: UUID
    supersedes_id: UUID | None
    cells: models.QuerySet["Cell"]
    attachments: models.QuerySet["Attachment"]

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["version", "unit"])]

    def __str__(self) -> str:
        return f"submission {self.id}"


class Cell(models.Model):
    """One answered leaf, typed. Money is in cents, a decimal times 10**scale, yes/no 1 or 0, codes one cell each.

    A row of a repeat has one cell of its own (the repeat's id), so that a row without answers still counts.
    A score is a cell with the score's id: its value in `integer`, its band's key in `text`.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="cells")
    item_id = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    row = models.CharField(max_length=40, blank=True)
    text = models.TextField(null=True)  # noqa: DJ001 - an absent text differs from an empty one
    integer = models.BigIntegerField(null=True)
    date = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["item_id", "submission"])]

    def __str__(self) -> str:
        return f"cell {self.path}"


class Blob(models.Model):
    """The bytes of a file, once, by their SHA-256."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    mime = models.CharField(max_length=120)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"blob {self.sha256[:12]}"


class DraftFile(models.Model):
    """A file handed to a draft. Answers hold its `ref`, which the attachment keeps at submission."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    ref = models.UUIDField(default=new_id, editable=False)
    item_id = models.CharField(max_length=64)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    blob_id: str

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "ref"], name="draft_file_ref_once")]

    def __str__(self) -> str:
        return f"file {self.ref}"


class Mention(models.Model):
    """A submission names a record in a reference; the answer keeps the title, this the way back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="mentions")
    record = models.ForeignKey("records.Record", models.PROTECT, related_name="mentions")
    item_id = models.CharField(max_length=64)
    path = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "path"], name="mention_once")]

    def __str__(self) -> str:
        return f"mention {self.path}"


class Attachment(models.Model):
    """A file of a submission."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="attachments")
    ref = models.UUIDField(editable=False)
    item_id = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    blob_id: str

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "ref"], name="attachment_ref_once")]

    def __str__(self) -> str:
        return f"attachment {self.ref}"


class DesignEdit(models.Model):
    """One saved step of a form's design: the commands that led to it. The log orders what two people change at once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    definition = models.ForeignKey("catalogue.Definition", models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()
    commands = models.JSONField(default=list)
    checksum = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["definition", "revision"], name="design_revision_once")]

    def __str__(self) -> str:
        return f"design {self.definition_id} r{self.revision}"


class DesignPresence(models.Model):
    """Who has a form's design open, in which window, and what they look at."""

    definition = models.ForeignKey("catalogue.Definition", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    window = models.CharField(max_length=40)
    place = models.CharField(max_length=80, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["definition", "user", "window"], name="design_presence_once_a_window")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.definition_id}"


class DesignBlock(models.Model):
    """Items kept for reuse by a unit and those beneath it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey("people.Unit", models.CASCADE, related_name="+")
    title = models.CharField(max_length=120)
    items = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return f"block {self.title}"
