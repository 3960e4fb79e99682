"""A Centreline of its own for the browser: a fresh database, a small demo world, a server on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUILT = [ROOT / "staticfiles" / "staticfiles.json", ROOT / "frontend" / "static" / "dist" / "app.js"]
START_WITHIN_SECONDS = 60
SETTINGS_OF_TESTS = ("DJANGO_SETTINGS_MODULE", "STATICFILES_BACKEND", "DATABASE_URL", "CACHE_URL", "DEBUG")


@dataclass(frozen=True)
class Site:
    """Where it answers, the folder that holds all its data, and everybody's password."""

    address: str
    var: Path
    password: str = ""

    def manage(self, *line: str) -> str:
        """Runs a manage.py command in this world; what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *line],
            cwd=ROOT, env=environment(self.var), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(line)} failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout


@contextmanager
def serving(var: Path, *, requisitions: int, assessments: int) -> Iterator[Site]:
    """A server with a demo world of that size; stopped when the block is left."""
    require_built_files()
    port = free_port()
    site = Site(f"http://127.0.0.1:{port}", var)
    site.manage("migrate", "--verbosity", "0")
    site.manage("definitions", "load")
    told = site.manage("demo", "--requisitions", str(requisitions), "--assessments", str(assessments))
    site = replace(site, password=told.split("everybody's password is ")[1].split()[0])
    with (var / "server.log").open("wb") as log:
        line = [sys.executable, "manage.py", "serve", "--no-worker", "--port", str(port)]
        server = subprocess.Popen(line, cwd=ROOT, env=environment(var), stdout=log, stderr=log)
        try:
            wait_until_answering(site, server)
            yield site
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)


def environment(var: Path) -> dict[str, str]:
    """This process's environment without the tests' own settings, and with a folder of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS_OF_TESTS}
    return {**kept, "CENTRELINE_VAR": str(var), "SECRET_KEY": "browser tests only, never a secret"}


def require_built_files() -> None:
    """Refuses to begin without scripts, styles and collected static files."""
    missing = [str(path.relative_to(ROOT)) for path in BUILT if not path.exists()]
    if missing:
        raise RuntimeError(f"{' and '.join(missing)} not built yet: run `make setup` first.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_answering(site: Site, server: "subprocess.Popen[bytes]") -> None:
    """Returns when the sign-in page answers; raises with the server's own words when it does not."""
    deadline = time.monotonic() + START_WITHIN_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{site.address}/accounts/login/", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"The server did not start:\n{(site.var / 'server.log').read_text()}")
