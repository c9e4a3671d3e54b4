"""By when a ticket of a kind should be answered: the clock of the taxonomy as a moment of the business's own day."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from connector.core.hours import WorkingHours, after_working_time

#: What is left for the next morning is answered in its first hours.
_MORNING: Final = timedelta(hours=2)


def due_at(kind: str, received: datetime, hours: WorkingHours | None) -> datetime | None:
    """Return the moment by which to answer what came in at ``received`` (aware), in the business's own time.

    ``None`` where the words say all: no working hours are known, the clock is a policy of the business, or the ticket must not wait
    for anybody's opening hours, as where a life is at risk.
    """
    clock = _CLOCKS.get(kind)
    return clock(received, hours).astimezone(hours.zone) if clock and hours else None


def _same_day(received: datetime, hours: WorkingHours) -> datetime:
    """The end of the working day, or the morning of the next one where today's is over."""
    local = received.astimezone(hours.zone)
    closes = datetime.combine(local.date(), hours.closes, hours.zone)
    if local.weekday() in hours.days and local < closes:
        return closes
    return after_working_time(received, _MORNING, hours)


def _one_month(received: datetime, hours: WorkingHours) -> datetime:
    """The same day of the next month, its last one where there is no such day (GDPR, Article 12(3): one month of receipt)."""
    local = received.astimezone(hours.zone)
    year, month = divmod(local.year * 12 + local.month, 12)
    day = min(local.day, monthrange(year, month + 1)[1])
    return datetime(year, month + 1, day, tzinfo=hours.zone)


def _within(span: timedelta) -> Callable[[datetime, WorkingHours], datetime]:
    return lambda received, hours: after_working_time(received.astimezone(UTC), span, hours)


_HOUR: Final = _within(timedelta(hours=1))
#: The other kinds are answered now, or as a policy of the business says.
_CLOCKS: Final[Mapping[str, Callable[[datetime, WorkingHours], datetime]]] = {
    "injury_safety": _HOUR,
    "scam_fraud": _HOUR,
    "human_request": _within(timedelta(minutes=15)),
    "bereavement": _same_day,
    "health": _same_day,
    "hardship": _same_day,
    "legal": _same_day,
    "discrimination": _same_day,
    "media_vip": _same_day,
    "data_rights": _one_month,
}
#: What the law counts in days, not in hours.
DAYS_ALONE: Final = frozenset({"data_rights"})
