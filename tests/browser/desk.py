"""A browser and the people who sit at it: signing in, windows of either size, and what went wrong behind the page."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser.site import Site

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE, LAPTOP = 390, 1440
HEIGHTS = {PHONE: 844, LAPTOP: 900}
PATIENCE_MS = 15_000


@contextmanager
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, driven."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        raise RuntimeError("No Chromium here: install it, or set CHROMIUM to where it is.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@dataclass
class Desk:
    """Opens windows for people. `trouble` gathers every script error and refused resource of all of them."""

    browser: Browser
    site: Site
    trouble: list[str] = field(default_factory=list)
    opened: list[BrowserContext] = field(default_factory=list)
    remembered: dict[str, Any] = field(default_factory=dict)

    def window(self, width: int = LAPTOP, language: str = "en", **options: Any) -> Page:
        """A fresh window in which nobody has signed in. `language` is "en" or "zh-hant"."""
        context = self.browser.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            base_url=self.site.address, locale="en-HK" if language == "en" else "zh-HK",
            timezone_id="Asia/Hong_Kong", reduced_motion="reduce", **{"service_workers": "block", **options},
        )  # fmt: skip
        context.set_default_timeout(PATIENCE_MS)
        context.add_cookies([{"name": "django_language", "value": language, "url": self.site.address}])
        context.on("console", self._listen)
        context.on("weberror", lambda error: self.trouble.append(str(error.error)))
        self.opened.append(context)
        return context.new_page()

    def sign_in(self, username: str, width: int = LAPTOP, language: str = "en", **options: Any) -> Page:
        """A window in which `username` has signed in through the sign-in page."""
        page = self.window(width, language, **options)
        page.goto("/accounts/login/")
        page.locator("[name=login]").fill(username)
        page.locator("[name=password]").fill(self.site.password)
        page.locator("main button.button--primary").click()
        page.wait_for_url(re.compile(r"/$"))
        self.remembered[username] = page.context.storage_state()
        return page

    def again(self, username: str, width: int = LAPTOP, language: str = "en", **options: Any) -> Page:
        """A window of somebody who signed in before; signs them in when nobody did."""
        if username not in self.remembered:
            self.sign_in(username).context.close()
        kept = [cookie for cookie in self.remembered[username]["cookies"] if cookie["name"] != "django_language"]
        state = {"cookies": kept, "origins": []}
        return self.window(width, language, storage_state=state, **options)

    def forgive(self, status: int) -> None:
        """Forgets that a request was refused with `status`: it was meant to be, and the browser notes it as an error."""
        self.trouble[:] = [line for line in self.trouble if f"status of {status}" not in line]

    def close(self) -> None:
        """Closes every window."""
        for context in self.opened:
            context.close()
        self.opened.clear()

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            where = message.page.url if message.page else ""
            self.trouble.append(f"{where}: {message.text}")
