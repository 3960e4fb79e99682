"""Refusals: what a service raises when it will not do a thing. Each says why, in both languages."""

from collections.abc import Sequence

from engine.language.problems import Problem
from engine.language.text import Text, both, say


class Refusal(Exception):
    """A service refuses. `message` is for the person who asked; `status` is the HTTP status of the answer."""

    status = 409
    message: Text = both("This cannot be done now.", "現時未能執行此操作。")

    def __init__(self, message: Text | None = None, **facts: object) -> None:
        self.facts = facts
        if message is not None:
            self.message = message
        super().__init__(say(self.message, "en"))

    @property
    def code(self) -> str:
        """A stable name for tests and for programs."""
        return type(self).__name__


class NotAllowed(Refusal):
    """The actor holds no role that allows this here."""

    status = 403
    message = both("You do not have permission to do this here.", "你沒有權限在此執行這項操作。")


class NotFound(Refusal):
    """There is no such thing, or none that the actor may know of."""

    status = 404
    message = both("There is nothing here that you may see.", "找不到你可查閱的內容。")


class Invalid(Refusal):
    """What was handed in has problems; `problems` holds all of them."""

    status = 422
    message = both("Some answers need your attention.", "部分資料需要更正。")

    def __init__(self, problems: Sequence[Problem], message: Text | None = None) -> None:
        super().__init__(message)
        self.problems = list(problems)
