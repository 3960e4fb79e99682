"""A definition published from another process while the server runs can be started at once, without a restart."""

import json
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode

import pytest

from tests.cast import PASSWORD
from tests.integration.robustness.documents import PAUSE
from tests.integration.robustness.outside import ROOT, python, surroundings, until

TITLE = "A second errand, loaded while the server runs"
REQUISITION = ROOT / "definitions" / "workflows" / "purchase-requisition.json"


class Browser:
    """A person's browser: cookies, forms, redirects."""

    def __init__(self, address: str) -> None:
        self.address, self.jar = address, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        with self.opener.open(self.address + path, timeout=20) as answer:
            self.path = answer.geturl().removeprefix(self.address)
            return str(answer.read().decode())

    def post(self, path: str, **fields: str) -> str:
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        body = urlencode({**fields, "csrfmiddlewaretoken": token or ""}).encode()
        request = urllib.request.Request(self.address + path, body, {"Referer": self.address + path})
        with self.opener.open(request, timeout=20) as answer:
            self.path = answer.geturl().removeprefix(self.address)
            return str(answer.read().decode())

    def sign_in(self, who: str) -> None:
        self.get("/accounts/login/")
        self.post("/accounts/login/", login=who, password=PASSWORD)


@pytest.fixture
def env(built_house: Path, tmp_path: Path) -> dict[str, str]:
    shutil.copy(built_house, tmp_path / "house.sqlite3")
    return surroundings(tmp_path)


@pytest.fixture
def server(env: dict[str, str]) -> Iterator[str]:
    """The address of `manage.py serve`, which must stop cleanly."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = [sys.executable, "manage.py", "serve", "--no-worker", "--port", str(port)]
    running = subprocess.Popen(line, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    address = f"http://127.0.0.1:{port}"
    try:
        until(lambda: answers(address), what="the server")
        yield address
    finally:
        running.send_signal(signal.SIGINT)
        said, _ = running.communicate(timeout=30)
    assert running.returncode == 0, said
    assert said.rstrip().endswith("Stopped."), said
    assert unsealed(env) == [], "the server stopped without sealing the trail"


def unsealed(env: dict[str, str]) -> list[str]:
    """The streams whose last entry no seal holds."""
    with closing(sqlite3.connect(Path(env["CENTRELINE_VAR"]) / "house.sqlite3")) as house:
        seals = house.execute("SELECT heads FROM audit_seal ORDER BY number").fetchall()
        heads = dict(house.execute("SELECT stream, max(sequence) FROM audit_entry GROUP BY stream").fetchall())
    sealed = {stream: head[0] for (row,) in seals for stream, head in json.loads(row).items()}
    return [stream for stream, last in heads.items() if sealed.get(stream) != last]


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
            return bool(json.load(answer)["ok"])
    except URLError:
        return False


def tile(page: str, key: str) -> dict[str, str]:
    """The hidden fields of a workflow's tile on the start page."""
    (found,) = re.findall(rf'<li id="{key}">(.*?)</li>', page, re.DOTALL)
    return {name: re.findall(rf'name="{name}" value="([^"]+)"', found)[0] for name in ("version", "unit")}


def test_a_definition_loaded_while_the_server_runs(server: str, env: dict[str, str], tmp_path: Path) -> None:
    browser = Browser(server)
    browser.sign_in("owner")
    assert TITLE not in browser.get("/start/")
    twin = {**json.loads(REQUISITION.read_text(encoding="utf-8")), "key": "equipment-request"}
    for name, document in (("second", {**PAUSE, "key": "second-errand", "title": TITLE}), ("twin", twin)):
        (tmp_path / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    files = [str(tmp_path / f"{name}.json") for name in ("second", "twin")]
    python("manage.py", "definitions", "import", *files, "--publish", env=env)
    page = browser.get("/start/")
    assert TITLE in page
    assert "budget_code" in browser.post("/start/", **tile(page, "equipment-request"))
    browser.post("/start/", **tile(page, "second-errand"))
    revision = re.findall(r'name="_revision" value="(\d+)"', browser.get(browser.path))[0]
    browser.post(browser.path, title="Paper", amount="12.50", _revision=revision, _next="1")
    assert browser.path.endswith("/review/")
    page = browser.post(browser.path)
    assert browser.path.startswith("/processes/")
    assert TITLE in page
