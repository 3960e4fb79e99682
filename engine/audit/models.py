"""The trail: what was done, by whom, when, to what and why. Rows are added, never changed, never removed."""

from typing import Any, NoReturn

from django.db import models

from engine.language.ids import new_id


class AppendOnly(Exception):
    """Somebody tried to change or remove a row of the trail."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A query set that reads and adds only."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly("rows of the audit trail are never changed")

    def delete(self) -> NoReturn:
        raise AppendOnly("rows of the audit trail are never removed")


class TrailRow(models.Model):
    """A row that can be inserted once and then only read."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("rows of the audit trail are never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("rows of the audit trail are never removed")


class Entry(TrailRow):
    """One thing done or read. `fields` maps names of changed fields to keyed hashes; values are never here.

    `sequence` counts from 1 in each stream, and `digest` covers the entry and the digest before it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    stream = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField()
    action = models.CharField(max_length=60)
    at = models.DateTimeField(db_index=True)
    who = models.CharField(max_length=40, db_index=True)
    who_label = models.CharField(max_length=120)
    about_kind = models.CharField(max_length=40)
    about_id = models.CharField(max_length=80)
    fields = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    count = models.PositiveIntegerField(null=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["stream", "sequence"], name="entry_once_in_its_stream")]
        indexes = [models.Index(fields=["about_kind", "about_id"])]

    def __str__(self) -> str:
        return f"{self.stream} #{self.sequence} {self.action}"


class Seal(TrailRow):
    """The heads of all streams that moved since the seal before: `{stream: [sequence, digest]}`."""

    number = models.PositiveIntegerField(primary_key=True)
    id = models.UUIDField(default=new_id, editable=False, unique=True)
    at = models.DateTimeField()
    heads = models.JSONField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"seal {self.number}"
