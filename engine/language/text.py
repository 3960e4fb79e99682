"""Human text in a document: a plain string, or one string for each language."""

from collections.abc import Mapping

Text = str | Mapping[str, str]

LANGUAGES = ("en", "zh-Hant")


def active(language_code: str | None) -> str:
    """Django's language code as a document writes it: `zh-hant` is `zh-Hant`, anything else `en`."""
    return "zh-Hant" if (language_code or "").lower().startswith("zh") else "en"


def say(text: Text | None, language: str, default: str = "") -> str:
    """`text` in `language`, or in the next best language it has, or `default`."""
    if text is None:
        return default
    if isinstance(text, str):
        return text or default
    for candidate in (language, *LANGUAGES, *text):
        if text.get(candidate):
            return text[candidate]
    return default


def missing_languages(text: Text | None) -> tuple[str, ...]:
    """The languages that a bilingual text lacks; a plain string serves every language."""
    if text is None or isinstance(text, str):
        return ()
    return tuple(language for language in LANGUAGES if not text.get(language))


def is_blank(text: Text | None) -> bool:
    """Whether nobody could read anything there: no words in any language, or spaces only."""
    return not any(words.strip() for words in ([text] if isinstance(text, str) else (text or {}).values()))


def at_most(text: Text, characters: int) -> Text:
    """`text` cut to so many characters in every language."""
    if isinstance(text, str):
        return text[:characters]
    return {language: words[:characters] for language, words in text.items()}


def shortened(text: Mapping[str, str]) -> Text:
    """A text that is the same in every language, as the plain string it is."""
    words = set(text.values())
    return words.pop() if len(words) == 1 else dict(text)


def both(en: str, zh: str) -> dict[str, str]:
    """A bilingual text."""
    return {"en": en, "zh-Hant": zh}
