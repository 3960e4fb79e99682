"""What the installation knows of itself."""

from django.db import models


class Heartbeat(models.Model):
    """When a background worker was last seen."""

    name = models.CharField(primary_key=True, max_length=40)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
