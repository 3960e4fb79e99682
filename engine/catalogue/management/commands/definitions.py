"""`manage.py definitions check|list|export|import|publish|load`: definitions from the command line."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from engine.catalogue import services
from engine.catalogue.files import check_files, expand
from engine.catalogue.management.asking import actor_called, owner_and_actor, owner_called
from engine.catalogue.models import Version
from engine.language.errors import Invalid, Refusal
from engine.language.text import say
from engine.people.clock import now
from engine.people.models import Unit
from engine.people.services import load_roles


class Command(BaseCommand):
    help = "Check, list, export, import and publish definitions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help="list every problem of definition files; exit status 1 on any error")
        check.add_argument("paths", nargs="*", type=Path, help="files or folders; left out, what ships")
        check.add_argument("--format", choices=["text", "json"], default="text")
        check.add_argument("--language", choices=["en", "zh-Hant"], default="en")
        bring = verbs.add_parser("import", help="save files as drafts, and publish them with --publish")
        bring.add_argument("paths", nargs="+", type=Path)
        bring.add_argument("--publish", action="store_true")
        owner_and_actor(bring)
        verbs.add_parser("load", help="publish what ships and is new or changed")
        publish = verbs.add_parser("publish", help="publish drafts together: KIND:KEY …")
        publish.add_argument("names", nargs="+")
        owner_and_actor(publish)
        export = verbs.add_parser("export", help="write a version's text: KIND:KEY")
        export.add_argument("name")
        export.add_argument("--number", type=int)
        export.add_argument("--owner", default="")
        export.add_argument("--out", type=Path)
        verbs.add_parser("list", help="every definition with its versions")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"do_{options['verb']}")(options)
        except Invalid as refusal:
            for p in refusal.problems:
                self.stderr.write(f"{p.code} {p.pointer}: {say(p.message, 'en')} {say(p.hint, 'en')}")
            raise CommandError(str(refusal)) from None
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None

    def do_check(self, options: dict[str, Any]) -> None:
        shipped = Path(settings.DEFINITIONS_DIR)
        paths = expand(options["paths"] or [shipped])
        missing = [str(path) for path in paths if not path.is_file()]
        if missing:
            raise CommandError(f"There is no such file: {', '.join(missing)}")
        found = [f.as_json(options["language"]) for f in check_files(paths, shipped)]
        if options["format"] == "json":
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            for f in found:
                self.stdout.write(f"{f['file']}: {f['severity']} {f['code']} at {f['pointer'] or '/'}")
                self.stdout.write(f"    {f['message']} {f['hint']}")
            self.stderr.write(f"{len(paths)} files, {len(found)} problems")
        if any(f["severity"] == "error" for f in found):
            raise SystemExit(1)

    def do_import(self, options: dict[str, Any]) -> None:
        sources = [path.read_text(encoding="utf-8") for path in expand(options["paths"])]
        versions = services.import_documents(
            sources=sources,
            owner=owner_called(options["owner"]),
            publish_them=options["publish"],
            by=actor_called(options["as"]),
            at=now(),
        )
        self._tell(versions)

    def do_load(self, options: dict[str, Any]) -> None:
        load_roles(Path(settings.DEFINITIONS_DIR) / "roles" / "roles.json", at=now())
        self._tell(services.load_library(folder=Path(settings.DEFINITIONS_DIR), at=now()))

    def do_publish(self, options: dict[str, Any]) -> None:
        owner = owner_called(options["owner"])
        drafts = [_version(name, owner, Version.DRAFT, None) for name in options["names"]]
        self._tell(services.publish(versions=drafts, by=actor_called(options["as"]), at=now()))

    def do_export(self, options: dict[str, Any]) -> None:
        version = _version(options["name"], owner_called(options["owner"]), None, options["number"])
        if options["out"]:
            options["out"].write_text(version.source, encoding="utf-8")
        else:
            self.stdout.write(version.source, ending="")

    def do_list(self, options: dict[str, Any]) -> None:
        rows = Version.objects.select_related("definition", "definition__owner")
        for v in rows.order_by("definition__kind", "definition__key", "number"):
            owner = v.definition.owner.code if v.definition.owner else "library"
            self.stdout.write(
                f"{v.definition.kind}:{v.definition.key}\t{owner}\tv{v.number}\t{v.state}\t{v.checksum[:12]}"
            )

    def _tell(self, versions: list[Version]) -> None:
        for v in versions:
            self.stdout.write(f"{v.state} {v.definition.kind}:{v.definition.key} v{v.number}")
        if not versions:
            self.stdout.write("Nothing new.")


def _version(name: str, owner: Unit | None, state: str | None, number: int | None) -> Version:
    kind, _, key = name.partition(":")
    rows = Version.objects.filter(definition__kind=kind, definition__key=key, definition__owner=owner)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(number=number) if number else rows
    found = rows.order_by("-number").first()
    if found is None:
        raise CommandError(f"There is no such {state or 'version'}: {name}.")
    return found
