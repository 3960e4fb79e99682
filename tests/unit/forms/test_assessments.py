"""The forms of a centre's own making: an ICF profile, intake, initial assessment with Cap. 650, SMART domains."""

from typing import Any

import pytest

from form_builder.narrating import narrate
from tests.unit.forms.notation import D, found
from tests.unit.forms.test_shipped import judge, library, shipped


def test_the_icf_summary_lists_severe_items_first_with_correct_codes() -> None:
    answers = {
        "assessed_on": "2025-11-14", "d160": "d160.2", "d440": "d440.1", "d510": "d510.23", "d640": "d640.3",
        "d730": "d730.4", "d910": "d910.0", "others": [{"coded": "d850.1"}],
    }  # fmt: skip
    assert found(judge("icf-profile", answers)) == []
    [told] = narrate(shipped("icf-profile"), answers, {}, library=library(), language="en")
    lists = [(block.title, [line.split(":")[0] for line in block.lines]) for block in told.blocks if block.listed]
    assert lists == [
        ("Severe and complete problems", ["d730.4 Relating with strangers", "d640.3 Doing housework"]),
        ("Moderate problems", ["d160.2 Focusing attention", "d510.23 Washing oneself"]),
        ("Mild problems", ["d440.1 Fine hand use"]),
        ("No problem", ["d910.0 Community life"]),
        ("Other activities, the greatest problem first", ["d850.1 Remunerative employment"]),
    ]


REPORTED: dict[str, Any] = {
    "cap_concern": True, "noticed_on": "2025-11-13", "noticed_at": "14:30", "cap_harm": ["physical"],
    "cap_decision": "reported", "reported_on": "2025-11-13", "reported_at": "15:05", "cap_channel": "swd",
    "cap_reason": "Marks seen.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"cap_decision": "not_required"}, [("answer.required", "/cap_exemption")]),
        ({"reported_at": None}, [("answer.required", "/reported_at")]),
        ({"reported_on": "2025-11-12"}, [("answer.check", "/reported_on")]),
        ({"cap_channel": None}, [("answer.required", "/cap_channel")]),
    ],
)
def test_cap_650_asks_for_the_decision_and_its_time(change: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    calm = dict.fromkeys(["risk_child", "risk_partner", "risk_suicide", "risk_neglect", "risk_elder"], "none")
    answers = {"assessed_on": "2025-11-14", "areas": ["family"], "needs": "Rest", "overall": "low", **calm, **REPORTED}
    judged = judge("initial-assessment", {**answers, **change})
    assert [(p.code, p.pointer) for p in judged.problems if p.severity == "error"] == expected
    assert "assess-alert-cap-650" in judged.scores["risk_points"].alerts


def test_a_risk_judged_low_asks_for_a_reason() -> None:
    judged = judge("initial-assessment", {"risk_child": "present", "overall": "low"})
    assert ("answer.check-reason", "/overall") in found(judged)


def test_smart_domains_turn_one_item_round_and_allow_no_children() -> None:
    fives = {f"{d}_{n}": "5" for d in ("emotion", "living", "coping", "communication") for n in (1, 2)}
    scores = judge("smart-domains", {**fives, "has_children": False}).scores
    assert (scores["total"].value, scores["parenting"].value) == (D("5.00"), None)
    scores = judge("smart-domains", {**fives, "has_children": True, "parenting_1": "5", "parenting_2": "5"}).scores
    assert scores["parenting"].value == D("3.00")
