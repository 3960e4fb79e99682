"""`manage.py reports list|run`: reports from the command line, as the person named."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from engine.language.errors import Refusal
from engine.language.text import say
from engine.people import clock
from engine.people.actor import SYSTEM, Actor, actor_of
from engine.people.models import User
from reporting import csvfile, services, workbook
from reporting.result import Result
from reporting.scoping import EXPORT

WRITERS: dict[str, Callable[[Result, str], bytes]] = {
    "json": lambda result, language: (
        json.dumps(result.as_json(language), ensure_ascii=False, indent=2) + "\n"
    ).encode(),
    "csv": csvfile.write,
    "xlsx": workbook.write,
}


class Command(BaseCommand):
    help = "List reports, or run one as somebody and write it to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        listing = verbs.add_parser("list", help="the reports that serve somebody")
        running = verbs.add_parser("run", help="run one report")
        running.add_argument("key")
        running.add_argument("--format", choices=list(WRITERS), default="json")
        running.add_argument("--out", type=Path, help="a file; left out, standard output")
        running.add_argument("--param", action="append", default=[], metavar="NAME=VALUE")
        running.add_argument("--language", choices=["en", "zh-Hant"])
        running.add_argument("--as", dest="username", required=True, help="whose permissions to use")
        listing.add_argument("--as", dest="username", help="whose reports; left out, those that ship")

    def handle(self, *args: Any, **options: Any) -> None:
        actor = self._actor(options["username"])
        try:
            self._list(actor) if options["verb"] == "list" else self._run(actor, options)
        except Refusal as refusal:
            raise CommandError(say(refusal.message, "en")) from None

    def _list(self, actor: Actor) -> None:
        for version in services.reports_for(actor, clock.now()):
            self.stdout.write(f"{version.definition.key}\tv{version.number}\t{version.definition.name(actor.language)}")

    def _run(self, actor: Actor, options: dict[str, Any]) -> None:
        chosen = dict(_pair(text) for text in options["param"])
        ran = services.run_report(options["key"], chosen, by=actor, at=clock.now(), permissions=EXPORT)
        content = WRITERS[options["format"]](ran.result, options["language"] or actor.language)
        if options["out"]:
            options["out"].write_bytes(content)
            self.stdout.write(str(options["out"]))
        elif options["format"] == "xlsx":
            raise CommandError("A workbook needs --out FILE.")
        else:
            self.stdout.write(content.decode("utf-8-sig"))

    def _actor(self, username: str | None) -> Actor:
        if username is None:
            return SYSTEM
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is nobody called {username!r}.")
        return actor_of(user, clock.day_of(clock.now()))


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise CommandError(f"Write a parameter as NAME=VALUE, not {text!r}.")
    return name, value
