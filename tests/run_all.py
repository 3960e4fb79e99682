"""Every test, in stages; what this machine could not run is said loudly, and in CI counts as a failure."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.machine import Machine, prepare  # noqa: E402  the path must be set first


def main() -> int:
    machine = prepare()
    failed = [name for name, line, env in stages(machine) if not run(name, line, env)]
    missing = machine.missing
    for what, why in missing.items():
        print(f"\n!!! NOT RUN: {what}. {why}", flush=True)
    if failed:
        print(f"\nFailed: {', '.join(failed)}", flush=True)
    return 1 if failed or (missing and os.environ.get("CI")) else 0


def stages(machine: Machine) -> list[tuple[str, list[str], Mapping[str, str]]]:
    """Name, command and environment of each stage that this machine can run."""
    pytest = [sys.executable, "-m", "pytest"]
    workers = ["-n", str(min(4, os.cpu_count() or 2)), "--dist", "loadscope"]
    found = [
        ("front end", [sys.executable, "frontend/npm.py", "run", "--silent", "test"], {}),
        ("tests on SQLite", [*pytest, *workers, "-m", "not postgres and not browser"], {}),
    ]
    if machine.postgres:
        found.append(("tests on PostgreSQL", [*pytest, "-m", "postgres"], {"DATABASE_URL": machine.postgres}))
    if machine.chromium:
        found.append(("tests in the browser", [*pytest, "-m", "browser"], {"CHROMIUM": machine.chromium}))
    return found


def run(name: str, line: list[str], env: Mapping[str, str]) -> bool:
    """Runs one stage from the project's root and says how long it took."""
    print(f"\n▸ {name}", flush=True)
    began = time.monotonic()
    done = subprocess.run(line, cwd=ROOT, env={**os.environ, **env}, check=False)
    print(f"  {'passed' if done.returncode == 0 else 'FAILED'} in {time.monotonic() - began:.0f} s", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
