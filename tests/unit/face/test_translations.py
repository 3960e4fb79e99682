"""Whatever the frame says in English it also says in Chinese."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[3]
CATALOGUE = ROOT / "frontend" / "locale" / "zh_Hant" / "LC_MESSAGES" / "django.po"
TRANSLATE = re.compile(r"""\{%\s*trans(?:late)?\s+(?:"([^"]+)"|'([^']+)')""")
BLOCK = re.compile(r"\{%\s*blocktranslate[^%]*%\}(.*?)(?:\{%\s*plural\s*%\}(.*?))?\{%\s*endblocktranslate\s*%\}", re.S)
CALL = re.compile(r"""\b(?:_|gettext|gettext_lazy)\(\s*"([^"]+)"\s*\)""")
MAINLAND_OR_TAIWAN = ("登錄", "保存", "打印", "郵件", "文件夾", "資訊", "審核", "用戶名", "帳號", "使用者", "回傳")


def said_in_templates() -> set[str]:
    words: set[str] = set()
    for path in (ROOT / "frontend" / "templates").rglob("*.html"):
        source = path.read_text(encoding="utf8")
        words |= {a or b for a, b in TRANSLATE.findall(source)}
        words |= {re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", one) for one, _plural in BLOCK.findall(source)}
    return words


def said_in_code() -> set[str]:
    paths = [ROOT / "config" / f"{name}.py" for name in ("frame", "home", "home_rows", "refusals")]
    return {words for path in paths for words in CALL.findall(path.read_text(encoding="utf8"))}


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
    entries = polib.pofile(str(CATALOGUE))
    return {e.msgid: e.msgstr or e.msgstr_plural.get(0, "") for e in entries if not e.obsolete and not e.fuzzy}


def test_nothing_of_the_frame_is_only_in_english(chinese: dict[str, str]) -> None:
    said = said_in_templates() | said_in_code()
    assert len(said) > 50
    assert {words for words in said if not chinese.get(words)} == set()


def test_placeholders_survive_translation(chinese: dict[str, str]) -> None:
    holes = re.compile(r"%\(\w+\)s")
    assert [en for en, zh in chinese.items() if set(holes.findall(en)) != set(holes.findall(zh))] == []


def test_the_words_are_those_of_hong_kong(chinese: dict[str, str]) -> None:
    foreign = {zh for zh in chinese.values() for word in MAINLAND_OR_TAIWAN if word in zh.replace("用戶名稱", "")}
    assert foreign == set()
