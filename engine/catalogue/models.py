"""Definitions and their versions as rows. A published version never changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from engine.language.ids import new_id
from engine.language.text import say


class Definition(models.Model):
    """One key of one kind with one owner: a unit, or nobody (the library that ships)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    owner = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="definitions")
    title = models.JSONField(default=dict)
    four_eyes = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "owner"], name="definition_once_an_owner"),
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(owner__isnull=True), name="definition_once_in_the_library"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    def name(self, language: str) -> str:
        return say(self.title, language, self.key)


class Version(models.Model):
    """One numbered text of a definition."""

    DRAFT, PUBLISHED, RETIRED = "draft", "published", "retired"
    STATES = [(DRAFT, "Draft"), (PUBLISHED, "Published"), (RETIRED, "Retired")]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    definition = models.ForeignKey(Definition, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default=DRAFT)
    source = models.TextField()
    checksum = models.CharField(max_length=64)
    effective = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    pins: models.Manager["Pin"]

    class Meta:
        ordering = ["definition", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["definition", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["definition"], condition=Q(state="draft"), name="version_one_draft"),
        ]

    def __str__(self) -> str:
        return f"{self.definition} v{self.number}"


class Author(models.Model):
    """Somebody whose words stand, or stood, in a version: who began it, and everybody who changed it since."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="authors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "user"], name="author_once_a_version")]

    def __str__(self) -> str:
        return f"{self.user_id} wrote {self.version_id}"


class Proposal(models.Model):
    """One text of a draft, put before a second person, and what became of it."""

    OPEN, PUBLISHED, SENT_BACK, WITHDRAWN = "open", "published", "sent_back", "withdrawn"
    STATES = [(OPEN, "Open"), (PUBLISHED, "Published"), (SENT_BACK, "Sent back"), (WITHDRAWN, "Withdrawn")]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="proposals")
    checksum = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=STATES, default=OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["version"], condition=Q(state="open"), name="proposal_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.state}"


class FourEyes(models.Model):
    """A unit says that a second person publishes, for itself and for every unit beneath it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.OneToOneField("people.Unit", models.PROTECT, related_name="+")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"four eyes at {self.unit_id}"


class Pin(models.Model):
    """A published version's fixed reference to one version of another definition."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="pins")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    target = models.ForeignKey(Version, models.PROTECT, related_name="pinned_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "kind", "key"], name="pin_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} -> {self.target_id}"
