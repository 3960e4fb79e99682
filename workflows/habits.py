"""What a person starts again and again: it is offered first."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count

from engine.people.actor import Actor
from form_builder.models import Draft
from workflows.models import Process

LATELY = timedelta(days=120)


def started_lately(actor: Actor, on: date) -> Counter[UUID]:
    """How often the actor started each definition (by its id) in the last months: a workflow, or a form by itself."""
    since, found = on - LATELY, Counter[UUID]()
    drafts = Draft.objects.filter(owner_id=actor.user_id, port="", started_at__date__gte=since)
    processes = Process.objects.filter(starter_id=actor.user_id, created__date__gte=since)
    for rows in (drafts, processes):
        times = rows.order_by().values_list("version__definition").annotate(times=Count("pk"))
        found.update(dict(times))
    return found
