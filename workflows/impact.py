"""Running processes that go on with the published versions of a workflow, or of a form that one is pinned to."""

from collections.abc import Iterable

from django.db.models import Q

from engine.catalogue.impact import Impact
from engine.catalogue.models import Definition
from engine.language.text import both
from workflows.models import Process


def of_workflow(definition: Definition) -> Iterable[Impact]:
    """Those that are not finished."""
    reading = Q(version__definition=definition) | Q(version__pins__target__definition=definition)
    count = Process.objects.filter(reading, finished__isnull=True).distinct().count()
    yield Impact(
        both("running processes, which go on with the version they began on", "個進行中的流程會以開始時的版本繼續"),
        count,
    )
