"""Which records a submission names in its references: the way back, for a record's own page."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from engine.language.text import LANGUAGES, say
from engine.people.actor import Actor
from engine.records.models import Record
from engine.records.ports import Event
from form_builder.access import readable
from form_builder.addresses import submission_url
from form_builder.answering import leaves
from form_builder.fields import field_types
from form_builder.models import Mention, Submission
from form_builder.spec import FormSpec


def link_mentions(submission: Submission, spec: FormSpec, values: Mapping[str, Any]) -> None:
    """Stores what the typed answers of a new submission name."""
    named = list(_named(spec, values))
    if not named:
        return
    known = set(Record.objects.filter(pk__in=[ref for _, _, ref in named]).values_list("pk", flat=True))
    Mention.objects.bulk_create(
        Mention(submission=submission, record_id=ref, item_id=item_id, path=path)
        for item_id, path, ref in named
        if ref in known
    )


def _named(spec: FormSpec, values: Mapping[str, Any]) -> Iterator[tuple[str, str, UUID]]:
    for item, path, _, value in leaves(spec, values):
        if value is not None:
            for ref in field_types.get(item.type).records(value, item):
                yield item.id, path, UUID(ref)


def timeline(record: Record, actor: Actor) -> Iterable[Event]:
    """The forms that name the record, as far as the actor may read them; not those that are about it."""
    found = Submission.objects.filter(readable(actor), mentions__record=record, superseded_by=None).distinct()
    for submission in found.exclude(subject=record).select_related("version__definition", "by"):
        title = submission.version.definition.title or submission.version.definition.key
        named = {code: say(title, code) for code in LANGUAGES}
        yield Event(
            at=submission.at,
            title={"en": f"Named in: {named['en']}", "zh-Hant": f"引用於：{named['zh-Hant']}"},
            url=submission_url(submission),
            who=submission.by.name(actor.language),
        )
