"""The link to the try that a workflow's own page shows."""

from collections.abc import Iterator

from django.urls import reverse

from engine.catalogue.models import Version
from engine.language.text import Text, both
from workflows.kind import WorkflowKind


def sheets_of(version: Version) -> Iterator[tuple[Text, str]]:
    """What the page is called, and its address."""
    if version.definition.kind == WorkflowKind.name:
        yield (
            both("Try this route: who would approve?", "試行此流程：由誰審批？"),
            reverse("try_route", args=[version.definition_id]),
        )
