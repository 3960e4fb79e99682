"""Three form libraries, installed for the measurement only, bundled, and served from memory, gzipped, on this machine.

They lie in `var/bench-peers` (or BENCH_PEERS), which is not in the repository, until the lockfile changes. Licences: RJSF is
Apache-2.0; Form.io, SurveyJS's form library and React are MIT.
"""

import gzip
import json
import mimetypes
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bench.browser import form

SOURCE = Path(__file__).resolve().parent.parent / "peers"
ROOT = SOURCE.parent.parent
PEERS = {"rjsf": form.rjsf, "formio": form.formio, "surveyjs": form.surveyjs}
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Large</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{style}</head><body><main id="place"></main>
<script type="application/json" id="form">{form}</script><script defer src="{name}.js"></script></body></html>"""


class NoPeersError(Exception):
    """They cannot be installed here; the message says why."""


def built() -> Path:
    """The folder of the bundles; installs and builds them where they are not there yet."""
    folder = Path(os.environ.get("BENCH_PEERS", ROOT / "var" / "bench-peers"))
    folder.mkdir(parents=True, exist_ok=True)
    for path in SOURCE.iterdir():
        if path.is_file():
            shutil.copy(path, folder / path.name)
    lock, installed = (SOURCE / "package-lock.json").read_bytes(), folder / "node_modules" / ".lock-installed"
    if not installed.exists() or installed.read_bytes() != lock:
        _npm(folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        installed.write_bytes(lock)
    _npm(folder, "run", "--silent", "build")
    return folder / "dist"


def _npm(folder: Path, *line: str) -> None:
    npm = [sys.executable, str(ROOT / "frontend" / "npm.py"), "--prefix", str(folder)]
    done = subprocess.run([*npm, *line], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoPeersError(f"npm {line[0]} failed: {(done.stderr or done.stdout).strip()[-300:]}")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server that answers `/rjsf`, `/formio`, `/surveyjs` and their bundles."""
    ready = dict(_pages(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(ready))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _pages(folder: Path) -> Iterator[tuple[str, tuple[str, bytes]]]:
    for path in folder.iterdir():
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        yield f"/{path.name}", (kind, gzip.compress(path.read_bytes(), 9))
    for name, definition in PEERS.items():
        style = f'<link rel="stylesheet" href="{name}.css">' if (folder / f"{name}.css").exists() else ""
        page = PAGE.format(style=style, name=name, form=json.dumps(definition()))
        yield f"/{name}", ("text/html", gzip.compress(page.encode(), 9))


def _handler(ready: Mapping[str, tuple[str, bytes]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, body = ready.get(self.path, ("text/plain", gzip.compress(b"")))
            self.send_response(200 if self.path in ready else 404)
            for name, value in (
                ("Content-Type", kind),
                ("Content-Encoding", "gzip"),
                ("Content-Length", str(len(body))),
            ):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: the measurement prints the figures only."""

    return Handler
