"""`manage.py verify_audit`: proves that nobody touched the trail, or names the first broken link of each stream."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from engine.audit.models import Entry, Seal
from engine.audit.services import verify


class Command(BaseCommand):
    help = "Verify the audit trail. Exit status 1 when a link is broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seal",
            metavar="NUMBER:DIGEST",
            help="also prove that the trail still holds this seal, noted outside the database on an earlier run",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        broken = [str(link) for link in verify()] + _missing_seal(options["seal"])
        for line in broken:
            self.stderr.write(line)
        if broken:
            raise CommandError(f"the audit trail is broken in {len(broken)} place(s)", returncode=1)
        self.stdout.write(_whole())


def _missing_seal(noted: str | None) -> list[str]:
    if not noted:
        return []
    number, _, digest = noted.partition(":")
    kept = number.isdigit() and Seal.objects.filter(number=int(number), digest=digest).exists()
    return [] if kept else [f"seals #{number}: not the seal that was noted"]


def _whole() -> str:
    entries, streams = Entry.objects.count(), Entry.objects.order_by().values("stream").distinct().count()
    last = Seal.objects.order_by("-number").first()
    sealed = f"last seal {last.number}:{last.digest}" if last else "not sealed yet"
    return f"The audit trail is whole: {entries} entries in {streams} streams, {sealed}"
