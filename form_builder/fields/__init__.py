"""The field types, in one registry: `field_types.get("money")`. Every module of this package enters its own."""

from importlib import import_module
from pkgutil import iter_modules

from form_builder import answer_codes as _answer_codes  # noqa: F401  codes are registered before a problem is made
from form_builder import codes as _codes  # noqa: F401
from form_builder import particular_codes as _particular_codes  # noqa: F401
from form_builder.fields.base import ABSENT, CellValue, FieldType, field_type, field_types, is_empty

__all__ = ["ABSENT", "CellValue", "FieldType", "field_type", "field_types", "is_empty"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
