"""Working hours of the business, as the admin wrote them."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONDAY_TO_FRIDAY: Final = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Days and times at which people answer, in the business's own time zone."""

    days: frozenset[int]
    opens: time
    closes: time
    zone: tzinfo

    def are_open(self, now: datetime) -> bool:
        """Whether people are at work at ``now`` (aware)."""
        local = now.astimezone(self.zone)
        return local.weekday() in self.days and self.opens <= local.time() < self.closes


def after_working_time(start: datetime, span: timedelta, hours: WorkingHours | None) -> datetime:
    """Return the moment at which ``span`` of working time has passed since ``start`` (aware), in UTC.

    Without working hours every hour counts. Days are walked in the business's own time zone, so that a change of its clocks
    between two days is taken as it comes.
    """
    if hours is None:
        return start + span
    day, left = start.astimezone(hours.zone).date(), span
    while True:
        if day.weekday() in hours.days:
            opens = max(start, datetime.combine(day, hours.opens, hours.zone).astimezone(UTC))
            closes = datetime.combine(day, hours.closes, hours.zone).astimezone(UTC)
            open_for = max(closes - opens, timedelta())
            if left <= open_for:
                return (opens + left).astimezone(UTC)
            left -= open_for
        day += timedelta(days=1)


def after_working_days(start: datetime, days: int, hours: WorkingHours | None) -> datetime:
    """Return the moment ``days`` working days after ``start`` (aware), at the same time of day, in UTC.

    Without working hours these are Monday to Friday in UTC; with them the moment lies within the hours of its day.
    """
    zone = hours.zone if hours else UTC
    working = hours.days if hours else _MONDAY_TO_FRIDAY
    local = start.astimezone(zone)
    day = local.date()
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() in working
    clock = min(max(local.time(), hours.opens), hours.closes) if hours else local.time()
    return datetime.combine(day, clock, zone).astimezone(UTC)


def parse_working_hours(text: str) -> WorkingHours:
    """Read ``Mon-Fri 09:00-17:30 Europe/Amsterdam``. Raises ValueError with a sentence that shows the form."""
    try:
        days, span, zone = text.split()
        first, _, last = days.casefold().partition("-")
        start, end = WEEKDAYS.index(first[:3]), WEEKDAYS.index((last or first)[:3])
        opens, closes = (time.fromisoformat(part) for part in span.split("-"))
        if opens >= closes or end < start:
            raise ValueError(text)
        return WorkingHours(frozenset(range(start, end + 1)), opens, closes, ZoneInfo(zone))
    except (ValueError, KeyError, OSError) as exc:
        raise ValueError("write working hours like: Mon-Fri 09:00-17:30 Europe/Amsterdam") from exc
