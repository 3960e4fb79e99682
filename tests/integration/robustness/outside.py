"""Running the product in processes of its own: the environment, commands, waiting for something to come true."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def surroundings(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a house whose database and files are in `folder`; `more` overrides."""
    own = {
        "DATABASE_URL": f"sqlite:///{folder / 'house.sqlite3'}",
        "CENTRELINE_VAR": str(folder),
        "SECRET_KEY": "of one test, never a secret",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
    }
    return {**os.environ, **own, **more}


def python(*line: str, env: dict[str, str], patience: int = 90) -> str:
    """Runs `python LINE` to its end; what it printed. A failure shows everything."""
    done = subprocess.run([sys.executable, *line], cwd=ROOT, env=env, capture_output=True, text=True, timeout=patience)
    assert done.returncode == 0, f"{' '.join(line)} failed:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def until(true: Callable[[], object], patience: float = 30, what: str = "it") -> None:
    """Waits until something is true; fails when it takes too long."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, f"{what} did not come true in {patience} s"
        time.sleep(0.1)
