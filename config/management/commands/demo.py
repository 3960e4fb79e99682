"""`manage.py demo`: a made-up federation with eighteen months of work, made by running the engine. Does nothing twice."""

import time
from argparse import ArgumentParser
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.test.utils import override_settings

from config.demo.making import make
from config.demo.people import PASSWORD, PEOPLE, exists
from engine.people.clock import HONG_KONG, day_of, now
from engine.people.models import User
from engine.people.services import load_roles

SEED = 20251114
BAR = 32


class Command(BaseCommand):
    _shown = -1
    help = "Make the demo world, unless it is there already, and print who can sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--requisitions", type=int, default=400)
        parser.add_argument("--assessments", type=int, default=300)
        parser.add_argument("--until", help="the demo's last day, YYYY-MM-DD; left out, yesterday")

    def handle(self, *args: Any, **options: Any) -> None:
        load_roles(settings.DEFINITIONS_DIR / "roles" / "roles.json", at=now())
        if not exists():
            if User.objects.exists():
                self.stdout.write("People have been set up here already: no demo world is made.")
                return
            self._make(options)
        self._tell()

    def _make(self, options: dict[str, Any]) -> None:
        began = time.monotonic()
        until = _until(options["until"])
        with override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"):
            make(
                until=until,
                seed=options["seed"],
                requisitions=options["requisitions"],
                assessments=options["assessments"],
                progress=self._progress,
            )
        self.stdout.write(f"\n  made in {time.monotonic() - began:.0f} s")

    def _progress(self, done: int, steps: int) -> None:
        if (percent := 100 * done // steps) != self._shown:
            self._shown, filled = percent, BAR * done // steps
            self.stdout.write(f"\r  [{'█' * filled}{'·' * (BAR - filled)}] {percent:3d}%", ending="")
            self.stdout.flush()

    def _tell(self) -> None:
        self.stdout.write("  Sign in as one of these; everybody's password is " + PASSWORD)
        for username, role, unit, name_en, _name_zh in PEOPLE:
            self.stdout.write(f"    {username:<16} {role.replace('_', ' '):<18} {unit:<4} {name_en}")


def _until(given: str | None) -> datetime:
    day = datetime.fromisoformat(given).date() if given else day_of(now()) - timedelta(days=1)
    return datetime(day.year, day.month, day.day, 18, tzinfo=HONG_KONG)
