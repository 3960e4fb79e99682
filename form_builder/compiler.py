"""From a form document to its FormSpec: types, order, compiled rules, and every problem with its pointer."""

from collections.abc import Mapping
from typing import Any

from engine.language.documents import Document
from engine.language.kinds import Compiled
from engine.language.problems import Problem, cannot_run, problem
from engine.language.references import Library
from engine.language.rules import Signature
from form_builder.building import Builder, own_problems
from form_builder.narrative_compiler import build_narrative, narrative_problems, narrative_signature
from form_builder.option_lists import option_problems, options_by_path
from form_builder.option_rules import option_types
from form_builder.ordering import ordered
from form_builder.outline import Outline, PageOutline, everything, level, read_pages, rule_types, structure_problems
from form_builder.purposes import purpose_problems
from form_builder.rulebook import rule_problems, tables_named
from form_builder.score_compiler import score_problems
from form_builder.spec import FormSpec


def compile_form(document: Document, library: Library) -> Compiled:
    """The FormSpec of a document whose shape is right, or None, with all problems."""
    body = document.body
    pages = read_pages(body)
    top = tuple(item for page in pages for item in page.items)
    problems = [*structure_problems(pages), *option_problems(top, library)]
    options = options_by_path(top, library)
    tables, unknown = tables_named(body, library)
    signature, offers = Signature(rule_types(top, options), tables), option_types(top, library)
    problems += [*unknown, *rule_problems(body, pages, signature, offers)]
    problems += score_problems(document, top, signature, library)
    problems += [
        *_order_problems(top),
        *_summary_problems(body, top),
        *_prefill_problems(top),
        *own_problems(top, library),
    ]
    purposes = purpose_problems(top, body.get("purposes", {}))
    problems += [*narrative_problems(body, top, signature), *purposes, *_slot_problems(body)]
    spec = None if cannot_run(problems) else _spec(document, pages, Builder(signature, offers))
    return Compiled(spec, problems)


def _spec(document: Document, pages: tuple[PageOutline, ...], builder: Builder) -> FormSpec:
    signature, body = builder.signature, document.body
    built = tuple(builder.page(page) for page in pages)
    top = tuple(item for page in pages for item in page.items)
    order = ordered(top)[0]
    return FormSpec(
        key=document.key,
        title=document.title,
        pages=built,
        items=builder.items,
        checks=builder.checks(body.get("checks", ()), ()),
        scores=builder.scores(body.get("scores", ())),
        signature=signature,
        order=order,
        fields={one.key: builder.items[one.key] for one in level(top) if one.asked_by or one.key in signature.fields},
        plan=tuple(builder.items[key] for key in order),
        summary=body.get("summary", {}),
        note=body.get("note"),
        narratives=tuple(
            build_narrative(entry, narrative_signature(body, signature)) for entry in body.get("narratives", ())
        ),
        purposes=body.get("purposes", {}),
        licence_note=body.get("licence_note"),
        needs_text=body.get("text_source_required", False),
        source=body.get("source"),
        licence=body.get("licence"),
        tables=frozenset(signature.tables),
    )


def _order_problems(items: tuple[Outline, ...]) -> list[Problem]:
    found = ordered(items)[1]
    for item in everything(items):
        if item.kind.has_items and not item.kind.flattens:
            found += ordered(item.children, prefix=f"{item.path}.")[1]
    return found


def _prefill_problems(top: tuple[Outline, ...]) -> list[Problem]:
    """What was answered the last time is taken over whole: for a field of the form itself that somebody answers."""
    return [
        problem("form.cannot-prefill", f"{item.pointer}/prefill")
        for item in everything(top)
        if "prefill" in item.body
        and ("." in item.path or "calculate" in item.body or not item.kind.holds_value or not item.kind.travels)
    ]


def _slot_problems(body: Mapping[str, Any]) -> list[Problem]:
    """A form without its wording says why, and where to get it."""
    silent = body.get("text_source_required") and "licence_note" not in body
    return [problem("form.slot-without-note", "/text_source_required")] if silent else []


def _summary_problems(body: Mapping[str, Any], top: tuple[Outline, ...]) -> list[Problem]:
    summary = body.get("summary", {})
    named = [("/summary/amount", summary["amount"])] if "amount" in summary else []
    title = summary.get("title", [])
    named += [("/summary/title", title)] if isinstance(title, str) else []
    named += [(f"/summary/title/{i}", key) for i, key in enumerate(title)] if isinstance(title, list) else []
    known = [item.key for item in level(top) if item.kind.holds_value and not item.kind.has_items]
    return [problem("form.summary", at, key=key, known=", ".join(known)) for at, key in named if key not in known]
