"""A warning that asks for a reason, from the page without a script to the report.

R1 the box stands on the page while the warning does, saves with the page, and is shown again
R2 nothing is handed in without the reason; the review says where it is missing, and nothing is lost
R3 the reason is on the submission, its paper and its amendment, in the audit entry as a digest, and a column of reports
R4 what the script sends is merged and refused as answers are
"""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from engine.audit.models import Entry
from engine.people.actor import Scope
from form_builder.datasets import FormSource
from form_builder.models import Draft, Submission
from tests.cast import Cast
from tests.integration.form_pages.conftest import Publish, Start, page_url
from tests.unit.forms.notation import check, item, page

pytestmark = pytest.mark.django_db

WHY, ROW = "days.why-late", "walks.0.km.why-far"
SAID, MESSAGE = "She was in <b>hospital</b>.", {"en": "Later than 28 days.", "zh-Hant": "遲於28日。"}
LATE = check("late", {"<=": [{"var": "days"}, 28]}, "days", severity="warning", ask_reason=True, message=MESSAGE)
FAR = check("far", {"<=": [{"row": "km"}, 5]}, "km", severity="warning", ask_reason=True)
VISIT: dict[str, Any] = {
    "kind": "form", "language": 1, "key": "visit", "title": {"en": "Visit", "zh-Hant": "探訪"},
    "pages": [page("one", item("integer", "days", required=True, sensitivity="personal"),
                   item("repeat", "walks", items=[item("integer", "km", required=True)], checks=[FAR]))],
    "checks": [LATE],
}  # fmt: skip
ANSWERS = {"days": 40, "walks": [{"km": 9}]}
WHOLE = {"days": 40, WHY: SAID, "walks": [{"km": 9, "km.why-far": "No bus."}]}


@pytest.fixture
def draft(publish: Publish, begin: Start) -> Draft:
    return begin(version=publish(VISIT), answers=ANSWERS)


def send(client: Client, draft: Draft, **data: Any) -> Any:
    draft.refresh_from_db()
    rows = {"walks._rows": "1", "walks._row": ["0"], "walks.0.km": "9"}
    return client.post(page_url(draft, "one"), {"_revision": draft.revision, **rows, **data})


def hand_in(client: Client, draft: Draft) -> Any:
    return client.post(reverse("form:review", args=[draft.pk]))


def test_the_box_stands_only_while_the_warning_does(owner: Client, draft: Draft) -> None:
    html = owner.get(page_url(draft, "one")).content.decode()
    assert f'data-field="{WHY}" data-reads="text"><label' in html and "Reason: Later than 28 days." in html
    assert f'name="{ROW}"' in html
    answer = send(owner, draft, days="3", **{ROW: "No bus."})
    assert answer.status_code == 302
    assert f'data-field="{WHY}" data-reads="text" hidden' in owner.get(page_url(draft, "one")).content.decode()


def test_a_page_without_the_reason_is_saved_and_says_where_it_is_missing(owner: Client, draft: Draft) -> None:
    answer = send(owner, draft, days="41", **{ROW: "No bus."})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'<a href="#f-{WHY}">Say why: Later than 28 days.' in html
    draft.refresh_from_db()
    assert draft.answers == {"days": 41, "walks": [{"km": 9, "km.why-far": "No bus."}]}


def test_nothing_is_handed_in_without_the_reason(owner: Client, draft: Draft) -> None:
    owner.cookies["django_language"] = "zh-hant"
    answer = hand_in(owner, draft)
    html = answer.content.decode()
    assert answer.status_code == 422 and not Submission.objects.exists()
    assert f"{page_url(draft, 'one')}?check=1#f-{WHY}" in html and f"#f-{ROW}" in html
    assert "請說明原因：遲於28日。" in html
    draft.refresh_from_db()
    assert draft.answers == ANSWERS and draft.state == Draft.OPEN


def submitted(client: Client, draft: Draft) -> Submission:
    assert send(client, draft, days="40", **{WHY: SAID, ROW: "No bus."}).status_code == 302
    assert hand_in(client, draft).status_code == 302
    return Submission.objects.get(draft=draft)


def test_the_reason_is_kept_and_shown_wherever_the_answers_are(owner: Client, draft: Draft) -> None:
    submission = submitted(owner, draft)
    assert submission.answers == WHOLE
    for name in ("form:submission", "form:print"):
        html = owner.get(reverse(name, args=[submission.pk])).content.decode()
        assert "Reason: Later than 28 days." in html and "She was in &lt;b&gt;hospital&lt;/b&gt;." in html
        assert "No bus." in html
    amending = owner.post(reverse("form:amend", args=[submission.pk]), {"reason": "A slip."})
    assert "She was in &lt;b&gt;hospital&lt;/b&gt;." in owner.get(amending["Location"]).content.decode()


def test_the_trail_holds_its_digest_and_not_its_words(owner: Client, draft: Draft) -> None:
    submission = submitted(owner, draft)
    entry = Entry.objects.get(stream=f"submission:{submission.pk}", action="submission.made")
    assert WHY in entry.fields
    assert "hospital" not in json.dumps([entry.fields, entry.reason])


def test_reports_read_it(owner: Client, draft: Draft) -> None:
    submitted(owner, draft)
    source = FormSource()
    form, walks = source.find("form:visit", draft.unit), source.find("form:visit/walks", draft.unit)
    assert form is not None and walks is not None
    assert form.persons and form.columns[WHY].label == {
        "en": "Reason: Later than 28 days.",
        "zh-Hant": "原因：遲於28日。",
    }
    assert list(form.rows(Scope.everything(), ["days", WHY])) == [(40, SAID)]
    assert list(walks.rows(Scope.everything(), ["km", "km.why-far"])) == [(9, "No bus.")]


def test_a_reason_that_is_no_longer_asked_for_is_not_handed_in(owner: Client, draft: Draft) -> None:
    send(owner, draft, days="40", **{WHY: SAID, ROW: "No bus."})
    send(owner, draft, days="3", **{WHY: SAID, ROW: "No bus."})
    assert hand_in(owner, draft).status_code == 302
    submission = Submission.objects.get()
    assert WHY not in submission.answers and submission.answers["days"] == 3
    html = owner.get(reverse("form:submission", args=[submission.pk])).content.decode()
    assert "hospital" not in html


def autosave(client: Client, draft: Draft, revision: int, **changes: Any) -> Any:
    body = json.dumps({"revision": revision, "page": "one", "changes": changes})
    return client.post(reverse("form:autosave", args=[draft.pk]), body, content_type="application/json")


def test_two_windows_are_reconciled_over_a_reason_too(owner: Client, draft: Draft) -> None:
    first = autosave(owner, draft, 0, **{WHY: "In hospital."})
    assert first.status_code == 200
    assert WHY not in [one["path"] for one in first.json()["problems"]]
    other = autosave(owner, draft, 0, **{WHY: "Abroad."})
    assert other.status_code == 409
    assert "In hospital." in other.json()["panel"] and "Abroad." in other.json()["panel"]
    draft.refresh_from_db()
    assert draft.answers[WHY] == "In hospital."


def test_others_do_not_read_it(owner: Client, draft: Draft, cast: Cast, signed_in: Any) -> None:
    submission = submitted(owner, draft)
    assert signed_in("outsider").get(reverse("form:submission", args=[submission.pk])).status_code == 404
