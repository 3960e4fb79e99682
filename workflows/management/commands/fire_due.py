"""`manage.py fire_due`: fires timers, reminders and escalations that are due, as the worker does by itself."""

from typing import Any

from django.core.management.base import BaseCommand

from engine.people.clock import now
from workflows.timers import fire_due


class Command(BaseCommand):
    help = "Fires timers, reminders and escalations that are due. Safe to run at any time and on many machines."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{fire_due(now())} fired")
