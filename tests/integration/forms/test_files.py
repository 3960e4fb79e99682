"""Files: by content, once; served only to those who may; swept when nothing holds them."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from pytest_django.fixtures import Settings

from engine.audit.models import Entry
from engine.catalogue.models import Version
from engine.language.errors import Invalid, NotAllowed, NotFound
from form_builder import files, queries, services
from form_builder.errors import FileRefused
from form_builder.models import Attachment, Blob, Draft, DraftFile, Submission
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a quotation"


def attach(draft: Draft, cast: Cast, name: str = "quote.pdf", content: bytes = PDF, who: str = "owner") -> DraftFile:
    return services.attach_file(
        draft=draft, item_id="id-papers", name=name, content=content, by=cast.actor(who), at=NOW
    )


def submitted_with(draft: Draft, cast: Cast, *refs: str) -> Submission:
    by = cast.actor("owner")
    saved = services.save_page(draft=draft, changes={"papers": [*refs]}, revision=draft.revision, by=by, at=NOW)
    return services.submit(draft=saved, by=by, at=NOW)


def stored(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_the_same_content_is_kept_once(draft: Draft, cast: Cast, settings: Settings) -> None:
    one, two = attach(draft, cast), attach(draft, cast, "copy.pdf")
    assert one.blob == two.blob
    assert one.ref != two.ref
    assert [path.read_bytes() for path in stored(settings.MEDIA_ROOT)] == [PDF]
    assert files.path_of(one.blob_id).read_bytes() == PDF


def test_a_photograph_is_stored_without_its_metadata(draft: Draft, cast: Cast) -> None:
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x010F] = "SECRET CAMERA"
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    kept = files.path_of(attach(draft, cast, "me.jpg", out.getvalue()).blob_id).read_bytes()
    assert b"SECRET" in out.getvalue()
    assert b"SECRET" not in kept


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b""), ("a.pdf", b"MZ program"), ("a.txt", b"words"), ("a.pdf", PDF + b"x" * 2000)],
)
def test_wrong_files_are_refused_and_leave_nothing(
    draft: Draft, cast: Cast, settings: Settings, name: str, content: bytes
) -> None:
    settings.ATTACHMENT_MAX_BYTES = 1000
    with pytest.raises(FileRefused):
        attach(draft, cast, name, content)
    assert not Blob.objects.exists()
    assert not stored(settings.MEDIA_ROOT)


def test_only_file_fields_take_files(draft: Draft, cast: Cast) -> None:
    for item_id in ("id-purpose", "nonsense"):
        with pytest.raises(NotFound):
            services.attach_file(
                draft=draft, item_id=item_id, name="a.pdf", content=PDF, by=cast.actor("owner"), at=NOW
            )


@pytest.mark.parametrize("who", ["colleague", "outsider", "auditor"])
def test_nobody_else_attaches_or_removes(draft: Draft, cast: Cast, who: str) -> None:
    file = attach(draft, cast)
    with pytest.raises(NotAllowed):
        attach(draft, cast, who=who)
    with pytest.raises(NotAllowed):
        services.remove_file(draft=draft, ref=str(file.ref), by=cast.actor(who), at=NOW)


def test_submission_links_the_files_it_names(draft: Draft, cast: Cast) -> None:
    named, left_out = attach(draft, cast), attach(draft, cast, "other.pdf", PDF + b"2")
    made = submitted_with(draft, cast, str(named.ref))
    link = made.attachments.get()
    assert (link.ref, link.name, link.item_id, link.path) == (named.ref, "quote.pdf", "id-papers", "papers")
    assert left_out.blob != link.blob


def test_a_file_of_another_draft_is_not_taken(draft: Draft, order: Version, cast: Cast) -> None:
    foreign = services.start_draft(version=order, unit=cast.wts, by=cast.actor("colleague"), at=NOW)
    file = attach(foreign, cast, who="colleague")
    with pytest.raises(Invalid) as invalid:
        submitted_with(draft, cast, str(file.ref))
    assert [p.code for p in invalid.value.problems] == ["answer.no-such-file"]


def test_files_are_read_by_those_who_may(draft: Draft, cast: Cast) -> None:
    file = attach(draft, cast)
    with pytest.raises(NotFound):
        queries.draft_file_for(cast.actor("supervisor"), draft.pk, file.ref)
    assert queries.draft_file_for(cast.actor("owner"), draft.pk, file.ref) == file
    made = submitted_with(draft, cast, str(file.ref))
    link = made.attachments.get()
    for who in ("owner", "supervisor"):
        assert queries.attachment_for(cast.actor(who), made.pk, file.ref) == link
        assert queries.file_for(cast.actor(who), link) == link
    for who in ("outsider", "neighbour", "director"):
        with pytest.raises(NotFound):
            queries.attachment_for(cast.actor(who), made.pk, file.ref)
        with pytest.raises(NotFound):
            queries.file_for(cast.actor(who), link)


def test_an_amendment_keeps_the_files(draft: Draft, order: Version, cast: Cast) -> None:
    file = attach(draft, cast)
    first = submitted_with(draft, cast, str(file.ref))
    amended = services.start_draft(version=order, unit=cast.wts, by=cast.actor("owner"), at=NOW, supersedes=first)
    second = services.submit(draft=amended, by=cast.actor("owner"), at=NOW)
    assert second.answers["papers"] == [str(file.ref)]
    assert Attachment.objects.filter(blob=file.blob).count() == 2


def test_the_sweep_removes_what_nothing_holds(draft: Draft, cast: Cast, settings: Settings) -> None:
    kept, dropped = attach(draft, cast), attach(draft, cast, "b.pdf", PDF + b"2")
    services.remove_file(draft=draft, ref=str(dropped.ref), by=cast.actor("owner"), at=NOW)
    stray = settings.MEDIA_ROOT / "ab" / ("ab" * 32)
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"half written")
    assert services.sweep_orphans(NOW + timedelta(hours=1)) == 0
    far = max(NOW, NOW.now(NOW.tzinfo)) + timedelta(days=2)
    assert services.sweep_orphans(far) == 2
    assert stored(settings.MEDIA_ROOT) == [files.path_of(kept.blob_id)]
    assert services.sweep_orphans(far) == 0


def test_the_sweep_empties_discarded_drafts(draft: Draft, cast: Cast, settings: Settings) -> None:
    attach(draft, cast)
    services.discard(draft=draft, by=cast.actor("owner"), at=NOW)
    services.sweep_orphans(NOW + timedelta(days=2))
    assert not Blob.objects.exists()
    assert not stored(settings.MEDIA_ROOT)


def test_the_trail_tells_of_files(draft: Draft, cast: Cast) -> None:
    file = attach(draft, cast)
    services.remove_file(draft=draft, ref=str(file.ref), by=cast.actor("owner"), at=NOW)
    actions = Entry.objects.filter(stream=f"draft:{draft.pk}").order_by("sequence").values_list("action", flat=True)
    assert list(actions) == ["draft.started", "file.attached", "file.removed"]
    with pytest.raises(NotFound):
        services.remove_file(draft=draft, ref="not-a-ref", by=cast.actor("owner"), at=NOW)
