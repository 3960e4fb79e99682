"""`manage.py reference`: writes docs/language/ from the code."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.reference import write


class Command(BaseCommand):
    help = "Write the author's reference into docs/language."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "docs" / "language")

    def handle(self, *args: Any, **options: Any) -> None:
        for file in write(options["folder"]):
            self.stdout.write(f"wrote {file.name}")
