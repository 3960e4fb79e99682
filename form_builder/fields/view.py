"""What a field type sees of the page that is being compiled: words to print, and marks where answers will stand."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from engine.language.text import Text
from form_builder.spec import Choice, ItemSpec


class View(Protocol):
    """One item on a page. A mark is what a template prints where each request will put its own text, escaped."""

    item: ItemSpec
    key: str

    @property
    def language(self) -> str: ...

    @property
    def choices(self) -> Mapping[str, Choice]: ...

    def say(self, text: Text | None) -> str:
        """The text in the page's language."""
        ...

    def shown(self, words: Callable[[Any], str]) -> Any:
        """A mark filled with `words(wire answer)`."""
        ...

    def flag(self, words: str, holds: Callable[[Any], bool]) -> Any:
        """A mark filled with `words` (an attribute such as " checked") where `holds(wire answer)`."""
        ...

    def offered(self, key: str, label: Text, *answers: Any) -> Any:
        """An option that is chosen when the answer is one of `answers` (or `key`)."""
        ...

    def listed(self, template: str, entries: Callable[[Any], list[dict[str, Any]]]) -> Any:
        """A mark filled with a template for each entry of the wire answer; `{name}` in it are entries' facts."""
        ...
