"""Two second persons at once: one publishes or sends back, the other reads who was first."""

import json
from functools import partial

import pytest

from engine.catalogue import four_eyes, proposing, services
from engine.catalogue.errors import ProposalDecided
from engine.catalogue.models import Proposal, Version
from engine.language.text import LANGUAGES, say
from engine.notices.models import Notice
from engine.people.models import Holding
from tests.cast import LONG_AGO, NOW, Cast, assemble
from tests.integration.robustness.racing import kinds, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 12


def text(turn: int) -> str:
    option = {"id": "1", "key": "goods", "label": {"en": f"Goods {turn}", "zh-Hant": "物料"}}
    head = {"kind": "choices", "language": 1, "key": "sorts", "title": {"en": "Sorts", "zh-Hant": "種類"}}
    return json.dumps({**head, "options": [option]})


def careful() -> Cast:
    cast = assemble()
    Holding.objects.create(user=cast.supervisor, role_id="centre_manager", unit=cast.wts, starts=LONG_AGO)
    four_eyes.set_for_unit(unit=cast.wts, needed=True, by=cast.actor("centre_manager"), at=NOW)
    return cast


def test_one_decides_and_the_other_reads_who_was_first() -> None:
    cast = careful()
    author, one, other = (cast.actor(who) for who in ("centre_manager", "supervisor", "administrator"))
    for turn in range(ROUNDS):
        draft = services.save_draft(source=text(turn), owner=cast.wts, by=author, at=NOW)
        (proposal,) = proposing.propose(versions=[draft], by=author, at=NOW)
        results = together(
            partial(services.publish, versions=[draft], by=one, at=NOW),
            partial(proposing.send_back, draft=draft, seen=draft.checksum, reason="Not yet", by=other, at=NOW),
        )
        proposal.refresh_from_db()
        if proposal.state == Proposal.PUBLISHED:
            assert kinds(results) == ["ProposalDecided", "list"], results
            lost, name = results[1], cast.supervisor.name
            assert Version.objects.get(pk=draft.pk).state == Version.PUBLISHED
        else:
            assert proposal.state == Proposal.SENT_BACK
            assert kinds(results) == ["NoneType", "ProposalDecided"], results
            lost, name = results[0], cast.administrator.name
            assert Version.objects.get(pk=draft.pk).state == Version.DRAFT
        assert isinstance(lost, ProposalDecided)
        assert all(name(language) in say(lost.message, language) for language in LANGUAGES)
        assert Notice.objects.filter(to=cast.centre_manager, channel="in_app").count() == turn + 1


def test_two_who_publish_at_once_publish_once() -> None:
    cast = careful()
    author = cast.actor("centre_manager")
    for turn in range(ROUNDS):
        draft = services.save_draft(source=text(turn), owner=cast.wts, by=author, at=NOW)
        proposing.propose(versions=[draft], by=author, at=NOW)
        people = [cast.actor(who) for who in ("supervisor", "administrator")]
        results = together(*[partial(services.publish, versions=[draft], by=by, at=NOW) for by in people])
        assert kinds(results) == ["ProposalDecided", "list"], results


def test_a_text_that_is_changed_at_that_moment_is_either_published_as_proposed_or_not_at_all() -> None:
    cast = careful()
    author, other = cast.actor("centre_manager"), cast.actor("administrator")
    for turn in range(ROUNDS):
        draft = services.save_draft(source=text(turn), owner=cast.wts, by=author, at=NOW)
        proposing.propose(versions=[draft], by=author, at=NOW)
        results = together(
            partial(services.publish, versions=[draft], by=other, at=NOW),
            partial(services.save_draft, source=text(turn + 1000), owner=cast.wts, by=author, at=NOW),
        )
        found = Version.objects.get(pk=draft.pk)
        assert (found.state == Version.PUBLISHED) == (found.checksum == draft.checksum), results
        assert {"NotProposed", "list"} & set(kinds(results)), results
        assert "OperationalError" not in kinds(results), results
