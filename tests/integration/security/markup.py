"""What a browser would make of a page: its elements, as an attacker or a strict policy would care for them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.contrib.staticfiles import finders

LINKS = ("href", "src", "action", "formaction")
SAFE_WAYS = ("/", "#", "?", "http://testserver/", "data:image/", "mailto:")


@dataclass
class Faults(HTMLParser):
    """Elements that run something, load something from elsewhere, or style something inline."""

    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._note(tag, given, any(name.startswith("on") for name in given), "runs a handler")
        self._note(tag, given, "style" in given or tag == "style", "has a style of its own")
        self._note(tag, given, tag in {"iframe", "object", "embed", "base"}, "is not ours")
        self._note(tag, given, tag == "script" and not _is_sound(given), "is an inline script")
        elsewhere = [given[name] for name in LINKS if given.get(name) and not given[name].startswith(SAFE_WAYS)]
        self._note(tag, given, bool(elsewhere), f"leads to {elsewhere}")
        missing = [given[name] for name in LINKS if not _is_shipped(given.get(name, ""))]
        self._note(tag, given, bool(missing), "is not among our static files")

    def _note(self, tag: str, given: dict[str, str], wrong: bool, why: str) -> None:
        if wrong:
            self.found.append(f"<{tag} {given}> {why}")


def _is_shipped(address: str) -> bool:
    """Whether a static file is one of ours, or one that is built."""
    name = address.removeprefix("/static/")
    return name == address or name.startswith("dist/") or finders.find(name) is not None


def _is_sound(given: dict[str, str]) -> bool:
    """A script of ours by address and nonce, or data that nothing runs."""
    return bool(given.get("src") and given.get("nonce")) or given.get("type") == "application/json"


def faults(page: str) -> list[str]:
    """Everything in the page that a strict policy forbids."""
    reader = Faults()
    reader.feed(page)
    reader.close()
    return reader.found
