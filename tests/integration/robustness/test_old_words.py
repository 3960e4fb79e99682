"""What was stored in one language before texts were kept in every language is still said after the upgrade."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.integration.robustness.outside import python, surroundings

OLD = (
    "INSERT INTO notices_notice (id, kind, channel, subject, body, url, created_at, due_at, attempts, error, to_id)"
    " VALUES ('1', 'task', 'in_app', ?, '', '', '2025-11-14', '2025-11-14', 0, '', (SELECT id FROM people_user))"
)
READER = "from engine.people.models import User; User.objects.create_user('reader', None, name_en='Reader')"


def test_notices_written_before_an_upgrade_keep_their_words(tmp_path: Path) -> None:
    env = surroundings(tmp_path)
    for app in (("auth",), ("people",), ("notices", "0001")):
        python("manage.py", "migrate", *app, env=env)
    python("manage.py", "shell", "-c", READER, env=env)
    with closing(sqlite3.connect(tmp_path / "house.sqlite3")) as house, house:
        house.execute(OLD, ['有"工作"待你處理'])
    python("manage.py", "migrate", "notices", env=env)
    with closing(sqlite3.connect(tmp_path / "house.sqlite3")) as house:
        found = house.execute("SELECT subject, body FROM notices_notice").fetchall()
    assert [tuple(map(json.loads, row)) for row in found] == [('有"工作"待你處理', "")]
