"""The protocols between the connector and everything that may be replaced: helpdesks, models, stores of knowledge."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol, runtime_checkable

from connector.administration import Administration, BrowserSignIn, SidebarApp
from connector.core.approval import SendGrant
from connector.core.budget import Budget
from connector.core.disclosure import CustomerText
from connector.core.draft import Source
from connector.core.ticket import Capability, Ticket, TicketEvent
from connector.core.update import NO_CHANGES, FieldChanges, FieldValues, TicketUpdate
from connector.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Delivery:
    """One webhook call as it arrived: header names in lower case, body as raw bytes."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people in the helpdesk."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the credentials act as. ``is_person`` is the integration's best guess whether the seat belongs to a person."""

    id: str
    name: str
    role: str = ""
    is_person: bool | None = None


#: The name of the write that a customer sees.
REPLY: Final = "reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One request to the helpdesk, ready to send once. ``name`` is its place in the ledger (``update``, ``note``, ``fields``).

    ``carries_note`` says that the reference of the note travels inside this request, and ``changes`` are the fields it changes.
    ``quarantine`` is how many seconds an unknown outcome has to rest before anybody looks whether it took effect.
    A write called ``reply`` is the only one that a customer sees; without its grant it cannot exist.
    """

    name: str
    carries_note: bool
    quarantine: float
    changes: FieldChanges = NO_CHANGES
    request: Mapping[str, Any] = field(repr=False)
    grant: SendGrant | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if (self.name == REPLY) is not (self.grant is not None):
            raise ValueError("a reply needs a grant, and nothing else has one")


@dataclass(frozen=True, slots=True)
class Written:
    """What the helpdesk answered to a write: its id for the note, if it made one, and its mark of the new version.

    ``before`` and ``after`` are the fields as the write found and left them, where the integration knows better than the
    ticket that was read.
    """

    note_id: str = ""
    stamp: str = ""
    before: FieldValues | None = None
    after: FieldValues | None = None


@dataclass(frozen=True, slots=True)
class ChangedTicket:
    """A row of the platform's incremental list. ``changed_at`` tells what is old from what is new, where that is known."""

    ticket_id: str
    stamp: str
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """One page of the incremental list. ``cursor`` goes into the next call; ``more`` says that it can follow at once."""

    tickets: tuple[ChangedTicket, ...]
    cursor: str
    more: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """One page of an account's past. ``gone`` are tickets that were deleted since.

    Each ticket holds what its requester wrote first and its fields as they are now, and nothing else: no answer, no note, nobody
    else's words. ``messages`` is empty where the first words are not certainly the requester's alone. Never to be written on.
    """

    tickets: tuple[Ticket, ...]
    cursor: str
    more: bool
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgePage:
    """One page of the account's own answers; the fruit of one call to the helpdesk.

    ``sources`` may be used; ``withdrawn`` are references of answers seen here that may not, or not any more. ``cursor`` goes into the
    next call, and ``more`` says that the pass goes on with it; else it begins the next pass. ``wait`` is for how many seconds to leave
    the helpdesk alone before, because little of its limit is left. ``remark`` is a sentence on what may not be read, and what to do.
    """

    sources: tuple[Source, ...] = ()
    withdrawn: tuple[str, ...] = ()
    cursor: str
    more: bool
    wait: float = 0.0
    remark: str = ""


class Helpdesk(Protocol):
    """One account of a helpdesk, opened with its credentials.

    Every method raises only the families of ``connector.errors``: Transient, Conflict, Permanent. None of them sleeps on a
    ``Retry-After``; it travels upward.
    """

    def identify(self) -> Identity:
        """Return who the credentials act as."""

    def groups(self) -> Sequence[Group]:
        """Return the groups a ticket can be given to."""

    def fetch_ticket(self, ticket_id: str) -> Ticket:
        """Return the ticket as it is now, private notes included. Raises TicketGone."""

    def writes(self, ticket: Ticket, update: TicketUpdate, *, edits_note_id: str = "") -> Sequence[Write]:
        """Render what is left to change on this fresh ticket as requests, in the order they must be sent.

        The note in ``update`` already carries its reference. With ``edits_note_id`` the note replaces that one where the
        platform can edit. Nothing to change gives an empty sequence. Pure: sends nothing.
        """

    def send(self, ticket: Ticket, write: Write) -> Written:
        """Send one write once, without any retry, and classify the outcome.

        Raises Conflict when the ticket changed since it was read (on a conditional write), Refused with the field the helpdesk
        named, OutcomeUnknown when it may have taken effect.
        """

    def reply_writes(self, ticket: Ticket, text: CustomerText, grant: SendGrant, *, reference: str) -> Sequence[Write]:
        """Render a public reply as one write called ``reply``; empty where this helpdesk has no way. Pure. The status stays.

        ``reference`` goes where no customer sees it. Raises ValueError when the grant is for another text or ticket.
        """

    def find_reply(self, ticket_id: str, reference: str) -> str:
        """Return the id of the reply that was sent with this reference, or an empty string where the platform cannot tell."""

    def changed_since(self, cursor: str, since: datetime) -> ChangedPage:
        """Return a page of tickets that are new or changed; ``since`` is used when ``cursor`` is empty."""

    def history(self, cursor: str, since: datetime) -> HistoryPage:
        """Return a page of the account's past for learning; ``since`` is used when ``cursor`` is empty. Reads in bulk where it can."""

    def knowledge(self, cursor: str) -> KnowledgePage:
        """Return a page of the account's own answers: macros or canned responses, public articles. Never drafts, never restricted.

        An empty cursor begins a whole pass. A pass that begins with the cursor in which another one ended gives at least what changed
        since, where the platform can tell, and everything anew where it cannot: then that cursor is empty. Every translation is a
        source of its own. A source that only customers of one brand may be answered with says so.
        """

    def read_rules(self) -> Mapping[str, str] | None:
        """Return the admin's settings from the platform, or ``None`` where the platform holds none."""


@runtime_checkable
class RequesterMarks(Protocol):
    """What a ``Helpdesk`` may have besides: it can show on a customer's own record that this customer wishes a person.

    The record carries the tag ``connector.core.wishes.PREFERS_HUMAN`` beside the tags of others. Both methods raise TicketGone
    where there is no such customer any more, CredentialsRejected where the rights are missing, and Refused where the account keeps
    no tags on customers.
    """

    def mark_requester(self, requester_id: str, wanted: bool) -> None:
        """Put the tag on the customer's record, or take it off. Doing it twice is doing it once; it stands once this returns."""

    def is_requester_marked(self, requester_id: str) -> bool:
        """Whether the tag stands on the customer's record."""


class CredentialSource(Protocol):
    """Credentials of one account, stored encrypted. Renewal happens under a lock shared by all workers."""

    def read(self) -> Mapping[str, str]:
        """Return the current credentials."""

    def renew(self, stale: Mapping[str, str], fetch: Callable[[Mapping[str, str]], Mapping[str, str]]) -> Mapping[str, str]:
        """Replace ``stale`` by what ``fetch(current)`` returns and keep it before anybody uses it.

        Under a lock: if somebody else renewed meanwhile, their result is returned and ``fetch`` is not called.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """All an integration needs to open an account: its plain settings and where its credentials live.

    ``budget``, where there is one, has to be asked before every call. ``connector.kit.http`` does.
    """

    account: str
    settings: Mapping[str, str]
    credentials: CredentialSource
    budget: Budget | None = None


class Integration(Protocol):
    """One kind of helpdesk. Registered through the entry point group ``connector.integrations``."""

    @property
    def manifest(self) -> Manifest:
        """What the integration declares."""

    def check_settings(self, settings: Mapping[str, str], credentials: Mapping[str, str]) -> None:
        """Raise ConfigurationError, one sentence with the remedy, when something is missing or cannot be right."""

    def verify(self, delivery: Delivery, settings: Mapping[str, str], secrets: Sequence[str], now: datetime) -> None:
        """Return for a genuine delivery, else raise SignatureInvalid. Any bytes at all; nothing else is ever raised.

        ``secrets`` are the live webhook secrets, one or two during a rotation. No secret at all accepts nothing.
        """

    def parse(self, delivery: Delivery) -> TicketEvent | None:
        """Return the event, ``None`` for one that does not concern us, or raise PayloadInvalid. Never looks at the network."""

    def test_delivery(self, secret: str, now: datetime) -> Delivery:
        """Return a genuine delivery that concerns no ticket, for trying the way from the platform to us.

        ``verify`` accepts it under ``secret``, and ``parse`` gives ``None``.
        """

    def open(self, connection: Connection) -> Helpdesk:
        """Open an account. Makes no call yet."""

    def webhook_instructions(self, url: str, settings: Mapping[str, str]) -> str:
        """Return the steps by which an admin points the platform's webhook at ``url``, to read and copy."""

    def administer(self, connection: Connection) -> Administration | None:
        """Open the admin's side of an account, or ``None`` where there is none. Makes no call yet."""

    def browser_sign_in(self, settings: Mapping[str, str]) -> BrowserSignIn | None:
        """Return how an admin signs in through a browser, or ``None`` where the platform has no such thing."""

    @property
    def sidebar_app(self) -> SidebarApp | None:
        """The app that shows our sidebar, or ``None`` where there is none."""


__all__ = [
    "REPLY",
    "Capability",
    "ChangedPage",
    "ChangedTicket",
    "Connection",
    "CredentialSource",
    "Delivery",
    "Group",
    "Helpdesk",
    "HistoryPage",
    "Identity",
    "Integration",
    "KnowledgePage",
    "RequesterMarks",
    "Write",
    "Written",
]
