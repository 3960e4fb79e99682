"""The guide's first form, drawn step by step: a family intake with a condition, rows and a score."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect

FIELDS = [
    ("text", "Name of the family", "家庭名稱"),
    ("date", "Date of first contact", "首次接觸日期"),
    ("yes_no", "Is there a child under six?", "是否有六歲以下兒童？"),
    ("integer", "How many children", "兒童人數"),
    ("integer", "Worry about money", "對金錢的憂慮"),
    ("integer", "Worry about health", "對健康的憂慮"),
]
WITHIN = [("text", "Name of the person", "家人姓名"), ("text", "How they are related", "關係")]


def first_form(page: Page, language: str) -> Iterator[tuple[str, Page]]:
    """Each step's name with the page as it stands then. `language`: "en" or "zh-Hant"; it is also the form's own name."""
    page.goto("/design/forms/new/")
    page.locator("#title").fill("Family intake" if language == "en" else "Family intake, second")
    page.locator("#title_zh").fill("家庭接案")
    yield "begin", page
    page.locator(".barbox .button--primary").click()
    expect(page.locator(".canvas__title")).to_be_visible()
    yield from draw(page)
    yield from mend_and_publish(page)


def draw(page: Page) -> Iterator[tuple[str, Page]]:
    """Fields, rows, a condition, a score."""
    for kind, english, chinese in FIELDS:
        add(page, kind, english, chinese)
    settled(page)
    yield "fields", page
    add(page, "repeat", "People at home", "同住家人")
    for kind, english, chinese in WITHIN:
        add(page, kind, english, chinese)
        card(page, 6).click()
    settled(page)
    yield "rows", page
    card(page, 3).click()
    page.locator('[data-k$=" visible_when add"]').click()
    asked = page.locator(".rule__condition select")
    asked.first.select_option("var is_there_a_child_under_six")
    asked.last.select_option("true")
    settled(page)
    page.locator('[data-k$=" visible_when add"]').first.scroll_into_view_if_needed()
    yield "condition", page
    page.locator('[data-k="add scores"]').click()
    page.locator("#p-label-en").fill("Worry")
    page.locator("#p-label-zh-Hant").fill("憂慮")
    for key in ("worry_about_money", "worry_about_health"):
        page.locator(f'[data-k="p-of-{key}"]').check()
    settled(page)
    page.locator(".canvas__extras").nth(1).scroll_into_view_if_needed()
    yield "score", page


def mend_and_publish(page: Page) -> Iterator[tuple[str, Page]]:
    """What is missing, both languages side by side, the preview, the page that publishes."""
    page.locator('[data-k="bands add"]').click()
    settled(page)
    page.locator('[data-k="problems"]').click()
    yield "mend", page
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    page.locator('[data-k="translations"]').click()
    yield "translations", page
    page.locator('[data-k="translations"]').click()
    card(page, 0).click()
    page.locator('[data-k="add scores"]').scroll_into_view_if_needed()
    inside = page.frame_locator(".preview__frame")
    inside.locator("input[type=text]").first.fill("Lam")
    page.wait_for_timeout(1500)
    yield "try", page
    page.locator("[data-publish]").click()
    page.wait_for_url(re.compile("/publish/"))
    yield "publish", page


def add(page: Page, kind: str, english: str, chinese: str) -> None:
    page.locator(f'[data-type="{kind}"]').click()
    expect(page.locator("#p-label-en")).to_have_value("")
    page.locator("#p-label-en").fill(english)
    page.locator("#p-label-zh-Hant").fill(chinese)


def card(page: Page, at: int):
    return page.locator(".canvas__items .card-item").nth(at)


def settled(page: Page) -> None:
    """Saved, and the preview drawn."""
    expect(page.locator("[data-design-saved]")).to_have_text(re.compile("Saved|已儲存"))
    page.wait_for_timeout(1200)
