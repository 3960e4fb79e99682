"""What the designer tells of a draft: its problems with their places, and every rule as a sentence."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.catalogue.models import Version
from engine.catalogue.queries import VersionLibrary, document
from engine.language.compiling import check
from engine.language.errors import Invalid
from engine.language.problems import Problem
from engine.language.references import Library
from engine.language.rules import Signature, explain
from engine.language.text import say
from form_builder.narrative_compiler import narrative_signature, rows_of_part
from form_builder.option_lists import options_by_path
from form_builder.option_rules import option_types
from form_builder.outline import read_pages, rule_types
from form_builder.rulebook import RuleUse, rule_uses, tables_named
from form_builder.spec import FormSpec


def told(version: Version, language: str) -> dict[str, Any]:
    """{"problems": [...], "sentences": {pointer: sentence}, "compiles": whether it could be published}."""
    library = VersionLibrary(version, {})
    compiled = check(document(version), library)
    return {
        "problems": [_problem(problem, language) for problem in compiled.problems],
        "sentences": sentences(document(version).body, library, language),
        "compiles": compiled.spec is not None,
    }


def spec_or_none(version: Version) -> FormSpec | None:
    """The compiled form, or None while it has errors."""
    return check(document(version), VersionLibrary(version, {})).spec


def _problem(problem: Problem, language: str) -> dict[str, str]:
    return {
        "code": problem.code,
        "pointer": problem.pointer,
        "message": say(problem.message, language),
        "hint": say(problem.hint, language),
        "severity": problem.severity,
    }


def sentences(body: Mapping[str, Any], library: Library, language: str) -> dict[str, str]:
    """Each rule's sentence by its pointer; a rule that cannot be read yet has none."""
    try:
        uses = uses_of(body, library)
    except (KeyError, TypeError, AttributeError, ValueError):  # a body whose shape is not right yet
        return {}
    found = {use.pointer: _sentence(use, signature, language) for use, signature in uses}
    return {pointer: sentence for pointer, sentence in found.items() if sentence}


def uses_of(body: Mapping[str, Any], library: Library) -> list[tuple[RuleUse, Signature]]:
    """Every rule of the form with the names it may read."""
    pages = read_pages(body)
    top = tuple(item for page in pages for item in page.items)
    signature = Signature(rule_types(top, options_by_path(top, library)), tables_named(body, library)[0])
    uses = [*rule_uses(body, pages, signature, option_types(top, library))]
    wider = narrative_signature(body, signature)
    return [(use, signature) for use in uses] + [(use, wider) for use in _after_scores(body, wider)]


def _after_scores(body: Mapping[str, Any], wider: Signature) -> Iterator[RuleUse]:
    """The rules that also read scores: of alerts, and of the parts of written summaries."""
    for index, score in enumerate(body.get("scores", ())):
        for place, alert in enumerate(score.get("alerts", ())):
            yield RuleUse(alert["when"], f"/scores/{index}/alerts/{place}/when", "boolean", ())
    for index, narrative in enumerate(body.get("narratives", ())):
        for place, part in enumerate(narrative["parts"]):
            if part.get("when") is not None:
                rows = rows_of_part(part, wider)
                yield RuleUse(part["when"], f"/narratives/{index}/parts/{place}/when", "boolean", rows)


def _sentence(use: RuleUse, signature: Signature, language: str) -> str:
    try:
        return explain(use.tree, signature, language, rows=use.rows, expects=use.expects)
    except (Invalid, KeyError, TypeError, ValueError):
        return ""
