"""The automation rules of the account: what they do, whom they ring, and in which shape.

https://support.freshdesk.com/support/solutions/articles/132589
"""

import base64
import json
from collections.abc import Mapping
from typing import Any, Final

from connector.testing.sandbox import OutgoingCall, Webhook
from integrations.freshdesk.provision import RULE_VERSION
from integrations.freshdesk.sandbox.rules import BASIC_USER
from integrations.freshdesk.sandbox.state import TicketState
from integrations.freshdesk.signature import SECRET_HEADER

#: https://support.freshdesk.com: after 5, 30 and 60 minutes, then a mail to the admins.
RETRY_MINUTES: Final = (5, 30, 60)

_STATUS_WORDS: Final = {2: "Open", 3: "Pending", 4: "Resolved", 5: "Closed"}
_PRIORITY_WORDS: Final = {1: "Low", 2: "Medium", 3: "High", 4: "Urgent"}


def call(webhook: Webhook, body: bytes, values: Mapping[str, Any]) -> OutgoingCall:
    """A call with the secret beside this body."""
    proof = _proof(webhook.secret, str(values["webhook_auth"]))
    return OutgoingCall(url=webhook.url, headers={"Content-Type": "application/json", **proof}, body=body)


def bell(webhook: Webhook, ticket: TicketState, event: str, values: Mapping[str, Any]) -> OutgoingCall:
    """The call that a rule makes for this ticket."""
    return call(webhook, _body(ticket, event, values).encode(), values)


def _proof(secret: str, auth: str) -> dict[str, str]:
    if auth == "basic":
        pair = base64.b64encode(f"{BASIC_USER}:{secret}".encode()).decode()
        return {"Authorization": f"Basic {pair}"}
    return {SECRET_HEADER: secret}


def _body(ticket: TicketState, event: str, values: Mapping[str, Any]) -> str:
    number: int | str = ticket.id if values["webhook_id_as"] == "number" else str(ticket.id)
    named = {"event": event} if values["webhook_event_names"] else {}
    if values["webhook_shape"] == "simple":
        # Values are labels as text, and the event is brace text that only looks like JSON.
        fields = {
            "ticket_id": number,
            "ticket_subject": ticket.subject,
            "ticket_status": _STATUS_WORDS.get(ticket.status, "Other"),
            "ticket_priority": _PRIORITY_WORDS.get(ticket.priority, "Other"),
            "ticket_tags": ", ".join(ticket.tags),
            "triggered_event": "{ticket_action:created}" if event == "ticket_created" else "{ticket_action:update}",
        }
        return json.dumps({"freshdesk_webhook": fields})
    if values["webhook_shape"] == "ticket":
        return json.dumps({"ticket": {"id": number}, **named})
    text = json.dumps({"ticket_id": number, **named, "rule": RULE_VERSION})
    if not values["webhook_carries_subject"]:
        return text
    subject = json.dumps(ticket.subject)[1:-1] if values["escapes_placeholders"] else ticket.subject
    return f'{text[:-1]}, "subject": "{subject}"}}'
