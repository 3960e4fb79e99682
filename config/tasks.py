"""What the worker does from time to time. Each is safe to run twice, late, or on two machines at once."""

from celery import shared_task

from config.models import Heartbeat
from engine.audit.services import seal
from engine.notices.services import deliver_due
from engine.people.clock import now
from form_builder.services import sweep_orphans
from workflows.attempts.trying import retry_due
from workflows.timers import fire_due as fire_due_timers


@shared_task(ignore_result=True)
def heartbeat() -> None:
    """Says that a worker is alive; `/healthz` reads it."""
    Heartbeat.objects.update_or_create(name="worker", defaults={"seen_at": now()})


@shared_task(ignore_result=True)
def fire_due() -> None:
    """Fires timers, reminders and escalations whose time has come."""
    fire_due_timers(now())


@shared_task(ignore_result=True)
def retry_actions() -> None:
    """Does what workflows left to a worker, and tries again what failed."""
    retry_due(now())


@shared_task(ignore_result=True)
def deliver_notices() -> None:
    """Sends what waits in the outbox."""
    deliver_due(now())


@shared_task(ignore_result=True)
def seal_audit() -> None:
    """Seals the heads of the audit streams together."""
    seal(now())


@shared_task(ignore_result=True)
def sweep_files() -> None:
    """Removes uploaded files that no draft and no submission holds."""
    sweep_orphans(now())
