"""The field types, in one registry: `field_types.get("money")`."""

from engine.language.registry import Registry
from form_builder import answer_codes as _answer_codes  # noqa: F401  codes are registered before a problem is made
from form_builder import codes as _codes  # noqa: F401
from form_builder import particular_codes as _particular_codes  # noqa: F401
from form_builder.fields.base import CellValue, FieldType
from form_builder.fields.choice import ChoiceField
from form_builder.fields.date_ import DateField
from form_builder.fields.decimal_ import DecimalField
from form_builder.fields.file import FileField
from form_builder.fields.integer import IntegerField
from form_builder.fields.long_text import LongTextField
from form_builder.fields.many_choice import ManyChoiceField
from form_builder.fields.money import MoneyField
from form_builder.fields.structure import GroupField, NoteField, RepeatField
from form_builder.fields.text import TextField
from form_builder.fields.yes_no import YesNoField

__all__ = ["CellValue", "FieldType", "field_types"]

field_types: Registry[FieldType] = Registry("field type")

for _type in (
    TextField,
    LongTextField,
    IntegerField,
    DecimalField,
    MoneyField,
    DateField,
    ChoiceField,
    ManyChoiceField,
    YesNoField,
    FileField,
    NoteField,
    GroupField,
    RepeatField,
):
    field_types.register(_type.name, _type())
