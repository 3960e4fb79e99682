"""What a manager builds with the controls of the designer, and what it then does in the hands of a worker.

DC1 a score with weights, an answer counted backwards, a rule for missing answers and bands; options offered by another answer
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import PHONE, Desk

pytestmark = pytest.mark.browser
TITLE = "Strain at home"
SAVED = re.compile("^Saved")


def begin(page: Page, title: str) -> None:
    page.goto("/design/forms/new/")
    page.locator("#title").fill(title)
    page.locator("#title_zh").fill("情緒問卷")
    page.locator(".barbox .button--primary").click()
    expect(page.locator(".canvas__title")).to_be_visible()


def add(page: Page, kind: str, english: str, chinese: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(kind)
    page.keyboard.press("Enter")
    expect(page.locator("#p-label-en")).to_be_focused()
    page.keyboard.type(english)
    page.locator("#p-label-zh-Hant").fill(chinese)
    page.keyboard.press("Escape")


def options(page: Page, *pairs: tuple[str, str]) -> None:
    for index, (english, chinese) in enumerate(pairs):
        page.locator(f"#o-choices-{index}-en").fill(english)
        page.locator(f"#o-choices-{index}-zh-Hant").fill(chinese)
    page.keyboard.press("Escape")


def card(page: Page, words: str) -> None:
    page.locator(".canvas__items .card-item", has_text=words).first.click()


def rule(page: Page, control: str, name: str) -> Locator:
    """A control of the rule builder: `name` is its place in the rule and what it is."""
    return page.locator(f'[data-k$=" {control} {name}"]')


def nothing_to_mend(page: Page) -> None:
    expect(page.locator('[data-k="problems"]')).to_have_text("Nothing to mend")
    expect(page.locator("[data-design-saved]")).to_have_text(SAVED)


def publish(page: Page) -> None:
    page.locator("[data-publish]").click()
    page.wait_for_url(re.compile("/design/"))
    page.get_by_role("button", name=re.compile("^Publish version 1")).click()
    expect(page.locator(".message", has_text="published")).to_be_visible()


def draw(page: Page) -> None:
    for english, chinese in (
        ("I feel calm", "我感到平靜"),
        ("I feel tense", "我感到緊張"),
        ("I sleep badly", "我睡得不好"),
    ):
        add(page, "scale", english, chinese)
    add(page, "choice", "Area", "範疇")
    options(page, ("Health", "健康"), ("Money", "經濟"))
    add(page, "choice", "Help wanted", "所需協助")
    options(page, ("Clinic", "診所"), ("Loan", "貸款"))


def offer_by_answer(page: Page) -> None:
    """The loan is offered only where the area is money."""
    rule(page, "choices_when", "add").click()
    rule(page, "choices_when", "0 op").select_option("!=")
    rule(page, "choices_when", "0 value").select_option(label="Loan")
    rule(page, "choices_when", "add").click()
    rule(page, "choices_when", "1 field").select_option(label="Area")
    rule(page, "choices_when", "1 value").select_option(label="Money")
    rule(page, "choices_when", "how").select_option("or")
    expect(page.locator('[data-said="choices_when"]')).to_contain_text("Loan")


def make_score(page: Page) -> None:
    page.locator('[data-k="add scores"]').click()
    page.locator("#p-label-en").fill("Strain")
    page.locator("#p-label-zh-Hant").fill("壓力")
    page.locator("#p-fn").select_option("weighted")
    for key in ("i_feel_calm", "i_feel_tense", "i_sleep_badly"):
        page.locator(f'[data-k="p-of-{key}"]').check()
    page.locator('[data-k="p-weights-i_feel_tense"]').fill("2")
    page.locator('[data-k="p-reversed-i_feel_calm"]').check()
    page.locator('[data-k="p-missing-prorate"]').check()
    for index, (start, end, english, chinese) in enumerate(((4, 12, "Low", "低"), (13, 20, "High", "高"))):
        page.locator('[data-k="bands add"]').click()
        page.locator(f"#p-bands-{index}-from").fill(str(start))
        page.locator(f"#p-bands-{index}-to").fill(str(end))
        page.locator(f"#p-bands-{index}-label-en").fill(english)
        page.locator(f"#p-bands-{index}-label-zh-Hant").fill(chinese)
    page.locator("#p-bands-1-text-en").fill("Offer an appointment this week.")
    page.locator("#p-bands-1-text-zh-Hant").fill("請於本星期內安排會面。")


def test_a_score_and_dependent_options_are_drawn_published_and_filled(desk: Desk) -> None:
    page = desk.again("manager.wts")
    begin(page, TITLE)
    draw(page)
    card(page, "Help wanted")
    offer_by_answer(page)
    make_score(page)
    nothing_to_mend(page)
    publish(page)

    worker = desk.again("worker.wts", PHONE)
    worker.goto("/start/")
    worker.locator("form.tile", has_text=TITLE).get_by_role("button").click()
    for statement in ("I feel calm", "I feel tense"):
        worker.get_by_role("group", name=statement).get_by_role("radio", name="5").check()
    loan = worker.locator("input[value='loan']")
    worker.get_by_role("radio", name="Health").check()
    expect(loan).to_be_hidden()
    worker.get_by_role("radio", name="Money").check()
    expect(loan).to_be_visible()
    expect(worker.locator("main")).to_contain_text("14.67")
    expect(worker.locator("main")).to_contain_text("High")
