"""Why a record service refuses."""

from engine.language.errors import Refusal
from engine.language.text import both


class AlreadyOnRegister(Refusal):
    """Another record holds the same unique values."""

    message = both("This is on the register already.", "登記冊已有相同的紀錄。")


class StatusNotOpen(Refusal):
    """The register's document does not allow that move."""

    message = both("The record cannot be put into this status now.", "現時不能把紀錄改為此狀態。")


class NoProfileForm(Refusal):
    """Nobody offers to fill the register's profile form here."""

    message = both("The form of this register cannot be filled here yet.", "此登記冊的表格暫時未能在此填寫。")
