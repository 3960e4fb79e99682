"""`notices.tell`: tells a role at the process's unit, the person in a field, or whoever started it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from engine.language.text import both, say
from workflows.actions import Action, ActionContext, actions

if TYPE_CHECKING:
    from engine.people.models import User

TOLD = both("A request that concerns you has gone on", "有一項與你有關的申請有新進展")


def tell(inputs: Mapping[str, Any], context: ActionContext) -> Mapping[str, Any]:
    """Tells everybody named, once each; the message itself only whoever may see the process.

    Raises ActionFailed ("nobody-to-tell").
    """
    from engine.notices.services import notify
    from engine.people.actor import actor_of
    from engine.people.clock import day_of
    from workflows.access import may_see
    from workflows.attempts.failure import ActionFailed

    process, on = context.process, day_of(context.at)
    people = {person.pk: person for person in _people(inputs, context) if person.is_active}
    if not people:
        raise ActionFailed("nobody-to-tell")
    title, message = process.version.definition.title, str(inputs.get("message") or "")
    body = both(
        f"{say(title, 'en')} {process.number}. {message}", f"{say(title, 'zh-Hant')} {process.number}。{message}"
    )
    for person in people.values():
        sees = may_see(process, actor_of(person, on), on)
        url = f"/processes/{process.pk}/" if sees else ""
        notify(to=person, kind="told", subject=TOLD, body=body if sees else title, url=url, at=context.at)
    return {"told": len(people)}


def _people(inputs: Mapping[str, Any], context: ActionContext) -> "Iterator[User]":
    from engine.people.clock import day_of
    from engine.people.models import User
    from engine.people.queries import holders
    from workflows.who.refs import referred

    process = context.process
    if inputs.get("role"):
        yield from holders(str(inputs["role"]), process.unit, day_of(context.at))
    if inputs.get("starter"):
        yield process.starter
    if inputs.get("person"):
        node, _, field = str(inputs["person"]).partition(".")
        named = referred(process.submissions.get(node), field)
        yield from User.objects.filter(pk=named) if named else ()


actions.register(
    "notices.tell",
    Action(
        "notices.tell",
        {"role": "text", "person": "text", "starter": "boolean", "message": "text"},
        {"told": "integer"},
        tell,
        frozenset({"role", "person", "starter", "message"}),
    ),
)
