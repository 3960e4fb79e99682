"""What one does on a page before it shows what is to be looked at: a field selected, a view opened, a file read."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.desk import PHONE

SHEET = """| survey | | | | |
| | type | name | label | relevant |
| | text | name | Name of the family | |
| | integer | children | How many children | |
| | text | school | School of the eldest | ${children} > 0 |
| | audit | audit | | |
"""


def select_field(page: Page) -> None:
    """The field with a condition; on a phone its properties, which fill the window there."""
    page.locator(".card-item", has=page.locator(".card-item__rule")).first.click()
    if (page.viewport_size or {"width": 0})["width"] == PHONE:
        page.locator('.designer__sheets [data-sheet="properties"]').click()
    page.locator(".rule__condition select").first.scroll_into_view_if_needed()


def open_view(name: str) -> Callable[[Page], None]:
    """One of the designer's other views."""
    return lambda page: page.locator(f'[data-k="{name}"]').click()


def try_it(page: Page) -> None:
    """The living preview, on a phone in front of the form."""
    if (page.viewport_size or {"width": 0})["width"] == PHONE:
        page.locator('.designer__sheets [data-sheet="preview"]').click()
    page.frame_locator(".preview__frame").locator(".choice input").first.wait_for()
    page.locator(".verdicts li").first.wait_for()


def read_file(page: Page) -> None:
    """A small workbook, one row of which is not carried."""
    page.locator("#file").set_input_files({"name": "intake.md", "mimeType": "text/markdown", "buffer": SHEET.encode()})
    page.locator(".barbox .button--primary").click()
    page.wait_for_load_state()


ACTS: dict[str, Callable[[Page], None]] = {
    "designer": select_field,
    "designer-problems": open_view("problems"),
    "designer-translations": open_view("translations"),
    "designer-json": open_view("json"),
    "designer-try": try_it,
    "form-imported": read_file,
}
"""By the name of a place; a place that is not here is looked at as it opens."""
