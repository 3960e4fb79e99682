"""How long one waits for a process that somebody else is changing: told to each connection of PostgreSQL once, not at
every step. SQLite waits by its own timeout."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

SECONDS = 5


def tell(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Sets the `lock_timeout` of a new connection."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{SECONDS}s'")


def register() -> None:
    """Listens for new connections; called once at start-up."""
    connection_created.connect(tell, dispatch_uid="workflows.patience")
