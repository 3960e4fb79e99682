"""What becomes of an XLSForm, in the author's own notation.

IM1 questions, groups, repeats and options become items; IM2 rules become trees with types; IM3 languages become texts;
IM4 whatever is not carried is listed with its row, its column and why; IM5 what is made can be published.
"""

from engine.language.compiling import MemoryLibrary
from engine.language.problems import has_errors
from form_builder.exchange.importing import Imported
from tests.unit.exchange.notation import body, imported, items, left, why


def publishable(found: Imported) -> bool:
    library = MemoryLibrary(found.documents)
    return all(
        (compiled := library.compiled(d.kind, d.key)) is not None and not has_errors(compiled.problems)
        for d in found.documents
    )


def test_questions_become_items() -> None:
    found = imported(
        """
        | survey |
        |        | type         | name    | label      | hint        | required | default |
        |        | text         | surname | Surname    | As on paper | yes      |         |
        |        | integer      | people  | How many?  |             |          | 2       |
        |        | date         | met     | First met  |             |          |         |
        |        | note         | thanks  | Thank you  |             |          |         |
        | settings |
        |          | form_title  | form_id   |
        |          | Home visit  | HomeVisit |
        """
    )
    got = items(found)
    assert body(found)["key"] == "homevisit"
    assert body(found)["title"] == "Home visit"
    assert got["surname"]["hint"] == "As on paper"
    assert got["surname"]["required"] is True
    assert got["people"] == {"id": "people", "key": "people", "type": "integer", "label": "How many?", "default": 2}
    assert [got[k]["type"] for k in ("surname", "met", "thanks")] == ["text", "date", "note"]
    assert left(found) == []
    assert found.report.fields == 3
    assert publishable(found)


def test_languages_become_texts_and_a_third_one_is_listed() -> None:
    found = imported(
        """
        | survey |
        |        | type | name | label::English (en) | label::中文 (zh-HK) | label::Swahili (sw) |
        |        | text | name | Name                | 姓名                | Jina                |
        """
    )
    assert items(found)["name"]["label"] == {"en": "Name", "zh-Hant": "姓名"}
    assert left(found) == [("language", 2, "label::Swahili (sw)")]


def test_a_form_in_one_foreign_language_is_read_as_it_is() -> None:
    found = imported(
        """
        | survey |
        |        | type | name | label::French (fr) |
        |        | text | name | Nom                |
        """
    )
    assert items(found)["name"]["label"] == "Nom"


def test_groups_are_pages_and_repeats_hold_rows() -> None:
    found = imported(
        """
        | survey |
        |        | type         | name    | label    | relevant      | calculation        |
        |        | begin group  | who     | Who      |               |                    |
        |        | integer      | people  | People   |               |                    |
        |        | end group    |         |          |               |                    |
        |        | begin group  | what    | What     | ${people} > 0 |                    |
        |        | begin repeat | lines   | Lines    |               |                    |
        |        | integer      | amount  | Amount   |               |                    |
        |        | integer      | double  | Double   |               | ${amount} * 2      |
        |        | begin repeat | parts   | Parts    |               |                    |
        |        | integer      | part    | Part     |               | ${amount} + ${people} |
        |        | end repeat   |         |          |               |                    |
        |        | end repeat   |         |          |               |                    |
        |        | calculate    | total   | Total    |               | sum(${amount})     |
        |        | end group    |         |          |               |                    |
        """
    )
    pages, got = body(found)["pages"], items(found)
    assert [page["key"] for page in pages] == ["who", "what"]
    assert pages[1]["visible_when"] == {">": [{"var": "people"}, 0]}
    assert got["double"]["calculate"] == {"*": [{"row": "amount"}, 2]}
    assert got["part"]["calculate"] == {"+": [{"row": "amount", "up": 1}, {"var": "people"}]}
    assert got["total"]["calculate"] == {"sum": [{"var": "lines"}, {"row": "amount"}]}
    assert got["total"]["type"] == "integer"
    assert publishable(found)


def test_options_stand_in_the_form_or_in_a_list_that_questions_share() -> None:
    found = imported(
        """
        | survey |
        |        | type                   | name   | label  | choice_filter    |
        |        | select_one area        | area   | Area   |                  |
        |        | select_one street      | street | Street | area = ${area}   |
        |        | select_multiple street | seen   | Seen   |                  |
        |        | select_one yes_no      | again  | Again? |                  |
        |        | select_one area or_other | else | Else   |                  |
        | choices |
        |         | list_name | name | label | area |
        |         | area      | wts  | Wong Tai Sin |  |
        |         | area      | kt   | Kwun Tong    |  |
        |         | street    | a    | A     | wts  |
        |         | street    | b    | B     | kt   |
        |         | yes_no    | yes  | Yes   |      |
        |         | yes_no    | no   | No    |      |
        """
    )
    got = items(found)
    assert got["street"]["choices_when"] == {"==": [{"option": "area"}, {"var": "area"}]}
    assert got["street"]["choices"] == got["seen"]["choices"] == "example-street"
    [area_list, street_list] = sorted(found.documents[1:], key=lambda d: d.key)
    assert area_list.key == "example-area"
    assert [o["attributes"] for o in street_list.body["options"]] == [{"area": "wts"}, {"area": "kt"}]
    assert got["again"]["type"] == "yes_no"
    assert (got["else"]["choices"], got["else"]["other"]) == ("example-area", True)
    assert left(found) == []
    assert publishable(found)


def test_what_is_not_carried_is_listed_with_its_place() -> None:
    found = imported(
        """
        | survey |
        |        | type      | name  | label | relevant            | constraint   | image | bind::odk | requiredMsg | parameters |
        |        | text      | one   | One   | pulldata('x','y')=1 |              |       |           | Please!     |            |
        |        | text      | two   | Two   | ${nobody} = 'a'     |              | a.jpg |           |             |            |
        |        | integer   | three | Three |                     | ${one} < .   |       | x         |             | randomize=1|
        |        | deviceid  | dev   |       |                     |              |       |           |             |            |
        |        | telepathy | mind  | Mind  |                     |              |       |           |             |            |
        |        | text      | four  | Four  | ${mind} = 'x'       |              |       |           |             |            |
        """
    )
    assert sorted(left(found), key=str) == sorted(
        [
            ("rule", 2, "relevant"),
            ("message", 2, "requiredMsg"),
            ("rule", 3, "relevant"),
            ("media", 3, "image"),
            ("rule", 4, "constraint"),
            ("parameter", 4, "parameters"),
            ("column", 4, "bind::odk"),
            ("metadata", 5, "type"),
            ("type", 6, "type"),
            ("rule", 7, "relevant"),
        ],
        key=str,
    )
    assert "no function “pulldata”" in why(found, 2)
    assert "no question “nobody”" in why(found, 3)
    assert "telepathy" in why(found, 6)
    assert "“mind”, which is not carried" in why(found, 7)
    assert publishable(found)


def test_a_rule_that_the_compiler_refuses_is_taken_out_and_listed() -> None:
    found = imported(
        """
        | survey |
        |        | type       | name | label | relevant     | calculation | default |
        |        | integer    | a    | A     |              | ${b} + 1    |         |
        |        | integer    | b    | B     |              | ${a} + 1    |         |
        |        | select_one l | c  | C     | ${c} = 'zzz' |             | zzz     |
        | choices |
        |         | list_name | name | label |
        |         | l         | x    | X     |
        """
    )
    got = items(found)
    assert sum("calculate" in got[k] for k in "ab") <= 1
    assert "default" not in got["c"]
    assert "visible_when" not in got["c"]
    assert {("default", 4, "default"), ("rule", 4, "relevant")} <= set(left(found))
    assert publishable(found)


def test_names_that_are_no_keys_are_made_keys_and_said() -> None:
    found = imported(
        """
        | survey |
        |        | type        | name     | label |
        |        | text        | Surname  | A     |
        |        | text        | id       | B     |
        |        | begin group | kin      | Kin   |
        |        | text        | surname  | C     |
        |        | end group   |          |       |
        """
    )
    assert list(items(found)) == ["surname", "id_2", "kin", "kin_surname"]
    assert [e.problem.code for e in found.report.changed] == ["xlsform.changed.name"] * 3


def test_bounds_and_checks() -> None:
    found = imported(
        """
        | survey |
        |        | type    | name | label | constraint            | constraint_message |
        |        | integer | age  | Age   | . >= 0 and . < 120    |                    |
        |        | text    | tel  | Phone | regex(., '[0-9]{8}')  | Eight digits       |
        """
    )
    assert items(found)["age"] | {"min": 0, "max": 119} == items(found)["age"]
    [check] = body(found)["checks"]
    own = {"var": "tel"}
    assert check["assert"] == {"or": [{"empty": [own]}, {"matches": [own, "[0-9]{8}"]}]}
    assert (check["at"], check["message"]) == ("tel", "Eight digits")


def test_defaults_and_texts_with_answers_in_them() -> None:
    found = imported(
        """
        | survey |
        |        | type | name | label               | default     |
        |        | text | who  | Your name           |             |
        |        | date | met  | When, ${who}?       | today()     |
        """
    )
    got = items(found)
    assert got["met"]["default_from"] == {"today": []}
    assert got["met"]["label"] == "When, [Your name]?"
    assert [(e.problem.code, e.row) for e in found.report.changed] == [("xlsform.changed.piping", 3)]


def test_old_spellings_are_understood() -> None:
    found = imported(
        """
        | survey |
        |        | type                         | name | caption | bind:relevant | requiredMsg |
        |        | add text prompt              | a    | A       |               |             |
        |        | select all that apply from l | b    | B       | ${a}='x'      |             |
        |        | q date                       | c    | C       | ../a = 'y'    |             |
        | choices |
        |         | list name | value | caption |
        |         | l         | x     | X       |
        """
    )
    got = items(found)
    assert [got[k]["type"] for k in "abc"] == ["text", "many_choice", "date"]
    assert got["c"]["visible_when"] == {"==": [{"var": "a"}, "y"]}
