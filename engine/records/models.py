"""Records: who or what a register holds. A record is an identity; its latest profile submission is its data."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from engine.language.ids import new_id


class Counter(models.Model):
    """The last number given in one scope; see `counters.next_number`."""

    scope = models.CharField(max_length=160, primary_key=True)
    value = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.scope} {self.value}"


class Record(models.Model):
    """One entry of a register: a client, a supplier, whatever the register's document says."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    register = models.CharField(max_length=80)
    version = models.ForeignKey("catalogue.Version", models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="records")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=40)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    status_changes: models.Manager["StatusChange"]
    unique_values: models.Manager["UniqueValue"]

    class Meta:
        ordering = ["register", "number"]
        constraints = [models.UniqueConstraint(fields=["register", "number"], name="record_number_once")]
        indexes = [models.Index(fields=["register", "title"])]

    def __str__(self) -> str:
        return self.number


class StatusChange(models.Model):
    """A record came into a status; the first one is its start. Never updated."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(Record, models.PROTECT, related_name="status_changes")
    status = models.CharField(max_length=40)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.record_id} {self.status}"


class UniqueValue(models.Model):
    """A keyed hash of what must be unique on a register within `place` (a unit, or nothing for everywhere)."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="unique_values")
    register = models.CharField(max_length=80)
    rule = models.CharField(max_length=64)
    place = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=128)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "rule", "place", "digest"], name="unique_value_once"),
            models.UniqueConstraint(fields=["record", "rule"], name="unique_rule_once_a_record"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.rule}"


class Link(models.Model):
    """One record stands in a relation to another, as its register's document says. Ended, never removed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.ForeignKey(Record, models.PROTECT, related_name="links")
    target = models.ForeignKey(Record, models.PROTECT, related_name="linked_from")
    relation = models.CharField(max_length=40)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=500, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    source_id: UUID
    target_id: UUID

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "relation"], condition=Q(ended_at__isnull=True), name="link_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.relation} {self.target_id}"
