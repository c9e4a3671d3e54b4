"""A ticket as every helpdesk has it, and what may happen to one."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Final


class Priority(IntEnum):
    """Four priorities, in rising order. A ticket without one has ``None``."""

    LOW = 1
    NORMAL = 2
    HIGH = 3
    URGENT = 4


class Status(StrEnum):
    """Where a ticket stands. Unknown and custom statuses are ``OPEN``: a person still has to look."""

    OPEN = "open"
    WAITING = "waiting"
    SOLVED = "solved"
    CLOSED = "closed"


class Channel(StrEnum):
    """How the customer wrote. The first four are also the channels of offline use."""

    EMAIL = "email"
    PORTAL = "portal"
    CHAT = "chat"
    VOICE_TRANSCRIPT = "voice_transcript"
    SOCIAL = "social"
    OTHER = "other"


class Author(StrEnum):
    """Who wrote a message: the customer, a person of the business, or a machine."""

    REQUESTER = "requester"
    AGENT = "agent"
    SYSTEM = "system"


class Capability(StrEnum):
    """What a helpdesk allows on a ticket. Integrations declare theirs; a ticket may accept fewer."""

    TAGS = "tags"
    PRIORITY = "priority"
    GROUP = "group"
    NOTE = "note"
    EDIT_NOTE = "edit_note"


class Bar(StrEnum):
    """Why a ticket is not ours to touch, as far as the helpdesk says."""

    CLOSED = "closed"
    SPAM = "spam"
    DELETED = "deleted"
    OUTBOUND = "outbound"
    OTHER_AI = "other_ai"
    TEXT_WITHHELD = "text_withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a ticket as plain text, oldest first in a ticket. ``html`` is kept only where the text came from it.

    ``spoken`` marks a call: its text is the transcript, and empty for as long as there is none.
    """

    id: str
    author: Author
    public: bool
    text: str
    created_at: datetime
    author_id: str = ""
    author_name: str = ""
    html: str = ""
    spoken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Requester:
    """The customer. ``language`` is what the helpdesk believes, an ISO 639-1 code or empty.

    ``tags`` are those of the customer's own record, ``None`` where the helpdesk does not show them with a ticket.
    """

    id: str
    name: str = ""
    email: str = ""
    language: str = ""
    tags: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A ticket as it was when we read it.

    ``stamp`` is the helpdesk's own mark of the version read. ``accepts`` is what may be written on this ticket.
    ``messages`` are oldest first, private notes included. ``brand`` is the helpdesk's id of the brand that was written to, if any.
    """

    id: str
    subject: str
    status: Status
    channel: Channel
    requester: Requester
    messages: tuple[Message, ...]
    stamp: str
    created_at: datetime
    updated_at: datetime
    priority: Priority | None = None
    group_id: str | None = None
    assignee_id: str | None = None
    type: str | None = None
    tags: frozenset[str] = frozenset()
    accepts: frozenset[Capability] = frozenset(Capability)
    bars: frozenset[Bar] = field(default_factory=frozenset)
    brand: str = ""

    @property
    def newest_request(self) -> Message | None:
        """The newest public message of the customer."""
        return next((m for m in reversed(self.messages) if m.public and m.author is Author.REQUESTER), None)

    @property
    def newest_human_reply(self) -> Message | None:
        """The newest public answer by a person of the business."""
        return next((m for m in reversed(self.messages) if m.public and m.author is Author.AGENT), None)

    @property
    def is_answered(self) -> bool:
        """Whether a person has publicly answered the customer's newest message."""
        request, reply = self.newest_request, self.newest_human_reply
        if request is None or reply is None:
            return False
        return self.messages.index(reply) > self.messages.index(request)

    @property
    def is_spoken(self) -> bool:
        """Whether the customer's newest message was spoken. On a phone ticket the first one was, whoever wrote it down."""
        request = self.newest_request
        return request is not None and (
            request.spoken or (self.channel is Channel.VOICE_TRANSCRIPT and request is self._first_public)
        )

    @property
    def awaits_transcript(self) -> bool:
        """Whether the customer's newest message is a call of which nothing can be read yet."""
        request = self.newest_request
        return request is not None and request.spoken and not request.text.strip()

    @property
    def trigger(self) -> str:
        """What we answer to: ``created`` for the first message, else ``message:<id>`` of the customer's newest.

        Derived from the ticket and not from the delivery, so that every bell for the same message means the same work. A call
        without its transcript is ``call`` or ``call:<id>``, because what can be done then is other work than reading it later.
        """
        request = self.newest_request
        if request is None:
            return "created"
        is_first = request is self._first_public
        if self.awaits_transcript:
            return "call" if is_first else f"call:{request.id}"
        return "created" if is_first else f"message:{request.id}"

    @property
    def _first_public(self) -> Message | None:
        return next((m for m in self.messages if m.public), None)

    @property
    def episode(self) -> str:
        """The trigger that opened the stretch from a customer's message to the next human answer."""
        opening: str = "created"
        waiting = False
        for position, message in enumerate(m for m in self.messages if m.public):
            if message.author is Author.AGENT:
                waiting = False
            elif message.author is Author.REQUESTER and not waiting:
                opening = "created" if position == 0 else f"message:{message.id}"
                waiting = True
        return opening

    def mentions(self, word: str) -> bool:
        """Whether this word stands in the subject or in the customer's newest message, in any case."""
        request = self.newest_request
        text = f"{self.subject}\n{request.text if request else ''}"
        return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None

    def carries(self, reference: str) -> bool:
        """Whether one of our notes with this reference already stands on the ticket."""
        return any(not m.public and reference in m.text for m in self.messages)


class EventKind(StrEnum):
    """What a bell says happened, or what somebody asked for: to undo, to look again, or to decide anew."""

    CREATED = "created"
    REPLIED = "replied"
    CHANGED = "changed"
    MERGED = "merged"
    REDACTED = "redacted"
    DELETED = "deleted"
    UNDO = "undo"
    REPLAY = "replay"
    REDECIDE = "redecide"


#: What people asked for. It goes before what happened.
ASKED_FOR: Final = frozenset({EventKind.UNDO, EventKind.REPLAY, EventKind.REDECIDE})


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketEvent:
    """A parsed bell: only ids, because the truth comes from reading the ticket again.

    ``content`` is what the platform gave that stays the same when it repeats itself. ``content_is_unique`` says that two
    different events never share it, as with an event id; a bare bell of Freshdesk has nothing of the kind. ``actor_id`` is whose
    doing it was, where the platform says so.
    """

    kind: EventKind
    ticket_id: str
    message_id: str | None = None
    content: str = ""
    content_is_unique: bool = False
    actor_id: str = ""

    @property
    def key(self) -> str:
        """The part of the dedupe key that stays the same when the platform repeats itself."""
        if self.kind is EventKind.CREATED:
            return "created"
        if self.kind is EventKind.REPLIED and self.message_id:
            return f"message:{self.message_id}"
        return f"content:{hashlib.sha256(f'{self.kind}:{self.content}'.encode()).hexdigest()[:24]}"

    @property
    def repeats(self) -> bool:
        """Whether the same key may rightly come again, because the platform gave nothing that tells two events apart."""
        return self.key.startswith("content:") and not self.content_is_unique
