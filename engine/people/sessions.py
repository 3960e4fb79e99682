"""Sessions in the database, as Django keeps them; what every request reads is a prepared query."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from engine.prepared import Prepared

_living: Prepared[Session] = Prepared(
    lambda key: Session.objects.filter(session_key=key, expire_date__gt=Now()).order_by(), key=str
)


class SessionStore(DatabaseSessions):
    """Django asks `_get_session_from_db` for the session of a key: one that has not ended, or None."""

    def _get_session_from_db(self) -> Any:
        found = _living.first(key=self.session_key)
        if found is None:
            self._session_key = None  # as Django does: a key that nobody gave out is never taken over
        return found
