"""Comments on a process, by whoever may see it; who is mentioned is told that, and not what was said."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from engine.language.errors import NotAllowed
from engine.language.text import both, say
from engine.notices.services import notify
from engine.people.actor import Actor, actor_of
from engine.people.clock import day_of
from engine.people.models import User
from engine.people.queries import may_decide_here
from workflows import run, trail
from workflows.access import may_see
from workflows.answering import WordsNeeded
from workflows.assigning import people_asked
from workflows.models import Assignment, Comment, Process
from workflows.refusals import CannotSee
from workflows.timeline import Moment

MOST_WORDS = 2000
MENTIONED = both("You are mentioned in a comment", "有留言提及你")
COMMENT = both("Comment", "留言")


def mentionable(process: Process, by: Actor, at: datetime) -> list[User]:
    """The other people who may see the process: those of its unit, its starter, and whoever had or has a part in it."""
    rows = Assignment.objects.filter(process=process).exclude(state=Assignment.VOID)
    asked = list(rows.select_related("user", "for_user", "closed_by", "unit", "process__unit"))
    found = [*may_decide_here("see", process.unit, day_of(at)), process.starter]
    found += [person for row in asked for person in (row.user, row.for_user, row.closed_by) if person]
    found += [person for row in asked if row.state == Assignment.OPEN for person in people_asked(row, at)]
    people = {person.pk: person for person in found if person.is_active and person.pk != by.user_id}
    return sorted(people.values(), key=lambda person: (person.name_en, str(person.pk)))


def comment(*, process: Process, words: str, mention: Sequence[User], by: Actor, at: datetime) -> Comment:
    """Keeps what `by` said about the process and tells those mentioned. Raises NotAllowed, WordsNeeded, CannotSee."""
    with run.locked(process.pk) as held:
        on, said = day_of(at), words.strip()[:MOST_WORDS]
        if by.user_id is None or not may_see(held, by, on):
            raise NotAllowed
        if not said:
            raise WordsNeeded
        people = {person.pk: person for person in mention}
        if not all(_sees(held, person, on) for person in people.values()):
            raise CannotSee
        kept = Comment.objects.create(process=held, by_id=by.user_id, words=said, at=at)
        kept.mentioned.set(people)
        fields = {"words": said, "mentioned": sorted(str(pk) for pk in people)}
        trail.note(held, "process.commented", by=by, at=at, about=("process", str(held.pk)), fields=fields)
        for person in people.values():
            _tell(held, person, at)
        return kept


def _sees(process: Process, person: User, on: date) -> bool:
    return person.is_active and may_see(process, actor_of(person, on), on)


def _tell(process: Process, person: User, at: datetime) -> None:
    name, number = process.version.definition.title, process.number
    body = both(f"{say(name, 'en')} {number}", f"{say(name, 'zh-Hant')} {number}")
    notify(to=person, kind="mention", subject=MENTIONED, body=body, url=f"/processes/{process.pk}/", at=at)


def comments_of(process: Process) -> Iterable[Moment]:
    """The comments as the timeline tells them."""
    for row in Comment.objects.filter(process=process).select_related("by").prefetch_related("mentioned"):
        people = list(row.mentioned.all())
        words = {code: " ".join([row.words, *(f"@{one.name(code)}" for one in people)]) for code in ("en", "zh-Hant")}
        yield Moment(row.at, COMMENT, (row.by,), detail=words)
