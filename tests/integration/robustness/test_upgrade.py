"""An upgrade: what began before a migration and a restart goes on after it, on the version it began with."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.integration.robustness.outside import ROOT, python, surroundings

SCRIPT = ("-m", "tests.integration.robustness.upgrading")
LATER = """
from django.db import migrations, models

def tell(apps, schema_editor):
    apps.get_model("workflows", "Process").objects.update(later="upgraded")

class Migration(migrations.Migration):
    dependencies = [("workflows", "{last}")]
    operations = [
        migrations.AddField("process", "later", models.CharField(max_length=20, null=True)),
        migrations.AlterField("process", "number", models.CharField(max_length=70, blank=True)),
        migrations.RunPython(tell, migrations.RunPython.noop),
        migrations.AddIndex("process", models.Index(fields=["later"], name="process_later")),
    ]
"""
SETTINGS = 'from tests.settings import *\n\nMIGRATION_MODULES = {"workflows": "later_migrations"}\n'


def next_release(folder: Path) -> None:
    """The migrations of workflows as they are, and one more that the next release might bring."""
    shipped, later = ROOT / "workflows" / "migrations", folder / "later_migrations"
    shutil.copytree(shipped, later, ignore=shutil.ignore_patterns("__pycache__"))
    last = max(path.stem for path in later.glob("[0-9]*.py"))
    (later / "9000_later.py").write_text(LATER.replace("{last}", last))
    (folder / "later_settings.py").write_text(SETTINGS)


def test_what_began_before_an_upgrade_ends_after_it(built_house: Path, tmp_path: Path) -> None:
    shutil.copy(built_house, tmp_path / "house.sqlite3")
    before = surroundings(tmp_path)
    ids = python(*SCRIPT, "begin", env=before)
    next_release(tmp_path)
    path = f"{ROOT}:{tmp_path}"
    after = surroundings(tmp_path, PYTHONPATH=path, DJANGO_SETTINGS_MODULE="later_settings")
    python("manage.py", "migrate", env=after)
    with closing(sqlite3.connect(tmp_path / "house.sqlite3")) as connection:
        told = connection.execute("SELECT DISTINCT later FROM workflows_process").fetchall()
    assert told == [("upgraded",)]
    python("manage.py", "check", "--database", "default", "--fail-level", "WARNING", env=after)
    python(*SCRIPT, "finish", ids, env=after)
