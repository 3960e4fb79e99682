"""Particulars of people and places in a real browser: one worker, one phone, every type.

PB1 all of them are filled with finger and keyboard, and the review says them as Hong Kong writes them
PB2 the number is masked everywhere; the centre's manager reads it in full for a reason
PB3 a photo is made smaller before it travels
PB4 axe finds nothing on the page, in either language, light or dark
"""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import requisition
from tests.browser.desk import LAPTOP, PHONE, Desk
from tests.unit.forms.particulars import everything

pytestmark = pytest.mark.browser
WORKER, MANAGER = "worker.wts", "manager.wts"
HERE = {"latitude": 22.28351, "longitude": 114.13482, "accuracy": 12}
RUN_AXE = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"


@pytest.fixture
def published(desk: Desk, tmp_path: Path) -> str:
    """The title under which the form is offered."""
    title = "Every particular"
    paper = tmp_path / "particulars.json"
    paper.write_text(everything(key="particulars", title={"en": title, "zh-Hant": "所有個人資料"}).source, "utf-8")
    code = (
        "import sys; from engine.catalogue.services import import_documents as take; from engine.people.actor import SYSTEM;"
        "from engine.people.clock import now; from pathlib import Path;"
        f"take(sources=[Path({str(paper)!r}).read_text('utf-8')], owner=None, publish_them=True, by=SYSTEM, at=now())"
    )
    desk.site.manage("shell", "-v", "0", "-c", code)
    return title


def begin(page: Page, title: str) -> None:
    requisition.begin(page, title)


def draw(page: Page) -> None:
    box = page.locator("canvas")
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    assert place
    page.mouse.move(place["x"] + 20, place["y"] + 40)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(place["x"] + 20 + step * 12, place["y"] + 40 + step % 3 * 12)
    page.mouse.up()
    expect(page.locator("[data-kept]")).to_be_visible()


def fill(page: Page, tmp_path: Path) -> None:
    page.get_by_label("Identity card number").fill("ａ123456（3）")
    page.get_by_label("Telephone").fill("28315272")
    page.get_by_label("E-mail").fill("chan@Example.org")
    home = page.get_by_role("group", name="Home address")
    home.get_by_label("Building or estate").fill("樂華邨")
    home.get_by_label("District").select_option("southern")
    expect(page.get_by_label("Why Southern")).to_be_visible()
    page.get_by_role("button", name="Use where I am").click()
    expect(page.get_by_label("Latitude")).to_have_value("22.28351")
    page.get_by_label("Supplier").fill("Wing Fat")
    choose(page, "Referred to", "Kwun")
    code = page.get_by_role("group", name="Main difficulty")
    code.get_by_label("Code from the list").select_option("d4402")
    expect(code.get_by_label("Environment: is it a")).to_be_hidden()
    code.get_by_label("Extent (performance)").select_option("2")
    code.get_by_label("Extent (capacity)").select_option("3")
    expect(code.locator("[data-notation]")).to_have_text("d4402.23")
    page.get_by_role("group", name="Washing").get_by_label("Extent (performance)").select_option("2")
    page.get_by_label("Photo of the door").set_input_files(picture(tmp_path))
    page.get_by_label("I agree").check()
    draw(page)


def choose(page: Page, label: str, letters: str) -> None:
    """By keyboard: type, arrow down, enter."""
    box = page.get_by_label(label)
    box.press_sequentially(letters)
    expect(page.locator(".suggestions__one:visible").first).to_be_visible()
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", re.compile(".+"))
    box.press("Enter")
    expect(page.locator("[data-known]:visible")).to_have_count(1)


def picture(folder: Path) -> Path:
    path = folder / "door.jpg"
    Image.effect_noise((2400, 1200), 80).convert("RGB").save(path)
    return path


def axe(page: Page) -> list[Any]:
    page.evaluate(AXE_SCRIPT)
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in page.evaluate(RUN_AXE)]


def test_a_worker_fills_every_particular(desk: Desk, published: str, tmp_path: Path) -> None:
    phone = desk.again(WORKER, PHONE, geolocation=HERE, permissions=["geolocation"])
    begin(phone, published)
    fill(phone, tmp_path)
    expect(phone.locator(".files__one")).to_have_count(1)
    sent = phone.request.get(phone.locator(".files__one a").get_attribute("href") or "").body()
    assert max(Image.open(BytesIO(sent)).size) == 800
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE
    phone.locator(".bar .button--primary").click()
    phone.wait_for_url(re.compile("/review/"))
    for words in ("A123***(*)", "2831 5272", "南區樂華邨", "Kwun Tong Centre", "d4402.23 Manipulating", "Drawn · "):
        expect(phone.get_by_text(words).first).to_be_visible()
    assert "123456" not in phone.content()
    phone.locator(".bar .button--primary").click()
    phone.wait_for_url(re.compile("/forms/[0-9a-f-]{36}/$"))
    _reveal(desk, phone.url)
    desk.forgive(422)


def _reveal(desk: Desk, url: str) -> None:
    manager = desk.again(MANAGER, LAPTOP)
    manager.goto(url)
    manager.get_by_role("link", name=re.compile("Read in full")).click()
    manager.get_by_role("button", name="Show the number").click()
    expect(manager.get_by_text("Say why you need the number.")).to_be_visible()
    manager.get_by_label("Why do you need it?").fill("CSSA application")
    manager.get_by_role("button", name="Show the number").click()
    expect(manager.get_by_text("A123456(3)")).to_be_visible()
    assert axe(manager) == []


@pytest.mark.parametrize(("width", "scheme"), [(LAPTOP, "light"), (PHONE, "dark")])
def test_axe_finds_nothing_in_chinese(desk: Desk, published: str, width: int, scheme: str) -> None:
    page = desk.again(WORKER, width, language="zh-hant", color_scheme=scheme)
    begin(page, "所有個人資料")
    page.locator("[name='centre.text']").press_sequentially("中心")
    expect(page.locator(".suggestions__one:visible").first).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("[name='centre.text']").press("Escape")
    page.locator("[name=card]").fill("A123456(4)")
    page.locator(".bar .button--primary").click()
    expect(page.locator(".summary")).to_contain_text("括號內的數字或字母與號碼不符")
    assert axe(page) == []
    desk.forgive(422)
