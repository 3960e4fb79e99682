"""Keyed hashes and masks."""

from datetime import date
from decimal import Decimal

import pytest

from engine.sealing import keyed_hash, mask_email, mask_identity, mask_name, mask_tail


def test_equal_values_hash_alike_whatever_the_order_of_keys() -> None:
    assert keyed_hash({"a": 1, "b": 2}, "p") == keyed_hash({"b": 2, "a": 1}, "p")


@pytest.mark.parametrize("other", [("v", "q", None), ("w", "p", None), ("v", "p", "another secret")])
def test_value_purpose_and_secret_each_change_the_hash(other: tuple[str, str, str | None]) -> None:
    assert keyed_hash(other[0], other[1], secret=other[2]) != keyed_hash("v", "p")


def test_dates_and_decimals_are_spelled_as_text() -> None:
    assert keyed_hash([date(2025, 11, 14), Decimal("1.10")], "p") == keyed_hash(["2025-11-14", "1.10"], "p")


def test_a_value_without_a_spelling_is_refused() -> None:
    with pytest.raises(TypeError):
        keyed_hash(object(), "p")


def test_masks() -> None:
    assert mask_tail("91234567") == "••••4567"
    assert mask_tail("123") == "•••"
    assert mask_identity("A123456(7)") == "A123•••(•)"
    assert mask_email("chan@example.org") == "c•••@example.org"
    assert mask_name("陳小明") == "陳••"
