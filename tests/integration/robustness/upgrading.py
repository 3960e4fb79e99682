"""Work before and after an upgrade, each in a Python process of its own: `upgrading begin|finish`. Run by test_upgrade.py."""

import json
import sys
from datetime import timedelta
from uuid import UUID

from tests.integration.robustness import house  # first: it sets Django up  # isort: skip

from approvals.models import PurchaseOrder
from engine.audit.services import verify
from engine.catalogue.queries import resolve
from engine.people.models import Unit
from tests.cast import NOW, Cast
from tests.integration.approvals.conftest import Desk as Counter
from tests.integration.robustness.documents import BLOCK, PAUSE
from tests.workflow_desk import READ, Desk, publish
from workflows.models import Process

AFTERWARDS = {**READ, "id": "n-look", "title": "Look"}


def begin(cast: Cast) -> dict[str, str]:
    """Leaves a process in every state a process can wait in, then publishes other versions. Their ids by name."""
    half, back, pause = (house.desk_for(key, cast) for key in ("block", "block", "pause"))
    half.submit("owner", title="Half of the block is done")
    half.answer("supervisor", "a", "done")
    _whole_block(back, "Sent back, with half an amendment")
    back.answer("supervisor", "read", "return", "More words, please.")
    back.draft("owner")
    pause.submit("owner", title="Pausing")
    bought = Counter(cast).ask("18600")
    Counter(cast).say(bought, "department_head")
    _publish_others()
    ids = {"half": half.process_id, "back": back.process_id, "pause": pause.process_id, "bought": bought.pk}
    return {name: str(pk) for name, pk in ids.items()}


def _whole_block(desk: Desk, title: str) -> None:
    desk.submit("owner", title=title)
    for who, node in (("supervisor", "a"), ("team_head", "b"), ("centre_manager", "c")):
        desk.answer(who, node, "done")


def _publish_others() -> None:
    """The second versions have another node where the first ones read."""
    for first, before in ((BLOCK, "met"), (PAUSE, "pause")):
        nodes = {key: node for key, node in first["nodes"].items() if key != "read"}
        nodes[before] = {**nodes[before], "next": "look"}
        publish({**first, "nodes": {**nodes, "look": AFTERWARDS}})


def finish(cast: Cast, ids: dict[str, str]) -> None:
    """Takes every process to its end on its own version, and begins another on the new one."""
    half, back, pause = (_at(name, key, cast, ids) for name, key in _DESKS)
    half.answer("team_head", "b", "done")
    half.answer("centre_manager", "c", "done")
    back.submit("owner", title="Amended after the upgrade")
    for who, node in (("supervisor", "a"), ("team_head", "b"), ("centre_manager", "c")):
        back.answer(who, node, "done")
    pause.at = NOW + timedelta(days=400)
    pause.later(hours=1)
    for desk in (half, back, pause):
        assert desk.answer("supervisor", "read", "accept").outcome == "approved", desk.nodes()
        assert desk.process.version.number == 1
    bought = Process.objects.get(pk=ids["bought"])
    Counter(cast).say(bought, "finance_head")
    assert PurchaseOrder.objects.get(process=bought).number
    fresh = house.desk_for("block", cast)
    _whole_block(fresh, "Begun after the upgrade")
    assert (fresh.process.version.number, fresh.nodes(finished=False)) == (2, ["look"])
    assert list(verify()) == []


_DESKS = (("half", "block"), ("back", "block"), ("pause", "pause"))


def _at(name: str, key: str, cast: Cast, ids: dict[str, str]) -> Desk:
    unit = Unit.objects.get(code="WTS")
    version = resolve("workflow", key, unit, NOW.date())
    assert version is not None
    return Desk(cast, version, process_id=UUID(ids[name]))


if __name__ == "__main__":
    if sys.argv[1] == "begin":
        sys.stdout.write(json.dumps(begin(house.opened())))
    else:
        finish(house.opened(), json.loads(sys.argv[2]))
