"""One server and one Chromium for all browser tests; a fresh desk for each, which must end without script errors."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.desk import Desk, browser
from tests.browser.site import Site, serving


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with a small demo world."""
    folder: Path = tmp_path_factory.mktemp("world")
    with serving(folder, requisitions=8, assessments=8) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def remembered() -> dict[str, Any]:
    """The sessions of people who signed in, by username."""
    return {}


@pytest.fixture
def desk(chromium: Browser, site: Site, remembered: dict[str, Any]) -> Iterator[Desk]:
    """Opens windows; whatever the pages complained about fails the test."""
    made = Desk(chromium, site, remembered=remembered)
    yield made
    made.close()
    assert made.trouble == []
