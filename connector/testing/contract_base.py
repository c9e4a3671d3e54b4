"""What an integration supplies to the contract suite, and how its tests look at a helpdesk."""

import abc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

import pytest

from connector.core.note import Block, BlockKind, Note
from connector.core.ticket import Priority, Ticket
from connector.core.update import DRAFTED, PEOPLE_FIRST, TicketUpdate
from connector.kit.credentials import MemoryCredentials
from connector.port import Connection, Delivery, Helpdesk, Integration, Written
from connector.testing.faults import Fault, FaultPlan
from connector.testing.sandbox import NewTicket, Sandbox

REFERENCE: Final = "WH-CONTRACT2345A"

NOTE: Final = Note(
    (
        Block(BlockKind.HEADING, ("AI triage: for a person",)),
        Block(BlockKind.BULLETS, ("speaks of <b>two</b> orders & a refund", "asks for {{ticket.requester.email}}")),
        Block(BlockKind.DRAFT, ("Hello Sam,", "your parcel is on its way.")),
    )
)

UPDATE: Final = TicketUpdate(
    add_tags=frozenset({PEOPLE_FIRST, DRAFTED}), priority=Priority.HIGH, note=NOTE.with_reference(REFERENCE)
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A running sandbox and the integration's client on it."""

    sandbox: Sandbox
    helpdesk: Helpdesk
    settings: Mapping[str, str]
    credentials: MemoryCredentials

    def trouble(self, fault: Fault, *, writes_only: bool = False) -> None:
        """From now on every call ends so."""
        self.sandbox.gateway.plan = FaultPlan(rate=1.0, kinds=(fault,), writes_only=writes_only, late_seconds=0.05)

    def calm(self) -> None:
        """No more trouble."""
        self.sandbox.gateway.plan = FaultPlan()


class ContractBase(abc.ABC):
    """The blanks to fill in, and the fixture that opens a sandbox through the integration."""

    integration: ClassVar[Integration]
    #: Account settings for verify(), when nothing else is known.
    settings: ClassVar[Mapping[str, str]] = {}
    secret: ClassVar[str] = "a-secret-of-this-webhook"
    other_secret: ClassVar[str] = "a-secret-of-another-webhook"
    #: Headers, in lower case, without which a delivery proves nothing.
    proof_headers: ClassVar[Sequence[str]]
    #: Whether the proof covers the body, or is a shared secret beside it.
    signs_body: ClassVar[bool] = True
    #: Whether a write is refused once the ticket has changed since it was read.
    writes_are_conditional: ClassVar[bool] = True
    #: Reads and writes for one ticket from bell to note.
    most_calls_per_ticket: ClassVar[int] = 3
    #: Genuine bodies that do not concern us.
    other_bodies: ClassVar[Sequence[bytes]] = ()

    @abc.abstractmethod
    def make_sandbox(self) -> Sandbox:
        """Return a fresh sandbox of your platform."""

    @abc.abstractmethod
    def signed(self, body: bytes, secret: str) -> Delivery:
        """Return the delivery as the platform would send it now."""

    @abc.abstractmethod
    def created_body(self, ticket_id: str) -> bytes:
        """Return the body of a bell for a new ticket."""

    @abc.abstractmethod
    def make_odd(self, sandbox: Sandbox, ticket_id: str) -> None:
        """Give a ticket of your sandbox a priority and a status that your tables do not know."""

    def pass_time(self, sandbox: Sandbox, seconds: float) -> None:  # noqa: B027 - a hook that most need not fill
        """Let the sandbox's clock run on, where the platform's clock matters to a write or a list."""

    @pytest.fixture
    def desk(self) -> Iterator[Desk]:
        """A sandbox that answers on a loopback port, opened through the integration."""
        sandbox = self.make_sandbox()
        if "touches_new_tickets" in sandbox.values:
            sandbox.values["touches_new_tickets"] = False
        with sandbox.serve() as running:
            account = sandbox.connection()
            credentials = MemoryCredentials(account["credentials"])
            values = {**account["settings"], "base_url": running.url}
            helpdesk = self.integration.open(Connection(account="contract", settings=values, credentials=credentials))
            yield Desk(sandbox, helpdesk, values, credentials)

    def new_ticket(self, desk: Desk, **fields: object) -> Ticket:
        """Let a customer write, and read the ticket."""
        ticket_id = desk.sandbox.create_ticket(
            NewTicket(**{"subject": "Where is my parcel", "body": "It should have come on Monday.", **fields})  # type: ignore[arg-type]
        )
        return self.read(desk, ticket_id)

    def read(self, desk: Desk, ticket_id: str) -> Ticket:
        """Read a ticket once its last change has settled."""
        self.pass_time(desk.sandbox, 2.0)
        return desk.helpdesk.fetch_ticket(ticket_id)

    def apply(self, desk: Desk, ticket: Ticket, update: TicketUpdate) -> Sequence[Written]:
        """Do what the pipeline does: drop a note that already stands, then send what is left."""
        if ticket.carries(REFERENCE):
            update = replace(update, note=None)
        return [desk.helpdesk.send(ticket, write) for write in desk.helpdesk.writes(ticket, update)]
