"""Forms as datasets equal a plain recount of the submissions, across versions, inside the reader's scope."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from engine.catalogue.models import Version
from engine.datasets import Column, describe, extensions, find_dataset, sources
from engine.people.actor import Scope
from form_builder import services
from form_builder.datasets import FormDataset
from form_builder.models import Draft, Submission
from tests.cast import NOW, Cast
from tests.integration.forms.conftest import ANSWERS, Publish
from tests.unit.forms.notation import form, item
from tests.unit.forms.test_scoring import BANDS, ITEMS, score

pytestmark = pytest.mark.django_db


def hand_in(
    version: Version, cast: Cast, answers: dict[str, Any], who: str = "owner", minutes: int = 0, **more: Any
) -> Submission:
    unit, at = cast.people[who].home_unit, NOW + timedelta(minutes=minutes)
    draft = services.start_draft(version=version, unit=unit, by=cast.actor(who), at=at, answers=answers, **more)  # type: ignore[arg-type]
    return services.submit(draft=draft, by=cast.actor(who), at=at)


def dataset(key: str) -> FormDataset:
    found = find_dataset(key, None)
    assert isinstance(found, FormDataset)
    return found


def rows(key: str, keys: list[str], scope: Scope | None = None) -> list[tuple[Any, ...]]:
    return list(dataset(key).rows(scope or Scope.everything(), keys))


def test_every_type_is_read_as_its_column_says(order: Version, cast: Cast) -> None:
    made = hand_in(order, cast, ANSWERS)
    keys = ["id", "purpose", "kind", "tags", "needed_by", "urgent", "weight", "total", "why_urgent"]
    assert rows("form:example", keys) == [
        (str(made.pk), "Paper", "goods", ("old", "new"), date(2025, 12, 1), False, 1500, 1255, None)
    ]
    own = ["unit", "ngo", "submitted", "by", "version", "subject"]
    assert rows("form:example", own) == [(cast.wts.pk, cast.ngo.pk, NOW, cast.owner.pk, 1, None)]


def test_rows_of_a_repeat_carry_their_parent(order: Version, cast: Cast) -> None:
    made = hand_in(order, cast, ANSWERS)
    keys = ["id", "name", "amount", "parent.kind", "parent.total", "submitted"]
    assert rows("form:example/lines", keys) == [
        (f"{made.pk}:0", "A4", 1250, "goods", 1255, NOW),
        (f"{made.pk}:1", None, 5, "goods", 1255, NOW),
    ]
    assert dataset("form:example/lines").link(f"{made.pk}:1") == f"/forms/submissions/{made.pk}/"


def test_ten_rows_stand_in_their_order(order: Version, cast: Cast) -> None:
    lines = [{"amount": f"{n}.00"} for n in range(12)]
    hand_in(order, cast, {"purpose": "x", "kind": "goods", "lines": lines})
    assert [amount for (amount,) in rows("form:example/lines", ["amount"])] == [n * 100 for n in range(12)]


def test_a_sum_equals_a_plain_recount(order: Version, cast: Cast) -> None:
    for number in range(7):
        amounts = [{"amount": f"{number}.{cents:02}"} for cents in range(0, 90, 7)]
        hand_in(order, cast, {"purpose": "x", "kind": "goods", "lines": amounts}, minutes=number)
    recount = sum(Decimal(line["amount"]) for s in Submission.objects.all() for line in s.answers["lines"])
    assert sum(amount for (amount,) in rows("form:example/lines", ["amount"])) == recount * 100
    assert sum(total for (total,) in rows("form:example", ["total"])) == recount * 100


def test_scope_comes_first(order: Version, cast: Cast) -> None:
    hand_in(order, cast, ANSWERS)
    hand_in(order, cast, ANSWERS, who="neighbour")
    hand_in(order, cast, ANSWERS, who="outsider")
    seen = {who: len(rows("form:example", ["id"], cast.actor(who).scope("report"))) for who in ("director", "outsider")}
    assert seen == {"director": 2, "outsider": 0}
    assert len(rows("form:example", ["id"])) == 3
    assert rows("form:example", ["id"], Scope()) == []


def test_superseded_submissions_are_left_out(order: Version, cast: Cast) -> None:
    first = hand_in(order, cast, ANSWERS)
    draft = services.start_draft(
        version=order, unit=cast.wts, by=cast.actor("owner"), at=NOW, supersedes=first, answers={"purpose": "Ink"}
    )
    second = services.submit(draft=draft, by=cast.actor("owner"), at=NOW)
    assert rows("form:example", ["id", "purpose"]) == [(str(second.pk), "Ink")]
    assert len(rows("form:example/lines", ["id"])) == 2


def test_a_renamed_field_is_one_column_across_versions(order: Version, publish: Publish, cast: Cast) -> None:
    hand_in(order, cast, ANSWERS)
    newer = publish(form(item("text", "reason", id="id-purpose"), item("text", "extra")))
    hand_in(newer, cast, {"reason": "Ink"}, minutes=5)
    assert rows("form:example", ["reason", "extra", "version"]) == [("Paper", None, 1), ("Ink", None, 2)]


def test_scores_and_bands_are_columns(publish: Publish, cast: Cast) -> None:
    version = publish(form(*ITEMS, scores=[score(bands=BANDS)], key="scored"))
    hand_in(version, cast, {"q1": "2", "q2": "2", "q3": "0"})
    hand_in(version, cast, {"q1": "2"}, minutes=1)
    assert rows("form:scored", ["total", "total_band"]) == [(4, "high"), (None, None)]
    column = dataset("form:scored").columns["total_band"]
    assert (column.type, set(column.options or {})) == ("choice", {"low", "high"})


def test_described_and_live_columns_are_the_same(order: Version, cast: Cast) -> None:
    for key in ("form:example", "form:example/lines"):
        described = describe(key, OneForm(order))
        assert described is not None
        assert dict(described.columns) == dict(dataset(key).columns)
        assert described.persons
    assert describe("form:none", OneForm(order)) is None
    assert describe("form:example/none", OneForm(order)) is None
    assert find_dataset("form:none", None) is None


class OneForm:
    """The form's own spec, by its key."""

    def __init__(self, version: Version) -> None:
        self.version = version

    def find(self, kind: str, key: str) -> Any:
        from form_builder.binding import spec_of

        return spec_of(self.version) if (kind, key) == ("form", "example") else None


def test_all_lists_forms_and_their_repeats(order: Version, cast: Cast) -> None:
    assert [d.key for d in sources.get("form_builder").all(cast.wts)] == ["form:example", "form:example/lines"]


class Outcomes:
    """What another room adds to each row."""

    family = "form"
    columns = {"process.outcome": Column("process.outcome", "Outcome", "text")}

    def __init__(self) -> None:
        self.calls = 0

    def values(self, row_ids: Any, keys: Any) -> dict[str, tuple[Any, ...]]:
        self.calls += 1
        return {row_ids[0]: ("approved",)}


def test_other_rooms_add_columns_to_forms_and_rows(order: Version, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    added = Outcomes()
    monkeypatch.setattr(extensions, "_entries", {"test": added})
    hand_in(order, cast, ANSWERS)
    hand_in(order, cast, ANSWERS, minutes=1)
    assert rows("form:example", ["process.outcome", "kind"]) == [("approved", "goods"), (None, "goods")]
    assert [o for (o,) in rows("form:example/lines", ["process.outcome"])] == ["approved", "approved", None, None]
    assert added.calls == 2


def test_a_thousand_submissions_cost_few_queries(
    order: Version, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        hand_in(order, cast, ANSWERS, minutes=number)
    found = dataset("form:example")
    with django_assert_max_num_queries(3):
        assert len(list(found.rows(Scope.everything(), ["purpose", "ngo", "total"]))) == 5


def test_drafts_never_count(draft: Draft, cast: Cast) -> None:
    assert rows("form:example", ["id"]) == []
