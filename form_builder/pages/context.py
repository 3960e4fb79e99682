"""What the template of a page to fill prints."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from engine.language.errors import Refusal
from engine.language.text import Text, say
from engine.people.clock import day_of
from engine.sealing import keyed_hash
from form_builder.addresses import fill_url, review_url
from form_builder.answering import Evaluated
from form_builder.binding import moment, spec_of
from form_builder.models import Draft
from form_builder.pages import showing
from form_builder.pages.compiling import CompiledPage, page_of
from form_builder.pages.conflict import Conflict
from form_builder.pages.program import script_json
from form_builder.pages.segments import State, fill
from form_builder.ports import may_discard, port_of
from form_builder.ruled import masked
from form_builder.spec import PageSpec
from form_builder.subjects import is_profile


def fill_page(
    draft: Draft, page: PageSpec, judged: Evaluated, at: datetime, language: str, *, faults: list[showing.Fault],
    answers: Mapping[str, Any] | None = None, conflict: Conflict | None = None,
    refused: Mapping[str, list[str]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The context of `fill.html`. `faults` are shown beside their fields and on top; `refused` are files not taken."""
    wire = draft.answers if answers is None else answers
    compiled = page_of(draft.version, draft.bindings, page.key, language)
    state = showing.state_of(draft, wire, judged, at, faults)
    for path, sentences in (refused or {}).items():
        state.page.problems.setdefault(path, []).extend(sentences)  # type: ignore[attr-defined]
    return {
        **frame(draft, judged, page.key, language),
        "page": page,
        "body": mark_safe(fill(compiled.segments, state)),  # noqa: S308 - segments are safe
        "program": mark_safe(compiled.program),  # noqa: S308 - script_json made it
        "state": _script_state(draft, page, compiled, state, at, faults),
        "summary": [(anchor_of(path), words) for path, words in _summary(faults, refused or {})],
        "scripts": [f"dist/inputs/{name}.js" for name in compiled.scripts],
        "conflict": conflict,
        "checked": bool(faults),
    }


def frame(draft: Draft, judged: Evaluated, current: str, language: str) -> dict[str, Any]:
    """What every page of a draft shows around its fields: title, steps, progress, when it was saved."""
    spec = spec_of(draft.version)
    pages = showing.visible_pages(spec, judged)
    keys = [page.key for page in pages]
    index = keys.index(current) if current in keys else len(keys)
    port = None if is_profile(draft) else port_of(draft)
    return {
        "draft": draft,
        "spec": spec,
        "steps": [_step(draft, page, page.key in keys[:index], page.key not in keys) for page in spec.pages],
        "current": current,
        "number": index + 1,
        "count": len(pages) + 1,
        "last_url": fill_url(draft, keys[-1]),
        "is_first": index == 0,
        "is_last": index == len(pages) - 1,
        "saved": showing.saved_words(draft, _("Saved %(time)s")) if draft.revision else "",
        "review_url": review_url(draft),
        "purpose": _purpose(port.describe(draft), draft) if port else "",
        "may_discard": may_discard(draft),
        "door": "start",
    }


def _purpose(purpose: Text, draft: Draft) -> Text:
    """What the draft is for, unless the form's own title says it already."""
    return "" if purpose == draft.version.definition.title else purpose


def _step(draft: Draft, page: PageSpec, done: bool, hidden: bool) -> dict[str, Any]:
    return {"key": page.key, "title": page.title, "url": fill_url(draft, page.key), "done": done, "hidden": hidden}


def sentence(refusal: Refusal, language: str) -> str:
    """Why a service refused, in the reader's language."""
    return say(refusal.message, language)


def anchor_of(path: str) -> str:
    return showing.ID + path if path else ""


def _summary(faults: list[showing.Fault], refused: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    errors = [(fault.path, fault.message) for fault in faults if fault.is_error]
    return errors + [(path, words) for path, sentences in refused.items() for words in sentences]


def _script_state(
    draft: Draft, page: PageSpec, compiled: CompiledPage, state: State, at: datetime, faults: list[showing.Fault]
) -> SafeString:
    """What the browser must know beside the rules. Answers of other pages come along only where a rule reads them."""
    needed = {key: state.wire[key] for key in compiled.needs if key in state.wire}
    known = {
        "draft": str(draft.pk),
        "revision": draft.revision,
        "page": page.key,
        "today": day_of(at).isoformat(),
        "now": moment(at),
        "values": masked(spec_of(draft.version).fields, needed),
        "problems": [fault.for_browser() for fault in faults],
        "autosave": reverse("form:autosave", args=[draft.pk]),
        "upload": reverse("form:upload", args=[draft.pk]),
        "sign_in": f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': fill_url(draft, page.key)})}",
        "key": keyed_hash(str(draft.pk), "words waiting on a device"),
        "options": reverse("form:options", args=[draft.pk]),
        "words": browser_words(),
    }
    return mark_safe(script_json(known))  # noqa: S308 - script_json escapes


def browser_words() -> dict[str, str]:
    """What the browser says by itself."""
    return {
        "saving": _("Saving…"),
        "offline": _("No connection. Your words are kept on this device and saved when it is back."),
        "signed-out": _(
            "You are signed out. Your words are kept on this device: sign in, and you come back to this page."
        ),
        "sign-in": _("Sign in"),
        "refused": _("This could not be saved. Load the page again."),
        "added": _("Added"),
        "removed": _("Removed"),
        "clear": _("Clear the answer"),
        "uploading": _("Adding %(name)s…"),
        "failed": _("%(name)s could not be added. Try again."),
        "remove": _("Remove"),
        "optional": _("optional"),
    }
