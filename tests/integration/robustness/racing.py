"""Several people at the same moment: each in a thread of its own, on a connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

PATIENCE = 60


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Runs all acts at once; what each gave back, or the exception that it raised, in their order."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait(PATIENCE)
            results[place] = act()
        except Exception as raised:
            results[place] = raised  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    return results


def kinds(results: list[Any]) -> list[str]:
    """The names of the types of what came back, sorted."""
    return sorted(type(result).__name__ for result in results)
