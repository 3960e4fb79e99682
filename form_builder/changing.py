"""What two scores of one person say together: the difference, whether it matters, whether it is more than chance. Pure.

The reliable change index is that of Jacobson, N. S. & Truax, P. (1991), Clinical significance: a statistical approach
to defining meaningful change in psychotherapy research, Journal of Consulting and Clinical Psychology 59(1), 12-19:

    RC = (after - before) / S_diff,   S_diff = sqrt(2 * S_E^2),   S_E = sd * sqrt(1 - reliability)

A change is reliable when RC is beyond 1.96 either way: by chance alone that happens less than once in twenty times.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from form_builder.spec import ChangeSpec

BEYOND_CHANCE = Decimal("1.96")
INDEX_PLACES = Decimal("0.01")


@dataclass(frozen=True)
class Change:
    """From `before` to `after`. `index`, `reliable` and `matters` are None where the document gives no figures for them.

    `direction` is better, worse, same, or moved: the last where the document does not say which way is better.
    """

    before: Decimal
    after: Decimal
    direction: str
    index: Decimal | None = None
    reliable: bool | None = None
    matters: bool | None = None

    @property
    def difference(self) -> Decimal:
        return self.after - self.before


def change_of(spec: ChangeSpec | None, before: Decimal, after: Decimal) -> Change:
    """How a score moved."""
    moved = after - before
    better = spec.better if spec else ""
    if not moved or not better:
        direction = "moved" if moved else "same"
    else:
        direction = "better" if (moved < 0) == (better == "lower") else "worse"
    exact = None if spec is None else _index(spec, moved)
    matters = None if spec is None or spec.least is None else abs(moved) >= spec.least
    reliable = None if exact is None else abs(exact) > BEYOND_CHANCE
    shown = None if exact is None else exact.quantize(INDEX_PLACES, ROUND_HALF_UP)
    return Change(before, after, direction, shown, reliable, matters)


def _index(spec: ChangeSpec, moved: Decimal) -> Decimal | None:
    if spec.sd is None or spec.reliability is None:
        return None
    error = spec.sd * (1 - spec.reliability).sqrt()
    return moved / (2 * error * error).sqrt()
