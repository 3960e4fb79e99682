"""Titles of orders are kept in every language and said in the reader's."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, Func

FIELDS = ("title",)
AS_JSON = {"postgresql": "TO_JSONB", "sqlite": "JSON_QUOTE"}


def keep_the_words(apps: Any, schema_editor: Any) -> None:
    """A text in one language is a text that serves every language."""
    function = AS_JSON[schema_editor.connection.vendor]
    words = {name: Func(F(f"{name}_before"), function=function, output_field=models.JSONField()) for name in FIELDS}
    apps.get_model("approvals", "purchaseorder").objects.update(**words)


class Migration(migrations.Migration):
    dependencies = [("approvals", "0002_initial")]
    operations = [
        migrations.RenameField("purchaseorder", "title", "title_before"),
        migrations.AddField("purchaseorder", "title", models.JSONField(default=str)),
        migrations.RunPython(keep_the_words),
        migrations.RemoveField("purchaseorder", "title_before"),
        migrations.AlterField("purchaseorder", "title", models.JSONField()),
    ]
