"""Whether drafts hold together, as one set."""

from collections.abc import Sequence

from engine.catalogue.errors import DoesNotCompile
from engine.catalogue.models import Version
from engine.catalogue.queries import compile_version
from engine.language.problems import has_errors


def refuse_unsound(drafts: Sequence[Version]) -> None:
    """DoesNotCompile, with every problem of every draft of the set, unless all of them compile beside one another."""
    found = [(draft.definition.key, compile_version(draft, drafts).problems) for draft in drafts]
    broken = [(key, problems) for key, problems in found if has_errors(problems)]
    if broken:
        raise DoesNotCompile([p for _, problems in broken for p in problems], ", ".join(key for key, _ in broken))
