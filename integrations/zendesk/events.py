"""From a webhook body to a bell. Only ids are taken; the truth comes from reading the ticket again.

Two kinds of webhook arrive at one address: event-subscribed ones with Zendesk's own body
(https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/), and trigger-connected ones whose small body
the admin pastes, see provision.py.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from connector.core.ticket import EventKind, TicketEvent
from connector.errors import PayloadInvalid
from integrations.zendesk.wire import read_id

_PREFIX: Final = "zen:event-type:ticket."
_SUBJECT: Final = "zen:ticket:"
_LONGEST_WORD: Final = 64

#: The events that can change what we decide. The others (satisfaction, service levels, forms, followers …) are not ours.
_EVENTS: Final[Mapping[str, EventKind]] = {
    "created": EventKind.CREATED,
    "comment_added": EventKind.REPLIED,
    "merged": EventKind.MERGED,
    "comment_redacted": EventKind.REDACTED,
    "attachment_redacted_from_comment": EventKind.REDACTED,
    "soft_deleted": EventKind.DELETED,
    "permanently_deleted": EventKind.DELETED,
    "marked_as_spam": EventKind.DELETED,
    "undeleted": EventKind.CHANGED,
    "tags_changed": EventKind.CHANGED,
    "priority_changed": EventKind.CHANGED,
    "status_changed": EventKind.CHANGED,
    "group_assignment_changed": EventKind.CHANGED,
    "agent_assignment_changed": EventKind.CHANGED,
    "subject_changed": EventKind.CHANGED,
    "requester_changed": EventKind.CHANGED,
    "comment_made_private": EventKind.CHANGED,
}

#: The words an admin may put into a trigger's body. An unknown one only says that something changed.
_TRIGGER_EVENTS: Final[Mapping[str, EventKind]] = {
    "created": EventKind.CREATED,
    "replied": EventKind.REPLIED,
    "updated": EventKind.CHANGED,
}


def read_event(body: bytes) -> TicketEvent | None:
    """Return the event in a body, ``None`` for one that does not concern us. Raises PayloadInvalid, and nothing else."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise PayloadInvalid("the body is not JSON; keep the webhook's request format at JSON") from None
    if not isinstance(document, dict):
        raise PayloadInvalid("the body is not a JSON object")
    return _from_trigger(document) if "ticket_id" in document else _from_event(document)


def _from_event(document: dict[str, Any]) -> TicketEvent | None:
    type_ = document.get("type")
    if not isinstance(type_, str):
        raise PayloadInvalid("the body has neither a ticket_id nor an event type")
    kind = _EVENTS.get(type_.removeprefix(_PREFIX)) if type_.startswith(_PREFIX) else None
    if kind is None:
        return None
    ticket_id = _ticket_of(document)
    if kind is EventKind.CREATED:
        return TicketEvent(kind=kind, ticket_id=ticket_id)
    if kind is EventKind.REPLIED and (comment := _customers_comment(document)):
        return TicketEvent(kind=kind, ticket_id=ticket_id, message_id=comment)
    # Zendesk names each event once and repeats the name with the delivery, so it tells a repeat from a second event.
    name = _word(document.get("id"))
    kind = EventKind.CHANGED if kind is EventKind.REPLIED else kind
    return TicketEvent(
        kind=kind, ticket_id=ticket_id, content=name, content_is_unique=bool(name), actor_id=_actor_of(document)
    )  # fmt: skip


def _actor_of(document: dict[str, Any]) -> str:
    detail = document.get("detail")
    return read_id(detail.get("actor_id")) if isinstance(detail, dict) else ""


def _ticket_of(document: dict[str, Any]) -> str:
    detail, subject = document.get("detail"), document.get("subject")
    ticket_id = read_id(detail.get("id")) if isinstance(detail, dict) else ""
    if not ticket_id and isinstance(subject, str) and subject.startswith(_SUBJECT):
        ticket_id = read_id(subject.removeprefix(_SUBJECT))
    if not ticket_id:
        raise PayloadInvalid("the event names no ticket")
    return ticket_id


def _customers_comment(document: dict[str, Any]) -> str:
    """The id of a public comment that staff did not write; the answers and notes of staff only change the ticket."""
    event = document.get("event")
    comment = event.get("comment") if isinstance(event, dict) else None
    if not isinstance(comment, dict) or comment.get("is_public") is not True:
        return ""
    author = comment.get("author")
    is_staff = isinstance(author, dict) and author.get("is_staff") is True
    return "" if is_staff else read_id(comment.get("id"))


def _from_trigger(document: dict[str, Any]) -> TicketEvent:
    ticket_id = read_id(document["ticket_id"])
    word = document.get("event", "created")
    if not ticket_id or not isinstance(word, str):
        raise PayloadInvalid('the trigger\'s body has to be {"ticket_id":"{{ticket.id}}","event":"created"}')
    # Nothing in this body tells two changes apart, and the invocation id is neither signed nor known to survive a repeat.
    return TicketEvent(kind=_TRIGGER_EVENTS.get(word, EventKind.CHANGED), ticket_id=ticket_id)


def _word(value: Any) -> str:
    return value if isinstance(value, str) and len(value) <= _LONGEST_WORD else ""
