"""What was asked of whom and what they decided: rounds, steps, decisions that never change; and orders issued.

A foreign key that a unique constraint begins with needs no index of its own: `db_index=False`.
"""

from typing import Any, NoReturn
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from engine.language.ids import new_id


class Round(models.Model):
    """One resolution of an authority for one task. A return voids it; the next task opens the next round."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    task = models.ForeignKey("workflows.Task", models.PROTECT, related_name="rounds")
    process = models.ForeignKey("workflows.Process", models.PROTECT, related_name="rounds", db_index=False)
    node = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    authority = models.ForeignKey("catalogue.Version", models.PROTECT, related_name="+")
    rule_id = models.CharField(max_length=60)
    why = models.JSONField()
    inputs = models.JSONField(default=dict)
    amount_cents = models.BigIntegerField(null=True)
    void = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    steps: models.Manager["Step"]
    task_id: UUID
    process_id: UUID

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["process", "node", "number"], name="round_number_once"),
            models.UniqueConstraint(fields=["task"], condition=Q(void=False), name="round_one_a_task"),
        ]

    def __str__(self) -> str:
        return f"round {self.number} of {self.task_id}"


class Step(models.Model):
    """One link of a round's chain. `roles` are asked as `mode` says, and `needed` approvals close it."""

    WAITING, OPEN, DONE, VOID = "waiting", "open", "done", "void"
    STATES = [(WAITING, "Waiting"), (OPEN, "Open"), (DONE, "Done"), (VOID, "Void")]
    MODES = [("one", "The one role"), ("any", "Any of the roles"), ("all", "All of the roles")]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="steps", db_index=False)
    order = models.PositiveIntegerField()
    key = models.CharField(max_length=60)
    mode = models.CharField(max_length=3, choices=MODES)
    roles = models.JSONField()
    needed = models.PositiveIntegerField(default=1)
    act = models.CharField(max_length=20)
    why = models.JSONField()
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    decisions: models.Manager["Decision"]
    round_id: UUID

    class Meta:
        ordering = ["round", "order"]
        constraints = [models.UniqueConstraint(fields=["round", "order"], name="step_order_once")]

    def __str__(self) -> str:
        return f"step {self.order} of {self.round_id}"


class DecisionIsFinal(Exception):
    """Somebody tried to change or remove a decision."""


class Decision(models.Model):
    """What one person decided, for themselves or for somebody they stood in for. Saved once, never changed."""

    APPROVE, RETURN, REJECT = "approve", "return", "reject"
    VERDICTS = [(APPROVE, "Approve"), (RETURN, "Return"), (REJECT, "Reject")]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    step = models.ForeignKey(Step, models.PROTECT, related_name="decisions", db_index=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40)
    verdict = models.CharField(max_length=8, choices=VERDICTS)
    reason_code = models.CharField(max_length=80, blank=True)
    reason_label = models.JSONField(default=dict)
    comment = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)
    step_id: UUID
    by_id: UUID
    on_behalf_of_id: UUID | None

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["step", "by"], name="decision_once_a_person")]

    def __str__(self) -> str:
        return f"{self.verdict} of {self.step_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Inserts; raises DecisionIsFinal for a decision that is stored already."""
        if not self._state.adding:
            raise DecisionIsFinal(str(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never: raises DecisionIsFinal."""
        raise DecisionIsFinal(str(self))


class PurchaseOrder(models.Model):
    """An order issued at the end of a process: numbered without gaps for each centre and financial year."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=60, unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="orders")
    financial_year = models.CharField(max_length=7)
    sequence = models.PositiveIntegerField()
    process = models.OneToOneField("workflows.Process", models.PROTECT, related_name="order")
    title = models.JSONField()
    supplier = models.CharField(max_length=200)
    columns = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    amount_cents = models.BigIntegerField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    process_id: UUID

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "financial_year", "sequence"], name="order_sequence_once")
        ]

    def __str__(self) -> str:
        return self.number
