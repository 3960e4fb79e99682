"""What answers come to, in words: scores with their bands and meaning, written summaries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.language.references import Library
from engine.language.text import say
from form_builder.narrating import Narrative, narrate
from form_builder.pages.scores import TONES
from form_builder.spec import FormSpec, ScoreSpec


@dataclass
class Answers:
    """What `filled` needs of a thing: its spec, its wire answers, its documents, where its files are."""

    spec: FormSpec
    wire: Mapping[str, Any]
    library: Library | None = None
    files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    scores: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    reveal: str = ""


def narratives_shown(answers: Answers, language: str) -> list[Narrative]:
    """The written summaries of the answers."""
    return narrate(answers.spec, answers.wire, answers.scores, library=answers.library, language=language)


def scores_shown(answers: Answers, language: str) -> list[dict[str, Any]]:
    """The scores in the form's order, each sub-scale after its whole."""
    found = [score for score in answers.spec.scores if score.key in answers.scores]
    wholes = [score for score in found if score.part_of is None]
    order = [one for whole in wholes for one in (whole, *(part for part in found if part.part_of == whole.key))]
    return [_score(score, answers.scores[score.key], language) for score in order]


def _score(score: ScoreSpec, stored: Mapping[str, Any], language: str) -> dict[str, Any]:
    band = next((one for one in score.bands if one.key == stored.get("band")), None)
    return {
        "label": say(score.label, language),
        "value": stored.get("value") if stored.get("value") is not None else "–",
        "band": say(band.label, language) if band else "",
        "tone": TONES[band.tone] if band else "",
        "text": say(band.text, language) if band else "",
        "part": score.part_of is not None,
        "alerts": [say(one.message, language) for one in score.alerts if one.id in stored.get("alerts", ())],
    }
