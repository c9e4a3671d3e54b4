"""From Zendesk's words to ours. Unknown words become the neutral value, and never make a ticket unreadable."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from connector.core.ticket import Author, Bar, Capability, Channel, Message, Priority, Requester, Status, Ticket
from connector.kit.text import flatten_html
from connector.port import ChangedTicket
from integrations.zendesk.payloads import ChangedBody, CommentBody, CommentsPage, TicketAnswer, TicketBody, UserBody
from integrations.zendesk.stamp import Stamp

CAPABILITIES: Final = frozenset({Capability.TAGS, Capability.PRIORITY, Capability.GROUP, Capability.NOTE})

# https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#json-format
PRIORITIES: Final[Mapping[str, Priority]] = {
    "low": Priority.LOW,
    "normal": Priority.NORMAL,
    "high": Priority.HIGH,
    "urgent": Priority.URGENT,
}

# “hold” waits for somebody else than the customer, so a person of the business still has to look.
STATUSES: Final[Mapping[str, Status]] = {
    "new": Status.OPEN,
    "open": Status.OPEN,
    "hold": Status.OPEN,
    "pending": Status.WAITING,
    "solved": Status.SOLVED,
    "closed": Status.CLOSED,
    "archived": Status.CLOSED,
    "deleted": Status.CLOSED,
    "scrubbed": Status.CLOSED,
}

_BARS: Final[Mapping[str, Bar]] = {
    "closed": Bar.CLOSED,
    "archived": Bar.CLOSED,
    "deleted": Bar.DELETED,
    "scrubbed": Bar.DELETED,
}

# https://developer.zendesk.com/documentation/ticketing/reference-guides/via-object-reference/
CHANNELS: Final[Mapping[str, Channel]] = {
    "email": Channel.EMAIL,
    "mail": Channel.EMAIL,
    "web": Channel.PORTAL,
    "web_form": Channel.PORTAL,
    "web_widget": Channel.PORTAL,
    "help_center": Channel.PORTAL,
    "mobile": Channel.PORTAL,
    "mobile_sdk": Channel.PORTAL,
    "chat": Channel.CHAT,
    "chat_transcript": Channel.CHAT,
    "messaging": Channel.CHAT,
    "native_messaging": Channel.CHAT,
    "sms": Channel.CHAT,
    "voice": Channel.VOICE_TRANSCRIPT,
    "phone": Channel.VOICE_TRANSCRIPT,
    "facebook": Channel.SOCIAL,
    "twitter": Channel.SOCIAL,
    "whatsapp": Channel.SOCIAL,
    "line": Channel.SOCIAL,
    "wechat": Channel.SOCIAL,
    "instagram_dm": Channel.SOCIAL,
    "any_channel": Channel.SOCIAL,
}

#: Conversations that live outside the ticket's comments. Whether anything written there could reach the customer's
#: messenger is not documented, so only the private note, which certainly cannot, is written.
CONVERSATIONS: Final = frozenset({"chat", "messaging", "native_messaging", "whatsapp", "line", "wechat", "instagram_dm"})

_STAFF_ROLES: Final = frozenset({"agent", "admin"})
_VOICE: Final = "VoiceComment"


def to_ticket(answer: TicketAnswer, page: CommentsPage, read_at: str) -> Ticket:
    """Return the ticket with its comments, which came newest first. ``read_at`` is the server's clock before the reading."""
    body = answer.ticket
    people = People(body, {user.id: user for user in (*page.users, *answer.users)})
    comments = sorted(page.comments, key=lambda comment: (comment.created_at, int(comment.id or 0)))
    messages = [_to_message(comment, people) for comment in comments]
    if page.meta.has_more:
        messages.insert(0, _description(body, people))
    bars = frozenset(_bars(body, messages))
    return Ticket(
        id=body.id,
        subject=body.subject,
        status=STATUSES.get(body.status.lower(), Status.OPEN),
        channel=CHANNELS.get(body.via.channel, Channel.OTHER),
        requester=people.requester(),
        messages=tuple(messages),
        stamp=str(Stamp(body.updated_at, read_at)),
        created_at=body.created_at,
        updated_at=Stamp(body.updated_at, read_at).moment,
        priority=PRIORITIES.get(body.priority.lower()),
        group_id=body.group_id or None,
        assignee_id=body.assignee_id or None,
        type=body.type or None,
        tags=frozenset(body.tags),
        accepts=_accepts(body, bars),
        bars=bars,
        brand=body.brand_id,
    )


@dataclass(frozen=True, slots=True)
class People:
    """Who is who on one ticket."""

    ticket: TicketBody
    users: Mapping[str, UserBody]

    def requester(self) -> Requester:
        """The customer, as far as Zendesk tells."""
        known = self.users.get(self.ticket.requester_id)
        user = known or UserBody()
        language = user.locale.replace("_", "-").partition("-")[0].lower()
        return Requester(
            id=self.ticket.requester_id,
            name=user.name,
            email=user.email,
            language=language if len(language) == 2 else "",
            tags=None if known is None else frozenset(known.tags),
        )

    def author(self, user_id: str, *, public: bool, channel: str = "") -> Author:
        """Who wrote a comment.

        Any end user speaks for the customer: somebody in copy may be the one who asks for a person or names a loss, and must
        never count as an answer by the business. A colleague who asks on their own behalf is the requester too, but their
        private notes are the notes of staff. Triggers and automations write as ``rule`` or as user -1; a user whom Zendesk
        no longer shows is nobody, so that their words neither ask nor answer.
        """
        if channel == "rule":
            return Author.SYSTEM
        user = self.users.get(user_id)
        is_staff = user is not None and user.role in _STAFF_ROLES
        if user_id and user_id == self.ticket.requester_id and (public or not is_staff):
            return Author.REQUESTER
        if is_staff:
            return Author.AGENT
        return Author.REQUESTER if user is not None and user.role == "end-user" else Author.SYSTEM

    def name(self, user_id: str) -> str:
        """The display name, or an empty string."""
        return self.users.get(user_id, UserBody()).name


def to_changed(rows: Iterable[ChangedBody]) -> Iterable[ChangedTicket]:
    """Yield the tickets on the incremental list that still exist."""
    return (
        ChangedTicket(row.id, row.updated_at, _moment(row.updated_at))
        for row in rows
        if row.id and row.status.lower() not in ("deleted", "scrubbed")
    )


def _moment(text: str) -> datetime | None:
    try:
        return Stamp(text, "").moment
    except ValueError:
        return None


def _to_message(comment: CommentBody, people: People) -> Message:
    spoken = comment.type == _VOICE
    text = comment.data.transcription_text.strip() if spoken else _text_of(comment)
    author = people.author(comment.author_id, public=comment.public, channel=comment.via.channel)
    if spoken and text:
        author = Author.REQUESTER  # a call that an agent logged or made has the customer in it too
    return Message(
        id=comment.id,
        author=author,
        # A voicemail may be kept as a private comment; what the customers said themselves is no secret from them.
        public=comment.public or (spoken and author is Author.REQUESTER),
        text=text,
        created_at=comment.created_at,
        author_id=comment.author_id,
        author_name=people.name(comment.author_id),
        html="" if spoken else comment.html_body,
        spoken=spoken,
    )


def _text_of(comment: CommentBody) -> str:
    # “plain_body” keeps non-breaking spaces as entities.
    text = (comment.plain_body or comment.body).replace("&nbsp;", " ").replace("\u00a0", " ").replace("\r\n", "\n").strip()
    return text or flatten_html(comment.html_body)


def _description(body: TicketBody, people: People) -> Message:
    """The first comment as the ticket repeats it, for tickets whose oldest comments were not read."""
    author_id = body.submitter_id or body.requester_id
    return Message(
        id="description",
        author=people.author(author_id, public=True),
        public=True,
        text=body.description.strip(),
        created_at=body.created_at,
        author_id=author_id,
        author_name=people.name(author_id),
    )


def _bars(body: TicketBody, messages: list[Message]) -> Iterable[Bar]:
    if bar := _BARS.get(body.status.lower()):
        yield bar
    # Agents write first in calls they log and mails they start; until the customer answers, nobody has asked us anything.
    first_public = next((message for message in messages if message.public), None)
    asked = any(message.public and message.author is Author.REQUESTER for message in messages)
    if not asked and first_public is not None and first_public.author is Author.AGENT:
        yield Bar.OUTBOUND


def _accepts(body: TicketBody, bars: frozenset[Bar]) -> frozenset[Capability]:
    if bars & {Bar.CLOSED, Bar.DELETED}:
        return frozenset()  # 422 for ever
    if body.from_messaging_channel or body.via.channel in CONVERSATIONS:
        return frozenset({Capability.NOTE})
    refused = set()
    if body.priority and body.priority.lower() not in PRIORITIES:
        refused.add(Capability.PRIORITY)  # we cannot tell whether ours would be lower
    if body.assignee_id:
        refused.add(Capability.GROUP)  # a new group takes the ticket away from an assignee who is not in it
    return CAPABILITIES - refused
