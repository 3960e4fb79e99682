"""`manage.py workflows explain KEY`: who would be asked, in which order and why, for answers in a file."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from engine.catalogue.management.asking import owner_called
from engine.catalogue.queries import resolve, spec
from engine.language.text import say
from engine.people.clock import day_of, now
from engine.people.models import User
from workflows.trying.house import by_node, try_route
from workflows.trying.telling import Told, told


class Command(BaseCommand):
    help = "Says who would be asked by a workflow, and why. Writes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        explain = verbs.add_parser("explain", help="the way that answers would take, and whom each step would ask")
        explain.add_argument("key")
        explain.add_argument("--answers", type=Path, required=True, help="JSON: by node, or of the first form alone")
        explain.add_argument("--as", required=True, metavar="USERNAME", help="who would begin it")
        explain.add_argument("--at", type=date.fromisoformat, default=None, metavar="DATE")
        explain.add_argument("--unit", default="", metavar="CODE", help="left out, the home unit of who begins it")
        explain.add_argument("--choose", action="append", default=[], metavar="STEP=OUTCOME")
        explain.add_argument("--language", choices=["en", "zh-Hant"], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        starter = User.objects.filter(username=options["as"], is_active=True).first()
        if starter is None:
            raise CommandError(f"There is no user {options['as']}.")
        unit, on = owner_called(options["unit"]) or starter.home_unit, options["at"] or day_of(now())
        version = resolve("workflow", options["key"], unit, on) if unit else None
        if unit is None or version is None:
            raise CommandError(f"No workflow {options['key']} serves that unit on that day.")
        compiled = spec(version)
        answers = by_node(_answers(options["answers"]), compiled.start, compiled.nodes)
        choices: dict[str, list[str]] = {}
        for step, _, outcome in (one.partition("=") for one in options["choose"]):
            choices.setdefault(step, []).append(outcome)
        walk = try_route(version, answers=answers, choices=choices, unit=unit, starter=starter, on=on)
        self._tell(told(walk), options["language"])

    def _tell(self, lines: list[Told], language: str) -> None:
        for number, line in enumerate(lines, start=1):
            self.stdout.write(f"{number}. {say(line.title, language)}")
            if line.why:
                self.stdout.write(f"   {say(line.why, language)}")
            for part, reasons in line.asked:
                lead = f"{say(part, language)}: " if part else ""
                joint = " " if language == "en" else ""
                self.stdout.write(f"   - {lead}{joint.join(say(reason, language) for reason in reasons)}")


def _answers(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"), parse_float=str)
    except (OSError, ValueError):
        raise CommandError(f"{path} could not be read as JSON.") from None
    if not isinstance(found, dict):
        raise CommandError(f"{path} must hold an object of answers.")
    return found
