"""RE2, the engine that answers in linear time whatever the pattern; it comes without types, so it is met only here."""
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false

from collections.abc import Callable

import re2


class NotCompiled(ValueError):
    """RE2 refuses this pattern: it is malformed, or its counts make it too large."""


def whole_match(pattern: str) -> Callable[[str], bool]:
    """Whether a whole text has this form; raises NotCompiled."""
    options = re2.Options()
    options.log_errors = False
    try:
        form = re2.compile(pattern, options)
    except re2.error as error:
        raise NotCompiled(pattern) from error
    return lambda text: form.fullmatch(text) is not None
