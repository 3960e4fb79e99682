"""A draft tried out with sample answers: every rule's verdict, every score."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from engine.catalogue.models import Version
from engine.catalogue.queries import VersionLibrary
from engine.language.text import say
from engine.people.clock import day_of
from form_builder.answering import evaluate
from form_builder.binding import moment
from form_builder.judging import Evaluated
from form_builder.pages.showing import path_of
from form_builder.spec import FormSpec, ItemSpec

VERDICTS = ("visible_when", "required_when", "recommended_when", "read_only_when", "calculate")


def judged(spec: FormSpec, version: Version, answers: Mapping[str, Any], at: datetime) -> Evaluated:
    """The judgement of sample answers by the real judge; files are not looked for."""
    library = VersionLibrary(version, {})
    return evaluate(spec, answers, library=library, today=day_of(at), now=moment(at))


def verdicts(spec: FormSpec, found: Evaluated, language: str) -> dict[str, Any]:
    """{"rules": [{id, label, rule, verdict}], "checks": [...], "scores": [...], "problems": [...]}."""
    failed = {say(problem.message, "en") for problem in found.problems if problem.code.startswith("answer.check")}
    return {
        "rules": [line for item in spec.items.values() for line in _of_item(item, found, language)],
        "checks": [
            {"id": check.id, "label": say(check.message, language), "verdict": say(check.message, "en") not in failed}
            for check in spec.checks
        ],
        "scores": [_score(spec, key, found, language) for key in found.scores],
        "problems": [{"path": path_of(p.pointer), "message": say(p.message, language)} for p in found.problems],
    }  # fmt: skip


def _of_item(item: ItemSpec, found: Evaluated, language: str) -> Iterator[dict[str, Any]]:
    sets = {
        "visible_when": found.visible, "required_when": found.required,
        "recommended_when": found.recommended, "read_only_when": found.read_only,
    }  # fmt: skip
    for name in VERDICTS:
        if getattr(item, name) is not None and "." not in item.path:
            verdict = item.path in sets[name] if name in sets else str(found.values.get(item.key) or "–")
            yield {"id": item.id, "label": say(item.label, language), "rule": name, "verdict": verdict}


def _score(spec: FormSpec, key: str, found: Evaluated, language: str) -> dict[str, Any]:
    result, score = found.scores[key], next(one for one in spec.scores if one.key == key)
    band = next((band for band in score.bands if band.key == result.band), None)
    value = "–" if result.value is None else str(result.value)
    return {
        "id": score.id,
        "label": say(score.label, language),
        "value": value,
        "band": say(band.label, language) if band else "",
    }
