"""What Freshdesk counts, and its headers that say so.

https://support.freshdesk.com/support/solutions/articles/225439 : calls by plan (trial 50 a minute, Growth 200, Pro 400, Enterprise
700), and within them updates of tickets and lists of tickets. We create no tickets. What is included in an answer costs credits:
one for each part of a view, two of a list (https://developers.freshdesk.com/api/#embedding).
Some old accounts have a limit by the hour; what is left of it then slows us down as it goes.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from connector.core.budget import CallLimit, Charge, Told
from connector.kit.tariff import number_in

#: A new ticket takes three credits to read, one for the note, one for a last look and one for the fields.
LIMITS: Final = (
    CallLimit(name="calls", credits=200, per_ticket=6),
    CallLimit(name="updates", credits=80, per_ticket=1),
    CallLimit(name="lists", credits=20),
)

_TICKET: Final = re.compile(r"/api/v2/tickets/[0-9]+", re.ASCII)
_LIST: Final = "/api/v2/tickets"
#: No header tells the narrower limits, but every plan has them at about the same share of all calls: updates two fifths. Of the
#: lists the smallest share, that of Growth (20 of 200), is taken for all.
_SHARES: Final = {"updates": 0.4, "lists": 0.1}


class FreshdeskTariff:
    """Implements ``connector.kit.tariff.Tariff``."""

    def charges(self, method: str, path: str, params: Mapping[str, str | int]) -> Sequence[Charge]:
        """One credit a call and what it includes, and one of the narrower limit that it falls under."""
        included = len([part for part in str(params.get("include", "")).split(",") if part])
        if method == "GET" and path == _LIST:
            return Charge("calls", 1 + 2 * included), Charge("lists")
        if method == "PUT" and _TICKET.fullmatch(path):
            return Charge("calls"), Charge("updates")
        return (Charge("calls", 1 + included),)

    def told(self, path: str, headers: Mapping[str, str]) -> Sequence[Told]:
        """Read the limit, also where it is written like 700.0, and what it means for the narrower ones."""
        total = number_in(headers, "X-RateLimit-Total")
        if total is None:
            return ()
        narrower = [Told(limit, share * total) for limit, share in _SHARES.items()]
        return Told("calls", total, number_in(headers, "X-RateLimit-Remaining")), *narrower
