"""Particulars of people and places: identity card numbers, telephones, e-mail, addresses, locations.

The numbers of identity cards are the worked examples of the check digit, nobody's.
"""

from typing import Any

import pytest

from engine.language.problems import Problem
from form_builder.fields.address import AddressField
from form_builder.fields.base import CellValue, FieldType
from form_builder.fields.email import EmailField
from form_builder.fields.identity_number import IdentityNumberField, check_digit, mask
from form_builder.fields.location import LocationField
from form_builder.fields.phone import PhoneField
from form_builder.fields.stamping import Stamp
from form_builder.spec import Choice, ItemSpec

DISTRICTS = {
    "southern": Choice("1", "southern", {"en": "Southern", "zh-Hant": "南區"}),
    "kwun_tong": Choice("2", "kwun_tong", {"en": "Kwun Tong", "zh-Hant": "觀塘區"}),
}


def spec(**more: Any) -> ItemSpec:
    return ItemSpec(id="i", key="k", path="k", type="t", label="K", **more)


def clean(kind: FieldType, raw: Any, **options: Any) -> Any:
    value = kind.clean(raw, spec(options=options), DISTRICTS)
    return value.code if isinstance(value, Problem) else value


@pytest.mark.parametrize(
    ("letters", "digits", "expected"),
    [
        ("A", "123456", "3"),
        ("AB", "987654", "3"),
        ("AB", "123456", "9"),
        ("E", "364912", "5"),
        ("C", "668668", "9"),
        ("G", "123456", "A"),
    ],
)
def test_the_check_digit(letters: str, digits: str, expected: str) -> None:
    assert check_digit(letters, digits) == expected


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("A123456(3)", "A123456(3)"),
        ("a1234563", "A123456(3)"),
        (" A 123456 ( 3 ) ", "A123456(3)"),
        ("Ａ１２３４５６（３）", "A123456(3)"),
        ("ab987654（3）", "AB987654(3)"),
        ("g123456(a)", "G123456(A)"),
        ("A123456(4)", "answer.identity-check-digit"),
        ("A123456(A)", "answer.identity-check-digit"),
        ("A123456(3", "answer.not-an-identity-number"),
        ("A123456", "answer.not-an-identity-number"),
        ("ABC123456(3)", "answer.not-an-identity-number"),
        ("A123***(*)", "answer.not-an-identity-number"),
        ("陳123456(3)", "answer.not-an-identity-number"),
        ("", "answer.not-an-identity-number"),
        (1234563, "answer.not-an-identity-number"),
        (None, "answer.not-an-identity-number"),
    ],
)
def test_reads_identity_numbers(raw: Any, value: str) -> None:
    assert clean(IdentityNumberField(), raw) == value


def test_an_identity_number_is_masked_and_has_no_cell() -> None:
    kind = IdentityNumberField()
    assert kind.plain("A123456(3)", spec(), {}, "en") == "A123***(*)"
    assert kind.plain("AB987654(3)", spec(), {}, "zh-Hant") == "AB987***(*)"
    assert mask("not a number") == "*" * 12
    assert list(kind.cells("A123456(3)", spec())) == []
    assert kind.column is None


def test_a_number_sent_back_masked_is_the_stored_one() -> None:
    kind, stamp = IdentityNumberField(), Stamp("", "en", lambda what, register, ref: None)
    assert kind.stamped("A123***(*)", "A123456(3)", spec(), stamp) == "A123456(3)"
    assert kind.stamped("G123***(*)", "A123456(3)", spec(), stamp) == "G123***(*)"
    assert kind.stamped("G123456(A)", "A123456(3)", spec(), stamp) == "G123456(A)"


def test_an_identity_number_needs_a_purpose_leave_and_care() -> None:
    kind = IdentityNumberField()
    assert [p.code for p in kind.check(spec(), "/x")] == [
        "form.identity-number-without-purpose",
        "form.identity-number-not-allowed",
        "form.identity-number-not-personal",
    ]
    allowed = spec(purpose="CSSA", sensitivity="sensitive", options={"allowed_by": "Director"})
    assert kind.check(allowed, "/x") == []


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2831 5272", "+85228315272"),
        ("+852 2831-5272", "+85228315272"),
        ("２８３１　５２７２", "+85228315272"),
        ("（852）9123 4567", "+85291234567"),
        ("001 44 20 7946 0958", "+442079460958"),
        ("00852 2831 5272", "+85228315272"),
        ("+86 138 0013 8000", "+8613800138000"),
        ("999", "answer.not-a-phone-number"),
        ("12345678", "answer.not-a-phone-number"),
        ("2831 527", "answer.not-a-phone-number"),
        ("2831 5272 ext 5", "answer.not-a-phone-number"),
        ("陳大文", "answer.not-a-phone-number"),
        ("2" * 500, "answer.not-a-phone-number"),
        (28315272, "answer.not-a-phone-number"),
    ],
)
def test_reads_telephones(raw: Any, value: str) -> None:
    assert clean(PhoneField(), raw) == value


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("+85228315272", "2831 5272"), ("+442079460958", "+44 20 7946 0958"), ("gone", "gone"), (None, "")],
)
def test_shows_telephones_as_people_write_them(stored: Any, shown: str) -> None:
    assert PhoneField().plain(stored, spec(), {}, "en") == shown


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (" Chan.Tai@Example.ORG ", "Chan.Tai@example.org"),
        ("ｃｈａｎ＠example.org", "chan@example.org"),
        ("陳@例子.香港", "陳@例子.香港"),
        ("a@b", "answer.not-an-email"),
        ("a b@example.org", "answer.not-an-email"),
        ("a@" + "x" * 300 + ".org", "answer.not-an-email"),
        (["a@example.org"], "answer.not-an-email"),
    ],
)
def test_reads_email_addresses(raw: Any, value: str) -> None:
    assert clean(EmailField(), raw) == value


HOME = {"flat": "1203", "floor": "12", "block": "C", "building": "Lok Wah Estate", "district": "kwun_tong"}


@pytest.mark.parametrize(
    ("raw", "options", "value"),
    [
        ({**HOME, "street": " 70  Chun Wah Road "}, {}, {**HOME, "street": "70 Chun Wah Road"}),
        ({"flat": "", "floor": ""}, {}, None),
        ({"district": "nowhere"}, {}, "answer.not-on-list"),
        ({"area": "mars"}, {}, "answer.not-on-list"),
        ({"street": "1 Road"}, {"district_required": True}, "answer.district-missing"),
        ({"street": "x" * 201}, {}, "answer.not-an-address"),
        ({"street": "a\x07"}, {}, "answer.not-an-address"),
        ({"postcode": "1"}, {}, "answer.not-an-address"),
        ("7 Sassoon Road", {}, "answer.not-an-address"),
        ({"street": {"x": 1}}, {}, "answer.not-an-address"),
        ({"flat": 5}, {}, {"flat": "5"}),
    ],
)
def test_reads_addresses(raw: Any, options: dict[str, Any], value: Any) -> None:
    assert clean(AddressField(), raw, **options) == value


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (
            {**HOME, "street": "70 Chun Wah Road", "area": "kowloon"},
            "Flat 1203, 12/F, Block C, Lok Wah Estate, 70 Chun Wah Road, Kwun Tong, Kowloon",
            "Flat 1203, 12/F, Block C, Lok Wah Estate, 70 Chun Wah Road, Kwun Tong, Kowloon",
        ),
        (
            {
                "floor": "地下",
                "building": "白文信樓北翼",
                "street": "沙宣道7號",
                "district": "southern",
                "area": "hong_kong",
            },
            "香港南區沙宣道7號白文信樓北翼地下",
            "香港南區沙宣道7號白文信樓北翼地下",
        ),
        ({"flat": "5", "floor": "3", "block": "B座", "building": "彩雲邨"}, "彩雲邨B座3樓5室", "彩雲邨B座3樓5室"),
        ({"floor": "G/F", "building": "Jockey Club Hall"}, "G/F, Jockey Club Hall", "G/F, Jockey Club Hall"),
        ({"district": "southern", "area": "hong_kong"}, "Southern, Hong Kong", "香港南區"),
        ({"district": "gone"}, "gone", "gone"),
        (None, "", ""),
    ],
)
def test_writes_addresses_in_the_order_of_their_words(value: Any, english: str, chinese: str) -> None:
    kind = AddressField()
    assert kind.plain(value, spec(), DISTRICTS, "en") == english
    assert kind.plain(value, spec(), DISTRICTS, "zh-Hant") == chinese


def test_the_cell_of_an_address_is_its_district() -> None:
    assert list(AddressField().cells(HOME, spec())) == [CellValue(text="kwun_tong")]
    assert list(AddressField().cells({"flat": "1"}, spec())) == []


@pytest.mark.parametrize(
    ("raw", "options", "value"),
    [
        ({"lat": "22.2835", "long": "114.1348"}, {}, {"lat": "22.28350", "long": "114.13480"}),
        ({"lat": "22.283509999", "long": "114.1", "accuracy": "12.6"}, {},
         {"lat": "22.28351", "long": "114.10000", "accuracy": "13"}),
        ({"lat": "２２.5", "long": "114"}, {}, {"lat": "22.50000", "long": "114.00000"}),
        ({"district": "southern"}, {}, {"district": "southern"}),
        ({"district": "southern"}, {"point_required": True}, "answer.point-missing"),
        ({}, {"point_required": True}, None),
        ({"lat": "22.2"}, {}, "answer.not-a-location"),
        ({"lat": "91", "long": "1"}, {}, "answer.not-a-location"),
        ({"lat": "1", "long": "-180.1"}, {}, "answer.not-a-location"),
        ({"lat": "1e1", "long": "1"}, {}, "answer.not-a-location"),
        ({"lat": "NaN", "long": "1"}, {}, "answer.not-a-location"),
        ({"lat": "1", "long": "1", "accuracy": "near"}, {}, "answer.not-a-location"),
        ({"district": "nowhere"}, {}, "answer.not-on-list"),
        ("22.2,114.1", {}, "answer.not-a-location"),
    ],
)  # fmt: skip
def test_reads_locations(raw: Any, options: dict[str, Any], value: Any) -> None:
    assert clean(LocationField(), raw, **options) == value


def test_a_location_in_words() -> None:
    kind, point = LocationField(), {"lat": "22.28350", "long": "114.13480", "accuracy": "12", "district": "southern"}
    assert kind.plain(point, spec(), DISTRICTS, "en") == "Southern · 22.28350, 114.13480 (within 12 m)"
    assert kind.plain(point, spec(), DISTRICTS, "zh-Hant") == "南區 · 22.28350, 114.13480（誤差 12 米內）"
    assert kind.plain({"district": "gone"}, spec(), DISTRICTS, "en") == "gone"
    assert list(kind.cells(point, spec())) == [CellValue(text="southern")]
