"""What this machine has for the tests: a browser, a PostgreSQL, a Redis. What it lacks it installs, if it may."""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass, field

import psycopg
import redis


@dataclass
class Machine:
    """Addresses of what was found; `missing` says why something was not."""

    postgres: str = ""
    redis: str = ""
    chromium: str = ""
    missing: dict[str, str] = field(default_factory=dict)


def prepare() -> Machine:
    """Finds, or installs where it has the right to, what the tests need."""
    machine = Machine()
    machine.chromium = _chromium()
    if not machine.chromium:
        machine.missing["tests in the browser"] = (
            "Install chromium and fonts-noto-cjk, or run as root where apt-get works."
        )
    machine.postgres = find_postgres()
    if not machine.postgres:
        machine.missing["tests on PostgreSQL"] = "Start PostgreSQL 15 or later and set TEST_DATABASE_URL."
    machine.redis = _redis()
    if not machine.redis:
        machine.missing["the test with a Redis broker"] = "Start Redis 7 or later, or set TEST_REDIS_URL."
    return machine


def _chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
    if not found and _apt("chromium", "fonts-noto-cjk"):
        found = shutil.which("chromium") or ""
    if found and not _has_chinese_font():
        _apt("fonts-noto-cjk")
    return found


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh-hk"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def find_postgres() -> str:
    """The address of a PostgreSQL that lets us make databases, started or installed if that may be; or ""."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    candidates = [given] if given else _usual_addresses()
    answering = next((address for address in candidates if _answers(address)), "")
    if answering or given:
        return answering
    if not shutil.which("pg_ctlcluster") and not _apt("postgresql"):
        return ""
    _start_cluster()
    return next((address for address in candidates if _answers(address)), "")


def _usual_addresses() -> list[str]:
    user = os.environ.get("PGUSER") or os.environ.get("USER") or "root"
    return [
        f"postgresql://{user}@127.0.0.1:5432/postgres",
        "postgresql://postgres@127.0.0.1:5432/postgres",
        f"postgresql://{user}@%2Fvar%2Frun%2Fpostgresql/postgres",
    ]


def _answers(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            return bool(row and row[0])
    except psycopg.Error:
        return False


def _start_cluster() -> None:
    if os.geteuid() != 0:
        return
    versions = sorted(os.listdir("/etc/postgresql")) if os.path.isdir("/etc/postgresql") else []
    if versions:
        subprocess.run(["pg_ctlcluster", "--skip-systemctl-redirect", versions[-1], "main", "start"], check=False)
        subprocess.run(["su", "postgres", "-c", "createuser -s root"], capture_output=True, check=False)


def _redis() -> str:
    address = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/14")
    if _pings(address):
        return address
    if shutil.which("redis-server") or _apt("redis-server"):
        options = ["--daemonize", "yes", "--bind", "127.0.0.1", "--port", "6379", "--save", ""]
        subprocess.run(["redis-server", *options], stdout=subprocess.DEVNULL, check=False)
        time.sleep(1)
    return address if _pings(address) else ""


def _pings(address: str) -> bool:
    try:
        redis.Redis.from_url(address, socket_connect_timeout=2).ping()
    except redis.RedisError:
        return False
    return True


def _apt(*packages: str) -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"▸ Installing {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for line in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        if subprocess.run(line, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
            return False
    return True
