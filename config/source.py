"""The source code of what is running, for anyone who asks: the licence (AGPL-3.0, section 13) wants it offered."""

import io
import tarfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_GET

# What a running place has beside its source: data, environments, things built, secrets.
LEFT_OUT = {"var", ".venv", "venv", "node_modules", "dist", "staticfiles", "__pycache__", ".git", ".pytest_cache"}
HIDDEN_BUT_SOURCE = {".ci", ".gitignore", ".npmrc", ".importlinter", ".pre-commit-config.yaml"}
SOURCE_SUFFIXES = {
    *(".py", ".pyi", ".toml", ".lock", ".txt", ".cfg", ".ini", ".md", ".rst", ".json", ".po", ".html", ".css"),
    *(".ts", ".mjs", ".js", ".svg", ".png", ".webmanifest", ".sh", ".yml", ".yaml", ".typed"),
}
SOURCE_NAMES = {"Makefile", "LICENSE", "Dockerfile", "run"}


@login_not_required
@require_GET
def source(request: HttpRequest) -> FileResponse:
    """GET /source/: a tar.gz of the installed source tree, without data, secrets or things built from it."""
    name = f"centreline-{settings.VERSION}"
    content = io.BytesIO(archive(settings.BASE_DIR, name))
    return FileResponse(content, as_attachment=True, filename=f"{name}.tar.gz")


@lru_cache(maxsize=1)
def archive(root: Path, name: str) -> bytes:
    """The tree under `root` as a tar.gz whose one folder is `name`; made once, for what runs does not change."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz", compresslevel=6) as tar:
        for path in files(root):
            tar.add(path, f"{name}/{path.relative_to(root).as_posix()}", recursive=False, filter=_anonymous)
    return buffer.getvalue()


def files(root: Path) -> Iterator[Path]:
    """The source files under `root`, sorted; symbolic links and hidden files are left out."""
    for path in sorted(root.iterdir()):
        if path.is_symlink() or not _wanted(path):
            continue
        if path.is_dir():
            yield from files(path)
        elif path.suffix in SOURCE_SUFFIXES or path.name in SOURCE_NAMES or path.name in HIDDEN_BUT_SOURCE:
            yield path


def _wanted(path: Path) -> bool:
    if path.name in LEFT_OUT or path.resolve() == settings.VAR_DIR.resolve():
        return False
    return not path.name.startswith(".") or path.name in HIDDEN_BUT_SOURCE


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry
