"""Versions side by side, restarts, and flows that can be found again: processes stay on the version they began with."""

import sys
from types import ModuleType

import pytest
from django.core.checks import Error
from django.db import connection
from django.test.utils import CaptureQueriesContext
from viewflow.workflow import fields

from engine.catalogue.models import Version
from engine.catalogue.queries import forget_specs, resolve
from tests.cast import NOW, Cast
from tests.workflow_desk import ASK_NODE, ENDS, READ, Desk, publish, workflow
from workflows import flows
from workflows.checks import live_processes_resolve
from workflows.models import Process

pytestmark = pytest.mark.django_db


def restart() -> None:
    """What a new Python process would not know: compiled specs, flow classes, Viewflow's own caches."""
    forget_specs()
    flows._classes.clear()
    for name in ("import_flow_by_ref", "get_flow_ref", "import_task_by_ref", "get_task_ref"):
        getattr(fields, name).cache_clear()


def second_version(cast: Cast) -> Version:
    look = {**READ, "id": "n-look", "title": "Look"}
    publish(workflow({"ask": {**ASK_NODE, "next": "look"}, "look": look, **ENDS}))
    version = resolve("workflow", "errand", cast.wts, NOW.date())
    assert version is not None
    return version


def test_a_running_process_stays_on_its_version(asked: Desk, cast: Cast) -> None:
    second = second_version(cast)
    newer = Desk(cast, second)
    newer.submit("owner", title="Newer")
    assert asked.process.version.number == 1
    assert newer.process.version.number == 2
    asked.answer("supervisor", "read", "return", "Why?")
    asked.submit("owner", amount="1.00")
    assert asked.answer("supervisor", "read", "accept").outcome == "approved"
    assert newer.nodes(finished=False) == ["look"]
    assert newer.answer("supervisor", "look", "accept").outcome == "approved"


def test_what_began_before_a_restart_finishes_after_it(asked: Desk, cast: Cast) -> None:
    second_version(cast)
    restart()
    assert asked.answer("supervisor", "read", "return", "Why?").is_active
    restart()
    asked.submit("owner", amount="1.00")
    restart()
    assert asked.answer("supervisor", "read", "accept").outcome == "approved"


def test_the_address_of_a_flow(desk: Desk) -> None:
    name = flows.name_of(desk.version.pk)
    assert getattr(flows, name) is getattr(flows, name)
    assert str(fields.get_flow_ref(getattr(flows, name))) == f"workflows/flows.{name}"


@pytest.mark.parametrize("name", ["V_", "V_xyz", "Anything", "__wrapped__", "V_" + "0" * 31, "V_" + "G" * 32])
def test_a_name_that_is_no_versions_asks_nothing(desk: Desk, name: str) -> None:
    with CaptureQueriesContext(connection) as asked, pytest.raises(AttributeError):
        getattr(flows, name)
    assert len(asked) == 0


def test_drafts_and_unknown_versions_have_no_flow(desk: Desk) -> None:
    with pytest.raises(AttributeError):
        getattr(flows, "V_" + "0" * 32)
    draft = Version.objects.filter(definition__kind="form").first()
    assert draft is not None
    with pytest.raises(AttributeError):
        getattr(flows, flows.name_of(draft.pk))


def test_the_check_finds_a_process_whose_flow_is_lost(asked: Desk) -> None:
    assert live_processes_resolve(["default"]) == []
    Version.objects.filter(pk=asked.version.pk).update(source="{}")
    restart()
    found = live_processes_resolve(["default"])
    assert [type(problem) for problem in found] == [Error]
    asked_rows = Process.objects.filter(pk=asked.process_id)
    asked_rows.update(status="DONE")
    assert live_processes_resolve(["default"]) == []


def test_no_flow_is_a_module_attribute() -> None:
    """Nothing but `__getattr__` knows the flows: the module itself holds none."""
    module: ModuleType = sys.modules["workflows.flows"]
    assert not [name for name in vars(module) if name.startswith("V_")]
