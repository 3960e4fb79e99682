"""In the designer the keyboard is always somewhere that is seen.

DF1 after a field was removed, moved, undone, or a question was answered or put away, the focus is on the form
DF2 Escape from another view leads back to what opened it
DF3 what is put away takes no focus with it, and what is drawn anew never takes the rest of a word into another box
DF4 on a phone, where one part is seen at a time, the part with the focus is the one that is seen
DF5 whoever has two windows is not told that a colleague is there
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import PHONE, Desk
from tests.browser.test_designer import copy_of, press, saved, tab_to

pytestmark = pytest.mark.browser
STANDS = """() => {
    const one = document.activeElement;
    return one !== document.body && one.checkVisibility({ checkVisibilityCSS: true });
}"""


def stands(page: Page, after: str) -> None:
    """The focus is on something seen, also when everything is drawn that waits to be."""
    page.wait_for_timeout(50)
    assert page.evaluate(STANDS), f"nowhere after: {after}"


def on_card(page: Page, words: str) -> None:
    expect(page.locator(".card-item:focus .card-item__label")).to_have_text(words)


def labels(page: Page) -> list[str]:
    return page.locator(".canvas__items .card-item__label").all_inner_texts()


def first_card(page: Page) -> None:
    page.locator(".card-item").first.focus()
    press(page, "Home")


def test_the_focus_is_on_the_form_after_whatever_was_done_to_a_field(desk: Desk) -> None:
    page = desk.again("manager.wts")
    copy_of(page, "Focus after acts")
    before = labels(page)
    first_card(page)
    press(page, "ArrowDown", "Delete")  # its score reads it: asked, and left as it was
    expect(page.get_by_role("dialog")).to_be_visible()
    press(page, "Escape")
    on_card(page, before[1])
    press(page, "Delete")
    expect(page.get_by_role("dialog")).to_be_visible()
    tab_to(page, "dialog .button--danger")
    press(page, "Enter")
    on_card(page, before[2])
    press(page, "Control+z")
    stands(page, "a removal undone")
    assert labels(page) == before

    first_card(page)
    press(page, " ", "ArrowDown", " ")
    on_card(page, before[0])
    press(page, "Control+z")
    on_card(page, before[0])
    page.locator('[data-k="act down"]').focus()
    press(page, "Enter")
    expect(page.locator('[data-k="act down"]')).to_be_focused()

    press(page, "Escape", "/")
    page.keyboard.type("date")
    press(page, "Enter")
    expect(page.locator("#p-label-en")).to_be_focused()
    page.keyboard.type("Half a wo")
    saved(page)
    press(page, "Control+z", "Control+z")
    stands(page, "an added field undone while typing in it")
    page.keyboard.type("rd")
    page.wait_for_timeout(700)
    assert page.locator("[data-title]").inner_text() == "Focus after acts"
    assert labels(page).count(before[0]) == 1


@pytest.mark.parametrize("view", ["translations", "json", "problems"])
def test_escape_from_a_view_leads_back_to_what_opened_it(desk: Desk, view: str) -> None:
    page = desk.again("manager.wts")
    copy_of(page, f"Escape from {view}")
    page.locator(f'[data-k="{view}"]').focus()
    press(page, "Enter")
    stands(page, f"{view} opened")
    press(page, "Tab", "Escape")
    expect(page.locator(f'[data-k="{view}"]')).to_be_focused()


def test_a_page_goes_with_a_question_about_what_reads_its_fields(desk: Desk) -> None:
    page = desk.again("manager.wts")
    copy_of(page, "A page goes")
    page.locator('[data-k="add page"]').focus()
    press(page, "Enter")
    expect(page.locator(".designer__properties input").first).to_be_focused()
    page.locator(".canvas__page").first.click()
    stands(page, "another page chosen")
    page.locator(".canvas__title").focus()
    press(page, "Enter")
    tab_to(page, '[data-k="act remove"]')
    press(page, "Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Used in this form")
    tab_to(page, "dialog .button--danger")
    press(page, "Enter")
    stands(page, "a page removed")
    expect(page.locator(".canvas__page")).to_have_count(1)


def test_on_a_phone_the_part_with_the_focus_is_seen(desk: Desk) -> None:
    page = desk.again("manager.wts", PHONE)
    copy_of(page, "Focus on a phone")
    page.locator(".card-item").nth(1).dblclick()
    expect(page.locator("#p-label-en")).to_be_focused()
    press(page, "Escape")
    expect(page.locator(".card-item:focus")).to_be_visible()
    page.locator('[data-sheet="properties"][aria-pressed]').click()
    page.locator('[data-k="act remove"]').click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(page.locator('[data-k="act remove"]')).to_be_focused()
    page.locator('[data-k="act remove"]').click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.locator(".card-item:focus")).to_be_visible()
    press(page, "/")
    stands(page, "the palette sought")


def test_the_palette_comes_back_from_behind_a_wide_preview(desk: Desk) -> None:
    page = desk.again("manager.wts")
    copy_of(page, "Wide preview")
    page.locator(".preview__pick").first.select_option("desktop")
    page.locator(".card-item").first.focus()
    press(page, "/")
    expect(page.locator("#palette-find")).to_be_focused()
    expect(page.locator(".preview__pick").first).to_have_value("phone")


def test_ones_own_other_window_is_no_colleague(desk: Desk) -> None:
    one = desk.again("manager.wts")
    address = copy_of(one, "Two windows")
    other = desk.again("manager.wts")
    other.goto(address)
    people = one.locator(".designer__people")
    expect(people).to_have_text("You have this form open in another window too. Each shows what you do in the other.")
    other.locator(".card-item").first.click()
    other.locator("#p-label-en").fill("Said in the other")
    told = one.locator(".designer__said")
    expect(told).to_contain_text("You, in another window, changed this form", timeout=12_000)
    tab_to(one, ".designer__said button")
    press(one, "Enter")
    stands(one, "news put away")
    desk.forgive(409)
