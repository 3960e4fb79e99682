"""The doors of this room that write. Each takes `by` and `at`, runs in one transaction and leaves one audit entry."""

from engine.people.arriving import Newcomer, accept_invitation, first_run, invite, invite_again
from engine.people.holding import edit_role, end_role, give_role, load_roles
from engine.people.leaving import deactivate, edit_person, hand_over, reactivate, set_language
from engine.people.placing import create_unit, move_unit, rename_unit
from engine.people.standing import end_stand_in, set_line_manager, set_stand_in

__all__ = [
    "Newcomer",
    "accept_invitation",
    "create_unit",
    "deactivate",
    "edit_person",
    "edit_role",
    "end_role",
    "end_stand_in",
    "first_run",
    "give_role",
    "hand_over",
    "invite",
    "invite_again",
    "load_roles",
    "move_unit",
    "reactivate",
    "rename_unit",
    "set_language",
    "set_line_manager",
    "set_stand_in",
]
