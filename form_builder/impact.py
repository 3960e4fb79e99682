"""What goes on with the published versions of a form: drafts begun on them, and what was handed in."""

from collections.abc import Iterable

from engine.catalogue.impact import Impact
from engine.catalogue.models import Definition
from engine.language.text import both
from form_builder.models import Draft, Submission


def of_form(definition: Definition) -> Iterable[Impact]:
    """Open drafts and submissions; each stays on its own version."""
    drafts = Draft.objects.filter(version__definition=definition, state=Draft.OPEN).count()
    handed_in = Submission.objects.filter(version__definition=definition).count()
    yield Impact(
        both("open drafts, which are finished on the version they began on", "份未提交草稿會以開始時的版本完成"), drafts
    )
    yield Impact(both("submissions, which stay on their own version", "份已提交表格會保留在原有版本"), handed_in)
