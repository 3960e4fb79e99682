"""`manage.py serve`: web server and background worker under one command, stopped together by Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from engine.audit.services import seal
from engine.people.clock import now

STOP_WITHIN_SECONDS = 15


class Command(BaseCommand):
    help = "Run the web server and the background worker together."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
        parser.add_argument("--no-worker", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, _interrupt)
        os.environ.setdefault("SITE_ADDRESS", f"http://localhost:{options['port']}")
        commands = {"web": _web(options["host"], options["port"])}
        if not options["no_worker"]:
            commands["worker"] = _worker()
        running: dict[str, subprocess.Popen[bytes]] = {}
        try:
            for name, line in commands.items():
                running[name] = subprocess.Popen(line, start_new_session=True)
            self.stdout.write(f"Centreline is at http://{options['host']}:{options['port']}  (Ctrl-C stops it)")
            self.stdout.flush()
            self._watch(running, commands)
        except KeyboardInterrupt:
            self.stdout.write("\nStopping …")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must leave nobody behind
            _stop(running)
            self._seal()
            self.stdout.write("Stopped.")

    def _seal(self) -> None:
        """What was done up to the last request is vouched for before nobody looks."""
        try:
            seal(now())
        except DatabaseError as failure:
            self.stderr.write(f"The audit trail could not be sealed: {type(failure).__name__}")

    def _watch(self, running: dict[str, "subprocess.Popen[bytes]"], commands: dict[str, list[str]]) -> None:
        while True:
            time.sleep(1)
            if running["web"].poll() is not None:
                raise SystemExit("The web server stopped by itself; see the lines above.")
            if "worker" in running and running["worker"].poll() is not None:
                self.stderr.write("The worker stopped; starting it again.")
                running["worker"] = subprocess.Popen(commands["worker"], start_new_session=True)


def _web(host: str, port: str) -> list[str]:
    options = ["--bind", f"{host}:{port}", "--worker-class", "gthread", "--workers", "1", "--threads", "8"]
    return [sys.executable, "-m", "gunicorn", "config.wsgi:application", *options, "--log-level", "warning"]


def _worker() -> list[str]:
    beat = ["-B", "--schedule", settings.CELERY_BEAT_SCHEDULE_FILENAME]
    options = ["--pool", "threads", "-c", "2", "--without-gossip", "--without-mingle", "--loglevel", "warning"]
    return [sys.executable, "-m", "celery", "--quiet", "-A", "config", "worker", *beat, *options]


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _stop(running: dict[str, "subprocess.Popen[bytes]"]) -> None:
    for process in running.values():
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + STOP_WITHIN_SECONDS
    for process in running.values():
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
