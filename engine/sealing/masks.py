"""Masks: enough of a value to recognise it, too little to use it."""

DOTS = "•"


def mask_tail(value: str, keep: int = 4) -> str:
    """Only the last `keep` characters stay; a value no longer than that is hidden whole."""
    if len(value) <= keep:
        return DOTS * len(value)
    return DOTS * (len(value) - keep) + value[-keep:]


def mask_identity(value: str) -> str:
    """A Hong Kong identity card number as `A123•••(•)`: letters and three digits stay."""
    kept = 0
    shown: list[str] = []
    for character in value:
        kept += character.isdigit()
        shown.append(DOTS if character.isalnum() and kept > 3 else character)
    return "".join(shown)


def mask_email(value: str) -> str:
    """`chan@example.org` as `c•••@example.org`."""
    name, at, host = value.partition("@")
    return f"{name[:1]}{DOTS * 3}{at}{host}" if at else mask_tail(value)


def mask_name(value: str) -> str:
    """Only the first character of each word stays."""
    return " ".join(word[:1] + DOTS * (len(word) - 1) for word in value.split(" "))
