"""The functions of XLSForm that have a counterpart among our operators, in one table."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from engine.language.registry import Registry
from engine.language.text import both
from form_builder.exchange.xpath.nodes import Binary, Call, Node, NotCarried, Number
from form_builder.exchange.xpath.typed import Typed, not_of_type

if TYPE_CHECKING:
    from form_builder.exchange.xpath.translating import Translator

Function = Callable[["Translator", Call], Typed]
functions: Registry[Function] = Registry("function")
_YEAR = {"365", "365.25", "365.24", "365.242", "365.2425"}
_AGE = both("Full years are counted by the calendar, not by dividing days.", "足歲按日曆計算，不用日數相除。")
_WHOLE = both("The pattern must fit the whole answer.", "樣式須符合整個答案。")


def function(*names: str, least: int = 0, most: int = 99) -> Callable[[Function], Function]:
    """Enters a function under its names, with how many arguments it takes."""

    def enter(work: Function) -> Function:
        def counted(translator: "Translator", call: Call) -> Typed:
            if not least <= len(call.args) <= most:
                said = f"{call.name}()"
                raise NotCarried(both(f"{said} has too few or too many parts.", f"{said} 的參數數目不正確。"))
            return work(translator, call)

        for name in names:
            functions.register(name, counted)
        return work

    return enter


@function("true", "false", most=0)
def _truth(translator: "Translator", call: Call) -> Typed:
    return Typed(call.name == "true", "boolean")


@function("not", least=1, most=1)
def _not(translator: "Translator", call: Call) -> Typed:
    return Typed({"not": [translator.condition(call.args[0])]}, "boolean")


@function("boolean", "boolean-from-string", least=1, most=1)
def _boolean(translator: "Translator", call: Call) -> Typed:
    return Typed(translator.condition(call.args[0]), "boolean")


@function("if", least=3, most=3)
def _if(translator: "Translator", call: Call) -> Typed:
    condition = translator.condition(call.args[0])
    then, otherwise = _one_type(translator, call.args[1:])
    return Typed({"if": [condition, then.tree, otherwise.tree]}, _type_of([then, otherwise]))


@function("coalesce", least=1)
def _coalesce(translator: "Translator", call: Call) -> Typed:
    parts = _one_type(translator, call.args)
    return Typed({"coalesce": [part.tree for part in parts]}, _type_of(parts))


@function("selected", least=2, most=2)
def _selected(translator: "Translator", call: Call) -> Typed:
    from form_builder.exchange.xpath.comparing import compare

    chosen, option = (translator.value(node) for node in call.args)
    if chosen.type != "codes":
        return compare("=", chosen, option)
    sought = option.literal if option.literal is not None else option.tree
    return Typed({"contains": [chosen.tree, sought]}, "boolean")


@function("count-selected", least=1, most=1)
def _count_selected(translator: "Translator", call: Call) -> Typed:
    chosen = translator.value(call.args[0])
    if chosen.type != "codes":
        raise not_of_type(chosen, "codes")
    return Typed({"count": [chosen.tree]}, "integer")


@function("count", "count-non-empty", least=1, most=1)
def _count(translator: "Translator", call: Call) -> Typed:
    found = translator.values(call.args[0])
    if not found.many and found.type == "rows":
        return Typed({"count": [found.tree]}, "integer")
    rows, body = _each(translator, found)
    counted = [rows, {"not": [{"empty": [body]}]}] if call.name == "count-non-empty" else [rows]
    return Typed({"count": counted}, "integer")


@function("sum", "min", "max", least=1)
def _aggregate(translator: "Translator", call: Call) -> Typed:
    parts = [translator.values(node) for node in call.args]
    if len(parts) == 1 and parts[0].many:
        [found] = parts
        if not found.numeric and found.type != "date":
            raise not_of_type(found, "decimal")
        return Typed({call.name: [*_each(translator, found)]}, found.type)
    for part in parts:
        if part.many or not part.numeric:
            raise not_of_type(part, "decimal")
    return Typed({call.name: [part.tree for part in parts]}, _type_of(parts))


@function("concat", "string", least=1)
def _concat(translator: "Translator", call: Call) -> Typed:
    return Typed({"concat": [translator.text(node) for node in call.args]}, "text")


@function("string-length", most=1)
def _length(translator: "Translator", call: Call) -> Typed:
    from form_builder.exchange.xpath.nodes import Self

    found = translator.value(call.args[0] if call.args else Self())
    if found.type != "text":
        raise not_of_type(found, "text")
    return Typed({"coalesce": [{"length": [found.tree]}, 0]}, "integer")


@function("regex", least=2, most=2)
def _regex(translator: "Translator", call: Call) -> Typed:
    found = translator.value(call.args[0])
    if found.type != "text":
        raise not_of_type(found, "text")
    return Typed({"matches": [found.tree, translator.literal(call.args[1])]}, "boolean")


@function("contains", "starts-with", least=2, most=2)
def _contains(translator: "Translator", call: Call) -> Typed:
    name = "starts" if call.name == "starts-with" else "contains"
    return Typed({name: [translator.text(node) for node in call.args]}, "boolean")


@function("today", most=0)
def _today(translator: "Translator", call: Call) -> Typed:
    return Typed({"today": []}, "date")


@function("now", most=0)
def _now(translator: "Translator", call: Call) -> Typed:
    return Typed({"now": []}, "text")


@function("date", least=1, most=1)
def _date(translator: "Translator", call: Call) -> Typed:
    found = translator.value(call.args[0])
    if found.type == "date":
        return found
    if found.literal is None or found.type != "text":
        raise not_of_type(found, "date")
    return Typed(found.literal[:10], "date", literal=found.literal[:10])


@function("round", least=1, most=2)
def _round(translator: "Translator", call: Call) -> Typed:
    found = translator.number(call.args[0])
    places = int(translator.literal(call.args[1])) if len(call.args) == 2 else 0
    return Typed({"round": [found.tree, places]}, "decimal" if places else "integer")


@function("int", "floor", least=1, most=1)
def _int(translator: "Translator", call: Call) -> Typed:
    [node] = call.args
    if (
        isinstance(node, Binary)
        and node.operator == "div"
        and isinstance(node.right, Number)
        and node.right.text in _YEAR
    ):
        days = translator.value(node.left)
        if isinstance(days.tree, dict) and "days" in days.tree:
            translator.place.remarks.append(_AGE)
            start, end = days.tree["days"]
            return Typed({"age": [start]} if end == {"today": []} else {"years": [start, end]}, "integer")
    found = translator.number(node)
    if found.type != "integer":
        raise NotCarried(both("Numbers can be rounded here, not cut off.", "數字可以四捨五入，不能捨去小數。"))
    return found


@function("number", least=1, most=1)
def _number(translator: "Translator", call: Call) -> Typed:
    return translator.number(call.args[0])


@function("abs", least=1, most=1)
def _abs(translator: "Translator", call: Call) -> Typed:
    found = translator.number(call.args[0])
    return Typed({"if": [{"<": [found.tree, 0]}, {"neg": [found.tree]}, found.tree]}, found.type)


@function("once", least=1, most=1)
def _once(translator: "Translator", call: Call) -> Typed:
    raise NotCarried(both("A calculation here is always computed again.", "此處的計算必定重新運算。"))


def _each(translator: "Translator", found: Typed) -> tuple[Any, Any]:
    """The repeat, and what is read in each of its rows."""
    if len(found.many) != 1 or found.origin is None:
        raise NotCarried(
            both("Only the rows of one repeat can be counted or added up.", "只可點算或相加一層重複項目的各行。")
        )
    return translator.place.rows(found.origin.within), found.tree


def _one_type(translator: "Translator", nodes: tuple[Node, ...]) -> list[Typed]:
    """The parts, an empty text as null, a number beside a text as text."""
    parts = [translator.value(node) for node in nodes]
    parts = [Typed(None, "null") if part.literal == "" and part.type == "text" else part for part in parts]
    sorts = {"number" if part.numeric else part.type for part in parts} - {"null"}
    if sorts == {"number", "text"} or sorts == {"date", "text"}:
        return [Typed({"concat": [p.tree]}, "text") if p.numeric or p.type == "date" else p for p in parts]
    if len(sorts) > 1:
        first = next(part for part in parts if part.type != "null")
        raise not_of_type(next(p for p in parts if p.type not in ("null", first.type)), first.type)
    return parts


def _type_of(parts: list[Typed]) -> str:
    types = [part.type for part in parts if part.type != "null"]
    return next((t for t in ("money", "decimal", *types) if t in types), "text")
