"""Titles of processes are kept in every language and said in the reader's."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, Func

FIELDS = ("title",)
AS_JSON = {"postgresql": "TO_JSONB", "sqlite": "JSON_QUOTE"}


def keep_the_words(apps: Any, schema_editor: Any) -> None:
    """A text in one language is a text that serves every language."""
    function = AS_JSON[schema_editor.connection.vendor]
    words = {name: Func(F(f"{name}_before"), function=function, output_field=models.JSONField()) for name in FIELDS}
    apps.get_model("workflows", "process").objects.update(**words)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_initial")]
    operations = [
        migrations.RenameField("process", "title", "title_before"),
        migrations.AddField("process", "title", models.JSONField(default=str, blank=True)),
        migrations.RunPython(keep_the_words),
        migrations.RemoveField("process", "title_before"),
    ]
