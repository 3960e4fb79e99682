"""Every page, in both languages, light and dark, on a phone and on a desk: axe finds nothing, nothing overflows.

Every page is looked at in English on a light desk and in Chinese on a dark phone, so each meets both languages, both
colours and both widths. The pages of everyday work are looked at in English on a dark phone and in Chinese on a light
desk too. The four remaining combinations of the three differ from these in nothing that axe measures.
Whatever a page's scripts or its content security policy complain about fails it too.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, TimeoutError

from tests.browser.acts import ACTS
from tests.browser.desk import HEIGHTS, LAPTOP, PHONE, Desk
from tests.browser.places import NOBODY, PLACES, Guide
from tests.browser.site import Site
from tests.browser.story import tell

pytestmark = pytest.mark.browser
LOOKS = {
    "en": (("light", LAPTOP), ("dark", PHONE)),
    "zh-hant": (("dark", PHONE), ("light", LAPTOP)),
}
EVERYDAY = {
    "sign-in", "home-finance", "inbox", "task", "process", "start", "form-items", "form-quotations", "form-wrong",
    "form-phq-9", "designer", "review", "submission", "record", "order", "report-spend", "definition",
}  # fmt: skip
REFUSED = {"not-found": 404, "not-allowed": 403}
RUN_AXE = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"


@dataclass
class Gallery:
    """One window for each person and language, kept open from page to page."""

    desk: Desk
    guide: Guide
    windows: dict[tuple[str, str], Page] = field(default_factory=dict)

    def window(self, who: str, language: str) -> Page:
        if (who, language) not in self.windows:
            opened = self.desk.again(who, language=language) if who else self.desk.window(language=language)
            self.windows[who, language] = opened
        return self.windows[who, language]


@pytest.fixture(scope="module")
def gallery(
    chromium: Browser, site: Site, remembered: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gallery]:
    desk = Desk(chromium, site, remembered=remembered)
    folder: Path = tmp_path_factory.mktemp("papers")
    yield Gallery(desk, Guide(desk, tell(desk, folder)))
    desk.close()


@pytest.mark.parametrize("language", LOOKS)
@pytest.mark.parametrize("name", PLACES)
def test_a_page_is_fit_for_everybody(gallery: Gallery, name: str, language: str) -> None:
    path = gallery.guide.path(name)
    gallery.desk.trouble.clear()
    page = gallery.window(PLACES[name][0], language)
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == REFUSED.get(name, 200)
    assert PLACES[name][0] == NOBODY or "/accounts/login" not in page.url
    page.evaluate(AXE_SCRIPT)
    for theme, width in LOOKS[language][: 2 if name in EVERYDAY else 1]:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        if first := ACTS.get(name):
            page.goto(path)
            first(page)
            page.evaluate(AXE_SCRIPT)
        complaints = [told(one) for one in page.evaluate(RUN_AXE)]
        assert not complaints, f"{theme} at {width}:\n" + "\n".join(complaints)
    page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
    with suppress(TimeoutError):  # the window takes a moment to become narrow; what stays too wide is named below
        page.wait_for_function(f"() => document.documentElement.scrollWidth <= {PHONE}", timeout=3000)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, widest(page)
    gallery.desk.forgive(REFUSED.get(name, 0))
    assert gallery.desk.trouble == []


def told(violation: dict[str, Any]) -> str:
    """A violation in a few lines: the rule, and where it is broken."""
    places = [f"    {node['html'][:160]}\n      {node['failureSummary'][:300]}" for node in violation["nodes"][:4]]
    return "\n".join([f"{violation['id']}: {violation['help']} ({len(violation['nodes'])})", *places])


def widest(page: Page) -> list[str]:
    """What sticks out of a phone's page."""
    return page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
            .map(e => e.outerHTML.slice(0, 120)).slice(0, 6)"""
    )
