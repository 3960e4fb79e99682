"""Work in progress for pages to show: a requisition that waits for the head of finance, drafts, a definition's draft."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import requisition
from tests.browser.desk import Desk
from tests.browser.first_form import first_form

RETURNED_WITH = "Second quotation missing."
DEFINITION = "funds"
PROPOSED = "purchase-types"


@dataclass
class Story:
    """Addresses of what was begun, by name: request, draft, assessment, copy, form, trial, proposed."""

    paths: dict[str, str] = field(default_factory=dict)


def tell(desk: Desk, folder: Path) -> Story:
    """Does all of it through the pages, as people would."""
    story = Story()
    story.paths["request"] = a_request_returned_amended_and_awarded(desk, folder)
    story.paths["draft"] = a_draft_with_a_quotation_to_go(desk)
    story.paths["assessment"] = an_assessment_half_answered(desk)
    story.paths["copy"] = a_copy_with_a_changed_draft(desk)
    story.paths["form"] = a_form_with_something_to_mend(desk)
    story.paths["trial"] = a_scale_to_try(desk)
    story.paths["table"] = a_table_of_our_own(desk)
    story.paths["proposed"] = a_draft_that_waits_for_a_second_person(desk)
    desk.close()
    return story


def a_request_returned_amended_and_awarded(desk: Desk, folder: Path) -> str:
    """The requisition now waits for the head of finance."""
    worker, head = desk.again("worker.wts"), desk.again("depthead.wts")
    requisition.whole(worker, folder)
    requisition.open_from_inbox(head, requisition.TITLE)
    requisition.send_back(head, RETURNED_WITH)
    requisition.open_from_inbox(worker, requisition.TITLE)
    worker.get_by_role("button", name="Change the form").click()
    requisition.go_to(worker, "Review")
    worker.wait_for_url("**/review/")
    worker.get_by_role("button", name="Submit").click()
    worker.wait_for_url("**/processes/**")
    requisition.open_from_inbox(head, requisition.TITLE)
    head.get_by_role("button", name="Approve").click()
    expect(head.locator("a.entry", has_text=requisition.TITLE)).to_have_count(0)
    return path_of(worker)


def a_draft_with_a_quotation_to_go(desk: Desk) -> str:
    """The folder of a draft, without its page."""
    page = desk.again("worker2.wts")
    requisition.begin(page)
    requisition.need(page, "Children's book corner")
    requisition.next_page(page)
    requisition.items(page, [("Picture books, set of ten", "6", "1250"), ("Book shelf", "2", "1600")])
    requisition.next_page(page)
    first = requisition.row(page, "Quotation 1")
    page.get_by_role("button", name="Add: Quotation").click()
    first.get_by_label("Supplier").fill("Rainbow Learning Ltd")
    first.get_by_role("radio", name="Written").check()
    first.get_by_label("Amount").fill("10700")
    page.get_by_role("button", name="Save and finish later").click()
    expect(page.get_by_text("Your words are kept.")).to_be_visible()
    link = page.locator("a.entry").first.get_attribute("href") or ""
    return link.split("page/")[0]


def an_assessment_half_answered(desk: Desk) -> str:
    """The folder of a PHQ-9 with an answer to its ninth question."""
    page = desk.again("programme.wts")
    requisition.begin(page, "PHQ-9 assessment")
    page.get_by_label("Date of the assessment").fill(str(date.today()))
    for number, value in ((1, "1"), (2, "2"), (3, "1"), (4, "1"), (9, "1")):
        page.get_by_role("group", name=f"{number}. ").locator(f"input[value='{value}']").check()
    expect(page.locator("[data-saved]").first).to_contain_text("Saved")
    return path_of(page).split("page/")[0]


def a_table_of_our_own(desk: Desk) -> str:
    """The centre's own copy of who approves purchases, to edit as a grid; its address."""
    page = desk.again("manager.wts")
    page.goto("/design/tables/new/")
    page.get_by_label("Begin with").select_option(label="Who approves purchases")
    page.get_by_role("button", name="Edit the table").click()
    page.wait_for_url("**/edit/")
    return path_of(page).removesuffix("edit/")


def a_copy_with_a_changed_draft(desk: Desk) -> str:
    """A list of choices that the centre keeps for itself: version 1 published, version 2 begun."""
    page = desk.again("manager.wts")
    page.goto("/design/")
    page.get_by_role("row").filter(has_text=DEFINITION).get_by_role("link").first.click()
    page.get_by_role("link", name="Make our own copy").click()
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("link", name="Review and publish").click()
    page.get_by_role("button", name="Publish version 1").click()
    page.get_by_role("link", name="Edit as text").click()
    text = page.get_by_label("Text", exact=True)
    text.fill(text.input_value().replace('"en": "Donation"', '"en": "Gifts and donations"'))
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", name="Draft 2")).to_be_visible()
    return path_of(page)


def a_draft_that_waits_for_a_second_person(desk: Desk) -> str:
    """A list of choices that asks for four eyes by itself: the page on which another person publishes it."""
    page = desk.again("manager.wts")
    page.goto("/design/")
    page.get_by_role("row").filter(has_text=PROPOSED).get_by_role("link").first.click()
    page.get_by_role("link", name="Make our own copy").click()
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("button", name="Always ask for this definition").click()
    page.get_by_role("link", name="Review and propose").click()
    address = path_of(page)
    page.get_by_role("button", name="Propose for publishing").click()
    expect(page.get_by_text("Version 1 is proposed.")).to_be_visible()
    return address


def a_form_with_something_to_mend(desk: Desk) -> str:
    """The guide's first form in the designer, with a band that has no name yet."""
    page = desk.again("manager.wts")
    for name, _ in first_form(page, "en"):
        if name == "mend":
            break
    return path_of(page)


def a_scale_to_try(desk: Desk) -> str:
    """The centre's own copy of a shipped scale, in the designer."""
    page = desk.again("manager.wts")
    page.goto("/design/forms/new/")
    page.locator("#title").fill("Trial of a scale")
    model = page.locator("#from option", has_text="PHQ-4").first.get_attribute("value")
    page.locator("#from").select_option(model)
    page.locator(".barbox .button--primary").click()
    expect(page.locator(".canvas__title")).to_be_visible()
    return path_of(page)


def path_of(page: Page) -> str:
    """The address of a window without its host."""
    return "/" + page.url.split("/", 3)[3]
