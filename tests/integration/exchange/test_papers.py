"""A form goes out: as a workbook, as JSON Schema, as a blank sheet, for those who may see it."""

import json
from pathlib import Path

import jsonschema
import pytest
from django.core.management import call_command
from django.test import Client

from engine.catalogue.queries import resolve
from engine.catalogue.services import import_documents
from form_builder.exchange.importing import import_xlsform
from tests import every_field
from tests.cast import NOW, PASSWORD, TODAY, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = assemble()
    sources = [every_field.streets().source, every_field.document().source]
    by = cast.actor("centre_manager")
    import_documents(sources=sources, owner=cast.wts, publish_them=True, by=by, at=NOW)
    return cast


def address(cast: Cast, what: str) -> str:
    version = resolve("form", every_field.document().key, cast.wts, TODAY)
    assert version is not None
    return f"/forms/versions/{version.pk}/{what}/"


def signed_in(username: str, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    assert client.login(username=username, password=PASSWORD)
    return client


def test_the_workbook_comes_back_in(cast: Cast) -> None:
    answer = signed_in("owner").get(address(cast, "xlsform"))
    assert answer["Content-Disposition"].endswith('-v1.xlsx"')
    assert json.loads(import_xlsform(answer.content, "a.xlsx").form.source)["key"] == every_field.document().key


def test_the_schema_is_one_of_2020_12(cast: Cast) -> None:
    answer = signed_in("owner").get(address(cast, "schema"))
    schema = json.loads(answer.content)
    assert answer["Content-Type"].startswith("application/schema+json")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert {"name", "pain", "costs"} <= set(schema["properties"])


def test_the_blank_has_every_question_in_both_languages(cast: Cast) -> None:
    english = signed_in("owner").get(address(cast, "blank")).content.decode()
    for words in ("Pain today", "今天的痛楚程度", "I feel calm", "Never", "Only if"):
        assert words in english
    assert "blank__box" in english
    assert "blank__table" in english


def test_nobody_else_gets_them(cast: Cast) -> None:
    for what in ("xlsform", "schema", "blank"):
        assert signed_in("outsider").get(address(cast, what)).status_code == 404


def test_the_command_writes_them(cast: Cast, tmp_path: Path) -> None:
    book, schema = tmp_path / "a.xlsx", tmp_path / "a.json"
    call_command("forms", "export-xlsform", every_field.document().key, owner="WTS", out=book)
    call_command("forms", "schema", every_field.document().key, owner="WTS", out=schema)
    assert import_xlsform(book.read_bytes(), "a.xlsx").report.left == []
    assert json.loads(schema.read_text())["type"] == "object"
