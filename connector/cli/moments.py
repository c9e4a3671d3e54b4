"""Moments as people write them on a command line."""

import re
from datetime import datetime, timedelta
from typing import Final

from connector.errors import ConfigurationError

_AGO: Final = re.compile(r"(\d{1,4})\s*(m|h|d)")
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days"}
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})")


def parse_moment(text: str, now: datetime) -> float:
    """Read a moment in the past and return it in seconds since 1970. Raises ConfigurationError that shows the forms."""
    text = text.strip()
    try:
        if found := _AGO.fullmatch(text):
            moment = now - timedelta(**{_UNITS[found[2]]: int(found[1])})
        elif found := _CLOCK.fullmatch(text):
            moment = now.astimezone().replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
        else:
            moment = datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError) as exc:
        raise ConfigurationError(f"“{text}” is no moment; write 14:00, 90m, 2h, 3d, or 2026-11-25T14:00.") from exc
    if moment > now:
        raise ConfigurationError(f"{text} lies in the future; name one in the past.")
    return moment.timestamp()
