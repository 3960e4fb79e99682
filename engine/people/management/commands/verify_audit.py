"""`manage.py verify_audit`: proves that nobody touched the trail, or names the first broken link of each stream."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from engine.audit.models import Entry, Seal
from engine.audit.services import verify
from engine.people import clock


class Command(BaseCommand):
    help = "Verify the audit trail. Exit status 1 when a link is broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seal",
            metavar="NUMBER:DIGEST",
            help="also prove that the trail still holds this seal, noted outside the database on an earlier run",
        )
        parser.add_argument(
            "--keep",
            metavar="FILE",
            type=Path,
            help="also prove every seal noted in FILE, then note the newest one there; keep FILE on another machine",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        keep: Path | None = options["keep"]
        noted = [options["seal"]] if options["seal"] else []
        noted += _kept(keep) if keep else []
        broken = [str(link) for link in verify(clock.now())] + [line for seal in noted for line in _missing(seal)]
        for line in broken:
            self.stderr.write(line)
        if broken:
            raise CommandError(f"the audit trail is broken in {len(broken)} place(s)", returncode=1)
        if keep:
            _note(keep, noted)
        self.stdout.write(_whole())


def _kept(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text().splitlines() if line.strip()] if file.exists() else []


def _missing(noted: str) -> list[str]:
    number, _, digest = noted.partition(":")
    kept = number.isdigit() and Seal.objects.filter(number=int(number), digest=digest).exists()
    return [] if kept else [f"seals #{number}: not the seal that was noted"]


def _note(file: Path, noted: list[str]) -> None:
    last = _last_seal()
    if last and last not in noted:
        with file.open("a") as lines:
            lines.write(f"{last}\n")


def _last_seal() -> str:
    last = Seal.objects.order_by("-number").first()
    return f"{last.number}:{last.digest}" if last else ""


def _whole() -> str:
    entries, streams = Entry.objects.count(), Entry.objects.order_by().values("stream").distinct().count()
    sealed = f"last seal {last}" if (last := _last_seal()) else "not sealed yet"
    return f"The audit trail is whole: {entries} entries in {streams} streams, {sealed}"
