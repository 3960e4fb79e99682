"""`python -m tests.browser.screenshots`: a full demo world, driven; every page into docs/screenshots.

Each page is written at 390 and 1440 px in both languages: docs/screenshots/<page>-<width>-<en|zh>.png. A picture
holds what the window shows. Names of pages after the command take only those; `guide` takes the pictures of the guide
for managers, docs/screenshots/guide/<step>-<en|zh-Hant>.png.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.browser.acts import ACTS
from tests.browser.desk import LAPTOP, PHONE, Desk, browser
from tests.browser.first_form import first_form
from tests.browser.places import PLACES, Guide
from tests.browser.site import ROOT, serving
from tests.browser.story import tell

FOLDER = ROOT / "docs" / "screenshots"
LANGUAGES = {"en": "en", "zh-hant": "zh"}
COLOURS = 128
REQUISITIONS, ASSESSMENTS = 400, 300


def main(names: list[str]) -> None:
    """Writes the pages named, or all of them; “guide” is the guide's pictures."""
    if "guide" in names or not names:
        guide_pictures()
    if names == ["guide"]:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    chosen = [name for name in PLACES if not names or name in names]
    say(f"▸ A demo world of {REQUISITIONS} requisitions and {ASSESSMENTS} assessments: about two minutes")
    with driven() as guide:
        for name in chosen:
            for language in LANGUAGES:
                take(guide, name, language)
            say(f"  {name}")
    size = sum(path.stat().st_size for path in FOLDER.glob("*.png"))
    say(f"  {len(list(FOLDER.glob('*.png')))} pictures, {size / 1_000_000:.1f} MB, in docs/screenshots")


def guide_pictures() -> None:
    """The pictures of “Design your first form”, as a manager draws one in either language."""
    folder = FOLDER / "guide"
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="centreline-guide-") as var,
        serving(Path(var), requisitions=8, assessments=8) as site,
        browser() as opened,
    ):
        for language in ("en", "zh-Hant"):
            desk = Desk(opened, site)
            for name, page in first_form(desk.again("manager.wts", LAPTOP, language.lower()), language):
                write(page, folder / f"{name}-{language}.png")
            desk.close()
    say(f"  {len(list(folder.glob('*.png')))} pictures, in docs/screenshots/guide")


@contextmanager
def driven() -> Iterator[Guide]:
    """A full demo world with work in progress in it, and somebody who knows the way."""
    with (
        tempfile.TemporaryDirectory(prefix="centreline-pictures-") as folder,
        serving(Path(folder), requisitions=REQUISITIONS, assessments=ASSESSMENTS) as site,
        browser() as opened,
    ):
        desk = Desk(opened, site)
        yield Guide(desk, tell(desk, Path(folder)))


def take(guide: Guide, name: str, language: str) -> None:
    """One page in one language, at both widths."""
    who, path, desk = PLACES[name][0], guide.path(name), guide.desk
    for width in (LAPTOP, PHONE):
        page = desk.again(who, width, language) if who else desk.window(width, language)
        page.goto(path, wait_until="networkidle")
        if first := ACTS.get(name):
            first(page)
        write(page, FOLDER / f"{name}-{width}-{LANGUAGES[language]}.png")
        page.context.close()


def write(page: Page, path: Path) -> None:
    """A picture of what the window shows, in few enough colours to be light."""
    picture = Image.open(BytesIO(page.screenshot(animations="disabled")))
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
