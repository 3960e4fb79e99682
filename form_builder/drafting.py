"""Starting, saving and discarding drafts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from engine.audit.services import record as audit
from engine.catalogue.models import Version
from engine.catalogue.standing import bindings_for
from engine.language.errors import Invalid, NotAllowed
from engine.language.problems import Problem, problem
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.people.models import Unit
from engine.records.models import Record
from form_builder import merging
from form_builder.access import may_edit, may_read
from form_builder.answering import MOST_CHARACTERS, initial, size_of
from form_builder.beginning import begun
from form_builder.binding import judge, library_for, moment, spec_of
from form_builder.earlier import earlier_answers
from form_builder.errors import AlreadyAmended, AlreadySubmitted, DraftClosed, OtherForm, StaleDraft, TextNeeded
from form_builder.models import Draft, DraftFile, Submission
from form_builder.spec import FormSpec
from form_builder.stamping import stamped


@transaction.atomic
def start_draft(
    *,
    version: Version,
    unit: Unit,
    by: Actor,
    at: datetime,
    port: str = "",
    answers: Mapping[str, Any] | None = None,
    subject: Record | None = None,
    supersedes: Submission | None = None,
) -> Draft:
    """A new draft of a published form at a unit, owned by the actor.

    `answers` (wire form) come over the defaults; with `supersedes`, over the answers and files of that submission.
    A draft with a `port` is the business of whoever opened that port, who answers for the permission to start it.
    Raises NotAllowed, AlreadyAmended, OtherForm, TextNeeded, Invalid.
    """
    if not port:
        by.require("fill", unit)
    if supersedes is not None:
        _check_amendment(supersedes, version, by)
    spec = spec_of(version)
    if spec.needs_text:
        raise TextNeeded
    bindings = bindings_for(version, unit, day_of(at))
    earlier = {} if supersedes else earlier_answers(version, subject, by=by, at=at)
    begins = _beginning(spec, supersedes, {**{key: one["value"] for key, one in earlier.items()}, **(answers or {})})
    if supersedes is None:
        library = library_for(version, bindings)
        begins = begun(spec, begins, lambda path: True, library=library, today=day_of(at), now=moment(at))
    draft = Draft.objects.create(
        version=version, owner_id=by.user_id, unit=unit, subject=subject or (supersedes and supersedes.subject),
        answers=begins, earlier=earlier, bindings=bindings, port=port,
        supersedes=supersedes, started_at=at, saved_at=at,
    )  # fmt: skip
    _copy_files(draft, supersedes, at)
    _audit(draft, "draft.started", by, at)
    return draft


def _check_amendment(superseded: Submission, version: Version, by: Actor) -> None:
    if not may_read(superseded, by):
        raise NotAllowed
    if Submission.objects.filter(supersedes=superseded).exists():
        raise AlreadyAmended
    before, after = superseded.version.definition, version.definition
    if (before.kind, before.key) != (after.kind, after.key):
        raise OtherForm


def _beginning(spec: FormSpec, superseded: Submission | None, answers: Mapping[str, Any] | None) -> dict[str, Any]:
    given = merging.tidy(dict(answers or {}))
    _refuse([*merging.unknown_fields(spec.fields, given)])
    carried = merging.carried(spec_of(superseded.version), spec, superseded.answers) if superseded else initial(spec)
    return {**carried, **merging.without_calculated(spec.fields, given)}


def _copy_files(draft: Draft, superseded: Submission | None, at: datetime) -> None:
    for attachment in superseded.attachments.all() if superseded else ():
        DraftFile.objects.create(
            draft=draft, ref=attachment.ref, item_id=attachment.item_id, blob_id=attachment.blob_id,
            name=attachment.name, added_at=at,
        )  # fmt: skip


@transaction.atomic
def save_page(
    *, draft: Draft, changes: Mapping[str, Any], revision: int, by: Actor, at: datetime, page: str | None = None
) -> Draft:
    """The draft with `changes` (wire answers by top-level key; None empties) merged in, one revision later.

    Wrong answers are kept as they are and judged when the page is shown; calculated and read-only ones are not taken.
    Raises NotAllowed, AlreadySubmitted, DraftClosed, StaleDraft (which holds what differs), Invalid (unknown fields,
    or too much text).
    """
    draft = locked(draft, by)
    spec = spec_of(draft.version)
    offered = merging.tidy(dict(changes))
    _refuse([*merging.unknown_fields(spec.fields, offered)])
    offered = stamped(spec.fields, merging.without_calculated(spec.fields, offered), draft.answers, by, at)
    differing = merging.differing(draft.answers, offered)
    if revision != draft.revision and differing:
        stored = {key: draft.answers.get(key) for key in differing}
        raise StaleDraft(revision=draft.revision, stored=stored, offered={key: offered[key] for key in differing})
    return _saved(draft, offered, page, at)


def _saved(draft: Draft, offered: Mapping[str, Any], page: str | None, at: datetime) -> Draft:
    merged = {key: value for key, value in {**draft.answers, **offered}.items() if value is not None}
    size = size_of(merged)
    if size > MOST_CHARACTERS:
        raise Invalid([problem("answer.too-large", size=size, limit=MOST_CHARACTERS)])
    read_only = judge(draft, at, merged).read_only
    draft.answers = merging.with_read_only(draft.answers, merged, read_only)
    draft.revision += 1
    draft.saved_at = at
    draft.page = draft.page if page is None else page
    draft.save(update_fields=["answers", "revision", "saved_at", "page"])
    return draft


@transaction.atomic
def discard(*, draft: Draft, by: Actor, at: datetime) -> None:
    """Closes an open draft for good. Raises NotAllowed, AlreadySubmitted, DraftClosed."""
    draft = locked(draft, by)
    draft.state, draft.saved_at = Draft.DISCARDED, at
    draft.save(update_fields=["state", "saved_at"])
    _audit(draft, "draft.discarded", by, at)


def locked(draft: Draft, by: Actor) -> Draft:
    """The draft's row, locked, open, and the actor's to edit; or a refusal that says which of these it is not."""
    rows = Draft.objects.select_for_update(of=("self",)).select_related("version__definition", "unit", "subject")
    found = rows.get(pk=draft.pk)
    if not may_edit(found, by):
        raise NotAllowed
    if found.state == Draft.SUBMITTED:
        raise AlreadySubmitted(found.submission)
    if found.state == Draft.DISCARDED:
        raise DraftClosed
    return found


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Invalid(problems)


def _audit(draft: Draft, action: str, by: Actor, at: datetime) -> None:
    audit(stream=f"draft:{draft.pk}", action=action, by=by, at=at, about=("draft", str(draft.pk)))
