"""Every answered leaf of typed values, in rows too. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from form_builder.spec import FormSpec, ItemSpec


def leaves(spec: FormSpec, values: Mapping[str, Any]) -> Iterator[tuple[ItemSpec, str, str, Any]]:
    """Every answered leaf and every row of typed values: (item, path, row, value); a row's value is None."""
    yield from _leaves(spec.fields, values, "", "")


def _leaves(
    fields: Mapping[str, ItemSpec], values: Mapping[str, Any], prefix: str, row: str
) -> Iterator[tuple[ItemSpec, str, str, Any]]:
    for key, item in fields.items():
        value = values.get(key)
        if value is None:
            continue
        if not item.fields:
            yield item, f"{prefix}{key}", row, value
            continue
        for index, inner in enumerate(value):
            number = f"{row}.{index}" if row else str(index)
            yield item, f"{prefix}{key}.{index}", number, None
            yield from _leaves(item.fields, inner, f"{prefix}{key}.{index}.", number)
