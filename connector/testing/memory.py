"""A helpdesk in memory, for tests of the pipeline: it keeps every promise of the port and can be told to fail."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from connector.core.approval import SendGrant
from connector.core.budget import Budget, Charge, NoBudget
from connector.core.disclosure import CustomerText
from connector.core.draft import Source
from connector.core.note import Note
from connector.core.ticket import Author, Capability, Message, Ticket
from connector.core.update import NO_CHANGES, FieldValues, TicketUpdate, applied
from connector.core.wishes import PREFERS_HUMAN
from connector.errors import Conflict, TicketGone
from connector.port import REPLY, ChangedPage, ChangedTicket, Group, HistoryPage, Identity, KnowledgePage, Write, Written


class MemoryHelpdesk:
    """Tickets in a dict; one atomic, conditional write. ``before_send`` and ``after_send`` may raise what a wire would."""

    def __init__(self, *, can_edit_notes: bool = False) -> None:
        self.tickets: dict[str, Ticket] = {}
        self.sends = 0
        self.reads = 0
        self.marks = 0
        self.page_size = 100
        self.before_send: Callable[[Write], None] = lambda _write: None
        self.after_send: Callable[[Write], None] = lambda _write: None
        self.before_mark: Callable[[str], None] = lambda _requester: None
        self.references: dict[str, str] = {}
        self.keeps_references = True
        self.answers: tuple[Source, ...] = ()
        self.rules: Mapping[str, str] | None = None
        self.budget: Budget = NoBudget()
        self.capabilities = frozenset(Capability) if can_edit_notes else frozenset(Capability) - {Capability.EDIT_NOTE}
        self._lock = threading.RLock()

    def put(self, ticket: Ticket) -> None:
        """Place a ticket, as a new version."""
        with self._lock:
            version = len(self.tickets) + self.sends + int(ticket.stamp.removeprefix("v") or 0) + 1
            self.tickets[ticket.id] = replace(ticket, stamp=f"v{version}", accepts=self.capabilities)

    def say(self, ticket_id: str, author: Author, text: str, *, public: bool = True) -> None:
        """Add a message."""
        with self._lock:
            ticket = self.tickets[ticket_id]
            last = ticket.messages[-1]
            message = Message(
                id=str(len(ticket.messages) + 1),
                author=author,
                public=public,
                text=text,
                created_at=last.created_at + timedelta(minutes=1),
            )
            self.put(replace(ticket, messages=(*ticket.messages, message)))

    def notes(self, ticket_id: str) -> list[str]:
        """The private notes on a ticket."""
        return [m.text for m in self.tickets[ticket_id].messages if not m.public]

    def identify(self) -> Identity:
        """Always the same seat."""
        return Identity(id="1", name="AI triage (automated)", role="agent", is_person=False)

    def groups(self) -> Sequence[Group]:
        """Four groups."""
        return [Group("1", "Support"), Group("2", "Inbox"), Group("3", "Billing"), Group("4", "Care")]

    def fetch_ticket(self, ticket_id: str) -> Ticket:
        """Return the ticket or raise TicketGone. This alone costs a credit."""
        self.budget.enter([Charge("calls")])
        self.reads += 1
        self.budget.leave((), status=200)
        with self._lock:
            if ticket_id not in self.tickets:
                raise TicketGone("no such ticket")
            return self.tickets[ticket_id]

    def writes(self, ticket: Ticket, update: TicketUpdate, *, edits_note_id: str = "") -> Sequence[Write]:
        """One write, or none."""
        changes = update.against(ticket)
        if not changes and update.note is None:
            return ()
        request = {
            "changes": changes,
            "note": update.note,
            "edits": edits_note_id if Capability.EDIT_NOTE in ticket.accepts else "",
        }
        note = update.note is not None
        return (Write(name="update", carries_note=note, quarantine=5.0, changes=changes, request=request),)

    def reply_writes(self, ticket: Ticket, text: CustomerText, grant: SendGrant, *, reference: str) -> Sequence[Write]:
        """One public message."""
        grant.require(ticket.id, text)
        request = {"changes": NO_CHANGES, "note": None, "edits": "", "reply": text.text, "reference": reference}
        return (Write(name=REPLY, carries_note=False, quarantine=5.0, request=request, grant=grant),)

    def find_reply(self, ticket_id: str, reference: str) -> str:
        """The id kept in ``references``, unless they are lost."""
        return self.references.get(reference, "")

    def send(self, ticket: Ticket, write: Write) -> Written:
        """Carry out a write on the version that was read, or raise Conflict."""
        self.sends += 1
        self.before_send(write)
        with self._lock:
            current = self.tickets[ticket.id]
            if current.stamp != ticket.stamp:
                raise Conflict("changed in between")
            values = applied(FieldValues.of(current), write.request["changes"])
            messages = self._with_note(current.messages, write.request["note"], write.request["edits"])
            if write.name == REPLY:
                messages = (*messages, self._reply(current.messages, write.request["reply"]))
                self.references |= {write.request["reference"]: messages[-1].id} if self.keeps_references else {}
            self.put(replace(current, tags=values.tags, priority=values.priority, group_id=values.group_id, messages=messages))
            written = Written(messages[-1].id, self.tickets[ticket.id].stamp)
        self.after_send(write)
        return written

    def changed_since(self, cursor: str, since: datetime) -> ChangedPage:
        """Every ticket, each time."""
        rows = tuple(ChangedTicket(t.id, t.stamp) for t in self.tickets.values())
        return ChangedPage(rows, "end", more=False)

    def history(self, cursor: str, since: datetime) -> HistoryPage:
        """So many tickets a page as ``page_size`` says, each with the words that opened it where the customer did."""
        with self._lock:
            begun, known = int(cursor or 0), list(self.tickets.values())
        page = known[begun : begun + self.page_size]
        past = tuple(replace(t, messages=tuple(m for m in t.messages[:1] if m.author is Author.REQUESTER)) for t in page)
        return HistoryPage(past, str(begun + len(page)), more=begun + len(page) < len(known))

    def knowledge(self, cursor: str) -> KnowledgePage:
        """So many of the answers placed in ``answers`` a page as ``page_size`` says. Every pass is a whole one."""
        begun = int(cursor or 0)
        page = self.answers[begun : begun + self.page_size]
        more = begun + len(page) < len(self.answers)
        return KnowledgePage(sources=page, cursor=str(begun + len(page)) if more else "", more=more)

    def mark_requester(self, requester_id: str, wanted: bool) -> None:
        """Put the tag on every ticket's picture of this customer, or take it off. ``before_mark`` may raise what a wire would."""
        self.before_mark(requester_id)
        with self._lock:
            self.marks += 1
            for ticket in self.tickets.values():
                if ticket.requester.id == requester_id:
                    tags = (ticket.requester.tags or frozenset()) - {PREFERS_HUMAN} | ({PREFERS_HUMAN} if wanted else set())
                    self.tickets[ticket.id] = replace(ticket, requester=replace(ticket.requester, tags=tags))

    def is_requester_marked(self, requester_id: str) -> bool:
        """Whether the tag stands there."""
        return any(PREFERS_HUMAN in (t.requester.tags or ()) for t in self.tickets.values() if t.requester.id == requester_id)

    def read_rules(self) -> Mapping[str, str] | None:
        """The settings placed in ``rules``."""
        return self.rules

    @staticmethod
    def _reply(messages: tuple[Message, ...], text: str) -> Message:
        """Our seat's public words, in a helpdesk whose clock is that of its newest message."""
        newest = messages[-1].created_at + timedelta(seconds=1)
        return Message(id=str(len(messages) + 1), author=Author.AGENT, author_id="1", public=True, text=text, created_at=newest)

    @staticmethod
    def _with_note(messages: tuple[Message, ...], note: Note | None, edits: str) -> tuple[Message, ...]:
        if note is None:
            return messages
        if edits:
            return tuple(replace(m, text=note.text) if m.id == edits else m for m in messages)
        new = Message(
            id=str(len(messages) + 1), author=Author.AGENT, public=False, text=note.text, created_at=messages[-1].created_at
        )
        return (*messages, new)
