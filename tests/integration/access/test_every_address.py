"""Every address there is, asked by everybody, by GET and by POST, against the table of who may use it.

A1 an address that the table does not know, or that is gone, is a failure
A2 each person gets what the table says, no more and no less; of each address at least one person may use it
A3 to strangers there is nothing: none of the centre's words, names or files come back, whatever the status; not even
   to somebody who holds every role over the other NGO
A4 a GET changes nothing, whoever asks; neither does a POST by somebody who may not
"""

import pytest

from tests.integration.access import walking
from tests.integration.access.table import FIVE, TABLE, Line
from tests.integration.access.walking import Came, Walk

pytestmark = pytest.mark.django_db
# outsider, somebody who holds every role of the other NGO, and a worker of another centre of the same NGO.
STRANGERS = ("outsider", "rival", "neighbour")
REFUSED = {"in", "no", "none", "not", "ask", "late"}
ELSEWHERE = ("Wong Tai Sin Centre", "黃大仙中心", "Chan Siu Ming", "陳小明", "WTS-PR", "WTS-2025", "WTS-C0")
NOTED_BY_ALLAUTH = {"mfa_view_recovery_codes", "mfa_download_recovery_codes"}  # that the codes were looked at
NAMES_COLLEAGUES = {"people:my_stand_in"}  # of the whole NGO
ASKED = [(line, method) for line in TABLE for method in ("get", "post")]


def test_the_table_knows_every_address_and_no_other() -> None:
    there, known = set(walking.names()), {line.name for line in TABLE}
    assert there - known == set(), "Say in tests/integration/access/table.py who may use these."
    assert known - there == set(), "These are gone: take them out of the table."


def test_of_each_address_somebody_may_use_it() -> None:
    useless = [str(line) for line in TABLE if line.name != "setup" and not _useful(line)]
    assert useless == []


def _useful(line: Line) -> bool:
    return any(word in {"ok", "go"} for method in ("get", "post") for word in line.expected(method).values())


@pytest.mark.parametrize(("line", "method"), ASKED, ids=[f"{line} {method}" for line, method in ASKED])
def test_who_may_use_it(line: Line, method: str, walk: Walk) -> None:
    expected = line.expected(method)
    came = {who: walk.ask(who, method, line) for who in _asking(expected, method)}
    assert {who: one.word for who, one in came.items() if who in expected} == {
        who: word for who, word in expected.items() if who in came
    }
    for who, one in came.items():
        may_write = (method == "post" and one.word not in REFUSED) or line.name in NOTED_BY_ALLAUTH
        assert may_write or not one.wrote, f"{who} changed something"
        _keeps_quiet(who, one, line, walk)
    if "rival" in came and line.of_centre:
        assert came["rival"].word in {"no", "none", "not"}


def _asking(expected: dict[str, str], method: str) -> list[str]:
    """Everybody; where nobody may ask in this way at all, one signed in and one not."""
    if set(expected.values()) <= {"not", "in"}:
        return ["owner", "anonymous"]
    return list(dict.fromkeys([*expected, *(STRANGERS if method == "get" else STRANGERS[:2])]))


def _keeps_quiet(who: str, came: Came, line: Line, walk: Walk) -> None:
    if line.shows_words or who not in {*STRANGERS, "anonymous"}:
        return
    secrets = [walk.world.words, *(ELSEWHERE if who != "neighbour" else ())]
    if who == "neighbour" and line.name in NAMES_COLLEAGUES:
        return
    assert [secret for secret in secrets if secret in came.body] == [], f"{who} reads it"


def test_the_table_has_a_word_for_each_of_the_five() -> None:
    assert all(len(getattr(line, method).split()) == len(FIVE) for line in TABLE for method in ("get", "post"))
