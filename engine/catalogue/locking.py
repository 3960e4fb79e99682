"""The row locks under which a draft is written, proposed and decided: definitions first, then versions."""

from collections.abc import Sequence

from engine.catalogue.models import Definition, Version


def locked(versions: Sequence[Version]) -> list[Version]:
    """The versions as they stand now; nobody else changes their definitions until the transaction ends.

    Everybody takes the definitions in the order of their ids, so that two sets never wait for one another.
    """
    ids = {version.definition_id for version in versions}
    list(Definition.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    return [Version.objects.select_related("definition__owner").get(pk=version.pk) for version in versions]
