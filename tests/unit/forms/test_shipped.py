"""The forms that ship: they compile without a warning, speak both languages, and do what they promise."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.language.compiling import MemoryLibrary
from engine.language.documents import read
from form_builder.answering import Evaluated, evaluate
from form_builder.spec import FormSpec
from tests.unit.forms import notation
from tests.unit.forms.notation import NOW, TODAY, found

ROOT = Path(__file__).resolve().parents[3] / "definitions"
FORMS = sorted(path.stem for path in (ROOT / "forms").glob("*.json"))
QUESTIONS = "interest mood sleep energy appetite self_view concentration movement self_harm".split()

IN_ENGLISH = {  # the official Chinese wording of these questions was not at hand, and no scale is translated here
    "k6": "nervous hopeless restless very_depressed effort worthless".split(),
    "k10": "tired nervous very_nervous hopeless restless very_restless depressed very_depressed effort worthless".split(),
}


@cache
def library() -> MemoryLibrary:
    assert notation.NOW
    documents = []
    for folder in ("forms", "choices", "tables"):
        for path in sorted((ROOT / folder).glob("*.json")):
            document, problems = read(path.read_bytes())
            assert document is not None, problems
            documents.append(document)
    return MemoryLibrary(documents)


def shipped(key: str) -> FormSpec:
    compiled = library().compiled("form", key)
    assert compiled is not None
    assert [(p.code, p.pointer) for p in compiled.problems] == []
    assert compiled.spec is not None
    return compiled.spec


def judge(key: str, answers: dict[str, Any]) -> Evaluated:
    return evaluate(shipped(key), answers, library=library(), today=TODAY, now=NOW)


@pytest.mark.parametrize("key", FORMS)
def test_compiles_without_a_warning(key: str) -> None:
    spec = shipped(key)
    said = {item.key: item.label for item in spec.items.values()}
    assert {name for name, label in said.items() if isinstance(label, str)} == set(IN_ENGLISH.get(key, ()))
    assert all(set(label) == {"en", "zh-Hant"} for label in said.values() if not isinstance(label, str))


def assessment(*points: int) -> dict[str, Any]:
    answers = {key: str(point) for key, point in zip(QUESTIONS, points, strict=True)}
    return {"assessed_on": "2025-11-14", **answers, **({"difficulty": "some"} if any(points) else {})}


@pytest.mark.parametrize(
    ("points", "total", "band"),
    [
        ([0] * 9, 0, "minimal"),
        ([1, 1, 1, 1, 0, 0, 0, 0, 0], 4, "minimal"),
        ([1, 1, 1, 1, 1, 0, 0, 0, 0], 5, "mild"),
        ([3, 3, 3, 0, 0, 0, 0, 0, 0], 9, "mild"),
        ([3, 3, 3, 1, 0, 0, 0, 0, 0], 10, "moderate"),
        ([3, 3, 3, 3, 2, 0, 0, 0, 0], 14, "moderate"),
        ([3, 3, 3, 3, 3, 0, 0, 0, 0], 15, "moderately_severe"),
        ([3, 3, 3, 3, 3, 3, 1, 0, 0], 19, "moderately_severe"),
        ([3, 3, 3, 3, 3, 3, 2, 0, 0], 20, "severe"),
        ([3] * 9, 27, "severe"),
    ],
)
def test_phq_9_bands(points: list[int], total: int, band: str) -> None:
    judged = judge("phq-9", assessment(*points))
    assert judged.problems == ()
    assert (judged.scores["total"].value, judged.scores["total"].band) == (total, band)


@pytest.mark.parametrize("answer", [0, 1, 2, 3])
def test_phq_9_question_nine_alerts_whatever_the_total(answer: int) -> None:
    judged = judge("phq-9", assessment(*[0] * 8, answer))
    assert bool(judged.scores["total"].alerts) == (answer >= 1)
    assert ("crisis_lines" in judged.visible) == (answer >= 1)


def test_phq_9_cannot_be_half_answered() -> None:
    answers = assessment(*[1] * 9)
    del answers["sleep"]
    judged = judge("phq-9", answers)
    assert found(judged) == [("answer.required", "/sleep")]
    assert judged.scores["total"].value is None


def test_phq_9_text_is_whole() -> None:
    spec = shipped("phq-9")
    assert [spec.fields[key].label["en"].partition(". ")[0] for key in QUESTIONS] == [str(n) for n in range(1, 10)]
    assert all(spec.fields[key].sensitivity == "sensitive" for key in QUESTIONS)
    assert {role for score in spec.scores for role in [alert.role for alert in score.alerts]} == {"supervisor"}


INCIDENT = {
    "kind": "injury", "occurred_on": "2025-11-13", "occurred_at": "14:30", "place": "Hall", "account": "A fall.",
    "harm": "minor", "action_taken": "First aid.", "family_told": True,
    "people": [{"name": "Chan", "role": "service_user", "hurt": True, "injury": "Knee"}],
}  # fmt: skip


def test_incident_counts_the_hurt() -> None:
    judged = judge("incident-report", INCIDENT)
    assert judged.problems == ()
    assert judged.values["hurt_count"] == 1


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"harm": "none"}, [("answer.check", "/harm")]),
        ({"harm": "serious"}, [("answer.required", "/emergency_called"), ("answer.required", "/prevention")]),
        ({"occurred_at": "25:00"}, [("answer.pattern", "/occurred_at")]),
        ({"occurred_on": "2025-11-15"}, [("answer.check", "/occurred_on")]),
        ({"family_told": False}, [("answer.required", "/family_reason")]),
        ({"people": [{"name": "C", "role": "staff", "hurt": True}]}, [("answer.required", "/people/0/injury")]),
    ],
)
def test_incident_asks_for_what_matters(change: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found(judge("incident-report", INCIDENT | change)) == expected


def test_client_needs_a_way_to_be_reached_but_is_only_warned() -> None:
    judged = judge("client-profile", {"name": "陳大文", "district": "wong_tai_sin", "date_of_birth": "2000-11-15"})
    assert [(p.code, p.severity) for p in judged.problems] == [("answer.check-warning", "warning")]
    assert judged.values["age"] == 24


@pytest.mark.parametrize("phone", ["2345 6789", "+852 91234567", "91234567", "9123-4567"])
def test_hong_kong_telephones(phone: str) -> None:
    answers = {"name": "A", "district": "islands", "phone": phone}
    assert judge("client-profile", answers).problems == ()
    assert found(judge("client-profile", {**answers, "phone": phone[:-1]})) == [("answer.pattern", "/phone")]


def test_there_are_eighteen_districts() -> None:
    assert len(library().find("choices", "districts").options) == 18
