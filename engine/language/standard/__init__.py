"""The kinds that every other kind may lean on: choices, table, calendar."""

from engine.language.kinds import kinds
from engine.language.standard.calendar import CalendarKind
from engine.language.standard.choices import ChoicesKind
from engine.language.standard.table import TableKind


def register_standard_kinds() -> None:
    """Enters the three kinds; called once at start-up, and by tests that compile without Django."""
    for kind in (ChoicesKind(), TableKind(), CalendarKind()):
        if kind.name not in kinds:
            kinds.register(kind.name, kind)
