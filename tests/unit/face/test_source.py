"""The offered source is the whole source, and nothing that a running place keeps beside it."""

import io
import tarfile
from pathlib import Path

import pytest

from config.source import archive, files

KEPT = ["manage.py", "LICENSE", "engine/people/models.py", "frontend/styles/app.css", "frontend/.npmrc", ".ci/run"]
LEFT = [
    *("var/secret.key", "var/centreline.sqlite3", ".venv/lib/x.py", "frontend/node_modules/a/index.js", ".env"),
    *("frontend/static/dist/app.js", "engine/__pycache__/x.pyc", "dump.sqlite3", ".git/config", "staticfiles/app.css"),
]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in (*KEPT, *LEFT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "engine" / "elsewhere.py").symlink_to("/etc/hostname")
    return tmp_path


def test_source_is_kept_and_data_and_secrets_are_left_out(tree: Path) -> None:
    assert {path.relative_to(tree).as_posix() for path in files(tree)} == set(KEPT)


def test_the_archive_unpacks_to_one_folder_without_names_of_its_owner(tree: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(archive(tree, "centreline-9"))) as tar:
        members = tar.getmembers()
        assert {m.name for m in members} == {f"centreline-9/{name}" for name in KEPT}
        assert {(m.uid, m.uname) for m in members} == {(0, "")}
        content = tar.extractfile("centreline-9/manage.py")
        assert content is not None and content.read() == b"manage.py"
