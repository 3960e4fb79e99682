"""Writing the catalogue: save a draft, publish a set or nothing, retire, import, load what ships."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from engine.catalogue import proposing
from engine.catalogue.locking import locked
from engine.catalogue.models import Definition, Pin, Version
from engine.catalogue.queries import document, forget, resolve
from engine.catalogue.soundness import refuse_unsound
from engine.catalogue.trail import note
from engine.language.documents import Document, read
from engine.language.errors import Invalid
from engine.language.kinds import kinds
from engine.people.actor import SYSTEM, Actor
from engine.people.models import Unit


def save_draft(*, source: str, owner: Unit | None, by: Actor, at: datetime) -> Version:
    """Saves the text as its definition's draft (made or replaced). It must read as a document; it need not compile.

    Raises Invalid when the text is not a document at all, NotAllowed without `design` at the owner.
    """
    _require(by, "design", owner)
    found = _readable(source)
    with transaction.atomic():
        definition, _ = Definition.objects.get_or_create(
            kind=found.kind, key=found.key, owner=owner, defaults={"created_at": at, "title": _title(found)}
        )
        Definition.objects.select_for_update().get(pk=definition.pk)
        draft = definition.versions.filter(state=Version.DRAFT).first() or _new_draft(definition, by, at)
        is_new_text = draft.checksum != found.checksum
        draft.source, draft.checksum, draft.effective = found.source, found.checksum, _effective(found)
        draft.save()
        if is_new_text:
            proposing.written(draft, by, at)
        note("draft saved", draft, by, at)
    return draft


def publish(*, versions: Sequence[Version], by: Actor, at: datetime) -> list[Version]:
    """Publishes drafts together: all of them, or none. References among them mean each other.

    Raises NotADraft, DoesNotCompile (with every problem of every draft of the set), and under four eyes NotProposed,
    NeedsAnotherPair, ProposalDecided.
    """
    with transaction.atomic():
        for version in versions:
            forget(version.pk)
        drafts = locked(versions)
        for draft in drafts:
            _may_publish(draft, by)
        refuse_unsound(drafts)
        for draft in drafts:
            _mark_published(draft, by, at)
        for draft in drafts:
            _pin(draft, drafts)
            note("published", draft, by, at)
            proposing.published(draft, by, at)
    return drafts


def retire(*, version: Version, by: Actor, at: datetime, reason: str = "") -> None:
    """No new starts; what runs on the version goes on. Raises NotAllowed without `publish` at the owner."""
    _require(by, "publish", version.definition.owner)
    with transaction.atomic():
        Version.objects.filter(pk=version.pk, state=Version.PUBLISHED).update(state=Version.RETIRED)
        note("retired", version, by, at, reason)


def import_documents(
    *, sources: Iterable[str], owner: Unit | None, publish_them: bool, by: Actor, at: datetime
) -> list[Version]:
    """Saves each text as a draft and, if asked, publishes them, all or none. What is in force already is passed over.

    Two dated texts of one definition are published one after the other, in the order of their dates.
    """
    done: list[Version] = []
    with transaction.atomic():
        for wave in _waves([_readable(source) for source in sources]):
            fresh = [found for found in wave if not _is_in_force(found, owner)]
            drafts = [save_draft(source=found.source, owner=owner, by=by, at=at) for found in fresh]
            done += publish(versions=drafts, by=by, at=at) if publish_them and drafts else drafts
    return done


def _waves(documents: Iterable[Document]) -> Iterator[list[Document]]:
    left = sorted(documents, key=lambda d: str(_effective(d) or ""))
    while left:
        wave = {(found.kind, found.key): found for found in reversed(left)}
        yield list(wave.values())
        left = [found for found in left if found not in wave.values()]


def load_library(*, folder: Path, at: datetime) -> list[Version]:
    """Publishes what ships in `folder` and is new or changed, as the library's. Never touches a unit's definitions."""
    sources = [path.read_text(encoding="utf-8") for path in library_files(folder)]
    return import_documents(sources=sources, owner=None, publish_them=True, by=SYSTEM, at=at)


def library_files(folder: Path) -> list[Path]:
    """The document files of a definitions folder, in a stable order; roles are data of people, not documents."""
    return sorted(p for p in folder.rglob("*.json") if p.parent.name != "roles")


def _readable(source: str) -> Document:
    found, problems = read(source)
    if found is None or not found.key:
        raise Invalid(problems)
    return found


def _new_draft(definition: Definition, by: Actor, at: datetime) -> Version:
    newest = definition.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return Version(definition=definition, number=newest + 1, created_by_id=by.user_id, created_at=at)


def _title(found: Document) -> object:
    title = found.body.get("title", found.key)
    return title if isinstance(title, dict) else {"en": str(title)}


def _effective(found: Document) -> date | None:
    try:
        return date.fromisoformat(str(found.body["effective"]))
    except (KeyError, ValueError):
        return None


def _is_in_force(found: Document, owner: Unit | None) -> bool:
    """Whether the newest published text with the same date is this one."""
    newest = (
        Version.objects.filter(
            definition__kind=found.kind,
            definition__key=found.key,
            definition__owner=owner,
            state=Version.PUBLISHED,
            effective=_effective(found),
        )
        .order_by("-number")
        .first()
    )
    return newest is not None and newest.checksum == found.checksum


def _require(by: Actor, permission: str, owner: Unit | None) -> None:
    by.require(permission, owner.path if owner else "/")


def _may_publish(draft: Version, by: Actor) -> None:
    _require(by, "publish", draft.definition.owner)
    proposing.refuse_unless_draft(draft)
    proposing.refuse_unless_second(draft, by)


def _mark_published(draft: Version, by: Actor, at: datetime) -> None:
    draft.state, draft.published_at = Version.PUBLISHED, at
    draft.published_by_id = by.user_id
    draft.save(update_fields=["state", "published_at", "published_by"])
    Definition.objects.filter(pk=draft.definition_id).update(title=_title(document(draft)))


def _pin(draft: Version, drafts: Sequence[Version]) -> None:
    beside = {(d.definition.kind, d.definition.key): d for d in drafts}
    targets: dict[tuple[str, str], Version] = {}
    for ref in kinds.get(draft.definition.kind).references(document(draft)):
        if ref.binding == "pinned":
            target = beside.get((ref.kind, ref.key)) or resolve(ref.kind, ref.key, draft.definition.owner, date.max)
            if target is not None:
                targets[ref.kind, ref.key] = target
    Pin.objects.bulk_create(Pin(version=draft, kind=k, key=key, target=t) for (k, key), t in targets.items())
