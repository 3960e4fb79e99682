"""What a reference field of a handed-in form points at. Rules read its title; whom it means stands in the submission."""

from typing import Any

from form_builder.fields.reference import ref_of
from form_builder.models import Submission


def referred(submission: Any, field: str) -> str:
    """The id in a top-level reference field of a submission (by its id); "" for a typed name or nothing."""
    if not submission:
        return ""
    (answers,) = Submission.objects.filter(pk=submission).values_list("answers").first() or ({},)
    return ref_of(answers.get(field))
