"""The one place that reads the clock. Views, commands and background tasks call it; nothing below them does."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

HONG_KONG = ZoneInfo("Asia/Hong_Kong")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def day_of(moment: datetime) -> date:
    """The day in Hong Kong on which `moment` falls."""
    return moment.astimezone(HONG_KONG).date()
