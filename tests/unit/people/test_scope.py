"""Actor and Scope as plain values: no database."""

from uuid import uuid4

import pytest
from django.db.models import Q

from engine.language.errors import NotAllowed
from engine.people.actor import ANONYMOUS, SYSTEM, Actor, Held, Scope

NGO, CENTRE, OTHER = "/a/", "/a/b/", "/c/"
LEADER = Actor(
    uuid4(),
    "leader",
    "Leader",
    holdings=(Held("leader", uuid4(), NGO), Held("clerk", uuid4(), OTHER)),
    grants_by_path={NGO: frozenset({"decide", "see"}), OTHER: frozenset({"see"})},
)


def test_a_grant_covers_its_path_and_all_beneath() -> None:
    assert LEADER.may("decide", NGO) and LEADER.may("decide", CENTRE)
    assert not LEADER.may("decide", OTHER) and not LEADER.may("publish", NGO)
    assert LEADER.scope("see").paths == (NGO, OTHER)


def test_require_raises_where_may_says_no() -> None:
    LEADER.require("decide", CENTRE)
    with pytest.raises(NotAllowed):
        LEADER.require("decide", OTHER)


def test_holding_a_role_is_told_apart_from_being_granted_something() -> None:
    assert LEADER.holds("leader", CENTRE)
    assert not LEADER.holds("leader", OTHER) and not LEADER.holds("clerk", NGO)


def test_a_scope_becomes_a_condition() -> None:
    assert Scope((NGO, OTHER)).q() == Q(unit__path__startswith=NGO) | Q(unit__path__startswith=OTHER)
    assert Scope((NGO,)).q("path") == Q(path__startswith=NGO)
    assert Scope().q() == Q(pk__in=[]) and Scope().is_empty and not Scope().covers(NGO)
    assert Scope.everything().q() == Q() and Scope.everything().covers(NGO)


def test_actors_can_be_kept_in_sets() -> None:
    assert len({LEADER, ANONYMOUS, SYSTEM, SYSTEM}) == 3


def test_the_trail_names_them() -> None:
    assert LEADER.audit_id == str(LEADER.user_id) and LEADER.audit_label == "Leader"
    assert (SYSTEM.audit_id, ANONYMOUS.audit_id) == ("system", "anonymous")
