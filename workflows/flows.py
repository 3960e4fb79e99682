"""Each published workflow version is a Flow class with a real address: `workflows.flows.V_<version id>`.

Viewflow stores that address with every process and task and imports it back. Classes are kept strongly: Viewflow's own
caches never let go of a class, so a second class for one version would break the identity of its nodes. A name that is
not a version's is an AttributeError before any query. See docs/decisions/0004.
"""

import re
import threading
from typing import Any
from uuid import UUID

from viewflow.workflow.base import Flow

from engine.catalogue import queries
from engine.catalogue.models import Version
from workflows.building import flow_class

_NAME = re.compile(r"V_[0-9a-f]{32}")
_classes: dict[str, type[Flow]] = {}
_lock = threading.RLock()


def name_of(version_id: UUID) -> str:
    """The name of a version's class in this module."""
    return f"V_{version_id.hex}"


def flow_of(version: Version) -> type[Flow]:
    """The Flow class of a published version, made on first use and kept. Raises AttributeError for a draft."""
    with _lock:
        name = name_of(version.pk)
        if name not in _classes:
            if version.state == Version.DRAFT or version.definition.kind != "workflow":
                raise AttributeError(f"{name} is not a published workflow")
            _classes[name] = flow_class(name, __name__, queries.spec(version))
        return _classes[name]


def __getattr__(name: str) -> Any:
    if not _NAME.fullmatch(name):
        raise AttributeError(name)
    with _lock:
        if name in _classes:
            return _classes[name]
    version = Version.objects.select_related("definition", "definition__owner").filter(pk=UUID(name[2:])).first()
    if version is None:
        raise AttributeError(name)
    return flow_of(version)


def forget(version_id: UUID) -> None:
    """Drops a version's class: called when the version is published, in case a failed attempt left one behind."""
    from viewflow.workflow import fields

    with _lock:
        if _classes.pop(name_of(version_id), None) is not None:
            fields.import_flow_by_ref.cache_clear()
            fields.import_task_by_ref.cache_clear()
