"""The reasons for a choice, in both languages."""

from collections.abc import Callable, Mapping, Sequence

from engine.language.text import Text, both, say

NOBODY = both(
    "Nobody could be asked for this step, so it waits for whoever looks after the work here.",
    "此步驟未能找到可處理的人，現交由負責統籌工作的同事安排。",
)
NO_SUCH_PLACE = both("The centre that the step names could not be found.", "找不到此步驟指定的中心。")
YOU: Mapping[str, Text] = {
    "field": both("You were named.", "你被指定處理。"),
    "starter": both("You started this.", "由你開始此申請。"),
    "supervisor": both("You are the requester's line manager.", "你是申請人的直屬主管。"),
    "doer_of": both("You did this step before.", "你曾處理此步驟。"),
}
NOT_FOUND: Mapping[str, Text] = {
    "field": both("Nobody was named in the form, or not a colleague.", "表格沒有指定同事。"),
    "starter": both("Whoever started this is no longer here.", "開始此申請的人已離職。"),
    "supervisor": both("No line manager is set for the requester.", "申請人未設定直屬主管。"),
    "doer_of": both("Nobody here has done the earlier step.", "沒有在職同事處理過較早的步驟。"),
}


def filled(en: str, zh: str, **texts: Text) -> Text:
    """A sentence in both languages, with texts in it."""
    return both(
        en.format(**{name: say(text, "en") for name, text in texts.items()}),
        zh.format(**{name: say(text, "zh-Hant") for name, text in texts.items()}),
    )


def _about(en: str, zh: str) -> Callable[[Text], Text]:
    return lambda name: filled(en, zh, name=name)


FOUND: Mapping[str, Callable[[Text], Text]] = {
    "field": _about("{name} was named in the form.", "表格指定由{name}處理。"),
    "starter": _about("{name} started this.", "此申請由{name}開始。"),
    "supervisor": _about("{name} is the requester's line manager.", "{name}是申請人的直屬主管。"),
    "doer_of": _about("{name} did the earlier step.", "較早的步驟由{name}處理。"),
}
kept_apart = _about(
    "{name} did a step that this one is kept apart from.", "{name}曾處理須與此步驟分開的步驟，因此不可處理。"
)
away_alone = _about("{name} is away, and nobody stands in.", "{name}休假，並沒有替任同事。")
waits_for = _about(
    "So it waits for {name}, and whoever looks after the work here is told.",
    "因此留待{name}處理，並已通知負責統籌工作的同事。",
)
left_out = _about("{name} is away and is left out.", "{name}休假，不獲分派。")
you_stand_in = _about("{name} is away; you stand in.", "{name}休假，由你替任。")


def joined(first: Text, second: Text) -> Text:
    """Two sentences, one after the other."""
    return both(f"{say(first, 'en')} {say(second, 'en')}", say(first, "zh-Hant") + say(second, "zh-Hant"))


def stands_in(deputy: Text, absent: Text) -> Text:
    return filled(
        "{absent} is away, so {deputy} stands in.", "{absent}休假，由{deputy}替任。", deputy=deputy, absent=absent
    )


def for_role(role: Text) -> Text:
    """Said to everybody who shares the step."""
    return both(f"This step is for the {_small(role)}.", f"此步驟由{say(role, 'zh-Hant')}處理。")


def your_turn(role: Text) -> Text:
    """Said to the one whom the work was given to."""
    en = f"This step is for the {_small(role)}, and you had the fewest open tasks."
    return both(en, f"此步驟由{say(role, 'zh-Hant')}處理，而你手上未完成的工作最少。")


def nobody_at(role: Text, place: Text) -> Text:
    return filled("Nobody is {role} at {place}.", "{place}沒有人擔任{role}。", role=role, place=place)


def kept_apart_at(role: Text, place: Text) -> Text:
    return filled(
        "At {place} the only {role} did a step that this one is kept apart from.",
        "{place}的{role}曾處理須與此步驟分開的步驟。",
        role=role,
        place=place,
    )


def all_away(role: Text, place: Text) -> Text:
    return filled(
        "Every {role} at {place} is away, so the step is open to all of them and their stand-ins.",
        "{place}的{role}全部休假，因此開放予各人及其替任同事處理。",
        role=role,
        place=place,
    )


def pooled(role: Text, place: Text, names: Sequence[Text]) -> Text:
    """Anybody of the role may take it."""
    en, zh = ", ".join(say(name, "en") for name in names), "、".join(say(name, "zh-Hant") for name in names)
    texts = {"role": role, "place": place, "names": both(en, zh)}
    return filled("Any {role} at {place} may take it: {names}.", "{place}任何{role}都可接手：{names}。", **texts)


def least_busy(name: Text, role: Text, place: Text, count: int, of: int) -> Text:
    """Why the work was given to this one."""
    texts = {"name": name, "role": role, "place": place, "count": str(count), "of": str(of)}
    return filled(
        "{name} has the fewest open tasks ({count}) of the {of} at {place} who are {role} and present.",
        "在{place}在職的{of}位{role}中，{name}手上未完成的工作最少（{count}項）。",
        **texts,
    )


def _small(role: Text) -> str:
    return say(role, "en").lower()
