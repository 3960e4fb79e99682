"""Four eyes: where a second person must publish, who that is, and what becomes of a proposal."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client

from engine.audit.models import Entry
from engine.catalogue import four_eyes, proposals, proposing, services
from engine.catalogue.errors import (
    DoesNotCompile,
    DraftChanged,
    NeedsAnotherPair,
    NotADraft,
    NotProposed,
    ProposalDecided,
    SendBackReasonNeeded,
)  # fmt: skip
from engine.catalogue.models import Author, Definition, Proposal, Version
from engine.catalogue.publishing import propose_reviewed
from engine.language.errors import NotAllowed, NotFound
from engine.language.text import say
from engine.notices.models import Notice
from engine.people.actor import SYSTEM
from engine.people.models import Holding, Unit
from tests.cast import LONG_AGO, NOW, TODAY, Cast

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def choices(label: str = "Goods", key: str = "sorts", **more: Any) -> str:
    option = {"id": "1", "key": "goods", "label": {"en": label, "zh-Hant": "物料"}}
    head = {"kind": "choices", "language": 1, "key": key, "title": {"en": "Sorts", "zh-Hant": "種類"}}
    return json.dumps({**head, "options": [option], **more}, ensure_ascii=False)


@pytest.fixture
def careful(cast: Cast) -> Iterator[Cast]:
    """Wong Tai Sin wants four eyes; its manager, its supervisor, the director and the administrator may publish there."""
    for who, unit in (("supervisor", cast.wts), ("director", cast.ngo)):
        Holding.objects.create(user=getattr(cast, who), role_id="centre_manager", unit=unit, starts=LONG_AGO)
    four_eyes.set_for_unit(unit=cast.wts, needed=True, by=cast.actor("centre_manager"), at=NOW)
    yield cast


def saved(cast: Cast, who: str = "centre_manager", text: str = "", owner: Unit | None = None) -> Version:
    by = cast.actor(who)
    return services.save_draft(source=text or choices(), owner=owner or cast.wts, by=by, at=NOW)


def proposed(cast: Cast, who: str = "centre_manager", **more: Any) -> Version:
    draft = saved(cast, who, **more)
    proposing.propose(versions=[draft], by=cast.actor(who), at=NOW)
    return draft


def publish(cast: Cast, draft: Version, who: str) -> None:
    services.publish(versions=[draft], by=cast.actor(who), at=LATER)


def told(cast: Cast, who: str, kind: str) -> list[str]:
    return [say(n.subject, "en") for n in Notice.objects.filter(to=getattr(cast, who), kind=kind, channel="in_app")]


def test_without_the_setting_the_author_publishes(cast: Cast) -> None:
    publish(cast, draft := saved(cast), "centre_manager")
    assert Version.objects.get(pk=draft.pk).state == Version.PUBLISHED


def test_what_a_unit_wants_holds_for_every_unit_beneath_it_and_no_other(cast: Cast) -> None:
    four_eyes.set_for_unit(unit=cast.ngo, needed=True, by=cast.actor("administrator"), at=NOW)
    assert [four_eyes.asked_by(unit) for unit in (cast.ngo, cast.wts, cast.kt)] == [cast.ngo] * 3
    assert [four_eyes.asked_by(unit) for unit in (cast.federation, cast.other_ngo, cast.other_centre, None)] == [
        None
    ] * 4
    draft = saved(cast)
    assert four_eyes.needed(draft.definition)
    with pytest.raises(NotProposed):
        publish(cast, draft, "centre_manager")


def test_a_unit_cannot_take_away_what_one_above_it_wants(cast: Cast) -> None:
    four_eyes.set_for_unit(unit=cast.ngo, needed=True, by=cast.actor("administrator"), at=NOW)
    four_eyes.set_for_unit(unit=cast.wts, needed=False, by=cast.actor("centre_manager"), at=NOW)
    assert four_eyes.asked_by(cast.wts) == cast.ngo


def test_the_flag_of_a_definition_adds_and_does_not_remove(careful: Cast) -> None:
    by = careful.actor("centre_manager")
    draft = saved(careful)
    four_eyes.set_for_definition(definition=draft.definition, needed=False, by=by, at=NOW)
    assert four_eyes.needed(Definition.objects.get(pk=draft.definition_id))
    four_eyes.set_for_unit(unit=careful.wts, needed=False, by=by, at=NOW)
    assert not four_eyes.needed(Definition.objects.get(pk=draft.definition_id))
    four_eyes.set_for_definition(definition=draft.definition, needed=True, by=by, at=NOW)
    assert four_eyes.needed(Definition.objects.get(pk=draft.definition_id))


def test_only_who_may_publish_at_a_unit_sets_it_and_a_team_keeps_none(cast: Cast) -> None:
    for who, unit in (
        ("owner", cast.wts),
        ("director", cast.wts),
        ("centre_manager", cast.kt),
        ("centre_manager", cast.ngo),
    ):
        with pytest.raises(NotAllowed):
            four_eyes.set_for_unit(unit=unit, needed=True, by=cast.actor(who), at=NOW)
    team = Unit.objects.create(code="T", parent=cast.wts, kind="team", name_en="Team")
    with pytest.raises(NotFound):
        four_eyes.set_for_unit(unit=team, needed=True, by=cast.actor("centre_manager"), at=NOW)


def test_setting_it_is_audited_once_a_change(careful: Cast) -> None:
    by = careful.actor("centre_manager")
    four_eyes.set_for_unit(unit=careful.wts, needed=True, by=by, at=LATER)
    four_eyes.set_for_unit(unit=careful.wts, needed=False, by=by, at=LATER)
    rows = Entry.objects.filter(action="unit four eyes set", about_id=str(careful.wts.pk))
    assert [row.who for row in rows] == [str(careful.centre_manager.pk)] * 2


def test_a_second_person_publishes_what_was_proposed(careful: Cast) -> None:
    draft = proposed(careful)
    publish(careful, draft, "supervisor")
    found = draft.proposals.get()
    assert (found.state, found.decided_by, found.checksum) == (Proposal.PUBLISHED, careful.supervisor, draft.checksum)
    assert told(careful, "centre_manager", "decision") == ["“Sorts” is published"]
    assert list(Entry.objects.filter(action="proposed").values_list("about_id", flat=True)) == [str(draft.pk)]


@pytest.mark.parametrize("who", ["centre_manager", "supervisor"])
def test_nobody_publishes_what_nobody_proposed(careful: Cast, who: str) -> None:
    with pytest.raises(NotProposed):
        publish(careful, saved(careful), who)


def test_the_proposer_does_not_publish_though_somebody_else_wrote_it(careful: Cast) -> None:
    draft = saved(careful, "centre_manager")
    proposing.propose(versions=[draft], by=careful.actor("supervisor"), at=NOW)
    with pytest.raises(NeedsAnotherPair):
        publish(careful, draft, "supervisor")


def test_nobody_publishes_who_wrote_in_the_draft_whoever_began_or_proposed_it(careful: Cast) -> None:
    saved(careful, "supervisor")
    saved(careful, "director", choices("Things"))
    draft = proposed(careful, text=choices("Articles"))
    for who in ("supervisor", "director", "centre_manager"):
        with pytest.raises(NeedsAnotherPair):
            publish(careful, draft, who)
    publish(careful, draft, "administrator")


def test_who_saves_the_text_as_it_stands_has_written_nothing(careful: Cast) -> None:
    draft = proposed(careful)
    saved(careful, "supervisor")
    assert set(Author.objects.values_list("user__username", flat=True)) == {"centre_manager"}
    publish(careful, draft, "supervisor")


def test_the_system_is_no_second_person(careful: Cast) -> None:
    draft = proposed(careful)
    with pytest.raises(NeedsAnotherPair):
        services.publish(versions=[draft], by=SYSTEM, at=LATER)


def test_a_change_after_the_proposal_needs_a_new_one_and_its_proposer_is_told(careful: Cast) -> None:
    draft = proposed(careful)
    saved(careful, "supervisor", choices("Things"))
    assert [p.state for p in draft.proposals.all()] == [Proposal.WITHDRAWN]
    assert told(careful, "centre_manager", "attention") == ["“Sorts” has changed since you proposed it"]
    with pytest.raises(NotProposed):
        publish(careful, draft, "director")


def test_a_proposal_of_another_text_does_not_count(careful: Cast) -> None:
    draft = proposed(careful)
    Proposal.objects.update(checksum="0" * 64)
    with pytest.raises(NotProposed):
        publish(careful, draft, "supervisor")


def test_a_set_is_published_only_when_each_of_it_was_proposed(careful: Cast) -> None:
    one, other = proposed(careful), saved(careful, text=choices(key="others"))
    with pytest.raises(NotProposed):
        services.publish(versions=[one, other], by=careful.actor("supervisor"), at=LATER)
    assert not Version.objects.filter(state=Version.PUBLISHED).exists()


def test_a_proposal_is_sent_back_with_a_reason_and_can_be_made_again(careful: Cast) -> None:
    draft = proposed(careful)
    by = careful.actor("supervisor")
    proposing.send_back(draft=draft, seen=draft.checksum, reason=" Say “services” too. ", by=by, at=LATER)
    found = draft.proposals.get()
    assert (found.state, found.decided_by, found.reason) == (
        Proposal.SENT_BACK,
        careful.supervisor,
        "Say “services” too.",
    )
    assert told(careful, "centre_manager", "attention") == ["“Sorts” is sent back to you"]
    (again,) = proposing.propose(versions=[draft], by=careful.actor("centre_manager"), at=LATER)
    assert again.pk != found.pk and proposals.open_one(draft) == again


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 2001])
def test_nothing_is_sent_back_without_a_reason_that_can_be_read(careful: Cast, reason: str) -> None:
    draft = proposed(careful)
    with pytest.raises(SendBackReasonNeeded):
        proposing.send_back(draft=draft, seen=draft.checksum, reason=reason, by=careful.actor("supervisor"), at=LATER)
    assert proposals.open_one(draft)


def test_only_a_second_person_who_may_publish_sends_back(careful: Cast) -> None:
    draft = proposed(careful)
    for who, refusal in (("centre_manager", NeedsAnotherPair), ("owner", NotAllowed), ("outsider", NotAllowed)):
        with pytest.raises(refusal):
            proposing.send_back(draft=draft, seen=draft.checksum, reason="No", by=careful.actor(who), at=LATER)
    with pytest.raises(DraftChanged):
        proposing.send_back(draft=draft, seen="other", reason="No", by=careful.actor("supervisor"), at=LATER)


def test_only_the_proposer_withdraws(careful: Cast) -> None:
    draft = proposed(careful)
    with pytest.raises(NotAllowed):
        proposing.withdraw(draft=draft, by=careful.actor("supervisor"), at=LATER)
    proposing.withdraw(draft=draft, by=careful.actor("centre_manager"), at=LATER)
    assert draft.proposals.get().state == Proposal.WITHDRAWN


def test_whoever_comes_second_reads_who_was_first(careful: Cast) -> None:
    draft = proposed(careful)
    publish(careful, draft, "supervisor")
    for act in (
        lambda: publish(careful, draft, "director"),
        lambda: proposing.send_back(
            draft=draft, seen=draft.checksum, reason="No", by=careful.actor("director"), at=LATER
        ),
        lambda: propose_reviewed(draft=draft, seen=draft.checksum, by=careful.actor("director"), at=LATER),
    ):
        with pytest.raises(ProposalDecided) as refused:
            act()
        assert "Kwok Pui Shan" in say(refused.value.message, "en")
        assert "郭佩珊" in say(refused.value.message, "zh-Hant")


def test_a_version_that_was_never_proposed_says_only_that_it_is_published(cast: Cast) -> None:
    publish(cast, draft := saved(cast), "centre_manager")
    with pytest.raises(NotADraft):
        publish(cast, draft, "administrator")


def test_only_what_holds_together_is_proposed_and_only_by_who_designs_or_publishes(careful: Cast) -> None:
    broken = saved(careful, text=choices(options=[]))
    with pytest.raises(DoesNotCompile):
        proposing.propose(versions=[broken], by=careful.actor("centre_manager"), at=NOW)
    whole = saved(careful, text=choices())
    for by in (careful.actor("owner"), careful.actor("outsider"), SYSTEM):
        with pytest.raises(NotAllowed):
            proposing.propose(versions=[whole], by=by, at=NOW)
    with pytest.raises(DraftChanged):
        propose_reviewed(draft=whole, seen=broken.checksum, by=careful.actor("centre_manager"), at=NOW)


def test_proposing_twice_is_one_proposal(careful: Cast) -> None:
    draft = proposed(careful)
    proposing.propose(versions=[draft], by=careful.actor("centre_manager"), at=LATER)
    assert draft.proposals.count() == 1


def test_exactly_those_are_told_who_may_publish_it_and_had_no_hand_in_it(careful: Cast) -> None:
    saved(careful, "director")
    proposed(careful, text=choices("Things"))
    people = set(Notice.objects.filter(kind="task").values_list("to__username", flat=True))
    assert people == {"supervisor", "administrator"}


def test_it_waits_for_second_persons_only(careful: Cast) -> None:
    saved(careful, "director")
    draft = proposed(careful, text=choices("Things"))
    names = ("centre_manager", "supervisor", "director", "administrator", "owner", "outsider")
    waits = [who for who in names if proposals.waiting_for(careful.actor(who)).exists()]
    assert waits == ["supervisor", "administrator"]
    publish(careful, draft, "supervisor")
    assert not proposals.waiting_for(careful.actor("administrator")).exists()


def test_the_command_line_refuses_likewise(careful: Cast) -> None:
    draft = saved(careful)
    named = ["publish", "choices:sorts", "--owner", "WTS", "--as"]
    with pytest.raises(CommandError, match="Propose the draft first"):
        call_command("definitions", *named, "supervisor", stdout=StringIO())
    proposing.propose(versions=[draft], by=careful.actor("centre_manager"), at=NOW)
    with pytest.raises(CommandError, match="neither proposed the draft nor wrote in it"):
        call_command("definitions", *named, "centre_manager", stdout=StringIO())
    call_command("definitions", *named, "supervisor", stdout=(out := StringIO()))
    assert "published choices:sorts v1" in out.getvalue()


def test_an_import_that_publishes_is_refused_whole(careful: Cast) -> None:
    with pytest.raises(NotProposed):
        services.import_documents(
            sources=[choices()], owner=careful.wts, publish_them=True, by=careful.actor("centre_manager"), at=NOW
        )
    assert not Version.objects.exists()


def test_the_pages_offer_what_their_reader_may_do_and_do_it(careful: Cast, client: Client) -> None:
    draft = saved(careful)
    url = f"/design/{draft.definition_id}/publish/"
    client.force_login(careful.centre_manager)
    body = client.get(url).content.decode()
    assert "Propose for publishing" in body and "Publish version 1</button>" not in body
    assert "Wong Tai Sin Centre wants a second person" in body and "Kwok Pui Shan" in body
    assert client.post(url, {"seen": draft.checksum}).status_code == 409
    assert client.post(url, {"seen": draft.checksum, "act": "propose"}).status_code == 302
    body = client.get(url).content.decode()
    assert "Withdraw the proposal" in body and "Propose for publishing" not in body
    assert client.post(url, {"seen": draft.checksum}).status_code == 403
    client.force_login(careful.supervisor)
    for page in ("/design/", "/"):
        assert url in client.get(page).content.decode()
    body = client.get(url).content.decode()
    assert "Publish version 1</button>" in body and "Send back with this reason" in body
    refused = client.post(url, {"seen": draft.checksum, "act": "send_back", "reason": ""})
    assert refused.status_code == 422
    client.post(url, {"seen": draft.checksum, "act": "send_back", "reason": "Not yet"})
    client.force_login(careful.centre_manager)
    assert "Not yet" in client.get(url).content.decode()


def test_what_was_typed_stays_when_sending_back_is_refused(careful: Cast, client: Client) -> None:
    draft = proposed(careful)
    client.force_login(careful.supervisor)
    sent = {"seen": "stale", "act": "send_back", "reason": "Add services too"}
    answer = client.post(f"/design/{draft.definition_id}/publish/", sent)
    assert answer.status_code == 409 and "Add services too" in answer.content.decode()


def test_who_decides_after_another_reads_who_was_first_on_the_page(careful: Cast, client: Client) -> None:
    draft = proposed(careful)
    publish(careful, draft, "supervisor")
    client.force_login(careful.director)
    answer = client.post(f"/design/{draft.definition_id}/publish/", {"seen": draft.checksum}, follow=True)
    assert "published by Kwok Pui Shan" in answer.content.decode()


def test_a_manager_sets_it_for_her_centre_on_the_page_and_for_no_other(cast: Cast, client: Client) -> None:
    client.force_login(cast.centre_manager)
    assert client.post("/design/second-person/", {"unit": str(cast.kt.pk), "needed": "1"}).status_code == 404
    assert client.post("/design/second-person/", {"unit": str(cast.wts.pk), "needed": "1"}).status_code == 302
    assert (four_eyes.asked_by(cast.wts), four_eyes.asked_by(cast.kt)) == (cast.wts, None)
    client.force_login(cast.owner)
    assert client.get("/design/second-person/").status_code == 404


def test_nobody_else_who_may_publish_is_said_so(cast: Cast) -> None:
    four_eyes.set_for_unit(unit=cast.wts, needed=True, by=cast.actor("centre_manager"), at=NOW)
    Holding.objects.filter(user=cast.administrator).update(ends=date(2024, 5, 1))
    assert proposals.standing_of(saved(cast), cast.actor("centre_manager"), TODAY).seconds == []


def test_a_draft_of_before_the_setting_knows_everybody_who_saved_it(cast: Cast) -> None:
    saved(cast)
    saved(cast, "administrator", choices("Things"))
    Author.objects.all().delete()
    import_module("engine.catalogue.migrations.0003_who_wrote_the_drafts").remember(apps, None)
    assert set(Author.objects.values_list("user__username", flat=True)) == {"centre_manager", "administrator"}
