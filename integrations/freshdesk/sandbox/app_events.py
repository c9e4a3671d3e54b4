"""What an app's server is told when something happens on a ticket.

Shapes follow Freshworks' samples and test data; a payload holds far more than our app reads.
https://developers.freshworks.com/docs/app-sdk/v3.0/support_ticket/serverless-apps/product-events/
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from integrations.freshdesk.sandbox.state import DOMAIN, OUR_AGENT, PERSON, Conversation, TicketState


@dataclass(frozen=True, slots=True)
class ProductEvent:
    """One event with its data."""

    name: str
    data: Mapping[str, Any]


class Watch:
    """Notices what is new on tickets. The sandbox's lock guards it."""

    def __init__(self) -> None:
        self._told: dict[int, int] = {}

    def news(self, ticket: TicketState) -> list[ProductEvent]:
        """Return the events since the last look at this ticket."""
        return list(self._news(ticket))

    def _news(self, ticket: TicketState) -> Iterator[ProductEvent]:
        known = self._told.get(ticket.id)
        self._told[ticket.id] = len(ticket.conversations)
        if known is None:
            yield ProductEvent("onTicketCreate", _ticket_data(ticket))
            known = 0
        for conversation in ticket.conversations[known:]:
            yield ProductEvent("onConversationCreate", _conversation_data(ticket, conversation))


def envelope(event: str, data: Mapping[str, Any], iparams: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a handler. The secure settings are among them."""
    host = {"subscribed_modules": ["support_ticket"], "endpoint_urls": {"freshdesk": f"https://{DOMAIN}"}}
    return {
        "account_id": "10001",
        "domain": DOMAIN,
        "event": event,
        "region": "US",
        "timestamp": time.time(),
        "currentHost": host,
        "iparams": dict(iparams),
        "data": dict(data),
    }


def _ticket_data(ticket: TicketState) -> dict[str, Any]:
    shown = {**ticket.with_description(), "model_id": 9_000_000_000 + ticket.id, "is_description_truncated": False}
    return {"ticket": shown, "actor": _actor(ticket.requester.id), "requester": _requester(ticket)}


def _conversation_data(ticket: TicketState, conversation: Conversation) -> dict[str, Any]:
    return {
        "conversation": {**conversation.as_json(), "is_body_truncated": False},
        "actor": _actor(conversation.user_id),
        "requester": _requester(ticket),
    }


def _actor(user_id: int) -> dict[str, Any]:
    return {"id": user_id, "type": "agent" if user_id in (OUR_AGENT, PERSON) else "requester"}


def _requester(ticket: TicketState) -> dict[str, Any]:
    return {"id": ticket.requester.id, "name": ticket.requester.name, "email": ticket.requester.email}
