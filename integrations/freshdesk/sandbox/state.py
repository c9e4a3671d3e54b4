"""What a Freshdesk account holds, as far as we touch it, and how it looks on the wire.

Shapes follow https://developers.freshdesk.com/api/ ; names and addresses are invented.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from connector.kit.text import flatten_html
from integrations.freshdesk.sandbox.answers import Article, CannedResponse
from integrations.freshdesk.sandbox.rules import RuleState

OUR_AGENT: Final = 9001
PERSON: Final = 9002
ADMIN_ROLE, AGENT_ROLE = 9101, 9102
API_KEY: Final = "SandboxKey1234567890"
DOMAIN: Final = "lindholm.freshdesk.com"

GROUPS: Final = {"Support": 48000000101, "Billing": 48000000102, "Care": 48000000103}

#: What agents and customers call each status; one status is the Email AI Agent's, under an id that differs by account.
STATUS_LABELS: Final = {
    2: ["Open", "Being Processed"],
    3: ["Pending", "Awaiting your Reply"],
    4: ["Resolved", "This ticket has been Resolved"],
    5: ["Closed", "This ticket has been Closed"],
    6: ["Waiting on Customer", "Awaiting your Reply"],
    7: ["Waiting on Third Party", "Being Processed"],
    8: ["Assigned to AI Agent", "Being Processed"],
}


@dataclass
class Contact:
    """A customer."""

    id: int
    name: str
    email: str
    language: str = ""
    tags: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The contact as the API shows it."""
        return {
            "id": self.id,
            "name": self.name,
            "email": self.email,
            "active": False,
            "phone": None,
            "mobile": None,
            "language": self.language or "en",
            "tags": list(self.tags),
            "custom_fields": {},
            "other_emails": [],
        }


@dataclass
class Conversation:
    """A reply (source 0) or a note (source 2)."""

    id: int
    ticket_id: int
    body: str
    incoming: bool
    private: bool
    user_id: int
    source: int
    created_at: datetime
    updated_at: datetime

    def as_json(self) -> dict[str, Any]:
        """The conversation as the API shows it."""
        return {
            "id": self.id,
            "body": self.body,
            "body_text": flatten_html(self.body),
            "incoming": self.incoming,
            "private": self.private,
            "user_id": self.user_id,
            "support_email": None,
            "source": self.source,
            "ticket_id": self.ticket_id,
            "from_email": None,
            "to_emails": [],
            "cc_emails": None,
            "bcc_emails": None,
            "attachments": [],
            "created_at": iso(self.created_at),
            "updated_at": iso(self.updated_at),
            "last_edited_at": None,
        }


@dataclass
class TicketState:
    """A ticket."""

    id: int
    subject: str
    description: str
    requester: Contact
    source: int
    created_at: datetime
    updated_at: datetime
    status: int = 2
    priority: int = 1
    type: str | None = None
    group_id: int | None = None
    responder_id: int | None = None
    tags: list[str] = field(default_factory=list)
    spam: bool = False
    deleted: bool = False
    conversations: list[Conversation] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The ticket as the API shows it. ``deleted`` is seen on deleted tickets only."""
        shown: dict[str, Any] = {
            "id": self.id,
            "subject": self.subject,
            "status": self.status,
            "priority": self.priority,
            "type": self.type,
            "source": self.source,
            "tags": list(self.tags),
            "group_id": self.group_id,
            "responder_id": self.responder_id,
            "requester_id": self.requester.id,
            "company_id": None,
            "product_id": None,
            "email_config_id": None,
            "custom_fields": {"cf_region": None},
            "spam": self.spam,
            "is_escalated": False,
            "fr_escalated": False,
            "cc_emails": [],
            "fwd_emails": [],
            "reply_cc_emails": [],
            "to_emails": None,
            "association_type": None,
            "due_by": iso(self.created_at + timedelta(days=3)),
            "fr_due_by": iso(self.created_at + timedelta(days=1)),
            "created_at": iso(self.created_at),
            "updated_at": iso(self.updated_at),
        }
        return {**shown, "deleted": True} if self.deleted else shown

    def with_description(self) -> dict[str, Any]:
        """The ticket as it is viewed alone; lists leave the description out."""
        described = {"description": self.description, "description_text": flatten_html(self.description), "attachments": []}
        return {**self.as_json(), **described}


class State:
    """Everything in the account. The sandbox's lock guards it."""

    def __init__(self) -> None:
        self.tickets: dict[int, TicketState] = {}
        self.contacts: dict[str, Contact] = {}
        self.canned: list[CannedResponse] = []
        self.articles: list[Article] = []
        #: Portals beside the account's own, by name.
        self.portals: dict[str, int] = {}
        #: Rules made through the API, and which of those made by hand it has changed since: type and address.
        self.rules: list[RuleState] = []
        self.replaced: set[tuple[int, str]] = set()
        self._last_id = 40

    def now(self) -> datetime:
        """The account's clock."""
        return datetime.now(UTC)

    def grow_older(self, by: timedelta) -> None:
        """Move everything into the past, as if so much time had gone by."""
        for ticket in self.tickets.values():
            everything: list[TicketState | Conversation] = [ticket, *ticket.conversations]
            for dated in everything:
                dated.created_at -= by
                dated.updated_at -= by

    def new_id(self) -> int:
        """A number nobody has. The first ticket is 41."""
        self._last_id += 1
        return self._last_id

    def contact(self, name: str, email: str, language: str) -> Contact:
        """The customer with this address, made if new."""
        return self.contacts.setdefault(email, Contact(5000 + len(self.contacts), name, email, language))

    def add_conversation(
        self, ticket: TicketState, body: str, *, user_id: int, source: int, incoming: bool = False, private: bool = False
    ) -> Conversation:
        """Append to a ticket."""
        now = self.now()
        made = Conversation(
            id=1_000_000 + self.new_id(), ticket_id=ticket.id, body=body, incoming=incoming, private=private,
            user_id=user_id, source=source, created_at=now, updated_at=now,
        )  # fmt: skip
        ticket.conversations.append(made)
        return made

    def conversation(self, conversation_id: int) -> tuple[TicketState, Conversation] | None:
        """A conversation and its ticket."""
        return next(((t, c) for t in self.tickets.values() for c in t.conversations if c.id == conversation_id), None)


def iso(moment: datetime) -> str:
    """Whole seconds of UTC, as the API writes every time."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
