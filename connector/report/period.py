"""Which part of the past to look back at: so many days or weeks, or so many of the newest tickets."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Self

_FORM: Final = re.compile(r"([1-9]\d{0,4})\s*([dw]?)", re.IGNORECASE)
_MOST_DAYS: Final = 730
_MOST_TICKETS: Final = 5000


@dataclass(frozen=True, slots=True)
class Period:
    """``days`` back from now, or the newest ``tickets``; the other is 0."""

    days: int = 0
    tickets: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``90d``, ``12w`` or ``500``. Raises ValueError, a sentence with what to write instead."""
        found = _FORM.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"“{text}” is no period; write days, weeks or a number of tickets, for example 90d, 12w or 500")
        number, unit = int(found[1]), found[2].lower()
        period = cls(days=number * (7 if unit == "w" else 1)) if unit else cls(tickets=number)
        if period.days > _MOST_DAYS or period.tickets > _MOST_TICKETS:
            raise ValueError(f"“{text}” is too much; look back at most {_MOST_DAYS}d or {_MOST_TICKETS} tickets")
        return period

    def start(self, now: datetime) -> datetime:
        """When it began. Only for a period of days."""
        return now - timedelta(days=self.days)

    def __str__(self) -> str:
        if self.tickets:
            return f"newest {self.tickets} ticket{'' if self.tickets == 1 else 's'}"
        return f"last {self.days} day{'' if self.days == 1 else 's'}"
