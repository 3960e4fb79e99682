"""Which patterns are taken, and how they are written out."""

import pytest

from engine.language.rules.patterns import BadPattern, portable

TAKEN = {
    "^[A-Z]{1,2}\\d{6}$": "[A-Z]{1,2}[0-9]{6}",
    "a.c": "a[^\\n]c",
    "\\w+@\\w+\\.hk": "[0-9A-Za-z_]+@[0-9A-Za-z_]+\\.hk",
    "(?:a|b)?": "(?:a|b)?",
    "(ab)*": "(?:ab)*",
    "[^\\s]": "[^\\t\\n\\f\\r ]",
    "\\$": "\\$",
    "a\\\\$": "a\\\\",
    "(a|b){2,5}": "(?:a|b){2,5}",
    "]": "\\]",
    "[\\d-]": "[0-9\\-]",
    "[一-鿿]+": "[一-鿿]+",
    "a*a*a*b": "a*a*a*b",
    "(a{100}){9}": "(?:a{100}){9}",
}
REFUSED = [
    *(
        "(a+)+",
        "(a|b)*",
        "((a|b){5}){5}",
        "(a|b){11}",
        "a**",
        "a+?",
        "a{2}{2}",
        "*a",
        "a{3,1}",
        "a{1,201}",
        "a{,2}",
        "a{x}",
    ),
    *("(?=a)b", "(?!a)b", "(?<n>a)", "(?i)a", "\\1", "\\b", "\\p{L}", "\\x41", "\\u4e00", "\\Z", "a^b", "a$b"),
    *("(a", "a)", "[a", "[]", "[z-a]", "[a[b]", "[[:alpha:]]", "[\\D]", "a\\", "a{2", "x" * 501, "(" * 21 + ")" * 21),
    "((((a{200}){200}){200}){200})",
    "(a{200}){11}",
    "(?:a{0,200}){10}" * 3,
]


@pytest.mark.parametrize("pattern", TAKEN)
def test_is_written_out(pattern: str) -> None:
    assert portable(pattern) == TAKEN[pattern]


@pytest.mark.parametrize("pattern", REFUSED, ids=lambda p: p[:20])
def test_is_refused_with_a_reason_in_both_languages(pattern: str) -> None:
    with pytest.raises(BadPattern) as caught:
        portable(pattern)
    assert all(caught.value.reason.values())  # type: ignore[union-attr]
