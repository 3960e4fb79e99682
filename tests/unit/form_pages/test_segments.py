"""Pages are compiled once: what is literal, what is a hole, what the browser is told, and what it costs."""

import json
import re
import time
from typing import Any

from django import forms as django_forms
from django.http import QueryDict

from engine.language.compiling import MemoryLibrary
from engine.language.documents import Document
from form_builder.pages.compiling import CompiledPage, compile_page
from form_builder.pages.posting import anchor_after, canonical, changes_posted
from form_builder.pages.program import script_json
from form_builder.pages.segments import Mold, PageState, State, fill, unmarked
from form_builder.spec import FormSpec
from tests.unit.forms.notation import TODAY, form, item, judge, options, spec_of

LINES = item("repeat", "lines", min=1, max=3, items=[
    item("text", "what"), item("money", "price"), item("money", "twice", calculate={"*": [{"row": "price"}, 2]}),
    item("repeat", "notes", items=[item("text", "note")])])  # fmt: skip


def compiled(document: Document, language: str = "en") -> tuple[FormSpec, CompiledPage]:
    spec = spec_of(document)
    return spec, compile_page(spec, spec.pages[0], MemoryLibrary([document]), language)


def shown(document: Document, answers: dict[str, Any], problems: dict[str, list[str]] | None = None) -> str:
    _, page = compiled(document)
    found = judge(document, answers)
    state = PageState(found.visible, found.required, found.read_only, problems or {}, {}, found.scores, TODAY)
    return fill(page.segments, State(answers, found.values, state))


def test_a_mold_cuts_what_was_rendered_at_its_marks() -> None:
    mold = Mold()
    html = f"<b>{mold.mark(lambda state: state.at)}</b>!{mold.mark(lambda state: 'x')}"
    assert fill(mold.cut(html), State({}, {}, PageState(), "lines.0.")) == "<b>lines.0.</b>!x"


def test_authored_words_cannot_make_marks() -> None:
    assert unmarked("a\ue0000\ue001b") == "a0b"


def test_most_of_a_page_is_literal() -> None:
    _, page = compiled(form(*[item("text", f"t{n}", required=True) for n in range(50)]))
    assert sum(not isinstance(piece, str) for piece in page.segments) == 50 * 4


def test_rows_at_any_depth_have_their_own_names() -> None:
    html = shown(form(LINES), {"lines": [{"what": "A"}, {"what": "B", "notes": [{"note": "deep"}]}]})
    assert 'name="lines.1.what" value="B"' in html
    assert 'name="lines.1.notes.0.note" value="deep"' in html
    assert '<input type="hidden" name="lines.1.notes._row" value="0">' in html
    assert 'name="lines.__row1__.notes.__row2__.note"' in html


def test_ids_are_unique() -> None:
    html = shown(form(LINES, item("yes_no", "y"), item("choice", "c", choices=options("a", "b"))), {"lines": [{}, {}]})
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_an_error_stands_beside_its_field() -> None:
    html = shown(form(item("text", "t")), {}, {"t": ["<i>No"]})
    assert 'id="f-t-error" data-error>' in html and "&lt;i&gt;No" in html and 'aria-describedby="f-t-error"' in html


def test_a_long_list_folds_away() -> None:
    long = [item("choice", "c", choices=options(*"abcdefgh"))]
    assert "<select" in shown(form(*long), {"c": "b"}) and 'value="b" selected' in shown(form(*long), {"c": "b"})


def test_an_ended_option_shows_only_where_it_was_chosen() -> None:
    ended = [{**options("old")[0], "until": "2025-01-01"}, *options("new")]
    document = form(item("choice", "c", choices=ended))
    assert '<label class="choice" hidden><input type="radio" id="f-c" name="c" value="old"' in shown(document, {})
    assert '<label class="choice"><input type="radio" id="f-c" name="c" value="old" checked' in shown(
        document, {"c": "old"}
    )


def test_scores_and_alerts_stand_where_they_arise() -> None:
    marks = options("0", "1", "2")
    other = [{**one, "id": f"b-{one['key']}"} for one in marks]
    document = form(
        item("choice", "a", choices=marks), item("choice", "b", choices=other), item("text", "after"),
        scores=[{"id": "s", "key": "sum", "label": "Sum", "fn": "sum", "of": ["a", "b"],
                 "bands": [{"key": "low", "from": 0, "to": 1, "label": "Low"},
                           {"key": "high", "from": 2, "to": 4, "label": "High", "tone": "danger"}],
                 "alerts": [{"id": "al", "when": {"!=": [{"var": "b"}, "0"]}, "role": "supervisor", "message": "Call!"}]}],
    )  # fmt: skip
    html = shown(document, {"a": "2", "b": "1"})
    assert (
        html.index('data-field="b"')
        < html.index('data-alert="al"')
        < html.index('data-score="sum"')
        < html.index('data-field="after"')
    )
    assert "data-value>3<" in html and "pill--late" in html and 'data-of="sum">' in html
    assert 'data-of="sum" hidden>' in shown(document, {"a": "2", "b": "0"})


def test_the_browser_gets_the_rules_and_only_the_answers_they_need() -> None:
    document = form(pages=[
        {"id": "p1", "key": "one", "title": "1", "items": [item("text", "secret"), item("yes_no", "asked")]},
        {"id": "p2", "key": "two", "title": "2", "items": [item("text", "why", visible_when={"var": "asked"})]},
    ])  # fmt: skip
    spec = spec_of(document)
    page = compile_page(spec, spec.pages[1], MemoryLibrary([document]), "en")
    assert page.needs == {"asked"}
    assert json.loads(page.program)["rules"] == [{"type": "boolean", "rule": ["var", "asked", "boolean"]}]


def test_a_page_without_rules_sends_none() -> None:
    assert compiled(form(item("text", "t")))[1].program == "null"


def test_json_cannot_end_its_script() -> None:
    assert "</script" not in script_json({"a": "</script><!--\u2028"}) and json.loads(script_json("<&>")) == "<&>"


def test_what_a_page_did_not_send_stays_untouched() -> None:
    document = form(item("text", "a"), item("text", "b"), item("many_choice", "c", choices=options("x", "y")), LINES)
    spec, library = spec_of(document), MemoryLibrary([document])
    read = lambda words, stored=None: changes_posted(spec.pages[0], QueryDict(words), stored or {}, library)  # noqa: E731
    assert read("a=1") == {"a": "1"}
    assert read("a=&c=") == {"a": None, "c": None}
    assert read("c=&c=y&c=x") == {"c": ["y", "x"]}
    stored = {"lines": [{"what": "A", "price": "1.00"}, {"what": "B"}]}
    posted = "lines._rows=1&lines._row=1&lines._row=n7&lines.1.price=2&lines.n7.what=new"
    assert read(posted, stored) == {"lines": [{"what": "B", "price": "2.00"}, {"what": "new"}]}
    assert read("lines._rows=1") == {"lines": None}


def test_one_spelling_for_each_answer() -> None:
    spec = spec_of(form(item("money", "m"), item("date", "d"), item("yes_no", "y"), item("integer", "i")))
    given = {"m": "HK$1,200", "d": "1/12/2025", "y": "yes", "i": "many", "other": 1}
    expected = {"m": "1200.00", "d": "2025-12-01", "y": True, "i": "many", "other": 1}
    assert canonical(spec.fields, given, MemoryLibrary([])) == expected


def test_the_way_back_after_a_row_was_added_deep_inside() -> None:
    answers = {"lines": [{}, {"notes": [{}, {}]}]}
    assert anchor_after("_add:lines.1.notes", QueryDict(), answers) == "#f-lines.1.notes.1"


def test_a_page_of_200_fields_costs_an_eighth_of_a_django_form_at_most() -> None:
    document = form(*[item("text", f"t{n}", hint={"en": "h", "zh-Hant": "h"}) for n in range(200)])
    page = compiled(document)[1]
    answers = {f"t{n}": "words" for n in range(200)}
    found = judge(document, answers)
    state = State(answers, found.values, PageState(found.visible, found.required, found.read_only, today=TODAY))
    fields = {f"t{n}": django_forms.CharField(label="t", help_text="h", required=False) for n in range(200)}
    django_form = type("DjangoForm", (django_forms.Form,), fields)
    ours, theirs = _cost(lambda: fill(page.segments, state)), _cost(lambda: django_form(initial=answers).as_div())
    assert ours * 8 <= theirs, f"{theirs / ours:.1f} times"


def _cost(work: Any) -> float:
    best = float("inf")
    for _ in range(5):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best
