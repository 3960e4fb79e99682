"""A system check: every live process's flow resolves to its own version."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.utils import OperationalError, ProgrammingError

from workflows.models import Process


@register(Tags.database)
def live_processes_resolve(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Run by `manage.py check --database default`: names each version whose running processes cannot be imported."""
    from viewflow.workflow.status import PROCESS

    from workflows import flows

    if not databases or Process._meta.db_table not in connections["default"].introspection.table_names():
        return []
    try:
        live = Process.objects.filter(status=PROCESS.NEW).order_by().values_list("version", flat=True).distinct()
        return [_lost(version) for version in live if not _resolves(flows, version)]
    except (OperationalError, ProgrammingError):
        return []


def _resolves(flows: Any, version: Any) -> bool:
    try:
        return getattr(flows, flows.name_of(version)) is not None
    except (AttributeError, ValueError):
        return False


def _lost(version: Any) -> Error:
    return Error(
        f"Running processes follow version {version}, whose flow cannot be built.",
        hint="Restore that version's definition from a backup; do not delete published versions.",
        id="workflows.E001",
    )
