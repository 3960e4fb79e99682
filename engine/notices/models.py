"""The outbox: what a person is to be told, written in the same transaction as the reason for telling them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from engine.language.ids import new_id


class Notice(models.Model):
    """One message to one person through one channel. The subject carries no personal data.

    `subject` and `body` are texts in every language: they are said in the reader's, whenever that is.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices", db_index=False)
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=20)
    subject = models.JSONField()
    body = models.JSONField(default=str, blank=True)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at__isnull=True), name="notice_waiting"),
            models.Index(fields=["to", "channel", "read_at"], name="notice_unread"),  # serves the foreign key, too
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.channel}"
