"""A form that asks for every particular of people and places there is."""

from typing import Any

from engine.language.documents import Document
from tests.unit.forms.notation import form, item

ALLOWED = {"en": "Director, 1 April 2025", "zh-Hant": "總監，2025年4月1日"}
STATEMENT = {
    "en": "The centre may share this form with the hospital named above.\nI may withdraw at any time.",
    "zh-Hant": "本中心可將此表格交予上述醫院。\n本人可隨時撤回同意。",
}


def named(kind: str, key: str, en: str, zh: str, **more: Any) -> dict[str, Any]:
    return item(kind, key, **{"label": {"en": en, "zh-Hant": zh}, **more})


def everything(**more: Any) -> Document:
    """The form; `more` are further members of the document."""
    return form(
        named("identity_number", "card", "Identity card number", "身份證號碼", sensitivity="sensitive",
              purpose="Application for CSSA", allowed_by=ALLOWED),
        named("phone", "phone", "Telephone", "電話", sensitivity="personal", purpose="contact"),
        named("email", "email", "E-mail", "電郵", sensitivity="personal", purpose="contact"),
        named("address", "home", "Home address", "住址", choices="districts", district_required=True,
              sensitivity="personal", purpose="contact"),
        named("location", "met", "Where we met", "會面地點", choices="districts"),
        named("reference", "supplier", "Supplier", "供應商", register="supplier", typed=True),
        named("reference", "centre", "Referred to", "轉介至", to="unit"),
        named("reference", "colleague", "Colleague", "同事", to="person"),
        named("classification", "code", "Main difficulty", "主要困難", choices="icf"),
        named("classification", "washing", "Washing", "清洗身體", choices="icf", code="d510"),
        named("photo", "photo", "Photo of the door", "大門相片", longest_side=800, max=2),
        named("consent", "share", "Consent to share", "同意分享資料", statement=STATEMENT, edition="2025-04", required=True),
        named("signature", "signed", "Signature", "簽署", required=True),
        named("text", "note", "Why Southern", "南區備註", visible_when={"==": [{"var": "home"}, "southern"]}),
        summary={"title": ["card", "supplier"]}, **more,
    )  # fmt: skip


ANSWERS: dict[str, Any] = {
    "card": "a123456(3)",
    "phone": "2831 5272",
    "email": "chan@Example.ORG",
    "home": {"flat": "1203", "floor": "12", "building": "Lok Wah Estate", "district": "kwun_tong", "area": "kowloon"},
    "met": {"lat": "22.2835", "long": "114.1348", "accuracy": "12"},
    "supplier": "Wing Fat Printing",
    "code": {"code": "d4402", "performance": "2", "capacity": "3"},
    "washing": {"code": "d510", "performance": "2"},
    "share": {"agreed": "yes", "language": "en"},
    "signed": {"name": "Chan Tai Man"},
}
