"""Whatever the product says in English it also says in the Chinese of Hong Kong, and keeps what is put into it.

T1 every sentence of our code and templates has a Chinese one in some room's django.po; none is fuzzy or empty
T2 what is put into a sentence stands in both languages, and the two agree in every form
T3 no word of the mainland or of Taiwan, no simplified character: in sentences, in code, in shipped documents
T4 one sentence, one translation, unless the rooms mean different things by it
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import polib
import pytest

from tests.architecture.said import ROOT, both_calls, everything

CATALOGUES = sorted(path for path in ROOT.rglob("locale/zh_Hant/LC_MESSAGES/django.po") if ".venv" not in path.parts)
HOLES = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[sd]|\{\w*\}")
# What is said elsewhere, and what Hong Kong says.
FOREIGN = {
    "保存": "儲存", "郵箱": "電郵", "郵件": "電郵", "打印": "列印", "登錄": "登入", "登陸": "登入", "信息": "訊息、資料",
    "默認": "預設", "視頻": "影片", "屏幕": "螢幕", "軟體": "軟件", "網路": "網絡", "設置": "設定", "激活": "啟用",
    "搜索": "搜尋", "鏈接": "連結", "點擊": "按", "文件夾": "資料夾", "用戶名": "用戶名稱", "帳號": "帳戶", "審核": "審批",
    "回傳": "傳回", "質量": "質素", "註冊表": "登記冊", "資訊": "資料",
}  # fmt: skip
RIGHT_ALL_THE_SAME = ("用戶名稱", "資訊科技")
SIMPLIFIED = set("们这为发时会对应动务员队关闭开单报处经钱买卖书读语说请择项编码类别删录显错误测试验传输节点击")


def entries() -> Iterator[tuple[str, polib.POEntry]]:
    for path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                yield str(path.relative_to(ROOT)), entry


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.fixture(scope="module")
def chinese() -> dict[tuple[str, str], polib.POEntry]:
    """By context and sentence: those that are translated."""
    return {
        (entry.msgctxt or "", entry.msgid): entry
        for _, entry in entries()
        if not entry.fuzzy and all(translations(entry))
    }


def test_nothing_is_said_in_english_only(chinese: dict[tuple[str, str], polib.POEntry]) -> None:
    said = list(everything())
    assert len({one.text for one in said}) > 300, "The sentences are not found any more."
    missing = {one.text: one.where for one in said if (one.context, one.text) not in chinese}
    assert missing == {}


def test_a_sentence_with_a_plural_is_translated_as_one(chinese: dict[tuple[str, str], polib.POEntry]) -> None:
    plurals = [one for one in everything() if one.plural]
    assert len(plurals) > 5
    wrong = {one.text: one.where for one in plurals if not chinese[one.context, one.text].msgid_plural}
    assert wrong == {}


def test_no_translation_is_unsure_or_empty() -> None:
    assert [(path, entry.msgid) for path, entry in entries() if entry.fuzzy or not all(translations(entry))] == []


def test_what_is_put_into_a_sentence_stands_in_both_languages() -> None:
    wrong = []
    for path, entry in entries():
        wanted = set(HOLES.findall(entry.msgid)) | set(HOLES.findall(entry.msgid_plural or ""))

        wrong += [(path, entry.msgid, zh) for zh in translations(entry) if set(HOLES.findall(zh)) != wanted]
    assert wrong == []


def test_a_text_in_code_is_in_both_languages_with_the_same_holes() -> None:
    texts = list(both_calls())
    assert len(texts) > 100
    wrong = [(en, zh, at) for en, zh, at in texts if bool(en) != bool(zh) or sorted(_holes(en)) != sorted(_holes(zh))]
    assert wrong == []


def _holes(text: str) -> set[str]:
    return set(HOLES.findall(text))


def all_chinese() -> Iterator[tuple[str, str]]:
    """(where, words) of every Chinese text that ships."""
    for path, entry in entries():
        yield from ((f"{path}: {entry.msgid}", words) for words in translations(entry))
    for english, words, where in both_calls():
        yield f"{where}: {english}", words
    for path in sorted((ROOT / "definitions").rglob("*.json")):
        found = _chinese_in(json.loads(path.read_text(encoding="utf-8")))
        yield from ((str(path.relative_to(ROOT)), words) for words in found)


def _chinese_in(body: Any) -> Iterator[str]:
    if isinstance(body, dict):
        for key, inner in body.items():
            if key == "zh-Hant" and isinstance(inner, str):
                yield inner
            else:
                yield from _chinese_in(inner)
    elif isinstance(body, list):
        for inner in body:
            yield from _chinese_in(inner)


def test_the_words_are_those_of_hong_kong() -> None:
    foreign = {}
    for where, words in all_chinese():
        bare = words
        for right in RIGHT_ALL_THE_SAME:
            bare = bare.replace(right, "")
        if found := {word: ours for word, ours in FOREIGN.items() if word in bare}:
            foreign[where] = found
    assert foreign == {}


def test_no_character_is_simplified() -> None:
    assert {where: words for where, words in all_chinese() if SIMPLIFIED & set(words)} == {}


def test_one_sentence_has_one_translation() -> None:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _, entry in entries():
        if entry.msgid:
            found[entry.msgctxt or "", entry.msgid].add(translations(entry)[0])
    assert {text: said for (_, text), said in found.items() if len(said) > 1} == {}
