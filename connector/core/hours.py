"""Working hours of the business, as the admin wrote them."""

from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


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
