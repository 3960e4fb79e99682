"""What a form's properties and rules are called where its changes are told: as its designer calls them."""

from collections.abc import Mapping

from engine.catalogue.wording import Property
from engine.language.documents import Document
from engine.language.pointers import resolve
from engine.language.references import Library
from engine.language.text import LANGUAGES, Text
from form_builder.designer.judging import sentences
from form_builder.fields import field_types
from form_builder.fields.panel import COMMON


class FormWording:
    def property(self, document: Document, pointer: str, name: str) -> Property | None:
        """The name that the designer's panel gives it."""
        try:
            kind = field_types.get(resolve(document.body, pointer)["type"])
        except (KeyError, TypeError, LookupError):
            return None
        control = kind.panel.get(name) or COMMON.get(name)
        return Property(control.label, control.options) if control else None

    def rules(self, document: Document, library: Library) -> Mapping[str, Text]:
        """Every rule as a sentence, by its pointer."""
        said = {language: sentences(document.body, library, language) for language in LANGUAGES}
        return {pointer: {lang: said[lang].get(pointer, "") for lang in LANGUAGES} for pointer in said["en"]}
