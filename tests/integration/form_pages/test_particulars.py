"""Particulars of people and places on real pages: without a script, in the browser's JSON, on the record and the trail.

PP1 a page without a script sends every particular; the draft holds it in its one spelling, with what the server adds
PP2 a right identity card number is masked in its own control, and comes back untouched
PP3 nothing shows the number in full but the page that says so on the trail
PP4 a reference finds only what the reader may see; a search among persons is a read
PP5 what is referred to says where it is named
PP6 whatever a browser sends, nothing breaks
"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from engine.audit.models import Entry
from engine.catalogue.services import import_documents
from engine.people.actor import SYSTEM
from engine.records.models import Record
from engine.records.queries import history
from form_builder.models import Cell, Draft, Submission
from form_builder.services import save_page, submit
from tests.cast import NOW, Cast
from tests.integration.form_pages.conftest import PNG, Start, page_url
from tests.integration.forms.conftest import DEFINITIONS
from tests.unit.forms.particulars import ANSWERS, STATEMENT, everything

pytestmark = pytest.mark.django_db
NUMBER = "A123456(3)"
POSTED: dict[str, Any] = {
    "card": "ａ123456（3）", "phone": "+852 2831-5272", "email": "chan@Example.ORG",
    "home.flat": "1203", "home.floor": "", "home.building": "樂華邨", "home.street": "振華道70號", "home.district": "kwun_tong",
    "home.area": "kowloon", "met.lat": "22.2835", "met.long": "114.1348", "met.accuracy": "", "met.district": "",
    "supplier.ref": "", "supplier.text": "Wing Fat", "centre.ref": "", "centre.text": "KT", "colleague.ref": "",
    "colleague.text": "nobody at all", "code.code": "d4402", "code.sign": ".", "code.performance": "2",
    "code.capacity": "3", "washing.code": "d510", "washing.performance": "2", "washing.capacity": "",
    "share.language": "zh-Hant", "share.agreed": ["", "yes"], "signed.ref": "", "signed.name": "陳大文",
}  # fmt: skip


@pytest.fixture
def draft(cast: Cast, begin: Start) -> Draft:
    names = ("choices/*", "registers/*", "forms/supplier-profile", "forms/client-profile")
    paths = [path for name in names for path in sorted(DEFINITIONS.glob(f"{name}.json"))]
    sources = [everything().source, *(path.read_text(encoding="utf-8") for path in paths)]
    versions = import_documents(sources=sources, owner=None, publish_them=True, by=SYSTEM, at=NOW)
    return begin(version=next(v for v in versions if v.definition.key == "example"))


def record(cast: Cast, register: str, unit: str, title: str) -> Record:
    from engine.catalogue.models import Version

    version = Version.objects.get(definition__kind="register", definition__key=register)
    number = f"{register[0].upper()}{Record.objects.count():04}"
    return Record.objects.create(
        register=register, version=version, unit=cast.unit(unit), number=number, title=title, status=version_start(version),
        created_at=NOW, changed_at=NOW,
    )  # fmt: skip


def version_start(version: Any) -> str:
    from engine.catalogue.queries import spec

    return spec(version).start_status


def send(client: Client, draft: Draft, **changes: Any) -> Any:
    draft.refresh_from_db()
    return client.post(page_url(draft, "one"), {**POSTED, "_revision": draft.revision, **changes})


def saved(client: Client, draft: Draft, **changes: Any) -> Any:
    draft.refresh_from_db()
    body = json.dumps({"revision": draft.revision, "page": "one", "changes": changes})
    return client.post(reverse("form:autosave", args=[draft.pk]), body, content_type="application/json")


def handed_in(draft: Draft, cast: Cast, **changes: Any) -> Submission:
    by = cast.actor("owner")
    draft = save_page(draft=draft, changes={**ANSWERS, **changes}, revision=draft.revision, by=by, at=NOW)
    return submit(draft=draft, by=by, at=NOW)


def test_a_page_without_a_script_sends_every_particular(owner: Client, draft: Draft, cast: Cast) -> None:
    answer = send(owner, draft)
    assert answer.status_code == 422 and "A typed name is not enough here" in answer.content.decode()
    assert send(owner, draft, **{"colleague.text": "colleague"}).status_code == 302
    draft.refresh_from_db()
    answers = draft.answers
    assert (answers["card"], answers["phone"], answers["email"]) == (NUMBER, "+85228315272", "chan@example.org")
    assert answers["met"] == {"lat": "22.28350", "long": "114.13480"}
    assert answers["supplier"] == "Wing Fat"
    assert answers["centre"] == {"ref": str(cast.unit("KT").pk), "text": "Kwun Tong Centre"}
    assert answers["colleague"] == {"ref": str(cast.colleague.pk), "text": "Lee Ka Yan"}
    assert (answers["code"], answers["washing"]) == ("d4402.23", "d510.2")
    assert (answers["share"]["text"], answers["share"]["at"]) == (STATEMENT["zh-Hant"], NOW.isoformat())
    assert answers["signed"] == {"name": "陳大文", "at": NOW.isoformat()}
    html = owner.get(page_url(draft, "one")).content.decode()
    for shown in ("2831 5272", "樂華邨", 'value="22.28350"', "Kwun Tong Centre", "陳大文", "本中心可將"):
        assert shown in html


def test_the_number_is_masked_in_its_own_control_and_comes_back_untouched(owner: Client, draft: Draft) -> None:
    send(owner, draft, **{"colleague.text": ""})
    html = owner.get(page_url(draft, "one")).content.decode()
    assert "A123***(*)" in html and "123456" not in html
    send(owner, draft, **{"colleague.text": "", "card": "A123***(*)"})
    draft.refresh_from_db()
    assert draft.answers["card"] == NUMBER
    send(owner, draft, **{"colleague.text": "", "card": "G123***(*)"})
    assert (
        "This is not a Hong Kong identity card number" in owner.get(page_url(draft, "one") + "?check").content.decode()
    )


def test_consent_and_signature_keep_their_moment(owner: Client, draft: Draft, cast: Cast) -> None:
    by, later = cast.actor("owner"), NOW + timedelta(days=3)
    draft = save_page(draft=draft, changes=ANSWERS, revision=0, by=by, at=NOW)
    draft = save_page(draft=draft, changes=ANSWERS, revision=1, by=by, at=later)
    assert draft.answers["share"]["at"] == draft.answers["signed"]["at"] == NOW.isoformat()
    draft = save_page(draft=draft, changes={"signed": {"name": "Somebody Else"}}, revision=2, by=by, at=later)
    assert draft.answers["signed"]["at"] == later.isoformat()


def test_a_drawn_signature_is_an_attachment(owner: Client, draft: Draft, cast: Cast) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = reverse("form:upload", args=[draft.pk])
    sent = {"item": "id-signed", "file": SimpleUploadedFile("signature.png", PNG)}
    ref = owner.post(upload, sent, headers={"accept": "application/json"}).json()["ref"]
    refused = owner.post(upload, {"item": "id-photo", "file": SimpleUploadedFile("notes.txt", b"words")})
    assert refused.status_code == 422
    submission = handed_in(draft, cast, signed={"ref": ref})
    assert [str(one.ref) for one in submission.attachments.all()] == [ref]
    html = owner.get(reverse("form:submission", args=[submission.pk])).content.decode()
    assert reverse("form:file", args=[submission.pk, ref]) in html and "Drawn · 14 Nov 2025 10:42" in html


def test_the_number_stands_nowhere_but_in_the_answer(owner: Client, draft: Draft, cast: Cast) -> None:
    submission = handed_in(draft, cast)
    assert submission.answers["card"] == NUMBER
    assert not Cell.objects.filter(item_id="id-card").exists()
    assert not Cell.objects.filter(text__contains="123456").exists()
    for name in ("form:submission", "form:print"):
        html = owner.get(reverse(name, args=[submission.pk])).content.decode()
        assert "A123***(*)" in html and "123456" not in html


def test_reading_it_in_full_takes_leave_and_a_reason(
    draft: Draft, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    submission = handed_in(draft, cast)
    url = reverse("form:reveal", args=[submission.pk])
    assert signed_in("owner").post(url, {"at": "card", "reason": "curious"}).status_code == 403
    manager = signed_in("centre_manager")
    assert f"{url}?at=card" in manager.get(reverse("form:submission", args=[submission.pk])).content.decode()
    assert "123456" not in manager.get(url, {"at": "card"}).content.decode()
    assert manager.post(url, {"at": "card", "reason": " "}).status_code == 422
    assert manager.post(url, {"at": "phone", "reason": "CSSA"}).status_code == 404
    assert not Entry.objects.filter(action="submission.revealed").exists()
    answer = manager.post(url, {"at": "card", "reason": "CSSA application"})
    assert NUMBER in answer.content.decode() and "no-store" in answer["Cache-Control"]
    entry = Entry.objects.get(action="submission.revealed")
    assert (entry.reason, entry.stream) == ("CSSA application", f"submission:{submission.pk}")
    assert "123456" not in json.dumps(entry.fields)


def test_a_reference_finds_only_what_the_reader_may_see(
    owner: Client, draft: Draft, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    ours, theirs = (
        record(cast, "supplier", "WTS", "Wing Fat Printing"),
        record(cast, "supplier", "OTC", "Wing Fat Paper"),
    )
    url = reverse("form:choose", args=[draft.pk, "id-supplier"])
    assert [one["ref"] for one in owner.get(url, {"q": "wing fat"}).json()["found"]] == [str(ours.pk)]
    assert signed_in("colleague").get(url, {"q": "wing"}).status_code == 404
    assert owner.get(reverse("form:choose", args=[draft.pk, "id-phone"])).status_code == 404
    saved(owner, draft, supplier={"ref": str(theirs.pk), "text": "Wing Fat Paper"})
    draft.refresh_from_db()
    assert draft.answers["supplier"] == {"text": "Wing Fat Paper"}
    assert not Entry.objects.filter(reason="reference search").exists()


def test_a_search_among_persons_is_a_read(draft: Draft, cast: Cast) -> None:
    from form_builder.choosing import search

    record(cast, "client", "WTS", "陳大文")
    found, more = search({"register": "client"}, "陳", cast.actor("owner"), NOW)
    assert [one.text for one in found] == ["陳大文"] and not more
    assert Entry.objects.get(reason="reference search").count == 1
    assert search({"register": "client"}, "陳", cast.actor("outsider"), NOW) == ([], False)


def test_what_is_referred_to_says_where_it_is_named(draft: Draft, cast: Cast) -> None:
    ours = record(cast, "supplier", "WTS", "Wing Fat Printing")
    submission = handed_in(draft, cast, supplier={"ref": str(ours.pk), "text": "whatever"})
    assert submission.answers["supplier"] == {"ref": str(ours.pk), "text": "Wing Fat Printing"}
    titles = [event.title for event in history(ours, cast.actor("owner"))]
    assert {"en": "Named in: Example", "zh-Hant": "引用於：例子"} in titles
    assert [e for e in history(ours, cast.actor("outsider")) if "Named" in str(e.title)] == []


@pytest.mark.parametrize("junk", [5, True, [], [1], {}, {"x": 1}, {"ref": 5}, {"text": []}, {"lat": "1"}, {"agreed": {}},
                                  {"agreed": True, "text": 5}, "\x07", "x" * 500, {"name": {"a": 1}}])  # fmt: skip
def test_whatever_a_browser_sends_nothing_breaks(owner: Client, draft: Draft, junk: Any) -> None:
    for item in everything().body["pages"][0]["items"]:
        assert saved(owner, draft, **{item["key"]: junk}).status_code == 200, item["key"]
    assert owner.get(page_url(draft, "one")).status_code == 200
    assert owner.get(reverse("form:review", args=[draft.pk])).status_code == 200


@pytest.mark.parametrize("junk", ["{", {"district": {}}, {"ref": "not-an-id", "text": "x"}, {"code": "z" * 40}])
def test_whatever_a_browser_submits_is_refused_in_words(owner: Client, draft: Draft, cast: Cast, junk: Any) -> None:
    for key in ("home", "met", "supplier", "centre", "code", "share", "signed"):
        saved(owner, draft, **{**ANSWERS, key: junk})
        assert owner.post(reverse("form:review", args=[draft.pk])).status_code in {302, 422}
        if Submission.objects.exists():
            return
