"""Handing a draft in: exactly once, whole or not at all."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from engine.audit.services import record as audit
from engine.language.errors import Invalid
from engine.language.problems import has_errors
from engine.language.text import both
from engine.notices.services import notify
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.people.models import User
from engine.people.queries import deputies_of, holders
from form_builder.addresses import submission_url
from form_builder.answering import Evaluated, leaves, wire
from form_builder.binding import judge, schema_for, spec_of
from form_builder.cells import cells_of
from form_builder.drafting import locked
from form_builder.errors import AlreadyAmended, PartOfTask
from form_builder.fields import field_types
from form_builder.mentions import link_mentions
from form_builder.models import Attachment, Cell, Draft, Submission
from form_builder.ports import port_of
from form_builder.spec import FormSpec
from form_builder.subjects import is_profile, subject_of

_ALERT = both("A submission needs your attention", "有一份表格需要你跟進")


def hand_in(*, draft: Draft, by: Actor, at: datetime) -> str:
    """Submits on behalf of whom the draft was started for; answers the address to show next. Raises as `submit`."""
    port = None if is_profile(draft) else port_of(draft)
    if port is None:
        return submission_url(submit(draft=draft, by=by, at=at))
    once = partial(submit, draft=draft, by=by, at=at, within=draft.port)
    with transaction.atomic():
        return port.submit(draft, once, by=by, at=at)


@transaction.atomic
def submit(*, draft: Draft, by: Actor, at: datetime, within: str | None = None) -> Submission:
    """The submission made of an open draft; computes, judges and stores everything anew.

    `within` is the draft's own port, given by whoever opened it: a task's draft is submitted by nobody else.
    Raises NotAllowed, AlreadySubmitted (holding the submission), DraftClosed, PartOfTask, AlreadyAmended, and Invalid
    with every problem; then nothing is stored and the draft is as it was.
    """
    draft = locked(draft, by)
    if draft.port and within != draft.port and not is_profile(draft):
        raise PartOfTask
    spec, judged = spec_of(draft.version), judge(draft, at)
    if has_errors(judged.problems):
        raise Invalid(judged.problems)
    submission = _stored(draft, spec, judged, by, at)
    _close(draft, at)
    told = _alert(submission, spec, at)
    _audit(submission, told, by, at)
    return submission


def _stored(draft: Draft, spec: FormSpec, judged: Evaluated, by: Actor, at: datetime) -> Submission:
    _check_not_amended(draft)
    answers = _as_published(wire(spec, judged.values), draft)
    submission = Submission.objects.create(
        draft=draft, version=draft.version, bindings=draft.bindings, answers=answers, scores=_scores(judged),
        unit=draft.unit, by_id=by.user_id, at=at, subject=subject_of(draft, answers, by, at),
        checksum=checksum(answers), supersedes=draft.supersedes,
    )  # fmt: skip
    Cell.objects.bulk_create(cells_of(submission, spec, judged), batch_size=500)
    _link_files(submission, spec, judged)
    link_mentions(submission, spec, judged.values)
    return submission


def _as_published(answers: dict[str, Any], draft: Draft) -> dict[str, Any]:
    """The answers, which keep what the published JSON Schema promises to those who read them elsewhere."""
    schema = schema_for(draft.version, draft.bindings)
    if not schema.holds(answers):
        raise Invalid(schema.problems(answers))
    return answers


def _check_not_amended(draft: Draft) -> None:
    """Locks what the draft supersedes, so that of two amendments handed in at once one is refused in words."""
    if draft.supersedes_id is None:
        return
    Submission.objects.select_for_update().get(pk=draft.supersedes_id)
    if Submission.objects.filter(supersedes=draft.supersedes_id).exists():
        raise AlreadyAmended


def checksum(answers: Mapping[str, Any]) -> str:
    """SHA-256 of wire answers in one canonical spelling."""
    spelled = json.dumps(answers, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(spelled.encode()).hexdigest()


def _scores(judged: Evaluated) -> dict[str, Any]:
    return {
        key: {"value": None if score.value is None else str(score.value), "band": score.band, "alerts": [*score.alerts]}
        for key, score in judged.scores.items()
    }


def _link_files(submission: Submission, spec: FormSpec, judged: Evaluated) -> None:
    held = {str(file.ref): file for file in submission.draft.files.all()}
    links: dict[str, Attachment] = {}
    for item, path, _, value in leaves(spec, judged.values):
        for ref in () if value is None else field_types.get(item.type).refs(value):
            file = held[ref]
            links.setdefault(ref, Attachment(
                submission=submission, ref=file.ref, item_id=item.id, path=path, blob_id=file.blob_id, name=file.name,
            ))  # fmt: skip
    Attachment.objects.bulk_create(links.values())


def _close(draft: Draft, at: datetime) -> None:
    draft.state, draft.saved_at = Draft.SUBMITTED, at
    draft.save(update_fields=["state", "saved_at"])


def _audit(submission: Submission, told: int | None, by: Actor, at: datetime) -> None:
    reasons = ["amendment"] if submission.supersedes_id else []
    reasons += [] if told is None else [f"people alerted: {told}"]
    audit(
        stream=f"submission:{submission.pk}", action="submission.made", by=by, at=at,
        about=("submission", str(submission.pk)), fields=submission.answers, reason="; ".join(reasons),
    )  # fmt: skip


def _alert(submission: Submission, spec: FormSpec, at: datetime) -> int | None:
    """Tells people of each alert that fired; answers how many, or None when none fired."""
    fired = [
        alert for score in spec.scores for alert in score.alerts if alert.id in submission.scores[score.key]["alerts"]
    ]
    url = submission_url(submission) if fired else ""
    count = 0
    for alert in fired:
        for user in alerted(submission, alert.role, at):
            notify(to=user, kind="alert", subject=_ALERT, body=alert.message, url=url, at=at)
            count += 1
    return count if fired else None


def alerted(submission: Submission, role: str, at: datetime) -> list[User]:
    """Whom an alert for `role` reaches: the nearest holders at or above the unit, and who stands in for them."""
    today = day_of(at)
    found = holders(role, submission.unit, today)
    found += [deputy for user in found for deputy in deputies_of(user, today)]
    return list({user.pk: user for user in found}.values())
