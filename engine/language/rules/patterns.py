"""The part of regular expressions that means the same in RE2 and in JavaScript.

A pattern is read here and written out again with every shorthand spelt out, so that both engines see plain ranges. What
they treat differently (\\p, \\b, look-around, back-references, flags) is refused, and so is an endless repetition of
something that is itself of no fixed length: whoever writes it means something else. Neither side tries one way after
another: the server asks RE2, the browser follows all ways at once (frontend/src/rules/pattern.ts). What that costs grows
with the characters of the text and the size of the pattern, its counts written out, so that size is bounded.
"""

from dataclasses import dataclass

from engine.language.rules.linear import NotCompiled, whole_match
from engine.language.text import Text, both

MOST = 500
MOST_TURNS = 10
MOST_STATES = 2000
SPACE = "\\t\\n\\f\\r "
CLASSES = {"d": "0-9", "w": "0-9A-Za-z_", "s": SPACE}
CONTROLS = {"t": "\\t", "n": "\\n", "r": "\\r", "f": "\\f"}
SPECIAL = set("\\^$.*+?()[]{}|/")
NOT_WRITTEN: Text = both("it must be written in the rule", "樣式必須直接寫在規則內。")


class BadPattern(ValueError):
    """A pattern that cannot be used, and why."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.reason: Text = both(en, zh)


def portable(pattern: str) -> str:
    """The pattern as both engines take it, to match a whole text; raises BadPattern."""
    if len(pattern) > MOST:
        raise BadPattern(f"it is longer than {MOST} characters", f"樣式超過 {MOST} 個字元。")
    written = _Reader(_without_anchors(pattern)).whole()
    try:
        whole_match(written)
    except NotCompiled as error:
        raise BadPattern("its counts are too large, or it is not complete", "次數太大，或樣式不完整。") from error
    return written


def _without_anchors(pattern: str) -> str:
    pattern = pattern.removeprefix("^")
    slashes = len(pattern) - 1 - len(pattern[:-1].rstrip("\\")) if pattern.endswith("$") else 1
    return pattern[:-1] if slashes % 2 == 0 else pattern


@dataclass
class _Part:
    text: str
    fixed: bool = True
    repeated: bool = False
    size: int = 1


class _Reader:
    """Recursive descent over the pattern; `fixed` says whether a part always takes the same number of characters."""

    def __init__(self, pattern: str) -> None:
        self.rest = list(pattern)
        self.at = 0
        self.depth = 0

    def whole(self) -> str:
        part = self.choice()
        if self.peek():
            raise BadPattern("a bracket is closed that was not opened", "有右括號而沒有左括號。")
        if part.size > MOST_STATES:
            raise BadPattern("its counts multiply to too many characters", "次數相乘後字元太多。")
        return part.text

    def peek(self) -> str:
        return self.rest[self.at] if self.at < len(self.rest) else ""

    def take(self) -> str:
        char = self.peek()
        if not char:
            raise BadPattern("it ends too early", "樣式不完整。")
        self.at += 1
        return char

    def choice(self) -> _Part:
        branches = [self.sequence()]
        while self.peek() == "|":
            self.take()
            branches.append(self.sequence())
        if len(branches) == 1:
            return branches[0]
        size = 1 + sum(b.size for b in branches)
        return _Part("|".join(b.text for b in branches), False, any(b.repeated for b in branches), size)

    def sequence(self) -> _Part:
        parts: list[_Part] = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.repeated(self.atom()))
        size = sum(p.size for p in parts)
        return _Part("".join(p.text for p in parts), all(p.fixed for p in parts), any(p.repeated for p in parts), size)

    def repeated(self, part: _Part) -> _Part:
        if self.peek() not in ("*", "+", "?", "{"):
            return part
        count = self.take()
        if count == "{":
            count = self.counted()
        if not part.fixed and (part.repeated or _most(count) > MOST_TURNS):
            raise BadPattern("something that itself varies is repeated without end", "本身長短不定的部分不可無限重複。")
        if self.peek() in ("*", "+", "?", "{"):
            raise BadPattern("two counts follow one another", "兩個次數相連。")
        fixed = part.fixed and count.startswith("{") and "," not in count
        size = (part.size + 1) * _turns(count)
        return _Part(part.text + count, fixed, repeated=not part.fixed and _most(count) > 1, size=size)

    def counted(self) -> str:
        inside = ""
        while (char := self.take()) != "}":
            inside += char
        least, comma, most = inside.partition(",")
        if not least.isascii() or not least.isdigit() or (most and not (most.isascii() and most.isdigit())):
            raise BadPattern("a count is written {2}, {2,} or {2,4}", "次數應寫成 {2}、{2,} 或 {2,4}。")
        if int(least) > 200 or int(most or 0) > 200 or (most and int(most) < int(least)):
            raise BadPattern("a count goes from low to high, at most 200", "次數須由小至大，最多 200。")
        return f"{{{int(least)}{comma}{int(most) if most else ''}}}"

    def atom(self) -> _Part:
        char = self.take()
        if char == "(":
            return self.bracket()
        if char == "[":
            return _Part(self.char_class())
        if char == ".":
            return _Part("[^\\n]")
        if char == "\\":
            return _Part(self.escaped())
        if char in "^$*+?{":
            raise BadPattern(f"“{char}” cannot stand here", f"「{char}」不能放在這裏。")
        return _Part(_literal(char))

    def bracket(self) -> _Part:
        self.depth += 1
        if self.depth > 20:
            raise BadPattern("brackets are nested too deep", "括號層數太多。")
        if self.peek() == "?":
            if self.take() + self.take() != "?:":
                raise BadPattern("only plain groups can be used", "只可使用普通括號。")
        part = self.choice()
        if not self.peek() == ")":
            raise BadPattern("a bracket is not closed", "有左括號而沒有右括號。")
        self.take()
        self.depth -= 1
        return _Part(f"(?:{part.text})", part.fixed, part.repeated, part.size)

    def escaped(self) -> str:
        char = self.take()
        if char.lower() in CLASSES:
            return f"[{'^' if char.isupper() else ''}{CLASSES[char.lower()]}]"
        return self.plain_escape(char)

    def plain_escape(self, char: str) -> str:
        if char in CONTROLS:
            return CONTROLS[char]
        if char in SPECIAL or char == "-":
            return _literal(char)
        raise BadPattern(f"“\\{char}” cannot be used", f"不可使用「\\{char}」。")

    def char_class(self) -> str:
        negated = self.peek() == "^"
        if negated:
            self.take()
        members = ""
        while self.peek() != "]":
            members += self.member()
        self.take()
        if not members:
            raise BadPattern("square brackets are empty", "方括號內沒有內容。")
        return f"[{'^' if negated else ''}{members}]"

    def member(self) -> str:
        char = self.take()
        if char == "[":
            raise BadPattern("“[” inside square brackets needs a backslash", "方括號內的「[」前須加反斜線。")
        if char == "\\" and self.peek() in CLASSES:
            return CLASSES[self.take()]
        first = self.single(char)
        if self.peek() != "-" or self.rest[self.at + 1 : self.at + 2] in ([], ["]"]):
            return _in_class(first)
        self.take()
        last = self.single(self.take())
        if ord(last) < ord(first):
            raise BadPattern("a range goes from low to high", "範圍須由小至大。")
        return f"{_in_class(first)}-{_in_class(last)}"

    def single(self, char: str) -> str:
        if char != "\\":
            return char
        char = self.take()
        if char in CONTROLS:
            return CONTROLS[char].encode().decode("unicode_escape")
        self.plain_escape(char)
        return char


def _turns(count: str) -> int:
    """How often a part is written out: up to the greatest count, or the least one and once more when there is no end."""
    if count[0] != "{":
        return 1
    least, _, most = count[1:-1].partition(",")
    return max(int(least), int(most or 0)) + count.endswith(",}")


def _most(count: str) -> int:
    if count == "?":
        return 1
    return int(count[1:-1].rpartition(",")[2]) if count[0] == "{" and not count.endswith(",}") else 10_000


def _literal(char: str) -> str:
    return f"\\{char}" if char in SPECIAL else "[-]" if char == "-" else char


def _in_class(char: str) -> str:
    return f"\\{char}" if char in "\\]^-[" else char
