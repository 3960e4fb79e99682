"""The guide for managers as the product shows it."""

import pytest

from form_builder.designer.guide import FOLDER, guide, inline

NAME = "design-your-first-form"
PICTURES = FOLDER.parent / "screenshots" / "guide"


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_every_step_is_read_and_every_picture_is_there(language: str) -> None:
    found = guide(NAME, language)
    assert found.title
    assert len(found.steps) == 9
    assert len(found.points) == 5
    pictures = [step for step in found.steps if step.picture]
    assert len(pictures) == 8
    assert all(step.shows and (PICTURES / step.picture).exists() for step in pictures)
    assert all(step.picture.endswith(f"-{language}.png") for step in pictures)


def test_both_languages_show_the_same_steps() -> None:
    english, chinese = guide(NAME, "en"), guide(NAME, "zh-Hant")
    names = [[step.picture.split("-")[0] for step in one.steps] for one in (english, chinese)]
    assert names[0] == names[1]


def test_a_line_keeps_its_marks_and_nothing_else() -> None:
    assert inline("**Begin.** Press *Add* or `/` <b>now</b>") == (
        "<strong>Begin.</strong> Press <b>Add</b> or <kbd>/</kbd> &lt;b&gt;now&lt;/b&gt;"
    )
