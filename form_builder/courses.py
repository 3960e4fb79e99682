"""The course of scores over time: what one person's submissions of a form came to, and how the last two compare."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from engine.language.text import Text
from engine.people.actor import Actor
from engine.records.models import Record
from form_builder.access import readable
from form_builder.addresses import submission_url
from form_builder.binding import spec_of
from form_builder.changing import Change, change_of
from form_builder.models import Submission
from form_builder.spec import Band, ScoreSpec

MOST_POINTS = 60


@dataclass(frozen=True)
class Point:
    """One score at one time."""

    at: datetime
    value: Decimal
    band: Band | None
    url: str
    submission: Submission


@dataclass(frozen=True)
class Course:
    """A score of one form over time, oldest first, as its latest version describes it."""

    form: Text
    score: ScoreSpec
    points: tuple[Point, ...]

    @property
    def change(self) -> Change | None:
        """From the last but one to the last."""
        if len(self.points) < 2:
            return None
        before, after = self.points[-2:]
        return change_of(self.score.change, before.value, after.value)


def courses_about(subject: Record, actor: Actor) -> list[Course]:
    """Every score that a record has had at least twice, as far as the actor may read it."""
    found = _handed_in(subject, actor).order_by("at")
    return [course for course in _courses(found) if len(course.points) > 1]


def courses_until(submission: Submission, actor: Actor) -> list[Course]:
    """The courses of a submission's own scores, up to that submission; none where nothing came before it."""
    if submission.subject is None or not spec_of(submission.version).scores:
        return []
    earlier = _handed_in(submission.subject, actor).filter(
        version__definition__key=submission.version.definition.key, at__lt=submission.at
    )
    if submission.supersedes_id:
        earlier = earlier.exclude(pk=submission.supersedes_id)
    rows = [*reversed(earlier.order_by("-at")[: MOST_POINTS - 1]), submission]
    last = submission_url(submission)
    return [one for one in _courses(rows) if len(one.points) > 1 and one.points[-1].url == last]


def _handed_in(subject: Record, actor: Actor) -> QuerySet[Submission]:
    rows = Submission.objects.filter(readable(actor), subject=subject, superseded_by=None)
    return rows.select_related("version__definition", "unit")


def _courses(submissions: Iterable[Submission]) -> list[Course]:
    """A score is followed by its id through the versions of its form."""
    points: dict[tuple[str, str], list[Point]] = {}
    latest: dict[tuple[str, str], tuple[Text, ScoreSpec]] = {}
    for submission in submissions:
        spec = spec_of(submission.version)
        for score in spec.scores:
            stored = submission.scores.get(score.key, {})
            if stored.get("value") is None:
                continue
            name = (spec.key, score.id)
            band = next((one for one in score.bands if one.key == stored.get("band")), None)
            point = Point(submission.at, Decimal(stored["value"]), band, submission_url(submission), submission)
            points.setdefault(name, []).append(point)
            latest[name] = (spec.title, score)
    return [Course(*latest[name], tuple(found[-MOST_POINTS:])) for name, found in points.items()]
