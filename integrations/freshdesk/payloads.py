"""The bell of an automation rule, read for nothing but the number of the ticket and what happened.

Three shapes ring: our own Advanced body, Freshdesk's Simple body, and a ticket object as apps relay it. Everything a customer
wrote is ignored, because Freshdesk does not say whether it escapes placeholders.
https://support.freshdesk.com/support/solutions/articles/132589
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final, NoReturn

from connector.core.ticket import EventKind, TicketEvent
from connector.errors import PayloadInvalid

#: The names our rules send, see provision.py. No name, or another one, only says that something changed.
EVENTS: Final[Mapping[str, EventKind]] = {
    "ticket_created": EventKind.CREATED,
    "ticket_replied": EventKind.REPLIED,
    "ticket_updated": EventKind.CHANGED,
    "ticket_deleted": EventKind.DELETED,
}

#: A call made to try the way here. It is proven like any other, and names no ticket that has to be read.
TRIAL: Final = "test"

_TICKET_ID: Final = re.compile(r"[0-9]{1,19}")


def parse_bell(body: bytes) -> TicketEvent | None:
    """Return the event, ``None`` for a trial. Raises PayloadInvalid for anything else that does not name one ticket by its number."""
    payload = _load(body)
    if not isinstance(payload, dict):
        raise PayloadInvalid("the body is not a JSON object")
    wrapped = payload.get("freshdesk_webhook")
    bell = wrapped if isinstance(wrapped, dict) else payload
    if bell.get("event") == TRIAL:
        return None
    ticket = payload.get("ticket")
    number = bell.get("ticket_id", ticket.get("id") if isinstance(ticket, dict) else None)
    event = bell.get("event")
    return TicketEvent(
        kind=EVENTS.get(event, EventKind.CHANGED) if isinstance(event, str) else EventKind.CHANGED, ticket_id=_id(number)
    )


def _load(body: bytes) -> Any:
    try:
        return json.loads(body.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as exc:  # UnicodeDecodeError, and an integer of a million digits, are ValueErrors
        raise PayloadInvalid("the body is not JSON") from exc


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _id(value: object) -> str:
    """Whether the number arrives as a number or a string depends on the rule's template, so both are taken."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _TICKET_ID.fullmatch(text):
        raise PayloadInvalid("the body does not name a ticket by its number")
    return str(int(text))
