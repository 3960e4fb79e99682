"""The only writers of records: apply a profile, change a status, name the worker in charge."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from engine.audit.services import record as audit
from engine.audit.services import record_read
from engine.catalogue.models import Version
from engine.catalogue.queries import spec as spec_of
from engine.language.text import both, say
from engine.people.actor import Actor
from engine.people.models import Unit, User
from engine.records.counters import next_number
from engine.records.models import Record, StatusChange, UniqueValue
from engine.records.places import centre_of, place_of
from engine.records.refusals import AlreadyOnRegister, StatusNotOpen
from engine.records.spec import RegisterSpec, Unique
from engine.sealing import keyed_hash


@transaction.atomic
def apply(
    *,
    register_version: Version,
    unit: Unit,
    answers: Mapping[str, Any],
    subject: Record | None = None,
    by: Actor,
    at: datetime,
) -> Record:
    """The record whose profile was just submitted: `subject` brought up to date, or a new one of `unit`.

    `answers` are the profile's answers by field key. Raises NotAllowed, AlreadyOnRegister.
    """
    spec: RegisterSpec = spec_of(register_version)
    by.require("fill", subject.unit if subject else unit)
    record = _changed(subject, spec, answers) if subject else _created(register_version, unit, spec, answers, by, at)
    record.changed_at = at
    record.save()
    _claim_unique_values(record, spec, answers, by)
    _audit(record, "record.changed" if subject else "record.created", by, at, {"title": record.title})
    return record


@transaction.atomic
def change_status(*, record: Record, status: str, reason: str, by: Actor, at: datetime) -> Record:
    """Puts the record into `status`. Raises NotAllowed, StatusNotOpen."""
    record = Record.objects.select_for_update(of=("self",)).select_related("unit", "version").get(pk=record.pk)
    by.require("fill", record.unit)
    spec: RegisterSpec = spec_of(record.version)
    if status == record.status or not spec.may_move(record.status, status):
        raise StatusNotOpen(status=status)
    record.status, record.changed_at = status, at
    record.save(update_fields=["status", "changed_at"])
    _note_status(record, reason, by, at)
    _audit(record, "record.status", by, at, {"status": status}, reason)
    return record


@transaction.atomic
def give_to(*, record: Record, worker: User | None, by: Actor, at: datetime) -> Record:
    """Names the worker in charge of the record, or nobody. Raises NotAllowed."""
    record = Record.objects.select_for_update(of=("self",)).select_related("unit").get(pk=record.pk)
    by.require("fill", record.unit)
    record.worker, record.changed_at = worker, at
    record.save(update_fields=["worker", "changed_at"])
    _audit(record, "record.worker", by, at, {"worker": str(worker.pk) if worker else None})
    return record


@transaction.atomic
def take_over(*, record: Record, worker: User, by: Actor, at: datetime) -> Record:
    """Names the worker who takes over from a leaver. Whoever hands over a leaver's work has been allowed to already."""
    record = Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    record.worker, record.changed_at = worker, at
    record.save(update_fields=["worker", "changed_at"])
    _audit(record, "record.worker", by, at, {"worker": str(worker.pk)})
    return record


def note_read(*, records: Iterable[Record], why: str, by: Actor, at: datetime) -> None:
    """Leaves one audit entry for a query that showed `records` to `by`."""
    shown = list(records)
    if shown:
        about = ("record", str(shown[0].pk)) if len(shown) == 1 else ("register", shown[0].register)
        record_read(by=by, at=at, about=about, count=len(shown), why=why)


def _created(
    version: Version, unit: Unit, spec: RegisterSpec, answers: Mapping[str, Any], by: Actor, at: datetime
) -> Record:
    number = _number(spec, unit)
    record = Record(
        register=spec.key, version=version, unit=unit, number=number, title=spec.title_of(answers, number),
        status=spec.start_status, created_at=at, changed_at=at,
    )  # fmt: skip
    record.save(force_insert=True)
    _note_status(record, "", by, at)
    return record


def _changed(subject: Record, spec: RegisterSpec, answers: Mapping[str, Any]) -> Record:
    record = Record.objects.select_for_update(of=("self",)).get(pk=subject.pk)
    record.title = spec.title_of(answers, record.number)
    return record


def _number(spec: RegisterSpec, unit: Unit) -> str:
    if spec.numbered_per == "unit":
        centre = centre_of(unit)
        count = next_number(f"record:{spec.key}:{centre.pk}")
        return f"{centre.code}-{spec.prefix}{count:0{spec.digits}d}"
    return f"{spec.prefix}{next_number(f'record:{spec.key}'):0{spec.digits}d}"


def _note_status(record: Record, reason: str, by: Actor, at: datetime) -> None:
    StatusChange.objects.create(record=record, status=record.status, reason=reason, by_id=by.user_id, at=at)


def _claim_unique_values(record: Record, spec: RegisterSpec, answers: Mapping[str, Any], by: Actor) -> None:
    record.unique_values.all().delete()
    for rule in spec.unique:
        digest = _digest(spec, rule, answers)
        if digest:
            _claim(record, rule, digest, by)


def _claim(record: Record, rule: Unique, digest: str, by: Actor) -> None:
    claim = UniqueValue(
        record=record, register=record.register, rule=rule.id, place=place_of(record.unit, rule.within), digest=digest
    )
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyOnRegister(_whose(claim, rule, by), label=rule.label) from error


def _whose(claim: UniqueValue, rule: Unique, by: Actor) -> Mapping[str, str]:
    """Names the other record only to those who may see it."""
    holder = Record.objects.select_related("unit").filter(
        unique_values__register=claim.register, unique_values__rule=claim.rule,
        unique_values__place=claim.place, unique_values__digest=claim.digest,
    ).first()  # fmt: skip
    en, zh = say(rule.label, "en"), say(rule.label, "zh-Hant")
    if holder and by.may("see", holder.unit):
        return both(f"This {en} is already on record {holder.number}.", f"紀錄 {holder.number} 已使用相同的{zh}。")
    return both(
        f"This {en} is already on a record of another centre. Ask your administrator.",
        f"另一中心的紀錄已使用相同的{zh}。請向系統管理員查詢。",
    )


def _digest(spec: RegisterSpec, rule: Unique, answers: Mapping[str, Any]) -> str:
    values = ["".join(str(answers.get(field) or "").casefold().split()) for field in rule.fields]
    return keyed_hash([spec.key, rule.id, *values], "records/unique") if all(values) else ""


def _audit(record: Record, action: str, by: Actor, at: datetime, fields: Mapping[str, Any], reason: str = "") -> None:
    about = ("record", str(record.pk))
    audit(stream=f"record:{record.pk}", action=action, by=by, at=at, about=about, fields=fields, reason=reason)
