"""The shipped registers: a record comes of a profile handed in, and changes with the next one."""

import json
from pathlib import Path
from typing import Any

import pytest

from engine.catalogue.services import import_documents
from engine.language.documents import read
from engine.language.text import say
from engine.people.actor import SYSTEM
from engine.records.models import Record
from engine.records.refusals import AlreadyOnRegister
from form_builder.models import Draft
from form_builder.services import hand_in, save_page
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
SHIPPED = Path(__file__).parents[3] / "definitions"


@pytest.fixture
def suppliers(cast: Cast) -> Cast:
    names = ("registers/supplier", "forms/supplier-profile", "choices/*")
    paths = [path for name in names for path in sorted(SHIPPED.glob(f"{name}.json"))]
    sources = [path.read_text(encoding="utf-8") for path in paths]
    import_documents(sources=sources, owner=None, publish_them=True, by=SYSTEM, at=NOW)
    return cast


def fill(cast: Cast, **changes: Any) -> Record:
    """Hands in the open draft with every required answer given."""
    draft = Draft.objects.get(state=Draft.OPEN)
    owner = cast.actor("owner")
    saved = save_page(draft=draft, changes={**required(), **changes}, revision=draft.revision, by=owner, at=NOW)
    hand_in(draft=saved, by=owner, at=NOW)
    return Record.objects.order_by("-changed_at", "-pk").first()  # type: ignore[return-value]


def required() -> dict[str, Any]:
    """An answer for each required field of the shipped profile, by its type."""
    source = (SHIPPED / "forms/supplier-profile.json").read_text(encoding="utf-8")
    document, _ = read(source)
    assert document
    items = [item for page in document.body["pages"] for item in page["items"] if item.get("required")]
    return {item["key"]: _answer(item) for item in items}


def _answer(item: dict[str, Any]) -> Any:
    options = item.get("choices")
    if isinstance(options, str):
        options = json.loads((SHIPPED / f"choices/{options}.json").read_text(encoding="utf-8"))["options"]
    first = options[0]["key"] if options else None
    return {"choice": first, "many_choice": [first], "yes_no": False, "date": "2025-11-01"}.get(
        item["type"], "23456789"
    )


def test_a_supplier_is_made_by_its_profile_and_changed_by_the_next(suppliers: Cast, signed_in: Any) -> None:
    browser = signed_in("owner")
    posted = browser.post("/records/on/supplier/new/", {"unit": str(suppliers.wts.pk)})
    assert posted.status_code == 302 and posted.url.startswith("/forms/")
    record = fill(suppliers, name="Harbour Therapy Supplies")
    assert (record.number, record.title, record.status) == ("S0001", "Harbour Therapy Supplies", "approved")
    assert "Harbour Therapy Supplies" in browser.get(f"/records/{record.pk}/").content.decode()
    assert browser.post(f"/records/{record.pk}/change/").status_code == 302
    assert Draft.objects.get(state=Draft.OPEN).answers["name"] == "Harbour Therapy Supplies"
    changed = fill(suppliers, name="Harbour Therapy Ltd")
    assert (changed.pk, changed.number, changed.title) == (record.pk, "S0001", "Harbour Therapy Ltd")


def test_a_second_supplier_of_the_same_name_is_refused_and_the_draft_stays(suppliers: Cast, signed_in: Any) -> None:
    browser = signed_in("owner")
    browser.post("/records/on/supplier/new/", {"unit": str(suppliers.wts.pk)})
    fill(suppliers, name="Harbour")
    browser.post("/records/on/supplier/new/", {"unit": str(suppliers.wts.pk)})
    with pytest.raises(AlreadyOnRegister) as refusal:
        fill(suppliers, name="HARBOUR ")
    assert say(refusal.value.message, "en") == "This supplier name is already on record S0001."
    assert Draft.objects.filter(state=Draft.OPEN).count() == 1
