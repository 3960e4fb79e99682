"""The records of which a leaver is in charge pass to whoever takes over their work."""

from datetime import datetime

from engine.language.text import Text, both
from engine.people.actor import Actor
from engine.people.models import User
from engine.records import services
from engine.records.models import Record


class Charges:
    """Records whose worker in charge somebody is."""

    label: Text = both("Records in their charge", "負責的紀錄")

    def waiting(self, leaver: User) -> int:
        """How many there are."""
        return Record.objects.filter(worker=leaver).count()

    def hand_over(self, *, leaver: User, to: User, by: Actor, at: datetime) -> int:
        """Gives them all to `to`; how many were given."""
        records = list(Record.objects.filter(worker=leaver))
        for record in records:
            services.take_over(record=record, worker=to, by=by, at=at)
        return len(records)
