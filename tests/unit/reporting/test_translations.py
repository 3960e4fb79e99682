"""Whatever the Reports door says in English it also says in Chinese."""

import re
from pathlib import Path

import polib

ROOM = Path(__file__).resolve().parents[3] / "reporting"
TRANSLATE = re.compile(r"""(?:\{%\s*translate\s+|_\()(?:"([^"]+)"|'([^']+)')""")
BLOCK = re.compile(r"\{%\s*blocktranslate[^%]*%\}(.*?)(?:\{%\s*plural\s*%\}.*?)?\{%\s*endblocktranslate\s*%\}", re.S)


def said() -> set[str]:
    words: set[str] = set()
    for path in ROOM.rglob("*.html"):
        source = path.read_text(encoding="utf8")
        words |= {a or b for a, b in TRANSLATE.findall(source)}
        words |= {re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", one) for one in BLOCK.findall(source)}
    return words


def test_nothing_is_only_in_english() -> None:
    entries = polib.pofile(str(ROOM / "locale" / "zh_Hant" / "LC_MESSAGES" / "django.po"))
    chinese = {entry.msgid: entry.msgstr or entry.msgstr_plural.get(0, "") for entry in entries}
    assert len(said()) > 15
    assert {words for words in said() if not chinese.get(words)} == set()
