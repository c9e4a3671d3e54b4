"""From Freshdesk's words to ours. Codes are tables; whatever a table does not know is neutral, never an error.

https://developers.freshdesk.com/api/#ticket_attributes
"""

from collections.abc import Iterable, Mapping
from typing import Final

from connector.core.ticket import Author, Bar, Capability, Channel, Message, Priority, Requester, Status, Ticket
from connector.core.update import AGENT_TAGS, OUR_TAGS
from connector.kit.text import flatten_html
from integrations.freshdesk.wire import ConversationBody, RequesterBody, Structured, TicketBody

PRIORITIES: Final[Mapping[int, Priority]] = {1: Priority.LOW, 2: Priority.NORMAL, 3: Priority.HIGH, 4: Priority.URGENT}

#: 6 and 7 are shipped as “Waiting on Customer” and “Waiting on Third Party”. Custom ones are open: a person has to look.
STATUSES: Final[Mapping[int, Status]] = {
    2: Status.OPEN,
    3: Status.WAITING,
    4: Status.SOLVED,
    5: Status.CLOSED,
    6: Status.WAITING,
    7: Status.WAITING,
}

#: 4, 5, 6 and 8 stand in older accounts' ticket fields only: forum, Twitter, Facebook, in-app chat.
CHANNELS: Final[Mapping[int, Channel]] = {
    1: Channel.EMAIL,
    2: Channel.PORTAL,
    3: Channel.VOICE_TRANSCRIPT,
    4: Channel.SOCIAL,
    5: Channel.SOCIAL,
    6: Channel.SOCIAL,
    7: Channel.CHAT,
    8: Channel.CHAT,
    9: Channel.PORTAL,
    10: Channel.EMAIL,
}

_CLOSED: Final = 5
_OUTBOUND: Final = 10
_TWITTER: Final = 5
_FORWARDED: Final = 8
_CALL: Final = 9
#: Twitter's content is withheld from the API since October 2020; this stands in its place.
_WITHHELD: Final = ("view the message on twitter", "view the message on x")
#: The status that the Email AI Agent sets. Its id differs by account and is not documented, so it is known by label.
OTHER_AI: Final = "assigned to ai agent"
#: Freshdesk compares tags without regard to case, the core compares them exactly: ours are always shown in our spelling.
_OUR_SPELLING: Final = {tag.casefold(): tag for tag in OUR_TAGS | AGENT_TAGS}

DESCRIPTION_ID: Final = "description"


def to_ticket(body: TicketBody, status_labels: Iterable[str]) -> Ticket:
    """Return the ticket in our words, messages oldest first."""
    followers = sorted(body.conversations, key=lambda conversation: conversation.created_at)
    return Ticket(
        id=str(body.id),
        subject=body.subject,
        status=STATUSES.get(body.status or 0, Status.OPEN),
        channel=CHANNELS.get(body.source or 0, Channel.OTHER),
        requester=requester(body),
        messages=(description(body), *(_message(c, body.requester_id) for c in followers)),
        stamp=body.updated_at.isoformat(),
        created_at=body.created_at,
        updated_at=body.updated_at,
        priority=PRIORITIES.get(body.priority or 0),
        group_id=body.group_id or None,
        assignee_id=body.responder_id or None,
        type=body.type or None,
        tags=spelt_our_way(body.tags),
        accepts=_accepts(body),
        bars=frozenset(_bars(body, status_labels)),
        brand=body.product_id,
    )


def spelt_our_way(tags: Iterable[str]) -> frozenset[str]:
    """Return the tags as they are, except that ours are in our own spelling."""
    return frozenset(_OUR_SPELLING.get(tag.casefold(), tag) for tag in tags)


def requester(body: TicketBody) -> Requester:
    """The customer, as far as the answer tells."""
    known = body.requester or RequesterBody()
    return Requester(
        id=body.requester_id or known.id,
        name=known.name,
        email=known.email,
        language=known.language.replace("_", "-").partition("-")[0].casefold(),
    )


def description(body: TicketBody) -> Message:
    """The first message is not among the conversations. On an outbound ticket the business wrote it."""
    written_by_us = body.source == _OUTBOUND
    return Message(
        id=DESCRIPTION_ID,
        author=Author.AGENT if written_by_us else Author.REQUESTER,
        author_id="" if written_by_us else body.requester_id,
        author_name="" if written_by_us or body.requester is None else body.requester.name,
        public=True,
        text=_readable(body.description, body.description_text, body.structured_description),
        html=body.description,
        created_at=body.created_at,
    )


def _message(body: ConversationBody, requester_id: str) -> Message:
    return Message(
        id=body.id,
        author=_author(body, requester_id),
        author_id=body.user_id,
        # A mail forwarded to a third party never reaches the customer, so it answers nothing.
        public=not body.private and body.source != _FORWARDED,
        text=_readable(body.body, body.body_text, body.structured_body),
        html=body.body,
        created_at=body.created_at,
        spoken=body.source == _CALL,
    )


def _author(body: ConversationBody, requester_id: str) -> Author:
    """Who wrote.

    Mail that comes in from somebody other than the requester is a colleague in copy, or the customer writing from a second
    address. Both are outside the business and wait for an answer, so both count as the customer: overlooking one is worse than
    reading one too many. A private incoming message is what a third party answered to a forwarded mail.
    """
    if requester_id and body.user_id == requester_id:
        return Author.REQUESTER
    if body.incoming:
        return Author.SYSTEM if body.private else Author.REQUESTER
    return Author.AGENT if body.user_id else Author.SYSTEM


def _readable(html: str, text: str, structured: Structured | None) -> str:
    """Chat tickets may hold their text in the structured form only."""
    return (flatten_html(html) if html else "") or text.strip() or (structured.text.strip() if structured else "")


def _accepts(body: TicketBody) -> frozenset[Capability]:
    """A priority that we do not know cannot be compared, so it is left alone. Every Freshdesk ticket has one."""
    everything = frozenset(Capability)
    return everything if body.priority is None or body.priority in PRIORITIES else everything - {Capability.PRIORITY}


def _bars(body: TicketBody, status_labels: Iterable[str]) -> Iterable[Bar]:
    if body.spam:
        yield Bar.SPAM
    if body.deleted:
        yield Bar.DELETED
    if body.status == _CLOSED:
        yield Bar.CLOSED
    if body.source == _OUTBOUND:
        yield Bar.OUTBOUND
    if any(label.strip().casefold() == OTHER_AI for label in status_labels):
        yield Bar.OTHER_AI
    newest = next((c.body for c in reversed(body.conversations) if c.incoming and not c.private), body.description)
    if body.source == _TWITTER or is_withheld(newest):
        yield Bar.TEXT_WITHHELD


def is_withheld(html: str) -> bool:
    """Whether a placeholder stands where the customer's words should."""
    return flatten_html(html).casefold().startswith(_WITHHELD)
