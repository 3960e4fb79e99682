"""Answers that are acts: consent to words, signatures, references to what somebody chose. Each keeps its circumstances."""

from typing import Any

import pytest

from engine.language.problems import Problem
from form_builder.fields.base import CellValue, FieldType
from form_builder.fields.consent import ConsentField
from form_builder.fields.photo import PhotoField
from form_builder.fields.reference import ReferenceField
from form_builder.fields.signature import SignatureField
from form_builder.fields.stamping import Stamp
from form_builder.spec import ItemSpec

REF = "01890000-0000-7000-8000-000000000001"
AT = "2025-11-14T10:42:00+08:00"
TITLES = {REF: "Wing Fat Printing 榮發印刷"}
BY_NUMBER = {REF: REF, "S0001": REF}
WORDS = {"en": "You may share my file with the hospital.", "zh-Hant": "貴中心可與醫院分享本人的檔案。"}
CONSENT = {"statement": WORDS, "edition": "2025-04"}
AGREED = {"agreed": True, "text": WORDS["en"], "language": "en", "edition": "2025-04", "at": AT}


def _find(what: str, register: str, words: str) -> tuple[str, str] | None:
    ref = BY_NUMBER.get(words)
    return (ref, TITLES[ref]) if ref else None


def stamp(language: str = "en", at: str = AT) -> Stamp:
    return Stamp(at, language, _find)


def spec(**options: Any) -> ItemSpec:
    return ItemSpec(id="i", key="k", path="k", type="t", label="K", options=options)


def clean(kind: FieldType, raw: Any, **options: Any) -> Any:
    value = kind.clean(raw, spec(**options), {})
    return value.code if isinstance(value, Problem) else value


def test_consent_keeps_words_language_edition_and_moment() -> None:
    kind, item = ConsentField(), spec(**CONSENT)
    assert kind.stamped({"agreed": True}, None, item, stamp()) == AGREED
    chinese = kind.stamped({"agreed": "yes", "language": "zh-Hant"}, None, item, stamp())
    assert (chinese["text"], chinese["language"]) == (WORDS["zh-Hant"], "zh-Hant")
    assert kind.stamped({"agreed": ""}, AGREED, item, stamp()) is None


def test_consent_to_the_same_words_keeps_its_moment_and_new_words_get_a_new_one() -> None:
    kind, later = ConsentField(), stamp(at="2026-01-01T00:00:00+08:00")
    assert kind.stamped({"agreed": True}, AGREED, spec(**CONSENT), later) == AGREED
    other = spec(statement=WORDS, edition="2026-01")
    assert kind.stamped({"agreed": True}, AGREED, other, later)["at"] == later.moment


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (AGREED, AGREED),
        ({"agreed": True}, {"agreed": True}),
        ({"agreed": "yes", "language": "zh-Hant"}, {"agreed": True, "language": "zh-Hant"}),
        ("yes", {"agreed": True}),
        ({"agreed": False}, None),
        ({"agreed": ""}, None),
        ({**AGREED, "text": "You may sell my file."}, "answer.consent-to-other-words"),
        ({**AGREED, "edition": "2024-01"}, "answer.consent-to-other-words"),
        ("perhaps", "answer.not-a-consent"),
        (["yes"], "answer.not-a-consent"),
    ],
)
def test_consent_is_to_these_words_and_no_others(raw: Any, value: Any) -> None:
    assert clean(ConsentField(), raw, **CONSENT) == value


def test_consent_reads_back_in_full() -> None:
    kind = ConsentField()
    assert kind.plain(AGREED, spec(**CONSENT), {}, "en") == (
        "Agreed (14 Nov 2025 10:42, edition 2025-04): “You may share my file with the hospital.”"
    )
    assert kind.plain(AGREED, spec(**CONSENT), {}, "zh-Hant").startswith(
        "同意（2025年11月14日 10:42，第 2025-04 版）：「"
    )
    assert kind.plain({"agreed": True}, spec(**CONSENT), {}, "en") == "Agreed"
    assert list(kind.cells(AGREED, spec())) == [CellValue(integer=1)]


def test_consent_without_words_or_edition_or_a_language_is_not_published() -> None:
    kind = ConsentField()
    assert [p.code for p in kind.check(spec(), "/x")] == ["form.consent-without-words"]
    assert [p.code for p in kind.check(spec(statement={"en": "Yes"}), "/x")] == [
        "form.consent-without-edition",
        "form.consent-one-language",
    ]
    assert kind.check(spec(**CONSENT), "/x") == []


def test_a_signature_says_which_and_when() -> None:
    kind, item = SignatureField(), spec()
    drawn = kind.stamped({"ref": REF, "name": ""}, None, item, stamp())
    assert drawn == {"ref": REF, "at": AT}
    assert kind.stamped({"ref": REF}, drawn, item, stamp(at="2026-01-01T00:00:00+08:00")) == drawn
    typed = kind.stamped({"name": "陳大文", "at": "1999-01-01T00:00:00+08:00"}, None, item, stamp())
    assert typed == {"name": "陳大文", "at": AT}
    assert kind.plain(drawn, item, {}, "en") == "Drawn · 14 Nov 2025 10:42"
    assert kind.plain(typed, item, {}, "zh-Hant") == "陳大文 · 輸入姓名簽署 · 2025年11月14日 10:42"
    assert kind.refs(drawn) == [REF]
    assert kind.refs(typed) == []
    assert list(kind.cells(typed, item)) == [CellValue(text="typed")]


@pytest.mark.parametrize(
    ("raw", "options", "value"),
    [
        ({"name": " Chan  Tai Man "}, {}, {"name": "Chan Tai Man"}),
        ({"name": "", "ref": ""}, {}, None),
        ({"name": "Chan"}, {"by": "drawn"}, "answer.signature-must-be-drawn"),
        ({"ref": REF}, {"by": "typed"}, "answer.signature-must-be-typed"),
        ({"ref": "x" * 37}, {}, "answer.not-a-signature"),
        ({"ref": ["x"]}, {}, "answer.not-a-signature"),
        ({"name": "x" * 121}, {}, "answer.not-a-signature"),
        ({"svg": "<svg/>"}, {}, "answer.not-a-signature"),
        ("Chan", {}, "answer.not-a-signature"),
    ],
)
def test_reads_signatures(raw: Any, options: dict[str, Any], value: Any) -> None:
    assert clean(SignatureField(), raw, **options) == value


def test_a_reference_keeps_the_title_as_it_was() -> None:
    kind, item = ReferenceField(), spec(register="supplier", typed=True)
    chosen = {"ref": REF, "text": TITLES[REF]}
    assert kind.stamped({"ref": REF, "text": "my own title"}, None, item, stamp()) == chosen
    before = {"ref": REF, "text": "Wing Fat, as it was called"}
    assert kind.stamped({"ref": REF, "text": ""}, before, item, stamp()) == before
    assert kind.plain(before, item, {}, "en") == "Wing Fat, as it was called"


def test_what_the_person_may_not_see_is_no_reference() -> None:
    kind, item = ReferenceField(), spec(register="client")
    unseen = kind.stamped({"ref": "01890000-0000-7000-8000-00000000dead", "text": "x"}, None, item, stamp())
    assert unseen == {"text": "x"}
    assert clean(kind, unseen, register="client") == "answer.choose-from-register"


def test_without_a_script_a_number_chooses_where_no_name_may_stand_by_itself() -> None:
    kind, chosen = ReferenceField(), {"ref": REF, "text": TITLES[REF]}
    assert kind.stamped({"ref": "", "text": " S0001 "}, None, spec(register="supplier"), stamp()) == chosen
    assert kind.stamped("S0001", None, spec(register="supplier"), stamp()) == chosen
    assert kind.stamped("S0001", None, spec(register="supplier", typed=True), stamp()) == "S0001"
    assert (
        kind.stamped({"ref": "", "text": TITLES[REF]}, chosen, spec(register="supplier", typed=True), stamp()) == chosen
    )
    assert kind.stamped({"ref": "", "text": ""}, chosen, spec(register="supplier"), stamp()) == {"ref": "", "text": ""}


@pytest.mark.parametrize(
    ("raw", "options", "value"),
    [
        ({"ref": REF, "text": "Wing Fat"}, {}, {"ref": REF, "text": "Wing Fat"}),
        ("  Wing  Fat ", {"typed": True}, "Wing Fat"),
        ({"ref": "", "text": "榮發"}, {"typed": True}, "榮發"),
        ("Wing Fat", {}, "answer.choose-from-register"),
        ({"ref": "", "text": ""}, {}, None),
        ({"ref": REF, "text": "a\x07"}, {}, "answer.not-a-reference"),
        ({"id": REF}, {}, "answer.not-a-reference"),
        (["Wing Fat"], {}, "answer.not-a-reference"),
    ],
)
def test_reads_references(raw: Any, options: dict[str, Any], value: Any) -> None:
    assert clean(ReferenceField(), raw, **options) == value


def test_a_reference_to_a_record_names_its_register() -> None:
    assert [p.code for p in ReferenceField().check(spec(), "/x")] == ["form.reference-to-what"]
    assert ReferenceField().check(spec(to="unit"), "/x") == []


def test_a_photo_is_a_picture_and_nothing_else() -> None:
    assert PhotoField().accepts(spec()) == ("image",)
    assert clean(PhotoField(), ["a", "b"]) == ["a", "b"]
