"""`manage.py serve`: one command that stops cleanly, on Ctrl-C and when it is told to, and loses nothing.

V1 it stops within seconds with status 0 and leaves no process behind and no port taken
V2 what was there before is there after: rows, files of the broker, and who was signed in
"""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.integration.robustness.outside import ROOT, python, surroundings, until

MAKE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from importlib import import_module
from django.conf import settings
from engine.people.models import User
user = User.objects.create_user("first", "seven green bottles", name_en="First")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session["_auth_user_id"], session["_auth_user_backend"] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
session["_auth_user_hash"] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""
POKE = "from config.celery import app; import django; django.setup(); app.send_task('config.tasks.heartbeat')"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return surroundings(tmp_path, DJANGO_SETTINGS_MODULE="config.settings", STATICFILES_BACKEND=PLAIN)


PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(env: dict[str, str], how_to_stop: int) -> Iterator[str]:
    """The address while it serves; afterwards it must have stopped cleanly."""
    port = _free_port()
    line = [sys.executable, "manage.py", "serve", "--port", str(port)]
    running = subprocess.Popen(line, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        until(lambda: told(f"http://127.0.0.1:{port}"), what="the server")
        children = _children(running.pid)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.send_signal(how_to_stop)
        said, _ = running.communicate(timeout=20)
    assert running.returncode == 0, said
    assert said.rstrip().endswith("Stopped.") and "Traceback" not in said, said
    assert len(children) >= 2, said
    until(lambda: not any(map(_runs, children)), patience=5, what="the end of every process")
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))


def _children(pid: int) -> list[int]:
    parents = {int(path.parent.name): _parent(path) for path in Path("/proc").glob("[0-9]*/stat")}
    direct = [child for child, parent in parents.items() if parent == pid]
    return direct + [child for child, parent in parents.items() if parent in direct]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _parent(path: Path) -> int:
    try:
        return int(path.read_text().rpartition(")")[2].split()[1])
    except OSError:  # it has gone meanwhile
        return 0


def told(address: str) -> dict[str, object]:
    """What /healthz says; nothing while nobody answers."""
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
            return dict(json.load(answer))
    except (URLError, ConnectionError):
        return {}


def _page(address: str, session: str) -> str:
    request = urllib.request.Request(f"{address}/people/me/", headers={"Cookie": f"sessionid={session}"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return str(answer.read().decode())


def test_it_stops_cleanly_and_starts_again_without_loss(tmp_path: Path, env: dict[str, str]) -> None:
    session = re.findall(r"^\w{32}$", python("-c", MAKE, env=env), re.M)[-1]
    with serving(env, signal.SIGINT) as address:
        assert "First" in _page(address, session)
    with closing(sqlite3.connect(tmp_path / "house.sqlite3")) as database:
        database.execute("DELETE FROM config_heartbeat")
        database.commit()
    python("-c", POKE, env=env)
    assert os.listdir(tmp_path / "broker" / "queue")
    with serving(env, signal.SIGTERM) as address:
        assert "First" in _page(address, session)
        until(lambda: told(address).get("worker"), patience=20, what="the message of before")
