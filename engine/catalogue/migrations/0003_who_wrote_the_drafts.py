"""Who wrote in the drafts that are there already: whoever began each, and whoever the trail says saved it."""

from typing import Any

from django.db import migrations


def remember(apps: Any, schema_editor: Any) -> None:
    """One author for each person who began or saved a draft; the trail keeps ids of people as texts."""
    version, author, entry, user = (
        apps.get_model(*name)
        for name in (("catalogue", "Version"), ("catalogue", "Author"), ("audit", "Entry"), ("people", "User"))
    )
    people = {str(pk): pk for pk in user.objects.values_list("pk", flat=True)}
    for draft in version.objects.filter(state="draft"):
        saved = entry.objects.filter(action="draft saved", about_kind="version", about_id=str(draft.pk))
        found = {people[who]: at for who, at in saved.order_by("-at").values_list("who", "at") if who in people}
        if draft.created_by_id is not None:
            found.setdefault(draft.created_by_id, draft.created_at)
        author.objects.bulk_create(author(version=draft, user_id=who, at=at) for who, at in found.items())


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_a_second_person_publishes"), ("audit", "0001_initial")]
    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
