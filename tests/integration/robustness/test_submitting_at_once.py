"""The same draft handed in from two tabs at the same moment, or while its amendment is: once is once."""

import pytest

from form_builder import services as forms
from form_builder.errors import AlreadySubmitted
from form_builder.models import Draft, Submission
from tests.cast import Cast
from tests.integration.robustness.racing import kinds, together
from tests.workflow_desk import Desk, open_desk
from workflows.models import Process, Task

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def filled(desk: Desk, node: str = "ask") -> Draft:
    draft, by = desk.draft("owner", node), desk.actor("owner")
    changes = {"title": "Paper", "amount": "12.50"}
    return forms.save_page(draft=draft, changes=changes, revision=draft.revision, by=by, at=desk.at)


def test_a_first_form_makes_one_process(crowd: Cast) -> None:
    desk = open_desk(crowd)
    for turn in range(1, 9):
        desk.process_id = None
        draft, by = filled(desk), desk.actor("owner")
        results = together(*[lambda d=draft, b=by: forms.hand_in(draft=d, by=b, at=desk.at)] * 3)
        assert kinds(results) == ["AlreadySubmitted", "AlreadySubmitted", "str"], results
        submission = Submission.objects.get(draft=draft)
        assert all(lost.submission == submission for lost in results if isinstance(lost, AlreadySubmitted))
        assert (Process.objects.count(), Task.objects.filter(node="read").count()) == (turn, turn)


def test_an_amendment_moves_the_process_once(crowd: Cast) -> None:
    desk = open_desk(crowd)
    desk.submit("owner", title="Paper", amount="12.50")
    for turn in range(2, 8):
        desk.answer("supervisor", "read", "return", "More words, please.")
        draft, by = filled(desk), desk.actor("owner")
        results = together(*[lambda d=draft, b=by: forms.hand_in(draft=d, by=b, at=desk.at)] * 2)
        assert len([result for result in results if isinstance(result, str)]) == 1, results
        assert Submission.objects.count() == turn
        assert Task.objects.filter(process_id=desk.process_id, node="read").count() == turn
        assert desk.nodes(finished=False) == ["read"]


def test_saving_while_handing_in_never_changes_what_was_handed_in(crowd: Cast) -> None:
    desk, late = open_desk(crowd), {"title": "Scissors"}
    for _ in range(6):
        desk.process_id = None
        draft, by = filled(desk), desk.actor("owner")
        results = together(
            lambda d=draft, b=by: forms.hand_in(draft=d, by=b, at=desk.at),
            lambda d=draft, b=by: forms.save_page(draft=d, changes=late, revision=d.revision, by=b, at=desk.at),
        )
        submission, draft = Submission.objects.get(draft=draft), Draft.objects.get(pk=draft.pk)
        saved = isinstance(results[1], Draft)
        assert submission.answers["title"] == draft.answers["title"] == ("Scissors" if saved else "Paper"), results
