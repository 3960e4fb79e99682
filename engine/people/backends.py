"""Who is signed in: allauth's backend; the person that every request asks for comes with their unit, by a prepared query."""

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend

from engine.people.models import User
from engine.prepared import Prepared

_person: Prepared[User] = Prepared(
    lambda pk: User.objects.filter(pk=pk).select_related("home_unit").order_by(), pk=UUID
)


class PeopleBackend(AuthenticationBackend):
    """Signs in with a username or an e-mail address, as allauth does."""

    def get_user(self, user_id: Any) -> User | None:
        """The person of a session, read anew; None for nobody and for a deactivated account."""
        found: User | None = _person.first(pk=user_id)
        return found if found is not None and self.user_can_authenticate(found) else None
