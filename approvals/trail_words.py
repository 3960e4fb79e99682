"""What the audit trail calls the things that this room notes."""

from collections.abc import Mapping

from engine.audit.words import enter
from engine.language.text import Text, both

DID: Mapping[str, Text] = {
    "decision.approve": both("Approved", "批准"),
    "decision.return": both("Returned for changes", "退回修改"),
    "decision.reject": both("Rejected", "拒絕"),
    "approval.asked_again": both("Approvers asked again", "再次詢問審批人"),
    "order.issued": both("Purchase order issued", "發出採購單"),
}
ABOUT: Mapping[str, Text] = {
    "decision": both("decision", "審批決定"),
    "order": both("purchase order", "採購單"),
}


def register() -> None:
    """Enters the words; called once at start-up."""
    enter(did=DID, about=ABOUT)
