"""The pages about a table's version that its definition's page links to."""

from collections.abc import Iterator

from django.urls import reverse

from engine.catalogue.models import Version
from engine.language.text import Text, both


def sheets_of(version: Version) -> Iterator[tuple[Text, str]]:
    """What each page is called, and its address."""
    kind, pk = version.definition.kind, version.definition_id
    if kind == "authority":
        yield (
            both("The table, and who would approve an amount", "查看權限表，並查詢某數額由誰審批"),
            reverse("grid:look", args=[pk]),
        )
    if kind == "table":
        yield both("The table", "查看決策表"), reverse("grid:look", args=[pk])
    if kind in ("authority", "table") and version.number > 1:
        yield both("Two versions side by side", "比較兩個版本"), reverse("grid:compare", args=[pk])
