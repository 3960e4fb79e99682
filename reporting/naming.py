"""Names of the units and people that rows point to: one query a sort."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from engine.language.text import Text, both
from engine.people.models import Unit, User


def names(sort: str, ids: Iterable[str]) -> Mapping[str, Text]:
    """Bilingual names by id, of units or (`sort` is "user") of people. An unknown id is left out."""
    model = User if sort == "user" else Unit
    rows = model.objects.filter(pk__in=[UUID(each) for each in ids]).values_list("pk", "name_en", "name_zh")
    return {str(pk): both(name_en, name_zh or name_en) for pk, name_en, name_zh in rows}
