"""Running processes that go on with the published versions of a workflow, or of a form that one is pinned to."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from engine.catalogue.impact import Impact
from engine.catalogue.models import Definition
from engine.language.text import both
from engine.people.actor import Actor
from workflows.models import Process


def of_workflow(definition: Definition, actor: Actor) -> Iterable[Impact]:
    """Those that are not finished; the link leads to the actor's centre's open work, where they may see it."""
    reading = Q(version__definition=definition) | Q(version__pins__target__definition=definition)
    count = Process.objects.filter(reading, finished__isnull=True).distinct().count()
    yield Impact(
        both("running processes, which go on with the version they began on", "個進行中的流程會以開始時的版本繼續"),
        count,
        f"{reverse('inbox')}?show=centre" if actor.may_anywhere("see") else "",
    )
