"""Filling a form page by page: formtools' wizard over a draft. Nothing is submitted here; that is the review page's."""

from collections import OrderedDict
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from formtools.wizard.views import NamedUrlWizardView

from engine.language.errors import Invalid, NotFound, Refusal
from engine.language.references import Library
from engine.language.text import active
from engine.people import clock
from form_builder import services
from form_builder.access import may_edit
from form_builder.addresses import review_url, submission_url
from form_builder.beginning import begun
from form_builder.binding import judge, library_for, moment, spec_of
from form_builder.errors import DraftClosed, StaleDraft
from form_builder.files import arrived
from form_builder.models import Draft
from form_builder.pages import conflict, context, posting, showing
from form_builder.queries import draft_for
from form_builder.resting import DraftRests, kept_url, rests
from form_builder.spec import FormSpec, PageSpec
from form_builder.views import resting

UPLOAD = "._upload"
ROW_VERBS = ("_add:", "_remove:", "_up:", "_down:", "_drop:")


class SpecForm:
    """One page of a form, in the shape that the wizard asks of a form: no django.forms, no widgets."""

    base_fields: dict[str, Any] = {}

    def __init__(self, page: PageSpec, faults: list[showing.Fault]) -> None:
        self.page = page
        self.faults = [fault for fault in faults if fault.page == page.key]

    def is_valid(self) -> bool:
        """Whether nothing on this page stops a submission."""
        return not any(fault.is_error for fault in self.faults)


class FillWizard(NamedUrlWizardView):
    """One draft, one page of it at a time. GET only reads; every POST saves first, right or wrong."""

    storage_name = "form_builder.storage.DraftStorage"
    draft: Draft
    spec: FormSpec
    at: datetime

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = clock.now()
        self.language = active(get_language())
        self.draft = own_draft(request, kwargs["draft"])
        self.spec = spec_of(self.draft.version)
        self.judged = judge(self.draft, self.at)
        request.draft = self.draft  # type: ignore[attr-defined]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A draft that is closed leads to what became of it, one that rests to what is kept."""
        if rests(self.draft, request.actor):  # type: ignore[attr-defined]
            return self._resting(request)
        if self.draft.state == Draft.SUBMITTED:
            return redirect(submission_url(self.draft.submission))
        if self.draft.state == Draft.DISCARDED:
            raise DraftClosed
        return super().dispatch(request, *args, **kwargs)

    def _resting(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return redirect(kept_url(self.draft))
        typed = self._changes(self.kwargs["step"])
        return resting.show(request, self.draft, {**self.draft.answers, **typed}, status=403)

    # -- what the wizard asks --

    def get_form_list(self) -> "OrderedDict[str, Any]":
        return OrderedDict((page.key, SpecForm) for page in showing.visible_pages(self.spec, self.judged))

    def get_form(self, step: str | None = None, data: Any = None, files: Any = None) -> SpecForm:
        page = self.spec.page(step or self.steps.current)
        if page is None:
            raise NotFound
        return SpecForm(page, self._faults())

    def get_step_url(self, step: str) -> str:
        return reverse("form:fill", args=[self.draft.pk, step])

    def render_done(self, form: Any, **kwargs: Any) -> HttpResponse:
        """The end of the pages is the review. Nothing is ever submitted from here."""
        return redirect(review_url(self.draft))

    def done(self, form_list: Any, **kwargs: Any) -> HttpResponse:
        return redirect(review_url(self.draft))

    def render(self, form: SpecForm | None = None, **kwargs: Any) -> HttpResponse:
        form = form or self.get_form()
        shown = context.fill_page(
            self.draft, form.page, self.judged, self.at, self.language,
            faults=form.faults if kwargs.get("checked", "check" in self.request.GET) else [],
            answers=kwargs.get("answers"), conflict=kwargs.get("conflict"), refused=kwargs.get("refused", {}),
        )  # fmt: skip
        return render(self.request, "form_builder/fill.html", shown, status=kwargs.get("status", 200))

    # -- a page that comes back --

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        step = kwargs["step"]
        if self.spec.page(step) is None:
            raise NotFound
        self.storage.current_step = step
        refused = self._take_files()
        changes = self._changes(step)
        try:
            self._save(changes, step)
        except StaleDraft as stale:
            return self._ask(stale, changes)
        except Invalid as invalid:
            return self._refused(invalid, changes)
        return self.render(checked=False, refused=refused, status=422) if refused else self._go_on(step)

    def _save(self, changes: dict[str, Any], step: str) -> None:
        revision = self.request.POST.get("_revision", "")
        self.draft = services.save_page(
            draft=self.draft, changes=changes, revision=int(revision) if revision.isdecimal() and len(revision) < 10 else -1,
            by=self.request.actor, at=self.at, page=step,
        )  # fmt: skip
        self._drop_files()
        self.judged = judge(self.draft, self.at)

    def _changes(self, step: str) -> dict[str, Any]:
        page = self.spec.page(step)
        library = library_for(self.draft.version, self.draft.bindings)
        posted = posting.changes_posted(page, self.request.POST, self.draft.answers, library) if page else {}
        return conflict.resolved(self._begun(posted, library), self.request.POST)

    def _begun(self, posted: dict[str, Any], library: Library) -> dict[str, Any]:
        """A row that the button of the page adds without a script begins with its defaults."""
        verb = next((name for name in self.request.POST if name.startswith("_add:")), None)
        if verb is None:
            return posted
        answers = {**self.draft.answers, **posted}
        row = posting.anchor_after(verb, self.request.POST, answers).removeprefix(f"#{showing.ID}")
        today, now = clock.day_of(self.at), moment(self.at)
        begins = begun(self.spec, answers, lambda at: at == f"{row}.", library=library, today=today, now=now)
        return {key: begins.get(key) for key in posted}

    def _go_on(self, step: str) -> HttpResponse:
        post = self.request.POST
        if verb := next((name for name in post if name.startswith(ROW_VERBS)), None):
            return HttpResponseRedirect(self.get_step_url(step) + posting.anchor_after(verb, post, self.draft.answers))
        if post.get("_go") in self.get_form_list():
            return self.render_goto_step(post["_go"])
        if "_review" in post:
            return redirect(review_url(self.draft))
        if "_stay" in post:
            return redirect(self.get_step_url(step))
        if "_leave" in post:
            messages.success(self.request, _("Your words are kept. Go on whenever you like."))
            return redirect("form:drafts")
        if "_back" in post:
            return self.render_goto_step(self.get_prev_step(step) or self.steps.first)
        form = self.get_form(step)
        if not form.is_valid():
            return self.render(form, checked=True, status=422)
        return self.render_next_step(form) if self.get_next_step(step) else self.render_done(form)

    def _ask(self, stale: StaleDraft, changes: dict[str, Any]) -> HttpResponse:
        """Shows this window's words in the fields, and beside them what the other window wrote."""
        self.draft.refresh_from_db(fields=["answers", "revision", "saved_at"])
        found = conflict.conflict_of(self.draft, stale, self.draft.saved_at, self.language)
        answers = {**self.draft.answers, **changes}
        self.judged = judge(self.draft, self.at, answers)
        return self.render(answers=answers, conflict=found, status=409)

    def _refused(self, invalid: Invalid, changes: dict[str, Any]) -> HttpResponse:
        answers = {**self.draft.answers, **changes}
        faults = showing.faults_of(self.spec, invalid.problems, self.language)
        self.judged = judge(self.draft, self.at)
        return self.render(answers=answers, refused={"": [fault.message for fault in faults]}, status=422)

    # -- files --

    def _take_files(self) -> dict[str, list[str]]:
        """Takes posted files into the draft; what is refused, by field."""
        refused: dict[str, list[str]] = {}
        post = self.request.POST.copy()
        for control in [name for name in self.request.FILES if name.endswith(UPLOAD)]:
            name = control.removesuffix(UPLOAD)
            for file in self.request.FILES.getlist(control):
                try:
                    post.appendlist(name, self._taken(name, file))
                except Refusal as refusal:
                    refused.setdefault(name, []).append(f"{file.name}: {context.sentence(refusal, self.language)}")
        self.request.POST = post
        return refused

    def _taken(self, name: str, file: Any) -> str:
        item = posting.item_at(self.spec, name)
        if item is None:
            raise NotFound
        taken = services.attach_file(
            draft=self.draft, item_id=item.id, name=file.name, content=arrived(file), by=self.request.actor, at=self.at
        )
        return str(taken.ref)

    def _drop_files(self) -> None:
        for name in self.request.POST:
            if name.startswith("_drop:"):
                for ref in self.request.POST.getlist(name):
                    services.remove_file(draft=self.draft, ref=ref, by=self.request.actor, at=self.at)

    def _faults(self) -> list[showing.Fault]:
        return showing.faults_of(self.spec, self.judged.problems, self.language)


def editable_draft(request: HttpRequest, pk: Any) -> Draft:
    """The draft, if the reader may write in it; their own that rests says why; to everybody else there is none."""
    draft, actor = own_draft(request, pk), request.actor  # type: ignore[attr-defined]
    if rests(draft, actor):
        raise DraftRests(draft, actor, clock.day_of(clock.now()))
    return draft


def own_draft(request: HttpRequest, pk: Any) -> Draft:
    """The draft, if the reader may write in it, or could while they had the role."""
    draft, actor = draft_for(request.actor, pk), request.actor  # type: ignore[attr-defined]
    if draft.state == Draft.OPEN and not may_edit(draft, actor) and not rests(draft, actor):
        raise NotFound
    return draft


fill = FillWizard.as_view([("page", SpecForm)], url_name="form:fill", done_step_name="()")
