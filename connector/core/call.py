"""Calls: how long a transcript is waited for, and the moments of a call that matter."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from connector.core.ticket import Ticket

#: The first look after a call, in seconds. Each pause between two looks is twice as long as the one before.
_FIRST_LOOK: Final = 60.0
#: So close to its time, a look counts as having come.
_CLOSE: Final = 1.0


class MomentKind(StrEnum):
    """What makes a moment matter. The first ones are told first where not all find room."""

    SENSITIVE = "sensitive"
    FEELING = "feeling"
    PROMISE = "promise"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Moment:
    """Words of a call, verbatim. ``at`` is the time as the transcript has it, empty where it has none."""

    kind: MomentKind
    quote: str
    at: str = ""


def seconds_to_wait(ticket: Ticket, minutes: float, now: datetime) -> float:
    """Return how many seconds to wait before the ticket is read again for its transcript; 0 when there is nothing to wait for.

    Looks come 1, 3, 7, 15 … minutes after the call and once more when ``minutes`` are over, because a transcript may come without
    any bell. ``now`` is aware; a helpdesk's clock that is ahead of ours adds as much as it is ahead.
    """
    request = ticket.newest_request
    if request is None or not ticket.awaits_transcript:
        return 0.0
    longest = minutes * 60.0
    waited = max(0.0, (now - request.created_at) / timedelta(seconds=1))
    if waited + _CLOSE >= longest:
        return 0.0
    look = _FIRST_LOOK
    while look <= waited + _CLOSE:
        look = 2 * look + _FIRST_LOOK
    return min(look, longest) - waited
