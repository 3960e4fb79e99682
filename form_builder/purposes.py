"""What is collected and why: each field's sensitivity and purpose. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.language.problems import Problem, problem
from engine.language.text import Text, both, is_blank
from form_builder.fields import field_types
from form_builder.outline import Outline, everything
from form_builder.spec import FormSpec, ItemSpec

PERSONAL = frozenset({"personal", "sensitive"})
SENSITIVITIES = {
    "public": both("Public", "公開"),
    "internal": both("Internal", "內部"),
    "personal": both("Personal", "個人資料"),
    "sensitive": both("Sensitive", "敏感個人資料"),
}


@dataclass(frozen=True)
class Collected:
    """One field: what it asks, how sensitive it is, why it is asked, whether it must be answered."""

    label: Text
    within: Text
    sensitivity: str
    purpose: Text
    must: str

    @property
    def personal(self) -> bool:
        return self.sensitivity in PERSONAL


def purpose_problems(items: tuple[Outline, ...], purposes: Mapping[str, Text]) -> Iterator[Problem]:
    """Personal fields that do not say what they are for, also by the name of a purpose without words."""
    for item in everything(items):
        asks = item.kind.holds_value and not item.kind.has_items
        if asks and item.body.get("sensitivity") in PERSONAL:
            purpose = item.body.get("purpose", "")
            words = purposes.get(purpose, purpose) if isinstance(purpose, str) else purpose
            code = "form.no-purpose" if not purpose else "form.purpose-without-words" if is_blank(words) else ""
            if code:
                yield problem(code, f"{item.pointer}/purpose", label=item.body["label"])


def collected(spec: FormSpec) -> list[Collected]:
    """Every field that somebody fills in, in the order of the pages."""
    return [one for page in spec.pages for item in page.items for one in _of(spec, item, "")]


def _of(spec: FormSpec, item: ItemSpec, within: Text) -> Iterator[Collected]:
    kind = field_types.get(item.type)
    if item.items:
        inner = item.label if kind.holds_value else within
        for child in item.items:
            yield from _of(spec, child, inner)
    elif kind.holds_value:
        must = "required" if item.required else "sometimes" if item.required_when is not None else "optional"
        yield Collected(
            item.label, within, item.sensitivity, spec.purpose_of(item), "calculated" if item.calculated else must
        )
