"""`manage.py forms import-xlsform|export-xlsform|schema`: forms in and out, from the command line."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from engine.catalogue.management.asking import actor_called, owner_and_actor, owner_called
from engine.catalogue.models import Version
from engine.catalogue.queries import VersionLibrary, document, resolve
from engine.language.errors import Invalid, Refusal
from engine.language.problems import Problem
from engine.language.text import say
from engine.people.clock import day_of, now
from form_builder.answer_schema import schema_of
from form_builder.binding import spec_of
from form_builder.exchange.arriving import Serving, save_imported
from form_builder.exchange.exporting import export_xlsform
from form_builder.exchange.importing import Imported, import_xlsform
from form_builder.exchange.reporting import WorkbookRefused


class Command(BaseCommand):
    help = "Bring forms in from XLSForm workbooks, and take them out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        bring = verbs.add_parser("import-xlsform", help="make a form document of an XLSForm (.xlsx, .xls, .csv, .md)")
        bring.add_argument("file", type=Path)
        bring.add_argument("--out", type=Path, help="where the form goes; its lists go beside it")
        bring.add_argument("--report", type=Path, help="where the report goes; left out, the terminal")
        bring.add_argument("--key", default="", help="the form's key; left out, made of the form's id or title")
        bring.add_argument("--language", choices=["en", "zh-Hant"], default="en")
        bring.add_argument("--save", action="store_true", help="save the form as a draft")
        bring.add_argument("--publish", action="store_true", help="publish the form and its lists")
        owner_and_actor(bring)
        for verb, told in (
            ("export-xlsform", "write a form as an XLSForm workbook"),
            ("schema", "JSON Schema of answers"),
        ):
            take = verbs.add_parser(verb, help=told)
            take.add_argument("key")
            take.add_argument("--number", type=int, help="the version; left out, the one in force")
            take.add_argument("--owner", default="", help="code of the unit that it serves; left out, the library")
            take.add_argument("--out", type=Path, required=verb == "export-xlsform")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, "do_" + options["verb"].replace("-", "_"))(options)
        except Invalid as refusal:
            self._tell(refusal.problems, "en")
            raise CommandError(str(refusal)) from None
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None

    def do_import_xlsform(self, options: dict[str, Any]) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no such file: {path}")
        try:
            found = import_xlsform(
                path.read_bytes(), path.name, key=options["key"], library=Serving(owner_called(options["owner"]))
            )
        except WorkbookRefused as refusal:
            said = [_sentence(p, options["language"]) for p in refusal.problems]
            self._report([*said, "", *refusal.report.lines(options["language"])], options["report"])
            raise CommandError(f"{path.name}: {' '.join(said)}") from None
        self._report(found.report.lines(options["language"]), options["report"])
        if options["out"]:
            self._write(found, options["out"])
        if options["save"] or options["publish"]:
            self._save(found, options)

    def do_export_xlsform(self, options: dict[str, Any]) -> None:
        version = _version(options)
        found = export_xlsform(document(version), spec_of(version), VersionLibrary(version, {}))
        options["out"].write_bytes(found.content)
        for name, rule in found.kept:
            self.stdout.write(f"{name}: {rule} has no counterpart in XLSForm; it is kept in the column of its own.")

    def do_schema(self, options: dict[str, Any]) -> None:
        version = _version(options)
        text = json.dumps(schema_of(spec_of(version), VersionLibrary(version, {})), ensure_ascii=False, indent=2) + "\n"
        if options["out"]:
            options["out"].write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text, ending="")

    def _write(self, found: Imported, out: Path) -> None:
        out.write_text(found.form.source, encoding="utf-8")
        for other in found.documents[1:]:
            beside = out.with_name(f"{out.stem}.{other.key}.json")
            beside.write_text(other.source, encoding="utf-8")

    def _save(self, found: Imported, options: dict[str, Any]) -> None:
        versions = save_imported(
            documents=found.documents,
            owner=owner_called(options["owner"]),
            publish_them=options["publish"],
            by=actor_called(options["as"]),
            at=now(),
        )
        for v in versions:
            self.stdout.write(f"{v.state} {v.definition.kind}:{v.definition.key} v{v.number}")

    def _report(self, lines: list[str], out: Path | None) -> None:
        text = "\n".join(lines) + "\n"
        if out:
            out.write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text)

    def _tell(self, problems: list[Problem], language: str) -> None:
        for found in problems:
            self.stderr.write(f"{found.code} {found.pointer}: {_sentence(found, language)}")


def _version(options: dict[str, Any]) -> Version:
    owner, number = owner_called(options["owner"]), options["number"]
    found = resolve("form", options["key"], owner, day_of(now()))
    if found is not None and number:
        found = found.definition.versions.exclude(state=Version.DRAFT).filter(number=number).first()
    if found is None:
        raise CommandError(f"There is no such form in force: {options['key']}.")
    return found


def _sentence(found: Problem, language: str) -> str:
    return f"{say(found.message, language)} {say(found.hint, language)}"
