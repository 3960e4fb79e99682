"""`python -m bench.browser`: weight, time to all inputs and time to settle, in the machine's own Chromium. Prints Markdown.

BENCH_ROUNDS (7) is how often each figure is taken; all sides take turns. What cannot be measured here is said so.
"""

import os
import shutil
import statistics
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

from playwright.sync_api import Browser, Page

from bench.browser import form, measuring, peers, site

ROUNDS = max(5, int(os.environ.get("BENCH_ROUNDS", "7")))
WEIGHT_GOAL = 30_000
SETTLE_GOALS = {1: 16.0, 4: 50.0}
SLOWER = 4
NAMES = {
    "ours": "ours, 200 fields and 50 rules, through the server",
    "rjsf": "RJSF",
    "formio": "Form.io",
    "surveyjs": "SurveyJS",
}
CHANGES = {form.HUB: "15 fields hide, 8 are required", form.MONEY: "ten totals add up", form.LEAF: "no rule reads it"}


def main() -> None:
    print("## The fill page in a browser\n")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        print("NOT MEASURED: no Chromium here; install it, or set CHROMIUM to where it is.\n")
        return
    print(f"{_version(path)}; load average {', '.join(f'{one:.1f}' for one in os.getloadavg())} at the start.\n")
    with site.serving() as ours, measuring.browsers(path) as (usual, free), ExitStack() as stack:
        weight(usual, ours)
        try:
            address = stack.enter_context(peers.serving(peers.built()))
        except peers.NoPeersError as reason:
            print(f"### Until every input can be used\n\nNOT MEASURED: {reason}\n")
        else:
            usable(usual, ours, address)
        settle(free, ours)


def _version(path: str) -> str:
    return subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def weight(opened: Browser, ours: site.Ours) -> None:
    """The table of bytes: the page of 200 fields, and the heaviest page of a form with every type of input."""
    print("### Scripts and styles that the fill page loads (bytes as they travel, gzipped; service worker included)\n")
    print("| page | styles | scripts | all |\n|---|--:|--:|--:|")
    heaviest = 0
    pages = {
        "200 fields and 50 rules": ours.large[0],
        **{f"every type of input: {key}": url for key, url in ours.every.items()},
    }
    for name, url in pages.items():
        found = measuring.weight(opened, ours.cookies, ours.address + url)
        styles = sum(size for path, size in found.items() if path.endswith(".css"))
        whole = sum(found.values())
        heaviest = max(heaviest, whole)
        print(f"| {name} | {styles:,} | {whole - styles:,} | {whole:,} |")
    print(f"\nGoal: at most {WEIGHT_GOAL:,}. {verdict(heaviest <= WEIGHT_GOAL)}: {heaviest:,}.\n")


def usable(opened: Browser, ours: site.Ours, address: str) -> None:
    """The table of the time from the navigation to the last input, at a throttled processor."""
    pages = {"ours": ours.address + ours.large[0]} | {name: f"{address}/{name}" for name in peers.PEERS}
    times: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(ROUNDS + 1):
        for name, url in pages.items():
            took = measuring.usable(opened, ours.cookies if name == "ours" else [], url, SLOWER)
            if turn:  # the first round warms the servers
                times[name].append(took)
    weights = {name: sum(measuring.weight(opened, [], f"{address}/{name}").values()) for name in peers.PEERS}
    print(f"### Until every input can be used, at {SLOWER}x throttle (nothing cached; medians of {ROUNDS})\n")
    print("| | ms | fastest to slowest | beside ours | kB of scripts and styles |\n|---|--:|--:|--:|--:|")
    medians = {name: statistics.median(found) for name, found in times.items()}
    for name, ms in medians.items():
        size = f"{weights[name] / 1000:.0f}" if name in weights else ""
        row = f"{ms:.0f} | {min(times[name]):.0f} to {max(times[name]):.0f} | {ms / medians['ours']:.2f}"
        print(f"| {NAMES[name]} | {row} | {size} |")
    nearest = min(ms for name, ms in medians.items() if name != "ours")
    ratio = nearest / medians["ours"]
    print(f"\nGoal: before each of the others. {verdict(ratio > 1)}: the nearest takes {ratio:.2f} times as long.\n")


def settle(opened: Browser, ours: site.Ours) -> None:
    """The table of a change, at either speed of the processor."""
    print("### A change settles: 200 fields, 50 rules (ms from the input to its painted consequences)\n")
    print(
        "| what changes | throttle | by the clock | slowest | page's thread at work | goal |\n|---|--:|--:|--:|--:|---|"
    )
    with _pages(opened, ours) as pages:
        found: dict[tuple[str, int], list[tuple[float, float]]] = {(key, rate): [] for key in CHANGES for rate in pages}
        for turn in range(ROUNDS + 3):
            for key, rate in found:
                took = measuring.settled(pages[rate], key, "7")
                if turn > 2:  # the engine has seen the code by then, as after a few keys
                    found[key, rate].append(took)
    for (key, rate), many in found.items():
        clock, busy = (statistics.median(one[part] for one in many) for part in (0, 1))
        words = f"{clock:.1f} | {max(one[0] for one in many):.1f} | {busy:.1f} | {SETTLE_GOALS[rate]:.0f}"
        print(f"| {CHANGES[key]} | {rate}x | {words}: {verdict(clock <= SETTLE_GOALS[rate])} |")
    print()


@contextmanager
def _pages(opened: Browser, ours: site.Ours) -> Iterator[Mapping[int, Page]]:
    """The page of 200 fields at each speed, each of a draft of its own, its rules seen at work."""
    with ExitStack() as stack:
        pages = {}
        for rate, url in zip(SETTLE_GOALS, ours.large, strict=True):
            page = stack.enter_context(measuring.window(opened, ours.cookies, rate, service_workers="block"))
            page.goto(ours.address + url, wait_until="load")
            page.evaluate(measuring.SETTLED)
            _works(page)
            pages[rate] = page
        yield pages


def _works(page: Page) -> None:
    """Refuses to measure a page whose rules do nothing."""
    before = measuring.shown(page)
    page.locator(f"[name={form.HUB}]").fill("7")
    page.locator(f"[name={form.MONEY}]").fill("7")
    after, total = measuring.shown(page), measuring.total(page)
    for key in (form.HUB, form.MONEY):
        page.locator(f"[name={key}]").fill("")
    if (before - after, total) != (15, "HK$7.00"):
        raise ValueError(f"{before - after} fields hid, the last total is {total}")


def verdict(reached: bool) -> str:
    return "reached" if reached else "NOT reached"


if __name__ == "__main__":
    main()
