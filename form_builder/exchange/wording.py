"""The words of a question: its label and hint, and what stands for an answer inside a text."""

import re

from engine.language.text import Text, say
from form_builder.exchange.gathering import GROUP, Gatherer, Question
from form_builder.exchange.ruling import Ruler

_PIPED = re.compile(r"\$\{\s*([^}]+?)\s*\}")


class Wording:
    """Reads the words of questions."""

    def __init__(self, gatherer: Gatherer, ruler: Ruler) -> None:
        self.gatherer, self.ruler = gatherer, ruler

    def label(self, question: Question) -> Text:
        """What the question is called; its hint or name where the workbook has no label."""
        found = self.gatherer.reader.text(question.branch.row, "label")
        if found is None:
            hint = self.gatherer.reader.text(question.branch.row, "hint")
            found = hint or question.name or question.key
            if question.type != GROUP:
                self.ruler.tell(question, "changed.label", "label", question.name, after=found)
        return self.unpiped(question, "label", found)

    def hint(self, question: Question) -> Text | None:
        """What helps to answer it."""
        row = question.branch.row
        found, more = self.gatherer.reader.text(row, "hint"), self.gatherer.reader.text(row, "guidance_hint")
        if found and more:
            self.ruler.tell(question, "left.column", "guidance_hint", say(more, "en"))
        found = found or more
        return self.unpiped(question, "hint", found) if found else None

    def unpiped(self, question: Question, column: str, text: Text) -> Text:
        """The text with each `${name}` replaced by what that question is called."""
        said = [text] if isinstance(text, str) else list(text.values())
        if not any(_PIPED.search(one) for one in said):
            return text
        self.ruler.tell(question, "changed.piping", column, say(text, "en"))
        if isinstance(text, str):
            return _PIPED.sub(lambda m: f"[{self._called(m[1], 'en')}]", text)
        return {
            language: _PIPED.sub(lambda m, spoken=language: f"[{self._called(m[1], spoken)}]", one)
            for language, one in text.items()
        }

    def _called(self, name: str, language: str) -> str:
        found = self.gatherer.named.get(name)
        label = self.gatherer.reader.text(found[0].branch.row, "label") if found else None
        return _PIPED.sub("…", say(label, language, name))
