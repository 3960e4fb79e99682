"""Text that a spreadsheet would take for a formula."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet program might run `text` instead of showing it."""
    return text.lstrip(" \u3000\ufeff").startswith(FORMULA_STARTS) or text.startswith(FORMULA_STARTS)


def shielded(text: str) -> str:
    """`text` as a CSV cell that no spreadsheet runs: an apostrophe stands before anything like a formula."""
    return f"'{text}" if is_formula(text) else text
