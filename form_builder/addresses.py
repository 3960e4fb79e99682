"""The addresses of a form's pages, for links and notices."""

from django.urls import reverse

from form_builder.binding import spec_of
from form_builder.models import Draft, Submission


def fill_url(draft: Draft, page: str | None = None) -> str:
    """A page of the draft: the one named, or where its writer left off, or the first."""
    pages = spec_of(draft.version).pages
    known = {one.key for one in pages}
    wanted = next((key for key in (page, draft.page) if key in known), pages[0].key)
    return reverse("form:fill", args=[draft.pk, wanted])


def review_url(draft: Draft) -> str:
    """The page on which the draft is looked over and handed in."""
    return reverse("form:review", args=[draft.pk])


def submission_url(submission: Submission) -> str:
    """The page of a submission."""
    return reverse("form:submission", args=[submission.pk])
