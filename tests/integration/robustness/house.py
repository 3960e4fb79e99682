"""A house of its own, outside any test's transaction, for tests that need real processes: `build()` and `opened()`.

Whoever imports this runs in a process of its own and has set DATABASE_URL and CENTRELINE_VAR.
"""

from tests.integration.robustness import started  # noqa: F401  # isort: skip

from django.core.management import call_command

from engine.catalogue.queries import resolve
from engine.catalogue.services import import_documents
from engine.people.actor import SYSTEM
from engine.people.models import Unit, User
from tests.cast import NOW, Cast, assemble
from tests.integration.approvals.conftest import shipped_sources
from tests.integration.robustness.documents import BLOCK, PAUSE
from tests.workflow_desk import ASK, NOTE, Desk, publish


def build() -> Cast:
    """Migrates, brings in the cast, publishes the shipped requisition and the small workflows of these tests."""
    call_command("migrate", verbosity=0)
    cast = assemble()
    import_documents(sources=shipped_sources(), owner=None, publish_them=True, by=SYSTEM, at=NOW)
    publish(ASK, NOTE, BLOCK, PAUSE)
    return cast


def opened() -> Cast:
    """The cast of a house that was built before."""
    return Cast({unit.code: unit for unit in Unit.objects.all()}, {one.username: one for one in User.objects.all()})


def desk_for(key: str, cast: Cast) -> Desk:
    """A desk for the workflow with this key, in the version that serves WTS now."""
    version = resolve("workflow", key, cast.wts, NOW.date())
    assert version is not None
    return Desk(cast, version)


if __name__ == "__main__":
    build()
