"""What goes on with the published versions of a form: drafts begun on them, and what was handed in."""

from collections.abc import Iterable

from django.urls import reverse

from engine.catalogue.impact import Impact
from engine.catalogue.models import Definition
from engine.language.text import both
from engine.people.actor import Actor
from form_builder.models import Draft, Submission


def of_form(definition: Definition, actor: Actor) -> Iterable[Impact]:
    """Open drafts and submissions, counted; each stays on its own version. A link leads to the actor's own drafts."""
    drafts = Draft.objects.filter(version__definition=definition, state=Draft.OPEN)
    mine = drafts.filter(owner_id=actor.user_id).exists()
    handed_in = Submission.objects.filter(version__definition=definition).count()
    yield Impact(
        both("open drafts, which are finished on the version they began on", "份未提交草稿會以開始時的版本完成"),
        drafts.count(),
        reverse("form:drafts") if mine else "",
    )
    yield Impact(both("submissions, which stay on their own version", "份已提交表格會保留在原有版本"), handed_in)
