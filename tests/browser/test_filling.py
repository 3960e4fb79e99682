"""Filling forms: nothing is lost, the rules answer while one writes, and none of it needs JavaScript.

FI1 a draft saves itself; a reload and another device find it as it was left
FI2 two windows on one draft: the second is asked calmly which answer to keep, and nothing is lost
FI3 totals, and what shows and hides, follow every key stroke
FI4 the PHQ-9 score and the alert of its ninth question appear as they are answered
FI5 a page that is sent while a save is on its way does not conflict with itself
FI7 a lost network, a reload and a sign-out half-way lose nothing, and what waits on the device is sealed
FI6 without JavaScript the same form goes from start to submission
"""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import requisition
from tests.browser.desk import LAPTOP, PHONE, Desk

pytestmark = pytest.mark.browser
WORKER = "programme.wts"
ASSESSMENT = "PHQ-9 assessment"


def saved(page: Page) -> Locator:
    return page.locator("[data-saved]").first


def question(page: Page, number: int) -> Locator:
    return page.get_by_role("group", name=re.compile(f"^{number}\\. "))


def answer(page: Page, values: list[str]) -> None:
    """Answers the nine questions with the scores of `values`."""
    for number, value in enumerate(values, 1):
        question(page, number).locator(f"input[value='{value}']").check()


def test_a_draft_is_kept_and_taken_up_on_another_device(desk: Desk) -> None:
    phone = desk.again(WORKER, PHONE)
    requisition.begin(phone)
    requisition.need(phone, "Saved by itself")
    expect(saved(phone)).to_have_text(re.compile(r"Saved \d\d:\d\d"))

    phone.reload()
    expect(phone.get_by_label("What is needed, in a few words")).to_have_value("Saved by itself")
    expect(phone.get_by_role("radio", name="Goods")).to_be_checked()

    laptop = desk.again(WORKER, LAPTOP)
    laptop.goto("/forms/")
    laptop.locator(f"a.entry[href='{phone.url.removeprefix(desk.site.address)}']").click()
    expect(laptop.get_by_label("What is needed, in a few words")).to_have_value("Saved by itself")
    expect(laptop.get_by_label("Type of purchase")).to_have_value("equipment")


def test_a_lost_network_half_way_loses_nothing(desk: Desk) -> None:
    phone = desk.again(WORKER, PHONE, service_workers="allow")
    requisition.begin(phone)
    requisition.need(phone, "Before the lift")
    expect(saved(phone)).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    phone.wait_for_function(
        "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
    )

    phone.context.set_offline(True)
    phone.get_by_label("What is needed, in a few words").fill("Typed in the lift")
    expect(saved(phone)).to_contain_text("kept on this device")
    kept = phone.evaluate("Object.entries(localStorage).filter(([name]) => name.startsWith('centreline.draft.'))")
    assert len(kept) == 1
    assert "lift" not in kept[0][1]
    phone.reload()
    expect(phone.get_by_role("heading", name="No connection")).to_be_visible()

    phone.context.set_offline(False)
    phone.get_by_role("link", name="Try again").click()
    expect(phone.get_by_label("What is needed, in a few words")).to_have_value("Typed in the lift")
    expect(saved(phone)).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    phone.wait_for_function("() => !Object.keys(localStorage).some(name => name.startsWith('centreline.draft.'))")
    requisition.next_page(phone)
    desk.trouble.clear()


def test_a_sign_out_half_way_loses_nothing(desk: Desk) -> None:
    page = desk.sign_in(WORKER)
    requisition.begin(page)
    requisition.need(page, "Before the session ended")
    expect(saved(page)).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    away = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("What is needed, in a few words").fill("Typed while signed out")
    expect(saved(page)).to_contain_text("signed out")
    way_in = saved(page).get_by_role("link", name="Sign in").get_attribute("href") or ""
    assert parse_qs(urlsplit(way_in).query)["next"] == [urlsplit(page.url).path]
    page.context.add_cookies(away)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(saved(page)).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    page.reload()
    expect(page.get_by_label("What is needed, in a few words")).to_have_value("Typed while signed out")
    desk.forgive(401)


def test_two_windows_on_one_draft(desk: Desk) -> None:
    first = desk.again(WORKER)
    requisition.begin(first)
    second = first.context.new_page()
    second.goto(first.url)

    first.get_by_label("What is needed, in a few words").fill("Written in the first window")
    expect(saved(first)).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    second.get_by_label("What is needed, in a few words").fill("Written in the second window")

    panel = second.locator("[data-conflict]")
    expect(panel).to_contain_text("Nothing is lost")
    expect(panel).to_contain_text("Written in the first window")
    panel.get_by_role("radio", name=re.compile("Take theirs")).check()
    panel.get_by_role("button", name="Use these answers").click()
    expect(second.locator("[data-conflict]")).to_have_count(0)
    expect(second.get_by_label("What is needed, in a few words")).to_have_value("Written in the first window")
    desk.forgive(409)


def test_totals_and_questions_follow_every_stroke(desk: Desk) -> None:
    page = desk.again(WORKER)
    requisition.begin(page)
    requisition.need(page)
    requisition.next_page(page)
    requisition.items(page, [("Bubble tube", "2", "2499.99")])
    total = page.locator("[data-field=total] output")
    expect(total).to_have_text("HK$4,999.98")
    requisition.row(page, "Item 1").get_by_label("Unit price").fill("2500")
    expect(total).to_have_text("HK$5,000.00")
    requisition.next_page(page)
    expect(page.locator("[data-field=quotations_needed] output")).to_have_text("2")
    expect(page.get_by_role("button", name="Add: Quotation")).to_be_visible()
    requisition.go_to(page, "Declaration")
    details = page.get_by_label("Describe the interest")
    expect(details).to_be_hidden()
    page.get_by_role("radio", name="Yes").check()
    expect(details).to_be_visible()
    page.get_by_role("radio", name="No").check()
    expect(details).to_be_hidden()


def test_the_score_and_the_alert_appear_as_they_are_answered(desk: Desk) -> None:
    page = desk.again(WORKER, PHONE)
    requisition.begin(page, ASSESSMENT)
    page.get_by_label("Date of the assessment").fill(str(date.today()))
    answer(page, ["1", "2", "1", "2", "1", "1", "1", "0", "0"])
    score = page.locator("[data-score]")
    expect(score).to_contain_text("9")
    expect(score).to_contain_text("Mild")
    alert = page.locator("[data-alert]").first
    expect(alert).to_be_hidden()
    crisis = page.get_by_text("Stay with the person")
    expect(crisis).to_be_hidden()
    question(page, 9).locator("input[value='1']").check()
    expect(alert).to_be_visible()
    expect(crisis).to_be_visible()
    expect(score).to_contain_text("10")
    expect(score).to_contain_text("Moderate")


def test_a_page_sent_while_a_save_is_under_way(desk: Desk) -> None:
    page = desk.again(WORKER)
    requisition.begin(page)
    requisition.need(page, "First words")
    expect(saved(page)).to_have_text(re.compile(r"Saved \d\d:\d\d"))

    def slowly(route: Route) -> None:
        page.wait_for_timeout(1200)
        route.continue_()

    page.route("**/autosave/", slowly)
    with page.expect_request("**/autosave/"):
        page.get_by_label("What is needed, in a few words").fill("Second words")
    page.get_by_label("What is needed, in a few words").fill("Third words")
    requisition.next_page(page)
    page.wait_for_url("**/page/items/")
    page.go_back()
    expect(page.get_by_label("What is needed, in a few words")).to_have_value("Third words")


def test_a_whole_assessment_without_javascript(desk: Desk) -> None:
    page = desk.again(WORKER, PHONE, java_script_enabled=False)
    requisition.begin(page, ASSESSMENT)
    answer(page, ["1", "1", "1", "1", "1", "1", "1", "1"])
    page.get_by_role("button", name="Next page").click()
    summary = page.get_by_role("alert").first
    expect(summary).to_contain_text("2 answers need your attention")
    page.get_by_label("Date of the assessment").fill(str(date.today()))
    question(page, 9).locator("input[value='3']").check()
    requisition.next_page(page)
    page.get_by_role("radio", name="Somewhat difficult").check()
    page.get_by_label("Worker's remarks").fill("Safety plan agreed.")
    page.get_by_role("region", name="Actions").get_by_role("button", name="Review").click()
    main = page.locator("main")
    expect(main).to_contain_text("11")
    expect(main).to_contain_text("Moderate")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Submitted.")).to_be_visible()
    expect(main).to_contain_text("Safety plan agreed.")

    supervisor = desk.again("supervisor.wts")
    supervisor.goto("/notices/")
    expect(supervisor.locator("main")).to_contain_text("Question 9 of an assessment")
    desk.forgive(422)
