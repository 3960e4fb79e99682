"""The page of doors names what it is asked about: permissions, middlewares, what the trail takes, services of people."""

import inspect
from pathlib import Path

import pytest
from django.conf import settings

from engine.audit import services as audit
from engine.people import services as people
from engine.people.actor import PERMISSIONS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "architecture.md").read_text(encoding="utf-8")
OURS = [path.rsplit(".", 1)[1] for path in settings.MIDDLEWARE if path.startswith(("config.", "engine."))]
SERVICES = [name for name in people.__all__ if name[0].islower()]
WRITERS = ("record", "record_read", "beginning", "seal", "verify")


def test_there_is_something_to_look_for() -> None:
    assert len(OURS) > 4 and len(SERVICES) > 15


@pytest.mark.parametrize("name", [*PERMISSIONS, *OURS, *SERVICES, "engine.prepared", "trail.py"])
def test_it_is_named(name: str) -> None:
    assert name in PAGE


@pytest.mark.parametrize("name", WRITERS)
def test_the_parameters_of_the_trail_are_named(name: str) -> None:
    place = PAGE[PAGE.index("## engine.audit") : PAGE.index("## engine.people")]
    assert f"def {name}(" in place
    signature = place[place.index(f"def {name}(") :].split("->", 1)[0]
    assert [p for p in inspect.signature(getattr(audit, name)).parameters if p not in signature] == []
