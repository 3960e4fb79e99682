"""What a manager builds with the designer's rarer controls, seen to work in the hands of a worker.

DS1 a purpose, what a field begins with, a check of each row that warns and asks why, rules over rows, a written summary
DS2 each problem leads to the control that mends it
DS3 what was done is taken back step by step, and each step is told
DS4 the panels of the larger parts are fit for everybody
"""

import json
import re
from collections.abc import Callable
from typing import Any, Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import LAPTOP, PHONE, Desk
from tests.browser.test_axe import AXE_SCRIPT, RUN_AXE, told
from tests.browser.test_designer_controls import add, begin, card, nothing_to_mend, options, publish, rule

pytestmark = pytest.mark.browser
TITLE = "Visit to a family"
PURPOSE = "To follow up the family"


def both_words(page: Page, place: str, english: str, chinese: str) -> None:
    page.locator(f"#p-{place}-en").fill(english)
    page.locator(f"#p-{place}-zh-Hant").fill(chinese)


def unfold(page: Page) -> None:
    """Opens what is folded away in the panel."""
    fold = page.locator(".properties__more").first
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()


def name_the_purpose(page: Page) -> None:
    page.locator(".canvas__page").first.click()
    page.locator('[data-k="purposes add"]').click()
    both_words(page, "purposes-purpose_1", PURPOSE, "跟進家庭情況")
    card(page, "Name of the family")
    page.locator("#p-sensitivity").select_option("personal")
    page.locator("#p-purpose").select_option(label=PURPOSE)


def draw(page: Page) -> None:
    add(page, "text", "Name of the family", "家庭名稱")
    add(page, "date", "Day of the visit", "探訪日期")
    unfold(page)
    page.locator("#p-default_from").select_option(label="today")
    page.keyboard.press("Escape")
    add(page, "repeat", "Children", "子女")
    add(page, "text", "Child", "子女姓名")
    add(page, "integer", "Age", "年齡")
    page.locator(".canvas__title").click()
    page.keyboard.press("Escape")
    add(page, "text", "School support", "學校支援")
    page.locator(".canvas__title").click()
    page.keyboard.press("Escape")
    add(page, "text", "Help at home", "家居支援")


def rules_over_rows(page: Page) -> None:
    """School support where some child is six or older; help at home from two children on."""
    card(page, "School support")
    rule(page, "visible_when", "rows").click()
    rule(page, "visible_when", "0 rows 0 field").select_option(label="Age")
    rule(page, "visible_when", "0 rows 0 op").select_option(">=")
    rule(page, "visible_when", "0 rows 0 value").fill("6")
    card(page, "Help at home")
    rule(page, "visible_when", "rows").click()
    rule(page, "visible_when", "0 quantity").select_option("count >=")
    rule(page, "visible_when", "0 count").fill("2")
    rule(page, "visible_when", "0 rows 0 gone").click()
    expect(page.locator('[data-said="visible_when"]')).to_have_text("The number of Children is at least 2")


def check_of_rows(page: Page) -> None:
    card(page, "Children")
    page.locator('[data-k="add row check"]').click()
    rule(page, "assert", "add").click()
    rule(page, "assert", "0 field").select_option(label="Age")
    rule(page, "assert", "0 op").select_option("<")
    rule(page, "assert", "0 value").fill("18")
    rule(page, "assert", "add").click()
    rule(page, "assert", "1 field").select_option(label="Age")
    rule(page, "assert", "1 op").select_option("empty")
    rule(page, "assert", "how").select_option("or")
    both_words(page, "message", "A child is younger than 18.", "子女應未滿 18 歲。")
    page.locator("#p-at").select_option(label="Age")
    page.locator('[data-k="p-severity-warning"]').check()
    page.locator('[data-k="p-ask_reason"]').check()


def written_summary(page: Page) -> None:
    page.locator('[data-k="add narratives"]').click()
    both_words(page, "title", "In short", "摘要")
    words = page.locator("#p-parts-0-say-en")
    words.fill("School support wanted: ")
    page.locator('[data-k="p-parts-0-put-in"]').select_option(label="School support")
    expect(words).to_have_value("School support wanted: {school_support}")
    page.locator("#p-parts-0-say-zh-Hant").fill("所需學校支援：{school_support}")
    rule(page, "parts-0-when", "add").click()
    rule(page, "parts-0-when", "0 field").select_option(label="School support")
    rule(page, "parts-0-when", "0 op").select_option("answered")


def test_rows_are_judged_and_a_summary_is_written_as_the_manager_drew_it(desk: Desk) -> None:
    page = desk.again("manager.wts")
    begin(page, TITLE)
    draw(page)
    name_the_purpose(page)
    rules_over_rows(page)
    check_of_rows(page)
    written_summary(page)
    nothing_to_mend(page)
    publish(page)
    fill(desk.again("worker.wts", PHONE))
    desk.forgive(422)


def add_child(worker: Page, number: int, name: str, age: str) -> Locator:
    worker.get_by_role("button", name="Add: Children").click()
    row = worker.get_by_role("group", name=f"Children {number}", exact=True)
    row.get_by_label(re.compile("^Child")).fill(name)
    row.get_by_label(re.compile("^Age")).fill(age)
    return row


def fill(worker: Page) -> None:
    worker.goto("/start/")
    worker.locator("form.tile", has_text=TITLE).get_by_role("button").click()
    expect(worker.get_by_label("Day of the visit")).not_to_have_value("")
    worker.get_by_label("Name of the family").fill("Chan")
    school, home = worker.get_by_label("School support"), worker.get_by_label("Help at home")
    first = add_child(worker, 1, "Ka Yan", "3")
    expect(first.get_by_label("Reason")).to_be_hidden()
    expect(school).to_be_hidden()
    expect(home).to_be_hidden()
    second = add_child(worker, 2, "Ka Ming", "19")
    expect(home).to_be_visible()
    expect(school).to_be_visible()
    school.fill("homework class")
    expect(second.get_by_label("Reason: A child is younger than 18.")).to_be_visible()
    worker.get_by_role("button", name="Review").click()
    expect(worker.locator(".error-summary, [role=alert]").first).to_contain_text("Say why")
    second.get_by_label("Reason: A child is younger than 18.").fill("Lives with the family")
    worker.get_by_role("button", name="Review").click()
    worker.wait_for_url(re.compile("/review/"))
    expect(worker.locator("main")).to_contain_text("School support wanted: homework class")
    expect(worker.locator("main")).to_contain_text("Lives with the family")
    worker.get_by_role("button", name="Submit").click()
    expect(worker.locator(".message").first).to_be_visible()


def author(page: Page, change: Callable[[dict[str, Any]], None]) -> None:
    """Changes the form as text, as who knows JSON may."""
    page.locator('[data-k="json"]').click()
    text = page.locator("#json-text")
    body = json.loads(text.input_value())
    change(body)
    text.fill(json.dumps(body))
    page.locator(".designer__canvas .button--primary").click()
    page.locator('[data-k="json"]').click()


def spoil(body: dict[str, Any]) -> None:
    """An option twice, a row check and a rule that cannot be, a score of words with bands that overlap."""
    area, children, name = body["pages"][0]["items"]
    area["choices"][1]["key"] = area["choices"][0]["key"]
    children["checks"] = [{"id": "c", "at": "age", "assert": {"<": [{"row": "nobody"}, 18]}, "message": "Younger"}]
    name.update(sensitivity="personal", purpose={"en": ""})
    bands = [("low", 0, 4), ("high", 3, 9)]
    body["scores"] = [{
        "id": "s", "key": "total", "label": "Total", "fn": "sum", "of": ["name"],
        "bands": [{"key": key, "from": start, "to": end, "label": key} for key, start, end in bands],
    }]  # fmt: skip


PLACES = [
    ("/pages/0/items/0/choices/1", "choices/1"),
    ("/pages/0/items/1/checks/0/assert", "assert"),
    ("/pages/0/items/2/purpose", "purpose"),
    ("/scores/0/of/0", "of/0"),
    ("/scores/0/bands/1", "bands/1"),
]


def test_each_problem_leads_to_the_control_that_mends_it(desk: Desk) -> None:
    page = desk.again("manager.wts")
    begin(page, "Many problems")
    add(page, "choice", "Area", "範疇")
    options(page, ("Health", "健康"), ("Money", "經濟"))
    add(page, "repeat", "Children", "子女")
    add(page, "integer", "Age", "年齡")
    page.locator(".canvas__title").click()
    page.keyboard.press("Escape")
    add(page, "text", "Name", "姓名")
    author(page, spoil)
    for pointer, place in PLACES:
        page.locator('[data-k="problems"]').click()
        page.locator(f'.problem[data-k*=" {pointer}"]').first.click()
        here = page.locator(f'.designer__properties [data-at="{place}"]')
        expect(here.and_(page.locator(":focus")).or_(here.locator(":focus"))).to_have_count(1)


def test_steps_are_taken_back_one_by_one_and_told(desk: Desk) -> None:
    page = desk.again("manager.wts")
    begin(page, "Step by step")
    add(page, "integer", "Rent", "租金")
    page.locator('[data-k="add scores"]').click()
    both_words(page, "label", "Strain", "壓力")
    page.locator('[data-k="p-of-rent"]').check()
    page.locator('[data-k="bands add"]').click()
    both_words(page, "bands-0-label", "Low", "低")
    page.locator('[data-k="bands add"]').click()
    said, bands = page.locator("[data-told]"), page.locator(".lines__head", has_text="Band")
    expect(bands).to_have_count(2)
    page.locator('[data-k="undo"]').click()
    expect(said).to_have_text("Undone: Strain changed")
    expect(bands).to_have_count(1)
    page.locator('[data-k="undo"]').click()
    expect(page.locator("#p-bands-0-label-zh-Hant")).to_have_value("")
    expect(page.locator("#p-bands-0-label-en")).to_have_value("Low")
    page.locator('[data-k="undo"]').click()
    page.locator('[data-k="undo"]').click()
    expect(bands).to_have_count(0)
    expect(page.locator('[data-k="p-of-rent"]')).to_be_checked()
    page.locator('[data-k="undo"]').click()
    expect(page.locator('[data-k="p-of-rent"]')).not_to_be_checked()
    for _ in range(5):
        page.locator('[data-k="redo"]').click()
    expect(said).to_have_text("Done again: Strain changed")
    expect(bands).to_have_count(2)
    expect(page.locator("#p-bands-0-label-zh-Hant")).to_have_value("低")


ROWS = [{"key": "calm", "label": "Calm"}]
CODES = [{"id": "o", "key": "0", "label": "None"}]
AGE = {"id": "a", "key": "age", "type": "integer", "label": "Age"}
LARGE = [
    {"id": "m", "key": "mood", "type": "matrix", "label": "Mood", "choices": "agreement-five", "rows": ROWS},
    {"id": "g", "key": "agreed", "type": "consent", "label": "Consent", "statement": {"en": "I agree"}, "edition": "1"},
    {"id": "d", "key": "walking", "type": "classification", "label": "Walking", "code": "d450", "choices": CODES},
    {"id": "r", "key": "people", "type": "repeat", "label": "People", "items": [AGE]},
]  # fmt: skip


def enlarge(body: dict[str, Any]) -> None:
    """A form with one part of each sort whose panel is large."""
    body["pages"][0]["items"] += LARGE
    band = {"key": "low", "from": 0, "to": 9, "label": {"en": "Low"}, "text": {"en": "All is well."}}
    alert = {"id": "l", "when": {">=": [{"var": "scores.total"}, 9]}, "role": "manager", "message": "Look"}
    change = {"better": "lower", "least": 5, "source": "A paper"}
    body["scores"] = [{
        "id": "s", "key": "total", "label": "Total", "fn": "weighted", "of": ["rent"], "weights": {"rent": 2},
        "bands": [band], "alerts": [alert], "change": change,
    }]  # fmt: skip
    rule = {"or": [{"some": [{"var": "people"}, {">": [{"row": "age"}, 5]}]}, {">": [{"var": "rent"}, 1]}]}
    parts = [
        {"say": "{rent}", "when": rule},
        {"each": "people", "say": "{age}", "sort": "age", "title": {"en": "People"}},
    ]
    body["narratives"] = [{"id": "n", "title": {"en": "In short"}, "parts": parts}]


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("zh-hant", "dark")])
def test_the_panels_of_large_parts_are_fit_for_everybody(
    desk: Desk, language: str, theme: Literal["light", "dark"]
) -> None:
    page = desk.again("manager.wts", language=language)
    page.emulate_media(color_scheme=theme)
    begin(page, f"Large parts {language}")
    add(page, "integer" if language == "en" else "整數", "Rent", "租金")
    author(page, enlarge)
    page.evaluate(AXE_SCRIPT)
    for part in ("Mood", "Consent", "Walking", "People", "Total", "In short"):
        page.set_viewport_size({"width": LAPTOP, "height": 900})
        page.locator(".card-item", has_text=part).first.click()
        page.evaluate("document.querySelectorAll('.designer__properties details').forEach(one => { one.open = true; })")
        assert [told(one) for one in page.evaluate(RUN_AXE)] == [], part
        page.set_viewport_size({"width": PHONE, "height": 844})
        page.locator('[data-sheet="properties"][aria-pressed]').click()
        page.wait_for_function(f"() => document.documentElement.scrollWidth <= {PHONE}")
        assert [told(one) for one in page.evaluate(RUN_AXE)] == [], part
        page.locator('[data-sheet="outline"][aria-pressed]').click()
