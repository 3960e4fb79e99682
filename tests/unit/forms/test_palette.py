"""What the designer offers: every type of field, every property of it, in both languages.

PA1 every type has a group, an icon, a label and a hint in both languages, and a template for its input
PA2 every property of a type, beyond the items and checks inside it, has a control in the panel, and no other has
"""

from pathlib import Path

import pytest

from config.icons import PATHS
from form_builder.describing import palette
from form_builder.fields import field_types
from form_builder.fields.panel import COMMON, GROUPS, KINDS

ROOT = Path(__file__).resolve().parents[3]
SHARED = {"choices"}
"""Properties of every item that only some types have a control for."""


@pytest.mark.parametrize("name", field_types.names())
def test_a_type_can_be_offered(name: str) -> None:
    kind = field_types.get(name)
    assert kind.group in GROUPS
    assert kind.icon in PATHS
    assert isinstance(kind.hint, dict) and all(kind.hint[language] for language in ("en", "zh-Hant"))
    assert (ROOT / "form_builder" / "templates" / kind.widget).exists()
    assert kind.script is None or (ROOT / "frontend" / "src" / "inputs" / f"{kind.script}.ts").exists()


@pytest.mark.parametrize("name", field_types.names())
def test_every_property_has_a_control(name: str) -> None:
    kind = field_types.get(name)
    assert set(kind.panel) - SHARED == set(kind.properties) - {"items", "checks"}
    assert ("choices" in kind.panel) == kind.has_choices
    assert set(kind.needs) <= set(kind.properties)
    for control in kind.panel.values():
        assert control.kind in KINDS
        assert (control.kind in {"pick", "ticks"}) == bool(control.options)


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_palette_speaks_the_language(language: str) -> None:
    told = palette(language)
    names = [one["name"] for one in told["types"]]
    assert sorted(names) == sorted(field_types)
    assert {one["name"] for one in told["common"]} == set(COMMON)
    groups = [one["group"] for one in told["types"]]
    assert groups == sorted(groups, key=list(GROUPS).index)
    words = [one["label"] for one in told["types"]]
    assert all(word.isascii() == (language == "en") for word in words if "PDF" not in word and "HK$" not in word)
    assert len(set(words)) == len(words)
