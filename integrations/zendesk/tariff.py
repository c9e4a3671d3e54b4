"""What Zendesk counts, and its headers that say so.

https://developer.zendesk.com/api-reference/introduction/rate-limits/ : calls by plan (Team 200 a minute, Growth and Professional
400, Enterprise 700, Enterprise Plus and High Volume 2500), updates of tickets (100 a minute, 300 with High Volume; 30 in ten
minutes for one user on one ticket) and the incremental export (10 a minute, 30 with High Volume). Calls, updates and exports are
shared with all who use the account, people in the browser among them; the updates of one ticket are counted for each user.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from connector.core.budget import CallLimit, Charge, Told
from connector.kit.tariff import number_in, pairs_in

#: A new ticket takes two reads and one update.
LIMITS: Final = (
    CallLimit(name="calls", credits=200, per_ticket=3),
    CallLimit(name="updates", credits=100, per_ticket=1),
    CallLimit(name="exports", credits=10),
    CallLimit(name="updates_of_ticket", credits=30, seconds=600.0, shared=False, burst=0.5),
)

_TICKET: Final = re.compile(r"/api/v2/tickets/([^/]+)", re.ASCII)
_EXPORTS: Final = "/api/v2/incremental/"
#: The help centre has a count of its own, and its headers speak of that.
_HELP_CENTER: Final = "/api/v2/help_center/"
#: The limits that have a header of their own. That of exports is named after the pattern of the other, and not confirmed.
_OWN_HEADERS: Final = {"updates": "Zendesk-RateLimit-tickets-update", "exports": "Zendesk-RateLimit-incremental-exports"}


class ZendeskTariff:
    """Implements ``connector.kit.tariff.Tariff``."""

    def charges(self, method: str, path: str, params: Mapping[str, str | int]) -> Sequence[Charge]:
        """One credit a call, and one of each narrower limit that it falls under."""
        if path.startswith(_EXPORTS):
            return Charge("calls"), Charge("exports")
        found = _TICKET.fullmatch(path) if method == "PUT" else None
        if found is None:
            return (Charge("calls"),)
        return Charge("calls"), Charge("updates"), Charge("updates_of_ticket", of=found[1][:32])

    def told(self, path: str, headers: Mapping[str, str]) -> Sequence[Told]:
        """Read both spellings of the account's limit, and the narrower limits where they are shown."""
        found = []
        total = number_in(headers, "X-Rate-Limit", "ratelimit-limit")
        if total is not None and _HELP_CENTER not in path:
            left = number_in(headers, "X-Rate-Limit-Remaining", "ratelimit-remaining")
            found.append(Told("calls", total, left, number_in(headers, "ratelimit-reset")))
        for limit, header in _OWN_HEADERS.items():
            pairs = pairs_in(headers.get(header, ""))
            if "total" in pairs:
                found.append(Told(limit, pairs["total"], pairs.get("remaining"), pairs.get("resets")))
        return found
