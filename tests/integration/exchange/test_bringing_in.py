"""A workbook comes in by command and in the browser: the report is shown, and a draft is saved."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from engine.catalogue.models import Version
from tests.cast import PASSWORD, Cast, assemble
from tests.unit.exchange.notation import workbook

pytestmark = pytest.mark.django_db

BOOK = workbook(
    survey=[
        ["type", "name", "label::English (en)", "label::中文 (zh-HK)", "image"],
        ["text", "surname", "Surname", "姓", ""],
        ["select_one l", "kind", "Kind", "種類", ""],
        ["select_one l", "other_kind", "Other", "其他", "a.jpg"],
    ],
    choices=[["list_name", "name", "label"], ["l", "a", "A"], ["l", "b", "B"]],
    settings=[["form_title", "form_id"], ["Home visit", "home_visit"]],
)


@pytest.fixture
def cast() -> Cast:
    return assemble()


def signed_in(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def upload(content: bytes, name: str = "visit.xlsx") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def test_the_command_writes_the_form_its_list_and_the_report(tmp_path: Path) -> None:
    book = tmp_path / "visit.xlsx"
    book.write_bytes(BOOK)
    out, report = tmp_path / "visit.json", tmp_path / "visit.txt"
    call_command("forms", "import-xlsform", str(book), out=out, report=report)
    assert json.loads(out.read_text())["key"] == "home-visit"
    assert json.loads((tmp_path / "visit.home-visit-l.json").read_text())["kind"] == "choices"
    assert "survey\t4\timage\ta.jpg\tPictures" in report.read_text()
    assert not Version.objects.exists()


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such file"):
        call_command("forms", "import-xlsform", str(tmp_path / "nowhere.xlsx"))


def test_the_command_publishes_the_set(tmp_path: Path, cast: Cast) -> None:
    book = tmp_path / "visit.xlsx"
    book.write_bytes(BOOK)
    told = StringIO()
    call_command(
        "forms", "import-xlsform", str(book), publish=True, owner="WTS", stdout=told, **{"as": "centre_manager"}
    )
    assert "published form:home-visit v1" in told.getvalue()
    assert "published choices:home-visit-l v1" in told.getvalue()


def test_a_refused_file_says_why_and_leaves_a_report(tmp_path: Path) -> None:
    book, report = tmp_path / "empty.xlsx", tmp_path / "report.txt"
    book.write_bytes(workbook(survey=[["type", "name"], ["hidden", "a"]]))
    with pytest.raises(CommandError, match="No question of the workbook"):
        call_command("forms", "import-xlsform", str(book), report=report)
    assert "hidden" in report.read_text()


def test_the_browser_shows_the_report_and_saves_nothing_before_it_is_told(cast: Cast) -> None:
    client = signed_in("centre_manager")
    shown = client.post("/forms/import/", upload(BOOK))
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "a.jpg" in page
    assert "Home visit" in page
    assert not Version.objects.exists()
    documents = [d.source for d in shown.context["documents"]]
    kept = client.post(
        "/forms/import/keep/", {"document": documents, "owner": str(cast.wts.pk), "key": "visit-at-home"}
    )
    draft = Version.objects.get(definition__kind="form")
    assert kept.url == f"/design/{draft.definition_id}/"
    assert (draft.definition.key, draft.state) == ("visit-at-home", "draft")
    assert Version.objects.filter(definition__kind="choices").count() == 1


def test_a_refused_upload_keeps_the_page_and_says_why(cast: Cast) -> None:
    client = signed_in("centre_manager")
    for content in (b"hello", workbook(survey=[["type", "name", "label"], ["text", "a", "=1+1"]])):
        shown = client.post("/forms/import/", upload(content))
        assert shown.status_code == 422
        assert "The file makes no form" in shown.content.decode()
    assert client.post("/forms/import/").status_code == 422


def test_the_door_stands_on_the_design_page_and_is_not_for_workers(cast: Cast) -> None:
    assert "/forms/import/" in signed_in("centre_manager").get("/design/").content.decode()
    assert signed_in("owner").get("/forms/import/").status_code == 404
    assert signed_in("owner").post("/forms/import/", upload(BOOK)).status_code == 404
