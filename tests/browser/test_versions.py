"""A published form changes under the hands of those who use it: nothing that was begun or handed in is lost.

VE1 a manager renames one field and removes another, sees what that touches, and publishes version 2; the draft and the
    process that were begun on version 1 go on there, and an older version comes back as a draft
"""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import requisition
from tests.browser.desk import Desk

pytestmark = pytest.mark.browser
MANAGER, WORKER = "manager.wts", "worker.wts"


def both(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh-Hant": zh}


FORM_TITLE, REPORT_TITLE, ROUTE_TITLE = "Visit to a home", "Minutes of visits", "Visit and its reading"
FIELDS = [
    {"id": "hv-reason", "key": "reason", "type": "text", "label": both("Reason of the visit", "探訪原因"), "required": True},
    {"id": "hv-minutes", "key": "minutes", "type": "integer", "label": both("Minutes spent", "所用分鐘")},
    {"id": "hv-remark", "key": "remark", "type": "text", "label": both("Old remark", "舊備註")},
]  # fmt: skip
FORM = {
    "kind": "form", "language": 1, "key": "home-visit-story", "title": both(FORM_TITLE, "家訪"),
    "summary": {"title": "reason"},
    "pages": [{"id": "hv-page", "key": "all", "title": both("The visit", "探訪"), "items": FIELDS}],
}  # fmt: skip
ROUTE = {
    "kind": "workflow", "language": 1, "key": "home-visit-route", "title": both(ROUTE_TITLE, "家訪及審閱"), "start": "ask",
    "nodes": {
        "ask": {"id": "hvr-ask", "type": "form", "title": both("Visit", "家訪"), "form": "home-visit-story",
                "assign": {"starter": True}, "next": "long"},
        "long": {"id": "hvr-long", "type": "decision", "title": both("Was it long?", "是否長時間？"), "default": "read",
                 "ways": [{"id": "hvr-way", "when": {">": [{"var": "ask.minutes"}, 600]}, "to": "done"}]},
        "read": {"id": "hvr-read", "type": "task", "title": both("Read", "審閱"), "assign": {"role": "supervisor"},
                 "outcomes": [{"id": "hvr-ok", "key": "accept", "label": both("Accept", "接受"), "to": "done"}]},
        "done": {"id": "hvr-done", "type": "end", "title": both("Done", "完成"), "outcome": "done"},
    },
}  # fmt: skip
REPORT = {
    "kind": "report", "language": 1, "key": "home-visit-minutes", "title": both(REPORT_TITLE, "家訪分鐘"),
    "dataset": "form:home-visit-story", "rows": [{"field": "remark"}],
    "measures": [{"key": "spent", "fn": "sum", "of": "minutes"}],
}  # fmt: skip
PLACES = [
    "Rows: Old remark",
    "Figure: Total of Minutes spent",
    "Step “Was it long?”, when: Minutes spent is more than 600",
]


def published(page: Page, body: object) -> str:
    """Enters a document as text and publishes it; the address of its page."""
    page.goto("/design/new/")
    page.locator("#owner").select_option(label="Wong Tai Sin Centre") if page.locator(
        "#owner option"
    ).count() > 1 else None
    page.locator("#source").fill(json.dumps(body, ensure_ascii=False))
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("link", name="Review and publish").click()
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.locator(".message", has_text="Version 1 is published")).to_be_visible()
    return page.url


def answered(page: Page, reason: str) -> None:
    """Begins a visit and writes everything on its one page."""
    requisition.begin(page, ROUTE_TITLE)
    page.get_by_label("Reason of the visit").fill(reason)
    page.get_by_label("Minutes spent").fill("45")
    page.get_by_label("Old remark").fill("Said at the door")
    expect(page.locator("[data-saved]").first).to_have_text(re.compile(r"Saved \d\d:\d\d"))


def rename_and_remove(page: Page, address: str) -> None:
    """In the designer: `minutes` gets another key and label, `remark` goes, and both say who reads them."""
    page.goto(address)
    page.get_by_role("link", name="Edit", exact=True).click()
    page.locator(".card-item", has_text="Minutes spent").click()
    page.locator("#p-label-en").fill("Minutes with the family")
    page.locator(".properties__more > summary").first.click()
    page.locator("#p-key").fill("minutes_with_family")
    page.locator("#p-key").press("Tab")
    page.locator(".card-item", has_text="Old remark").click()
    expect(page.locator(".prop", has_text="Used in")).to_contain_text(f"{REPORT_TITLE} (Rows: Old remark)")
    page.locator('[data-k="act remove"]').click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text(REPORT_TITLE)
    asked.get_by_role("button", name="Remove").click()
    expect(page.locator(".card-item")).to_have_count(2)
    expect(page.locator("[data-design-saved]")).to_have_text(re.compile("^Saved"))


def see_and_publish(page: Page) -> None:
    """The review names every place that reads what changes, and asks whether one knows what stops."""
    page.locator("[data-publish]").click()
    main = page.locator("main")
    expect(main).to_contain_text("“Old remark” is removed")
    expect(main).to_contain_text("“Minutes with the family”: its key “minutes” becomes “minutes_with_family”")
    for place in PLACES:
        expect(main).to_contain_text(place)
    expect(main).to_contain_text("1 open drafts, which are finished on the version they began on")
    expect(main).to_contain_text("1 running processes, which go on with the version they began on")
    expect(main.locator(".note--warn")).to_contain_text(REPORT_TITLE)
    page.get_by_role("button", name="Publish version 2").click()
    expect(page.locator(".summary")).to_contain_text("Tick that you know")
    page.get_by_label("I know that what is listed as stopping").check()
    page.get_by_role("button", name="Publish version 2").click()
    expect(page.locator(".message", has_text="Version 2 is published")).to_be_visible()


def test_a_changed_form_loses_nothing_that_was_begun_or_handed_in(desk: Desk) -> None:
    manager = desk.again(MANAGER)
    address = published(manager, FORM)
    published(manager, ROUTE)
    published(manager, REPORT)

    worker = desk.again(WORKER)
    answered(worker, "Handed in on version 1")
    requisition.submit(worker)
    process = worker.url
    answered(worker, "Only begun on version 1")
    begun = worker.url

    rename_and_remove(manager, address)
    see_and_publish(manager)
    desk.forgive(409)

    worker.goto(process)
    for words in ("Handed in on version 1", "Minutes spent", "45", "Old remark", "Said at the door"):
        expect(worker.locator("main")).to_contain_text(words)
    expect(worker.locator("main")).not_to_contain_text("Minutes with the family")

    worker.goto(begun)
    expect(worker.get_by_label("Old remark")).to_have_value("Said at the door")
    worker.get_by_label("Minutes spent").fill("50")
    requisition.submit(worker)
    expect(worker.locator("main")).to_contain_text("Said at the door")

    manager.goto(f"{address}v1/")
    manager.get_by_role("button", name="Restore as a draft").click()
    expect(manager.locator(".message", has_text="Version 1 is now draft 3")).to_be_visible()
    manager.get_by_role("link", name="Review and publish").click()
    expect(manager.locator("main")).to_contain_text("“Old remark” was added")
