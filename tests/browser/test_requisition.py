"""A requisition of HK$18,600 with two quotations, by everybody whose hands it passes through, on a phone and on a desk.

RQ1 a worker fills the form on a phone and submits it
RQ2 the department head returns it once, with a reason that the worker reads
RQ3 the worker amends it: every answer is still there
RQ4 the department head awards, the finance director agrees, and an order with the next number is issued
RQ5 the order prints with its supplier, items, amount and chops
RQ6 the director finds it in the report, drills down to it, and downloads the workbook with the same figure
RQ7 all of a decision can be done by keyboard alone
"""

import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser import requisition
from tests.browser.desk import LAPTOP, PHONE, Desk

pytestmark = pytest.mark.browser
TITLE = "Sensory room, second floor"
A4_BETWEEN_MARGINS = 660
REASON = "Please say which group will use it."


def test_from_blank_form_to_order_report_and_workbook(desk: Desk, tmp_path: Path) -> None:
    worker = desk.sign_in("worker.wts", PHONE)
    requisition.whole(worker, tmp_path, TITLE)
    expect(worker.get_by_text("Submitted.")).to_be_visible()
    expect(worker.locator("main")).to_contain_text("HK$18,600.00")
    expect(worker.locator(".timeline")).to_contain_text("Ho Ka Yan")
    process = worker.url

    head = desk.sign_in("depthead.wts", PHONE)
    return_with_reason(head)

    worker.goto(process)
    amend(worker)

    head.goto("/inbox/")
    award(head)

    finance = desk.sign_in("finance", LAPTOP)
    agree(finance)

    worker.goto("/approvals/orders/")
    number = read_order(worker)
    finance.goto("/approvals/orders/")
    print_order(finance, number)

    director = desk.sign_in("director", LAPTOP)
    find_in_report(director, number)


def return_with_reason(head: Page) -> None:
    requisition.open_from_inbox(head, TITLE)
    why = head.locator(".note--why:visible")
    expect(why).to_contain_text("Why you?")
    expect(why).to_contain_text("HK$5,000")
    requisition.send_back(head, REASON)
    expect(head.locator("a.entry", has_text=TITLE)).to_have_count(0)


def amend(worker: Page) -> None:
    expect(worker.locator(".timeline")).to_contain_text(REASON)
    requisition.open_from_inbox(worker, TITLE)
    expect(worker.locator(".note--warn")).to_contain_text(REASON)
    worker.get_by_role("button", name="Change the form").click()
    worker.wait_for_url("**/page/need/")
    purpose = worker.get_by_label("Why it is needed")
    expect(purpose).to_have_value(re.compile("bubble tube"))
    purpose.fill("The parent-and-child group of Tuesdays uses the room; its bubble tube failed the safety check.")
    for page in ("items", "quotations", "declaration"):
        requisition.next_page(worker)
        worker.wait_for_url(f"**/page/{page}/")
    requisition.submit(worker)
    expect(worker.locator("main")).to_contain_text("harbour.pdf")
    expect(worker.locator(".timeline .is-back")).to_have_count(1)


def award(head: Page) -> None:
    requisition.open_from_inbox(head, TITLE)
    expect(head.locator("main")).to_contain_text("parent-and-child group")
    head.get_by_role("button", name="Approve").click()
    expect(head.locator("a.entry", has_text=TITLE)).to_have_count(0)


def agree(finance: Page) -> None:
    requisition.open_from_inbox(finance, TITLE)
    expect(finance.locator(".timeline .chop")).to_contain_text("Ho Ka Yan")
    expect(finance.get_by_role("region", name="Actions")).to_contain_text("the next order number is issued")
    finance.get_by_role("button", name="Approve").click()
    expect(finance.locator("a.entry", has_text=TITLE)).to_have_count(0)


def read_order(worker: Page) -> str:
    row = worker.get_by_role("row").filter(has_text=TITLE)
    expect(row).to_contain_text("HK$18,600.00")
    expect(row).to_contain_text("Harbour Therapy Supplies")
    number = row.get_by_role("link").inner_text()
    assert re.fullmatch(r"WTS-\d{4}-\d{2}-\d{4}", number), number
    return number


def print_order(finance: Page, number: str) -> None:
    finance.get_by_role("link", name=number).click()
    sheet = finance.locator("article.sheet")
    for words in (number, "Harbour Therapy Supplies", "Weighted blanket", "HK$18,600.00", "Ho Ka Yan", "Chan Siu Ling"):
        expect(sheet).to_contain_text(words)
    finance.emulate_media(media="print")
    expect(finance.locator(".rail")).to_be_hidden()
    expect(finance.get_by_role("button", name="Print")).to_be_hidden()
    expect(sheet.get_by_text(re.compile("Printed by|printed"))).to_be_visible()
    finance.set_viewport_size({"width": A4_BETWEEN_MARGINS, "height": 900})
    box = sheet.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= A4_BETWEEN_MARGINS, "the paper cuts the order"
    assert finance.pdf(format="A4").startswith(b"%PDF")
    finance.emulate_media(media="screen")


def find_in_report(director: Page, number: str) -> None:
    director.goto("/reports/")
    director.get_by_role("link", name=re.compile("Spend by category and fund")).click()
    figure = director.get_by_role("table").get_by_role("row", name=re.compile("Goods")).get_by_role("link").first
    figure.wait_for()
    table = [text.replace(",", "") for text in director.locator("td.num").all_inner_texts()]
    report = director.url
    drill(director)
    director.goto(report)
    with director.expect_download() as waiting:
        director.get_by_role("link", name="Excel").click()
    book = openpyxl.load_workbook(BytesIO(Path(waiting.value.path()).read_bytes()))
    values = [cell for row in book.active.iter_rows(values_only=True) for cell in row if isinstance(cell, int | float)]
    shown = [float(text.removeprefix("HK$")) for text in table if re.fullmatch(r"(HK\$)?[\d.]+", text)]
    assert shown
    assert set(shown) <= {round(float(value), 2) for value in values}
    assert any(value >= 18600 for value in values)


def drill(director: Page) -> None:
    director.get_by_role("table").get_by_role("link").last.click()
    director.wait_for_url("**/rows/**")
    mine = director.get_by_role("row").filter(has_text="18,600.00")
    expect(mine.first).to_be_visible()
    mine.first.get_by_role("link").click()
    expect(director.locator("main")).to_contain_text(TITLE)


def test_a_desk_cleared_by_keyboard_alone(desk: Desk, tmp_path: Path) -> None:
    """J and K walk the list, R and X ask for words in a dialog, Escape leaves it, A approves. No pointer is used."""
    worker = desk.again("worker2.wts", LAPTOP)
    for title in ("Keyboard one", "Keyboard two", "Keyboard three"):
        requisition.whole(worker, tmp_path, title)
    head = desk.again("depthead.wts", LAPTOP)
    head.goto("/inbox/")
    heading = head.get_by_role("heading", level=1)
    walk_to(head, "Keyboard two", "j")
    walk_to(head, "Keyboard three", "j")
    walk_to(head, "Keyboard two", "k")

    head.keyboard.press("r")
    dialog = head.get_by_role("dialog")
    expect(dialog.get_by_label("What must be changed?")).to_be_focused()
    head.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    head.keyboard.press("r")
    head.keyboard.type("Which group is it for?")
    tab_to(head, "Return for changes")
    head.keyboard.press("Enter")
    expect(head.locator("a.entry", has_text="Keyboard two")).to_have_count(0)
    expect(heading).to_have_text("Keyboard three")

    head.keyboard.press("x")
    expect(head.get_by_label("Reason")).to_be_focused()
    head.keyboard.press("ArrowDown")
    tab_to(head, "Reject")
    head.keyboard.press("Enter")
    expect(head.locator("a.entry", has_text="Keyboard three")).to_have_count(0)

    walk_to(head, "Keyboard one", "k")
    head.keyboard.press("a")
    expect(head.locator("a.entry", has_text="Keyboard")).to_have_count(0)
    head.goto("/inbox/?show=done")
    for number in ("one", "two", "three"):
        expect(head.locator("a.entry", has_text=f"Keyboard {number}")).to_be_visible()


def walk_to(page: Page, title: str, key: str) -> None:
    """Presses J or K until the request is open."""
    heading = page.get_by_role("heading", level=1)
    for _ in range(9):
        before = heading.inner_text()
        if before == title:
            return
        page.keyboard.press(key)
        expect(heading).not_to_have_text(before)
    raise AssertionError(f"{key.upper()} never reaches {title}")


def tab_to(page: Page, button: str) -> None:
    """Presses Tab until the button of the open dialog has the focus."""
    wanted = page.locator("dialog[open]").get_by_role("button", name=button)
    for _ in range(6):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab never reaches {button}")
