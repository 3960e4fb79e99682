"""`/healthz`: whether the database, the broker and the worker answer, and which version this is."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from kombu.connection import Connection
from kombu.exceptions import KombuError

from config.models import Heartbeat
from engine.people.clock import now

PATIENCE = 2
WORKER_SEEN_WITHIN = timedelta(seconds=90)


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when database and broker answer, 503 otherwise. A worker not seen lately is told, not fatal to the web."""
    database, broker = _database(), _broker()
    body = {"database": database, "broker": broker, "worker": _worker() if database else False}
    status = 200 if database and broker else 503
    return JsonResponse({"ok": status == 200, **body, "version": settings.VERSION}, status=status)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker() -> bool:
    if settings.BROKER_URL.startswith("filesystem"):
        return True
    waits = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
    try:
        with Connection(settings.BROKER_URL, connect_timeout=PATIENCE, transport_options=waits) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=PATIENCE)
    except (OSError, KombuError):
        return False
    return True


def _worker() -> bool:
    return Heartbeat.objects.filter(name="worker", seen_at__gte=now() - WORKER_SEEN_WITHIN).exists()
