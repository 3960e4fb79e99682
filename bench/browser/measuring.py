"""What is measured in Chromium. Each visit is a browser context of its own: nothing is cached, nothing was compiled before.

*Weight*: the bodies of all scripts and styles as they travelled, from the network log, and the service worker's script,
which the log leaves out.

*Usable*: milliseconds from the start of the navigation, the server's time included, until the frame is painted in which
every field has a control that takes an answer and the page's deferred scripts have run.

*Settled*: milliseconds from the moment at which the page hears of an input until the frame with all its consequences is
through style, layout and paint: the first message after the next animation frame. Chromium runs without a limit of frames
(`FREE`), or the wait for the screen's next tick, up to 16.7 ms whatever the page does, would hide what the page does.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page, Response, sync_playwright

from tests.browser.desk import FLAGS, LAPTOP

FREE = ["--disable-frame-rate-limit", "--disable-gpu-vsync"]
FIELDS = """() => {
  const found = new Set();
  for (const one of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const holder = one.closest("[data-field], [data-name]");
    const key = holder ? holder.dataset.field ?? holder.dataset.name : (one.name + " " + one.id).match(/(?<![a-z\\d])f\\d+/)?.[0];
    if (key && /^f\\d+$/.test(key) && !one.disabled) found.add(key);
  }
  return found.size;
}"""
USABLE = f"""(() => {{
  let tell;
  window.usable = new Promise((done) => {{ tell = done; }});
  const fields = {FIELDS};
  let ran = false;
  document.addEventListener("DOMContentLoaded", () => {{ ran = true; }});
  const look = () => {{
    if (!ran || document.getElementsByTagName("*").length < 400 || fields() < 200) return requestAnimationFrame(look);
    requestAnimationFrame(() => {{
      const after = new MessageChannel();
      after.port1.onmessage = () => tell(performance.now());
      after.port2.postMessage(0);
    }});
  }};
  requestAnimationFrame(look);
}})()"""
SETTLED = """() => {
  const waiting = [];
  window.settled = () => new Promise((done) => waiting.push(done));
  window.addEventListener("input", () => {
    const from = performance.now();
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => waiting.shift()?.(performance.now() - from);
      after.port2.postMessage(0);
    });
  }, true);
}"""


@contextmanager
def browsers(path: str) -> Iterator[tuple[Browser, Browser]]:
    """The machine's own Chromium twice: as people have it, and without a limit of frames."""
    with sync_playwright() as playwright:
        opened = [playwright.chromium.launch(executable_path=path, args=[*FLAGS, *more]) for more in ([], FREE)]
        yield opened[0], opened[1]
        for one in opened:
            one.close()


@contextmanager
def window(opened: Browser, cookies: list[Any], slower: int, **options: Any) -> Iterator[Page]:
    """A page in a fresh context, its processor `slower` times as slow."""
    context = opened.new_context(viewport={"width": LAPTOP, "height": 900}, timezone_id="Asia/Hong_Kong", **options)
    context.add_cookies(cookies)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    yield page
    context.close()


def weight(opened: Browser, cookies: list[Any], url: str) -> dict[str, int]:
    """The bytes of every script and style that the page brings, by name."""
    seen: list[Response] = []
    with window(opened, cookies, 1) as page:
        page.context.on("response", lambda response: seen.append(response))
        page.goto(url, wait_until="networkidle")
        found = {r.url: r.request.sizes()["responseBodySize"] for r in seen if _counts(r)}
        for script in page.evaluate(
            "navigator.serviceWorker.getRegistrations().then(all => all.map(one => one.active?.scriptURL))"
        ):
            found[script] = len(page.context.request.get(script).body())
    return {urlsplit(address).path: size for address, size in found.items()}


def _counts(response: Response) -> bool:
    return response.request.resource_type in ("script", "stylesheet")


def usable(opened: Browser, cookies: list[Any], url: str, slower: int) -> float:
    """Milliseconds until every field of the page can be answered."""
    with window(opened, cookies, slower, service_workers="block") as page:
        page.add_init_script(USABLE)
        page.goto(url, wait_until="commit")
        return float(page.evaluate("window.usable"))


def settled(page: Page, key: str, typed: str) -> tuple[float, float]:
    """Milliseconds until a key pressed in the field `key` has had its effect, and those of them in which the page's thread
    was at work (the key's own events included); the field is empty afterwards."""
    page.locator(f"[name={key}]").first.focus()
    took = _pressed(page, typed)
    _pressed(page, "Backspace")
    time.sleep(0.05)
    return took


def _pressed(page: Page, key: str) -> tuple[float, float]:
    log = page.context.new_cdp_session(page)
    log.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.evaluate("void (window.next = window.settled())")
    before = _busy(log)
    page.keyboard.press(key)
    took = float(page.evaluate("window.next"))
    busy = _busy(log) - before
    log.detach()
    return took, busy


def _busy(log: CDPSession) -> float:
    found = {one["name"]: one["value"] for one in log.send("Performance.getMetrics")["metrics"]}
    return found["TaskDuration"] * 1000


def shown(page: Page) -> int:
    """How many fields the rules leave in sight."""
    return int(page.evaluate("document.querySelectorAll('[data-field]:not([hidden])').length"))


def total(page: Page) -> str:
    """What the last of the ten totals says."""
    return str(page.evaluate("document.querySelector('[data-field=t9] output').textContent"))
