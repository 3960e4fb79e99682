"""The real server, `manage.py serve`, with the drafts of `bench.browser.world`."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import place
from tests.browser.site import ROOT, Site, free_port, require_built_files, wait_until_answering


@dataclass(frozen=True)
class Ours:
    """`large` is the page of 200 fields of two drafts, `every` holds the pages with every type of input."""

    address: str
    large: list[str]
    every: dict[str, str]
    cookies: list[Any]


@contextmanager
def serving() -> Iterator[Ours]:
    """A server on a free port with a database of its own; stopped when the block is left."""
    require_built_files()
    with place.sqlite() as env:
        told = subprocess.run(
            [sys.executable, "-m", "bench.browser.world"], env=env, stdout=subprocess.PIPE, check=True
        )
        known = json.loads(told.stdout)
        site = Site(f"http://127.0.0.1:{free_port()}", Path(env["CENTRELINE_VAR"]))
        with (site.var / "server.log").open("wb") as log:
            line = [sys.executable, "manage.py", "serve", "--no-worker", "--port", site.address.rpartition(":")[2]]
            own = {**env, "DJANGO_SETTINGS_MODULE": "config.settings"}
            server = subprocess.Popen(line, cwd=ROOT, env=own, stdout=log, stderr=log)
            try:
                wait_until_answering(site, server)
                yield Ours(site.address, known["large"], known["every"], _cookies(site.address, known["session"]))
            finally:
                server.terminate()
                server.wait(30)


def _cookies(address: str, session: str) -> list[Any]:
    values = {"sessionid": session, "django_language": "en"}
    return [{"name": name, "value": value, "url": address} for name, value in values.items()]
