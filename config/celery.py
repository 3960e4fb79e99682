"""Celery only pokes: what is due lives in the database, and a sweep finds what a lost message would have told."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_shutdown

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("centreline")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["config"])


@worker_shutdown.connect
def seal_at_the_end(**_signal: Any) -> None:
    """A worker that stops in good order leaves no entry without a seal."""
    from config.tasks import seal_audit

    seal_audit()
