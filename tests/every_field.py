"""A form that uses every type of field, as one that ships would: both languages, groups, a table, rows within rows.

`document()` is the form, `districts()` the list of options that it looks up. Whoever adds a type adds it here: the tests
of this form fail until every registered type is used.
"""

from typing import Any

from engine.language.documents import Document, from_body

_used: set[str] = set()


def _text(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh-Hant": zh}


def _item(kind: str, key: str, en: str, zh: str, **more: Any) -> dict[str, Any]:
    _used.add(kind)
    return {"id": f"every-{key}", "key": key, "type": kind, "label": _text(en, zh), **more}


def _options(key: str, *entries: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [
        {"id": f"{key}-{name}", "key": name, "label": _text(en, zh), **(more[0] if more else {})}
        for name, en, zh, *more in entries
    ]


def _page(key: str, en: str, zh: str, *items: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"every-{key}", "key": key, "title": _text(en, zh), "items": list(items)}


AGREE = _options(
    "agree", ("1", "Never", "從不"), ("2", "Sometimes", "有時"), ("3", "Often", "經常"), ("4", "Always", "總是")
)
STATEMENTS = _options(
    "mood",
    ("calm", "I feel calm", "我感到平靜"),
    ("sleep", "I sleep well", "我睡得好"),
    ("eat", "I eat well", "我胃口好"),
)


def words() -> dict[str, Any]:
    return _page(
        "words", "Words and numbers", "文字和數字",
        _item("note", "welcome", "Every kind of question stands on this form.", "此表格包含每種題型。", tone="info"),
        _item("text", "name", "Name", "姓名", required=True, sensitivity="personal", purpose="To call the person by name"),
        _item("long_text", "story", "What happened", "事情經過", guide=60, recommended=True),
        _item("section", "figures", "Figures", "數字", hint=_text("As far as known.", "按所知填寫。")),
        _item("integer", "members", "Members of the household", "家庭成員人數", min=1, max=20, unit=_text("persons", "人")),
        _item("decimal", "temperature", "Temperature", "體溫", scale=1, unit=_text("°C", "°C")),
        _item("money", "income", "Income a month", "每月收入", min="0"),
        _item("scale", "pain", "Pain today", "今天的痛楚程度", min=0, max=10, low=_text("None", "沒有"),
              high=_text("Worst", "最痛")),
        _item("scale", "service", "How was our service?", "你對服務的評價？", appearance="stars"),
    )  # fmt: skip


def days() -> dict[str, Any]:
    return _page(
        "days", "Days and times", "日期和時間",
        _item("date", "born", "Date of birth", "出生日期", max="2025-12-31", sensitivity="personal",
              purpose="To work out the age"),
        _item("age", "age", "Age", "年齡", of="born"),
        _item("time", "from", "Visit began", "探訪開始時間"),
        _item("time", "until", "Visit ended", "探訪結束時間"),
        _item("duration", "visit", "Length of the visit", "探訪時數", calculate={"-": [{"var": "until"}, {"var": "from"}]}),
        _item("duration", "travel", "Time on the way", "交通時間", max=600),
        _item("date_time", "next", "Next appointment", "下次預約"),
        _item("partial_date", "onset", "When did it begin?", "何時開始？"),
    )  # fmt: skip


def choices() -> dict[str, Any]:
    return _page(
        "choices", "Choices", "選項",
        _item("yes_no", "alone", "Lives alone", "獨居", required=True),
        _item("choice", "housing", "Housing", "居所", other=True, choices=_options(
            "housing", ("public", "Public rental flat", "公屋"), ("private", "Private flat", "私人樓宇"))),
        _item("many_choice", "aids", "Aids in use", "使用的輔助工具", none=True, other=True, choices=_options(
            "aids", ("stick", "Walking stick", "手杖"), ("chair", "Wheelchair", "輪椅"))),
        _item("choice", "region", "Region", "區域", appearance="radio", choices=_options(
            "region", ("kowloon", "Kowloon", "九龍"), ("island", "Hong Kong Island", "香港島"))),
        _item("choice", "district", "District", "地區", choices_by="region", appearance="list", choices=_options(
            "district", ("wts", "Wong Tai Sin", "黃大仙", {"parent": "kowloon"}),
            ("kt", "Kwun Tong", "觀塘", {"parent": "kowloon"}),
            ("east", "Eastern", "東區", {"parent": "island"}))),
        _item("choice", "street", "Street", "街道", appearance="search", choices="example-streets"),
        _item("ranking", "needs", "What matters most", "最重要的需要", choices=_options(
            "needs", ("home", "A home", "居所"), ("money", "Money", "金錢"), ("health", "Health", "健康"))),
        _item("matrix", "mood", "In the last two weeks", "過去兩星期", required=True, choices=AGREE, rows=STATEMENTS),
    )  # fmt: skip


def rows() -> dict[str, Any]:
    return _page(
        "rows", "Family and visits", "家庭和探訪",
        _item("group", "carer", "Carer", "照顧者", items=[_item("text", "carer_name", "Carer's name", "照顧者姓名")]),
        _item("repeat", "costs", "Costs", "開支", layout="table", row_label=_text("Cost", "開支"), items=[
            _item("text", "what", "For what", "用途", required=True, max_length=40),
            _item("money", "much", "How much", "金額", required=True)]),
        _item("money", "total", "All costs", "總開支", calculate={"sum": [{"var": "costs"}, {"row": "much"}]}),
        _item("repeat", "children", "Children", "子女", row_label=_text("Child", "子女"), items=[
            _item("text", "child", "Child's name", "子女姓名", required=True),
            _item("repeat", "schools", "Schools", "學校", row_label=_text("School", "學校"), items=[
                _item("text", "school", "School's name", "學校名稱", required=True),
                _item("integer", "years", "Years there", "就讀年數", min=0)]),
            _item("integer", "schooling", "Years at school", "就學年數",
                  calculate={"sum": [{"row": "schools"}, {"row": "years"}]})]),
        _item("file", "papers", "Papers", "文件", max=3),
        _item("consent", "sharing", "Sharing with the school", "與學校分享資料", required=True, edition="2025-11",
              statement=_text("The centre may speak with the school.", "中心可與學校聯絡。")),
        _item("signature", "signed", "Signature", "簽署", required=True, by="either"),
    )  # fmt: skip


def scores() -> list[dict[str, Any]]:
    keys = [f"mood.{row['key']}" for row in STATEMENTS]
    bands = [("low", 3, 6, "Low", "偏低", "warn"), ("fair", 7, 12, "Fair", "尚可", "calm")]
    told = [{"key": key, "from": a, "to": b, "label": _text(en, zh), "tone": tone} for key, a, b, en, zh, tone in bands]
    label = _text("Wellbeing", "身心狀況")
    return [{"id": "every-wellbeing", "key": "wellbeing", "label": label, "fn": "sum", "of": keys, "bands": told}]


def document() -> Document:
    """The form."""
    body = {"kind": "form", "language": 1, "key": "every-field", "title": _text("Every kind of question", "各種題型")}
    pages = [words(), days(), choices(), rows()]
    return from_body({**body, "pages": pages, "scores": scores(), "summary": {"title": "name", "amount": "total"}})


def streets() -> Document:
    """A long list, for the choice that is found by typing."""
    body = {"kind": "choices", "language": 1, "key": "example-streets", "title": _text("Streets", "街道")}
    named = [(f"s{n}", f"Example Street {n}", f"例子街 {n}") for n in range(1, 1201)]
    named.append(("harbour", "Harbour Road", "港灣道"))
    return from_body({**body, "options": _options("street", *named)})


def types_used() -> frozenset[str]:
    """The types of field that stand on the form."""
    document()
    return frozenset(_used)
