"""A form that is being drawn: no crash, lost network or sign-out loses a word of it.

DK1 drawn without a network, then the window dies: the next window has it all, upon what a colleague did meanwhile
DK2 what waits on the device is sealed, and gone when the server has it
DK3 signed out while drawing: it is said, and saved after signing in again
DK4 a save that arrived without its answer is not done twice
"""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.desk import Desk
from tests.browser.test_designer import copy_of, saved

pytestmark = pytest.mark.browser
KEPT = "Object.entries(localStorage).filter(([name]) => name.startsWith('centreline.design.'))"


def label(page: Page, words: str) -> None:
    page.locator("#p-label-en").fill(words)


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-design-saved]")).to_contain_text(words)


def card(page: Page, words: str):
    return page.locator(".card-item__label").get_by_text(words, exact=True)


def test_a_window_that_dies_without_a_network_loses_nothing(desk: Desk) -> None:
    one = desk.again("manager.wts")
    address = copy_of(one, "Drawn in a lift")
    colleague = desk.again("manager.wts")
    colleague.goto(address)

    one.context.set_offline(True)
    one.locator(".card-item").nth(0).click()
    label(one, "Typed in the lift")
    says(one, "kept on this device")
    one.locator(".card-item").nth(1).click()
    label(one, "Mine of two")
    one.keyboard.press("Escape")
    one.keyboard.press("/")
    one.keyboard.type("date")
    one.keyboard.press("Enter")
    label(one, "Added in the lift")
    one.wait_for_timeout(300)
    kept = one.evaluate(KEPT)
    assert len(kept) == 1
    assert "lift" not in kept[0][1]
    one.close()

    colleague.locator(".card-item").nth(1).click()
    label(colleague, "Theirs of two")
    colleague.locator(".card-item").nth(0).click()
    colleague.locator("#p-hint-en").fill("A hint by the colleague")
    saved(colleague)

    again = one.context.new_page()
    one.context.set_offline(False)
    again.goto(address)
    expect(card(again, "Typed in the lift")).to_be_visible()
    expect(card(again, "Added in the lift")).to_be_visible()
    expect(card(again, "Theirs of two")).to_be_visible()
    expect(again.locator(".designer__said")).to_be_visible()
    expect(again.locator('[data-k="problems"]')).to_have_text("1 to mend")
    again.locator('[data-k="problems"]').click()
    again.get_by_role("button", name="Use mine").click()
    saved(again)
    again.wait_for_function(f"() => {KEPT}.length === 0")
    again.reload()
    expect(card(again, "Mine of two")).to_be_visible()
    expect(card(again, "Added in the lift")).to_have_count(1)
    again.locator(".card-item").nth(0).click()
    expect(again.locator("#p-hint-en")).to_have_value("A hint by the colleague")
    desk.trouble.clear()  # the browser notes the lost connection and the refused save as errors; they were meant to be


def test_a_sign_out_while_drawing_loses_nothing(desk: Desk) -> None:
    page = desk.sign_in("manager.wts")
    copy_of(page, "Drawn while signed out")
    away = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    page.locator(".card-item").nth(0).click()
    label(page, "Typed while signed out")
    says(page, "signed out")
    page.context.add_cookies(away)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(page)
    page.reload()
    expect(card(page, "Typed while signed out")).to_be_visible()
    desk.forgive(401)


def test_a_save_whose_answer_is_lost_is_not_done_twice(desk: Desk) -> None:
    page = desk.again("manager.wts")
    copy_of(page, "Answer lost")
    lost: list[str] = []

    def lose(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.request.url)
        route.fetch()
        return route.abort()

    page.route("**/save/", lose)
    page.locator(".card-item").nth(0).click()
    label(page, "Said once")
    says(page, "No connection")
    label(page, "Said once, then more")
    expect(page.locator("[data-design-saved]")).to_have_text(re.compile("^Saved"), timeout=12_000)
    expect(page.locator('[data-k="problems"]')).to_have_text("Nothing to mend")
    page.reload()
    expect(card(page, "Said once, then more")).to_be_visible()
    desk.trouble.clear()
