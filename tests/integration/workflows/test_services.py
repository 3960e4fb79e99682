"""Starting, answering, taking, giving back, withdrawing: who may, what comes of it, what is left behind."""

import pytest

from engine.audit.models import Entry
from engine.language.errors import NotAllowed, Refusal
from engine.notices.models import Notice
from engine.people.models import Holding
from form_builder.models import Draft
from tests.cast import Cast
from tests.workflow_desk import ASK_NODE, ENDS, READ, Desk, open_desk, publish, workflow
from workflows import services
from workflows.answering import UnknownOutcome, WordsNeeded
from workflows.apart import KeptApart
from workflows.models import Assignment, Process, Task
from workflows.refusals import AlreadyClaimed, AlreadyDone, CannotStart, NotYours, ProcessClosed

pytestmark = pytest.mark.django_db


class TestStart:
    def test_nothing_is_a_process_before_its_form_is_handed_in(self, desk: Desk) -> None:
        desk.draft("owner")
        assert Draft.objects.count() == 1
        assert not Process.objects.exists()

    def test_the_first_submission_makes_the_process(self, asked: Desk, cast: Cast) -> None:
        process = asked.process
        assert (process.title, process.amount_cents) == ("Paper", 10050)
        assert (process.unit, process.starter) == (cast.wts, cast.owner)
        assert process.data["ask"]["amount"] == "100.50"
        assert asked.nodes(finished=False) == ["read"]

    def test_numbers_run_per_unit_and_year(self, desk: Desk) -> None:
        numbers = []
        for _ in range(2):
            desk.process_id = None
            numbers.append(desk.submit("owner", title="Paper").number)
        assert numbers == ["WTS-2025-0001", "WTS-2025-0002"]

    def test_only_where_one_may_fill(self, desk: Desk) -> None:
        with pytest.raises(NotAllowed):
            desk.draft("outsider")

    def test_a_superseded_version_starts_nothing_new(self, desk: Desk) -> None:
        publish(workflow({"ask": ASK_NODE, "read": {**READ, "title": "Look"}, **ENDS}))
        with pytest.raises(CannotStart):
            desk.draft("owner")


class TestAnswer:
    def test_moves_on_and_ends(self, asked: Desk) -> None:
        process = asked.answer("supervisor", "read", "accept")
        assert (process.status, process.outcome, process.finished) == ("DONE", "approved", asked.at)

    @pytest.mark.parametrize("who", ["owner", "colleague", "outsider", "auditor", "director"])
    def test_only_who_is_asked(self, asked: Desk, who: str) -> None:
        with pytest.raises(NotYours):
            asked.answer(who, "read", "accept")
        assert asked.nodes(finished=False) == ["read"]

    def test_twice_is_refused_in_words(self, asked: Desk) -> None:
        asked.answer("supervisor", "read", "accept")
        with pytest.raises(AlreadyDone):
            asked.answer("supervisor", "read", "refuse")
        assert asked.process.outcome == "approved"

    def test_an_outcome_that_is_not_there(self, asked: Desk) -> None:
        with pytest.raises(UnknownOutcome):
            asked.answer("supervisor", "read", "explode")

    def test_a_role_that_ended_yesterday(self, asked: Desk, cast: Cast) -> None:
        cast.supervisor.holdings.update(ends="2025-11-13")
        with pytest.raises(NotYours):
            asked.answer("supervisor", "read", "accept")

    def test_steps_kept_apart(self, cast: Cast) -> None:
        kept = {**READ, "assign": {"role": "worker"}, "different_from": ["ask"]}
        desk = open_desk(cast, workflow({"ask": ASK_NODE, "read": kept, **ENDS}))
        desk.submit("owner", title="Paper")
        with pytest.raises(KeptApart):
            desk.answer("owner", "read", "accept")
        assert desk.answer("colleague", "read", "accept").outcome == "approved"

    def test_the_only_holder_does_not_check_their_own_work(self, cast: Cast) -> None:
        """The nearest one above is asked; failing that, whoever the node escalates to."""
        kept = {**READ, "different_from": ["ask"], "escalate": {"to": {"role": "centre_manager"}}}
        desk = open_desk(cast, workflow({"ask": ASK_NODE, "read": kept, **ENDS}))
        desk.submit("supervisor", title="Paper")
        assert Assignment.objects.get(task=desk.task("read"), state="open").role == "centre_manager"
        Holding.objects.create(user=cast.director, role_id="supervisor", unit=cast.ngo, starts="2024-04-01")
        desk.process_id = None
        desk.submit("supervisor", title="Paper")
        asked = Assignment.objects.get(task=desk.task("read"), state="open")
        assert (asked.role, asked.unit) == ("supervisor", cast.ngo)
        assert desk.answer("director", "read", "accept").outcome == "approved"


class TestReturn:
    def test_the_same_answers_come_back_with_the_reason(self, asked: Desk) -> None:
        asked.answer("supervisor", "read", "return", "How many sheets?")
        draft = asked.draft("owner")
        assert draft.answers["title"] == "Paper"
        assert draft.supersedes is not None
        assert asked.process.notes["return"]["reason"] == "How many sheets?"

    def test_it_needs_a_reason(self, asked: Desk) -> None:
        with pytest.raises(WordsNeeded):
            asked.answer("supervisor", "read", "return", "   ")

    def test_the_amendment_counts_once(self, asked: Desk) -> None:
        asked.answer("supervisor", "read", "return", "Why?")
        asked.submit("owner", amount="90.00")
        process = asked.process
        assert process.data["ask"] == {**process.data["ask"], "title": "Paper", "amount": "90.00"}
        assert process.amount_cents == 9000

    def test_only_the_one_who_asked_may_change_it(self, asked: Desk) -> None:
        asked.answer("supervisor", "read", "return", "Why?")
        with pytest.raises(NotYours):
            asked.draft("colleague")


class TestClaim:
    @pytest.fixture
    def pooled(self, cast: Cast) -> Desk:
        desk = open_desk(cast, workflow({"ask": ASK_NODE, "read": {**READ, "assign": {"role": "worker"}}, **ENDS}))
        desk.submit("owner", title="Paper")
        return desk

    def claim(self, desk: Desk, who: str) -> Assignment:
        return services.claim(task=desk.task("read"), by=desk.actor(who), at=desk.at)

    def test_taken_by_one_it_is_refused_to_others(self, pooled: Desk) -> None:
        self.claim(pooled, "colleague")
        with pytest.raises(AlreadyClaimed):
            self.claim(pooled, "owner")
        with pytest.raises(Refusal):
            pooled.answer("owner", "read", "accept")

    def test_given_back_it_is_everybodys_again(self, pooled: Desk) -> None:
        self.claim(pooled, "colleague")
        services.release(task=pooled.task("read"), by=pooled.actor("colleague"), at=pooled.at)
        assert self.claim(pooled, "owner").user_id == pooled.cast.owner.pk

    def test_strangers_take_nothing(self, pooled: Desk) -> None:
        with pytest.raises(NotYours):
            self.claim(pooled, "outsider")
        with pytest.raises(NotYours):
            services.release(task=pooled.task("read"), by=pooled.actor("owner"), at=pooled.at)


class TestWithdraw:
    def test_closes_everything(self, asked: Desk) -> None:
        process = asked.withdraw("owner", "No longer needed")
        assert (process.status, process.outcome) == ("CANCELED", "withdrawn")
        assert not Task.objects.filter(process=process, finished=None).exists()
        assert not Assignment.objects.filter(process=process, state="open").exists()

    @pytest.mark.parametrize("who", ["colleague", "outsider", "supervisor"])
    def test_is_for_the_one_who_asked(self, asked: Desk, who: str) -> None:
        with pytest.raises(NotYours):
            asked.withdraw(who, "I do not like it")

    def test_not_after_the_end(self, asked: Desk) -> None:
        asked.answer("supervisor", "read", "accept")
        with pytest.raises(ProcessClosed):
            asked.withdraw("owner", "Too late")


class TestTraces:
    def test_every_verb_leaves_one_entry(self, asked: Desk) -> None:
        stream = Entry.objects.filter(stream=f"process:{asked.process_id}")
        assert list(stream.values_list("action", flat=True)) == ["process.started"]
        asked.answer("supervisor", "read", "return", "Why?")
        asked.withdraw("owner", "Never mind")
        assert list(stream.order_by("sequence").values_list("action", flat=True)) == [
            "process.started", "task.done", "process.withdrawn",
        ]  # fmt: skip

    def test_only_who_must_act_is_told(self, asked: Desk) -> None:
        told = Notice.objects.filter(kind="task").values_list("to__username", flat=True)
        assert set(told) == {"supervisor"}

    def test_nothing_personal_in_a_subject(self, asked: Desk) -> None:
        assert not any("Paper" in str(subject) for subject in Notice.objects.values_list("subject", flat=True))
