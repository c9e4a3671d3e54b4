"""Webhook bodies and their signature.

https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/
https://developer.zendesk.com/documentation/webhooks/verifying/
"""

import base64
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from connector.testing.sandbox import OutgoingCall, Webhook
from integrations.zendesk.provision import SUBSCRIPTIONS
from integrations.zendesk.sandbox.state import Comment, TicketState, iso

#: What the webhook that our instructions describe is subscribed to.
SUBSCRIBED: Final = tuple(type_ for type_, _ in SUBSCRIPTIONS)
HOOK_HEADER: Final = "X-Zendesk-Webhook-Id"
INVOCATION_HEADER: Final = "X-Zendesk-Webhook-Invocation-Id"
_TIMESTAMP: Final = "X-Zendesk-Webhook-Signature-Timestamp"
_SIGNATURE: Final = "X-Zendesk-Webhook-Signature"
_TEST_HOOK: Final = "01SANDBOXWEBHOOK0000000000"


@dataclass(frozen=True)
class Happening:
    """Something that an update did, by the last part of its event type."""

    name: str
    event: Mapping[str, Any]


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The signature of a body."""
    return base64.b64encode(hmac.new(secret.encode(), timestamp.encode() + body, hashlib.sha256).digest()).decode()


def is_subscribed(happening: Happening, subscriptions: Collection[str]) -> bool:
    """Whether a webhook with these subscriptions hears of it."""
    return f"zen:event-type:ticket.{happening.name}" in subscriptions


def event_body(ticket: TicketState, happening: Happening, *, actor_id: int, sequence: str, position: int) -> bytes:
    """The body of an event-subscribed webhook: ids are strings, words are upper case."""
    event = dict(happening.event)
    if event:
        event["meta"] = {"sequence": {"id": sequence, "position": position}}
    document = {
        "type": f"zen:event-type:ticket.{happening.name}",
        "account_id": 1000001,
        "id": str(uuid.uuid4()),
        "time": f"{iso(time.time())[:-1]}.123456789Z",
        "zendesk_event_version": "2022-11-06",
        "subject": f"zen:ticket:{ticket.id}",
        "detail": _detail(ticket, actor_id),
        "event": event,
    }
    return json.dumps(document).encode()


def trigger_body(ticket: TicketState, happening: Happening) -> bytes:
    """The body of a trigger-connected webhook as our instructions have it."""
    word = "created" if happening.name == "created" else "updated"
    return json.dumps({"ticket_id": str(ticket.id), "event": word}).encode()


def comment_event(comment: Comment, *, author_name: str, is_staff: bool) -> Happening:
    """A comment that was added."""
    author = {"id": str(comment.author_id), "name": author_name, "is_staff": is_staff}
    shown = {"id": str(comment.id), "body": comment.body, "html_body": comment.html_body, "is_public": comment.public}
    return Happening("comment_added", {"comment": {**shown, "author": author}})


def call(webhook: Webhook, body: bytes, *, hook_id: str = _TEST_HOOK) -> OutgoingCall:
    """A call ready to go out."""
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Zendesk Webhook",
        "X-Zendesk-Account-Id": "1000001",
        HOOK_HEADER: hook_id,
        INVOCATION_HEADER: uuid.uuid4().hex[:26].upper(),
    }
    return signed_anew(OutgoingCall(webhook.url, headers, body), webhook.secret)


def signed_anew(outgoing: OutgoingCall, secret: str) -> OutgoingCall:
    """The same call with the timestamp and signature of now."""
    timestamp = iso(time.time())
    proof = {_TIMESTAMP: timestamp, _SIGNATURE: sign(secret, timestamp, outgoing.body)}
    return OutgoingCall(outgoing.url, {**outgoing.headers, **proof}, outgoing.body)


def invoked_anew(outgoing: OutgoingCall) -> OutgoingCall:
    """The same call under another invocation id."""
    return OutgoingCall(outgoing.url, {**outgoing.headers, INVOCATION_HEADER: uuid.uuid4().hex[:26].upper()}, outgoing.body)


def _detail(ticket: TicketState, actor_id: int) -> dict[str, Any]:
    return {
        "id": str(ticket.id),
        "subject": ticket.subject,
        "description": ticket.comments[0].body if ticket.comments else "",
        "status": ticket.status.upper(),
        "priority": ticket.priority.upper() if ticket.priority else None,
        "type": ticket.type.upper() if ticket.type else None,
        "tags": list(ticket.tags) or None,
        "is_public": any(comment.public for comment in ticket.comments),
        "external_id": None,
        "actor_id": str(actor_id),
        "submitter_id": str(ticket.submitter_id),
        "requester_id": str(ticket.requester_id),
        "assignee_id": str(ticket.assignee_id) if ticket.assignee_id else None,
        "group_id": str(ticket.group_id) if ticket.group_id else "",
        "organization_id": None,
        "brand_id": "7",
        "form_id": "3",
        "custom_status": None,
        "via": {"channel": "mail" if ticket.via == "email" else ticket.via},
        "created_at": ticket.created_at,
        "updated_at": ticket.updated_at,
    }
