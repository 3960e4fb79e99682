"""What the catalogue refuses, in words."""

from collections.abc import Sequence

from engine.language.errors import Invalid, Refusal
from engine.language.problems import Problem
from engine.language.text import both


class NotADraft(Refusal):
    """A published version never changes; only a draft can be edited or published."""

    message = both(
        "This version is published and cannot change. Save a new draft instead.",
        "此版本已發佈，不能更改。請另存新草稿。",
    )


class NeedsAnotherPair(Refusal):
    """Four eyes: the person who drafted a version may not publish it."""

    status = 403
    message = both(
        "This definition needs a second person: somebody else has to publish what you drafted.",
        "此定義須由另一人覆核：你草擬的版本須由其他人發佈。",
    )


class DoesNotCompile(Invalid):
    """The document has errors; all of them are in `problems`."""

    def __init__(self, problems: Sequence[Problem], name: str) -> None:
        super().__init__(
            problems,
            both(f"“{name}” has problems that must be mended first.", f"「{name}」有問題須先更正。"),
        )


class Unpublished(Refusal):
    """The thing asked for has no published version."""

    status = 404
    message = both("There is no published version of this definition.", "此定義沒有已發佈的版本。")
