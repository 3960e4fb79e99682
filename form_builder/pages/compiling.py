"""Compiles a page of a published form to segments, once for each language and set of bound documents."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from engine.catalogue.models import Version
from engine.language.references import Library
from form_builder.binding import library_for, spec_of
from form_builder.fields import field_types
from form_builder.option_lists import choices_of
from form_builder.pages.fields import PageContext
from form_builder.pages.program import program_json
from form_builder.pages.scores import place_scores
from form_builder.pages.segments import Mold, Segments
from form_builder.spec import Choice, FormSpec, PageSpec

_MOST = 400
_pages: OrderedDict[tuple[Any, ...], "CompiledPage"] = OrderedDict()
_lock = threading.Lock()
DJANGO_NAMES = {"en": "en", "zh-Hant": "zh-hant"}


@dataclass(frozen=True)
class CompiledPage:
    """A page's fields as segments, and its rules for the browser as JSON that may stand in a script element."""

    segments: Segments
    program: str
    needs: frozenset[str]
    """The keys of fields on other pages that this page's rules read."""
    scripts: tuple[str, ...] = ()
    """The scripts of its inputs (`dist/inputs/<name>.js`)."""


def page_of(version: Version, bindings: Mapping[str, str], key: str, language: str) -> CompiledPage:
    """The compiled page `key` of a form's version; kept when everything it was made of can never change."""
    name = (version.pk, key, language, *sorted(bindings.items()))
    with _lock:
        if name in _pages:
            _pages.move_to_end(name)
            return _pages[name]
    spec = spec_of(version)
    page = spec.page(key)
    if page is None:
        raise KeyError(key)
    made = compile_page(spec, page, library_for(version, bindings), language)
    if version.state != Version.DRAFT and _bound(spec, bindings):
        _keep(name, made)
    return made


def _keep(name: tuple[Any, ...], made: CompiledPage) -> None:
    with _lock:
        _pages[name] = made
        while len(_pages) > _MOST:
            _pages.popitem(last=False)


def _bound(spec: FormSpec, bindings: Mapping[str, str]) -> bool:
    lists = {item.choices for item in spec.items.values() if item.choices is not None}
    return {f"choices:{key}" for key in lists} | {f"table:{key}" for key in spec.tables} <= set(bindings)


def forget_pages() -> None:
    """Empties the cache (tests, whose versions come and go)."""
    with _lock:
        _pages.clear()


def compile_page(spec: FormSpec, page: PageSpec, library: Library, language: str) -> CompiledPage:
    """The segments and the rules of one page."""
    with translation.override(DJANGO_NAMES[language]):
        mold = Mold()
        icon = render_to_string("form_builder/fields/_warning.html")
        scored = frozenset(key for score in spec.scores for key in score.of)
        context = PageContext(mold, language, all_choices(spec, library), scored, icon)
        context.title = context.say(page.title)
        place_scores(spec, page, context)
        segments = mold.cut(context.render_all(page.items, 0))
        program, needs = program_json(spec, page, library, language)
    return CompiledPage(segments, program, needs, tuple(sorted(context.scripts)))


def all_choices(spec: FormSpec, library: Library) -> dict[str, dict[str, Choice]]:
    """The options of every choice, by the item's path."""
    return {
        path: {choice.key: choice for choice in choices_of(item, library)}
        for path, item in spec.items.items()
        if field_types.get(item.type).has_choices
    }
