"""What the audit trail calls the things that this room notes."""

from collections.abc import Mapping

from engine.audit.words import enter
from engine.language.text import Text, both

DID: Mapping[str, Text] = {
    "record.created": both("Record opened", "開立紀錄"),
    "record.changed": both("Record changed", "更改紀錄"),
    "record.status": both("Status of a record changed", "更改紀錄狀態"),
    "record.worker": both("Record given to a worker", "紀錄轉交負責同工"),
    "record.linked": both("Records linked", "連結紀錄"),
    "record.unlinked": both("Link between records ended", "解除紀錄連結"),
}
ABOUT: Mapping[str, Text] = {
    "record": both("record", "紀錄"),
    "register": both("register", "登記冊"),
    "link": both("link between records", "紀錄連結"),
}
WHY: Mapping[str, Text] = {
    "list of {}": both("list of {}", "登記冊列表：{}"),
    "linked records": both("linked records", "相連的紀錄"),
    "given": both("reason given", "已說明原因"),
    "record page": both("record page", "紀錄頁"),
}


def register() -> None:
    """Enters the words; called once at start-up."""
    enter(did=DID, about=ABOUT, why=WHY)
