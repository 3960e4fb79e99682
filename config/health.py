"""`/healthz`: whether the database, the broker and the worker answer, and which version this is."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from config import broker
from config.models import Heartbeat
from engine.people.clock import now

WORKER_SEEN_WITHIN = timedelta(seconds=90)


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when database and broker answer, 503 otherwise. A worker not seen lately is told, not fatal to the web."""
    database, left = _database(), broker.look()
    body = {"database": database, "broker": left.answers, "oldest_message_seconds": left.oldest_message}
    body["worker"] = _worker() if database else False
    status = 200 if database and left.answers else 503
    return JsonResponse({"ok": status == 200, **body, "version": settings.VERSION}, status=status)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _worker() -> bool:
    return Heartbeat.objects.filter(name="worker", seen_at__gte=now() - WORKER_SEEN_WITHIN).exists()
