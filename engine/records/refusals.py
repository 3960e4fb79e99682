"""Why a record service refuses."""

from engine.language.errors import Refusal
from engine.language.text import both


class AlreadyOnRegister(Refusal):
    """Another record holds the same unique values."""

    message = both("This is on the register already.", "登記冊已有相同的紀錄。")


class StatusNotOpen(Refusal):
    """The register's document does not allow that move."""

    message = both("The record cannot be put into this status now.", "現時不能把紀錄改為此狀態。")


class NoSuchRelation(Refusal):
    """The register's document knows no such relation to the other record's register."""

    status = 422
    message = both("This relation is not possible between these two.", "這兩項紀錄之間不能有這個關係。")


class AlreadyLinked(Refusal):
    """The two stand in this relation already."""

    message = both("These two are linked like this already.", "這兩項紀錄已有這個關係。")


class SameRecord(Refusal):
    """A record cannot be linked to itself."""

    status = 422
    message = both("A record cannot be linked to itself.", "紀錄不能與自己連結。")


class ReasonNeeded(Refusal):
    """A link begins and ends with a reason."""

    status = 422
    message = both("Please give a reason.", "請填寫原因。")


class NoProfileForm(Refusal):
    """Nobody offers to fill the register's profile form here."""

    message = both("The form of this register cannot be filled here yet.", "此登記冊的表格暫時未能在此填寫。")
