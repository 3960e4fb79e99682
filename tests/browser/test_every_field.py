"""A form with every type of field, filled on a phone by keyboard alone, in either language, reviewed and submitted.

EB1 every control is reached with Tab and answered with keys (the browser's own day and time pickers are typed into)
EB2 what depends on an answer follows it: lengths of time, an age, the line for "other", options of a region, a score
EB3 axe finds nothing on any of its pages, answered, nor on the review, nor on the submission
EB4 rows of a ranking are dragged, too
"""

from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, expect

from tests.browser import requisition
from tests.browser.desk import LAPTOP, PHONE, Desk
from tests.browser.site import Site
from tests.browser.test_axe import RUN_AXE, told
from tests.every_field import document, streets

pytestmark = pytest.mark.browser
WORKER = "worker.wts"
SAID = {
    "en": {
        "title": "Every kind of question",
        "visit": "1 h 45 min",
        "search": "harbour",
        "street": "Harbour Road",
        "score": "Low",
        "agreed": "“The centre may speak with the school.”",
        "signed": "Chan Tai Man · Typed",
    },
    "zh-hant": {
        "title": "各種題型",
        "visit": "1小時45分鐘",
        "search": "港灣",
        "street": "港灣道",
        "score": "偏低",
        "agreed": "「中心可與學校聯絡。」",
        "signed": "Chan Tai Man · 輸入姓名簽署",
    },
}
THEMES = {"en": "light", "zh-hant": "dark"}


@pytest.fixture(scope="module", autouse=True)
def published(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = tmp_path_factory.mktemp("forms")
    for one in (streets(), document()):
        (folder / f"{one.key}.json").write_text(one.source, encoding="utf-8")
    site.manage("definitions", "import", *map(str, sorted(folder.iterdir())), "--publish")


class Keys:
    """A person who has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, selector: str) -> Locator:
        """Tabs on until the control has the focus."""
        wanted = self.page.locator(selector).first
        for _ in range(90):
            if wanted.evaluate("one => one === document.activeElement"):
                return wanted
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {selector}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, **answers: str) -> None:
        for name, words in answers.items():
            self.to(f"[name='{name}']")
            self.page.keyboard.type(words)

    def pick(self, name: str, steps: int = 0) -> None:
        """Chooses a radio button: the first, then `steps` further on."""
        self.to(f"[name='{name}']:not([type=hidden])")
        self.press("Space", *["ArrowDown"] * steps)

    def native(self, name: str, value: str) -> None:
        self.to(f"[name='{name}']").fill(value)

    def go_on(self) -> None:
        here = self.page.url
        self.to(".bar button[name=_next]")
        self.press("Enter")
        self.page.wait_for_url(lambda url: url != here)


def fit(page: Page) -> None:
    """axe finds nothing, and the page is no wider than the phone."""
    page.evaluate(AXE_SCRIPT)
    complaints = [told(one) for one in page.evaluate(RUN_AXE)]
    assert not complaints, f"{page.url}:\n" + "\n".join(complaints)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def shown(page: Page, key: str) -> Locator:
    return page.locator(f"[data-field='{key}'] output")


def words(page: Page, keys: Keys) -> None:
    keys.type(name="Chan Tai Man", story="It began slowly.")
    expect(page.locator("[data-field=story] [data-count]")).to_have_text("16")
    keys.type(members="3", temperature="36.5", income="12,000")
    keys.pick("pain", 7)
    keys.pick("service", 3)
    expect(page.locator("[name=pain]:checked")).to_have_value("7")


def days(page: Page, keys: Keys, said: dict[str, str]) -> None:
    keys.native("born", "1950-02-28")
    keys.native("from", "14:30")
    keys.native("until", "16:15")
    expect(shown(page, "visit")).to_have_text(said["visit"])
    keys.type(**{"travel.minutes": "45"})
    keys.native("next.date", "2026-12-01")
    keys.native("next.time", "09:00")
    keys.type(**{"onset.year": "2019"})
    keys.to("[name='onset.month']")
    keys.press("ArrowDown", "ArrowDown")
    keys.to("[name='onset.approximate']")
    keys.press("Space")


def choices(page: Page, keys: Keys, said: dict[str, str]) -> None:
    keys.pick("alone", 1)
    other = page.locator("[name='housing.other']")
    expect(other).to_be_hidden()
    keys.pick("housing", 2)
    expect(other).to_be_visible()
    keys.type(**{"housing.other": "A boat"})
    keys.to("[name=aids][value=stick]")
    keys.press("Space")
    keys.to("[name=aids][value=none]")
    keys.press("Space")
    expect(page.locator("[name=aids]:checked")).to_have_count(1)
    expect(page.locator("[name=aids]:checked")).to_have_value("none")
    keys.pick("region")
    keys.to("[name=district]")
    expect(page.locator("[name=district] option[value=east]")).to_be_disabled()
    keys.press("ArrowDown")
    street(page, keys, said)
    ranking(page, keys)
    for row, steps in (("calm", 0), ("sleep", 1), ("eat", 2)):
        keys.pick(f"mood.{row}", steps)
    expect(page.locator("[data-score=wellbeing]")).to_contain_text("6")
    expect(page.locator("[data-score=wellbeing]")).to_contain_text(said["score"])


def street(page: Page, keys: Keys, said: dict[str, str]) -> None:
    keys.to("[data-field=street] input[role=combobox]")
    page.keyboard.type(said["search"])
    option = page.get_by_role("option", name=said["street"])
    expect(option).to_be_visible()
    fit(page)
    keys.press("ArrowDown", "Enter")
    expect(option).to_be_hidden()
    expect(page.locator("[name=street]")).to_have_value("harbour")


def ranking(page: Page, keys: Keys) -> None:
    keys.to("[data-rank]:has([data-part=health]) [data-way=up]")
    keys.press("Enter", "Enter")
    assert places(page) == ["health", "home", "money"]


def places(page: Page) -> list[str]:
    """The options of the ranking by the numbers beside them."""
    found = page.locator("[data-field=needs] [data-part]").evaluate_all(
        "all => all.map(one => [one.value, one.dataset.part])"
    )
    return [key for place, key in sorted(found) if place]


def rows(page: Page, keys: Keys) -> None:
    keys.type(carer_name="Ms Wong")
    for what, much in (("Bus", "12.5"), ("Tea", "20")):
        keys.to("[data-field=costs] > [data-add]")
        keys.press("Enter")
        page.keyboard.type(what)
        keys.press("Tab")
        page.keyboard.type(much)
    expect(shown(page, "total")).to_have_text("HK$32.50")
    keys.to("[data-field=children] > [data-add]")
    keys.press("Enter")
    page.keyboard.type("Siu Ming")
    for school, years in (("One", "3"), ("Two", "2")):
        keys.to("[data-field=schools] > [data-add]")
        keys.press("Enter")
        page.keyboard.type(school)
        keys.press("Tab")
        page.keyboard.type(years)
    expect(shown(page, "schooling")).to_have_text("5")
    keys.to("[name='sharing.agreed'][type=checkbox]")
    keys.press("Space")
    keys.type(**{"signed.name": "Chan Tai Man"})


@pytest.mark.parametrize("language", SAID)
def test_it_is_filled_on_a_phone_by_keyboard(desk: Desk, language: str) -> None:
    said = SAID[language]
    page = desk.again(WORKER, PHONE, language)
    page.emulate_media(color_scheme=THEMES[language])
    requisition.begin(page, said["title"])
    keys = Keys(page)
    words(page, keys)
    fit(page)
    keys.go_on()
    days(page, keys, said)
    fit(page)
    keys.go_on()
    choices(page, keys, said)
    fit(page)
    keys.go_on()
    rows(page, keys)
    fit(page)
    keys.go_on()
    main = page.locator("main")
    for one in (said["visit"], said["street"], said["score"], "A boat", "Siu Ming", "HK$32.50", said["agreed"]):
        expect(main).to_contain_text(one)
    fit(page)
    keys.to(".bar button.button--primary")
    keys.press("Enter")
    page.wait_for_url(lambda url: "/review/" not in url)
    for one in (said["visit"], said["street"], "A boat", "Two", said["agreed"], said["signed"]):
        expect(main).to_contain_text(one)
    fit(page)


def test_a_ranking_is_dragged_and_a_draft_keeps_it(desk: Desk) -> None:
    page = desk.again(WORKER, LAPTOP)
    requisition.begin(page, SAID["en"]["title"])
    page.goto(page.url.replace("/words/", "/choices/"))
    row = page.locator("[data-rank]:has([data-part=home]) .ranking__words")
    row.evaluate("one => one.scrollIntoView({block: 'center'})")
    start, goal = row.bounding_box(), page.locator("[data-rank]:has([data-part=health])").bounding_box()
    assert start and goal
    page.mouse.move(start["x"] + 20, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 20, goal["y"] + goal["height"] - 4, steps=6)
    with page.expect_response("**/autosave/"):
        page.mouse.up()
    assert places(page) == ["money", "health", "home"]
    page.reload()
    assert places(page) == ["money", "health", "home"]
    fit(page)
