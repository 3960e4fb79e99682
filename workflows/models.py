"""Processes and tasks (on Viewflow's abstract models), who may act, and what is due when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from viewflow.workflow.models import AbstractProcess, AbstractTask
from viewflow.workflow.status import PROCESS

from engine.language.ids import new_id


class Process(AbstractProcess):
    """One run of a workflow. It follows one published version for life; `unit` is fixed at the start.

    `data` holds what each node left: {"request": {…answers in wire form…}, …}; `submissions` the submission of each
    form node; `called_by` is the task of another process that runs it; `notes` the visible reason of the latest return.
    `title` is a text in every language.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey("catalogue.Version", models.PROTECT, related_name="processes")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="processes")
    starter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="started_processes")
    subject = models.ForeignKey("records.Record", models.PROTECT, null=True, related_name="processes")
    number = models.CharField(max_length=60, blank=True)
    title = models.JSONField(default=str, blank=True)
    amount_cents = models.BigIntegerField(null=True)
    called_by = models.OneToOneField("workflows.Task", models.PROTECT, null=True, related_name="called")
    outcome = models.CharField(max_length=60, blank=True)
    bindings = models.JSONField(default=dict)
    data = models.JSONField(default=dict)
    submissions = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)

    class Meta:
        ordering = ["-created"]
        indexes = [models.Index(fields=["starter", "-created"]), models.Index(fields=["unit", "-created"])]
        default_permissions = ("add", "change", "delete", "view", "manage")

    def __str__(self) -> str:
        return self.number or str(self.pk)

    @property
    def is_active(self) -> bool:
        """Whether somebody or something can still move it."""
        return self.status == PROCESS.NEW


CALL = "SUBPROCESS"
_CALLING = Q(finished__isnull=True, flow_task_type=CALL)


class Task(AbstractTask):
    """One node of one process, reached once. `node` is the node's key in the document."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    process = models.ForeignKey(Process, models.PROTECT)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    owner_permission_content_type = models.ForeignKey(
        "contenttypes.ContentType", models.PROTECT, null=True, related_name="+"
    )
    node = models.CharField(max_length=80)
    due = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=60, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["created", "id"]
        indexes = [
            models.Index(fields=["process"], condition=Q(finished__isnull=True), name="task_open"),
            models.Index(fields=["created"], condition=_CALLING, name="task_calling"),
        ]

    def __str__(self) -> str:
        return f"{self.process_id} {self.node}"

    @property
    def is_open(self) -> bool:
        return self.finished is None


class Assignment(models.Model):
    """Who may act on a task: a person, or whoever holds a role at a unit. The inbox, reminders and escalation read it."""

    OPEN, DONE, VOID = "open", "done", "void"
    STATES = [(OPEN, "Open"), (DONE, "Done"), (VOID, "Void")]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    process = models.ForeignKey(Process, models.PROTECT, related_name="assignments")
    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments")
    step = models.PositiveIntegerField(default=0)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="assignments")
    for_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    act = models.JSONField(default=dict)
    why = models.JSONField(default=dict)
    due = models.DateTimeField(null=True)
    state = models.CharField(max_length=6, choices=STATES, default=OPEN)
    escalated = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due", "created_at"]
        indexes = [
            models.Index(fields=["role", "unit"], condition=Q(state="open"), name="assignment_open_role"),
            models.Index(fields=["user"], condition=Q(state="open"), name="assignment_open_user"),
            models.Index(fields=["task"], condition=Q(state="open"), name="assignment_open_task"),
        ]

    def __str__(self) -> str:
        return f"{self.role or self.user_id} for {self.task_id}"

    @property
    def asks_nobody(self) -> bool:
        """Nobody could be found: the task waits until whoever looks after the work gives it to somebody."""
        return not self.role and self.user_id is None


class Timer(models.Model):
    """What is due, and when. Celery only pokes: a sweep over these rows finds everything that a lost message would have."""

    WAIT, REMIND, ESCALATE, REROUTE, LAPSE, LOOK = "wait", "remind", "escalate", "reroute", "lapse", "look"
    KINDS = [
        (WAIT, "Wait"),
        (REMIND, "Remind"),
        (ESCALATE, "Escalate"),
        (REROUTE, "Reroute"),
        (LAPSE, "Lapse"),
        (LOOK, "Look"),
    ]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    process = models.ForeignKey(Process, models.PROTECT, related_name="timers")
    task = models.ForeignKey(Task, models.PROTECT, related_name="timers")
    kind = models.CharField(max_length=10, choices=KINDS)
    at = models.DateTimeField()
    fired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["at"], condition=Q(fired_at__isnull=True), name="timer_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.task_id} {self.at:%Y-%m-%d %H:%M}"


class ActionRun(models.Model):
    """An action that did not succeed at once: when it is tried next, and what is known of its failure.

    Never what the error said, nor what the action was given: these may hold what somebody entered. `by` is whose step
    came to it.
    """

    WAITING, PARKED, DONE, SKIPPED, DROPPED = "waiting", "parked", "done", "skipped", "dropped"
    STATES = [(state, state.title()) for state in (WAITING, PARKED, DONE, SKIPPED, DROPPED)]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    process = models.ForeignKey(Process, models.PROTECT, related_name="action_runs")
    task = models.OneToOneField(Task, models.PROTECT, related_name="action_run")
    action = models.CharField(max_length=80)
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    error_kind = models.CharField(max_length=80, blank=True)
    error_code = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="waiting"), name="action_waiting"),
            models.Index(fields=["process"], condition=Q(state="parked"), name="action_parked"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.task_id} {self.state}"


class Comment(models.Model):
    """What somebody said about a process, for all who may see it. Part of its papers: its words go nowhere else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    process = models.ForeignKey(Process, models.PROTECT, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"comment on {self.process_id}"
