"""The steps of one purchase requisition, as a worker takes them on a form: the story that several tests begin with."""

from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

TITLE = "Bubble tube for the sensory room"
LINES = [("Bubble tube", "1", "12400"), ("Weighted blanket", "4", "950"), ("Installation", "1", "2400")]
QUOTATIONS = [("Harbour Therapy Supplies", "18600"), ("Rainbow Learning Ltd", "21050")]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def begin(page: Page, title: str = "Purchase requisition") -> None:
    """From "Start something" to the first page of a form."""
    page.goto("/start/")
    page.locator("form.tile", has_text=title).get_by_role("button").click()
    page.wait_for_url("**/page/**")


def next_page(page: Page) -> None:
    """On to the following page; fails where this one has complaints."""
    here = page.url
    page.get_by_role("button", name="Next page").click()
    page.wait_for_url(lambda url: url != here)


def need(page: Page, title: str = TITLE) -> None:
    """The page "What is needed"."""
    page.get_by_label("What is needed, in a few words").fill(title)
    page.get_by_label("Why it is needed").fill("The bubble tube failed its safety check; six children use the room.")
    page.get_by_role("radio", name="Goods").check()
    page.get_by_label("Type of purchase").select_option(label="Equipment")
    page.get_by_role("radio", name="Lotteries Fund block grant").check()
    page.get_by_label("Needed by").fill(str(date.today() + timedelta(days=30)))


def row(page: Page, name: str) -> Locator:
    """One row of a repeat, such as "Item 1"."""
    return page.get_by_role("group", name=name, exact=True)


def items(page: Page, lines: list[tuple[str, str, str]] | None = None) -> None:
    """The page "Items": every line, a new row for each."""
    for number, (item, quantity, price) in enumerate(lines or LINES, 1):
        if not row(page, f"Item {number}").count():
            page.get_by_role("button", name="Add: Item").click()
        line = row(page, f"Item {number}")
        line.get_by_label("Item", exact=True).fill(item)
        line.get_by_label("Quantity").fill(quantity)
        line.get_by_label("Unit price").fill(price)


def quotation(page: Page, number: int, supplier: str, amount: str, folder: Path) -> None:
    """One written quotation, with its paper."""
    if not row(page, f"Quotation {number}").count():
        page.get_by_role("button", name="Add: Quotation").click()
    taken = row(page, f"Quotation {number}")
    taken.get_by_label("Supplier").fill(supplier)
    taken.get_by_role("radio", name="Written").check()
    taken.get_by_label("Date").fill(str(date.today() - timedelta(days=3)))
    taken.get_by_label("Amount").fill(amount)
    paper = folder / f"{supplier.split()[0].lower()}.pdf"
    paper.write_bytes(PDF)
    taken.get_by_label("The quotation").set_input_files(paper)
    expect(taken.get_by_role("link", name=paper.name)).to_be_visible()


def quotations(page: Page, folder: Path) -> None:
    """The page "Quotations"."""
    for number, (supplier, amount) in enumerate(QUOTATIONS, 1):
        quotation(page, number, supplier, amount, folder)
    page.get_by_label("Recommended supplier", exact=True).fill(QUOTATIONS[0][0])


def declare(page: Page) -> None:
    """The page "Declaration"."""
    page.get_by_role("radio", name="No").check()


def submit(page: Page) -> None:
    """From the last page over the review to the process."""
    page.get_by_role("region", name="Actions").get_by_role("button", name="Review").click()
    page.wait_for_url("**/review/")
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url("**/processes/**")


def whole(page: Page, folder: Path, title: str = TITLE) -> None:
    """A whole requisition of HK$18,600, from blank form to submission."""
    begin(page)
    need(page, title)
    next_page(page)
    items(page)
    next_page(page)
    quotations(page, folder)
    next_page(page)
    declare(page)
    submit(page)


def go_to(page: Page, title: str) -> None:
    """To another page of the form by its step; on a wide window only."""
    page.get_by_role("navigation", name="Pages of this form").first.get_by_role("button", name=title).click()
    page.wait_for_load_state()


def open_from_inbox(page: Page, title: str) -> None:
    """Chooses a request from the list of the inbox."""
    page.goto("/inbox/")
    page.locator("a.entry", has_text=title).click()
    page.wait_for_url("**/tasks/**")
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def send_back(page: Page, reason: str) -> None:
    """Returns the open request, with a reason."""
    page.get_by_role("button", name="Return for changes").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What must be changed?").fill(reason)
    dialog.get_by_role("button", name="Return for changes").click()
    expect(dialog).to_have_count(0)
