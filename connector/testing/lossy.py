"""A helpdesk in memory behind a wire that loses answers: what a write came to, as a process sees it and as it was.

Steps of :mod:`connector.steps` are passed before and after each call, as they are over HTTP.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final

from connector.core.ticket import Ticket
from connector.errors import Conflict, OutcomeUnknown, Refused, Transient
from connector.port import Write, Written
from connector.steps import step
from connector.testing.memory import MemoryHelpdesk

#: How long a write travels that arrives after its connection broke, in seconds.
TRAVEL: Final = 2.0

Send = Callable[[], Written]
Outcome = Callable[["LossyHelpdesk", Send], Written]


def do(_: "LossyHelpdesk", send: Send) -> Written:
    """The write is done and said to be."""
    return send()


def refuse(_: "LossyHelpdesk", _send: Send) -> Written:
    """The helpdesk refuses a field."""
    raise Refused("required", field="priority")


def fail(_: "LossyHelpdesk", _send: Send) -> Written:
    """It certainly did nothing."""
    raise Transient("503 before it was looked at")


def lose_before(_: "LossyHelpdesk", _send: Send) -> Written:
    """The connection breaks, and nothing was done."""
    raise OutcomeUnknown("no answer")


def lose_after(_: "LossyHelpdesk", send: Send) -> Written:
    """It is done, and the answer is lost."""
    send()
    raise OutcomeUnknown("no answer")


def arrive_late(helpdesk: "LossyHelpdesk", send: Send) -> Written:
    """The connection breaks, and it is done two seconds later, if the helpdesk still lets it."""
    helpdesk.travelling.append((helpdesk.clock() + TRAVEL, send))
    raise OutcomeUnknown("no answer")


OUTCOMES: Final = (do, refuse, fail, lose_before, lose_after, arrive_late)


class LossyHelpdesk(MemoryHelpdesk):
    """The next write ends as ``outcome`` says, and every one after it well, unless ``outcome`` is set again.

    ``clock`` tells when a write that travels arrives: at the first :meth:`arrive` after its time. Like Zendesk it refuses a write on a
    version that is no more; like Freshdesk it takes every write, and lets notes be edited.
    """

    def __init__(self, clock: Callable[[], float], outcome: Outcome = do, *, like_freshdesk: bool) -> None:
        super().__init__(can_edit_notes=like_freshdesk)
        self.clock, self.outcome, self.is_conditional = clock, outcome, not like_freshdesk
        self.travelling: list[tuple[float, Send]] = []

    def fetch_ticket(self, ticket_id: str) -> Ticket:
        step("call.before")
        ticket = super().fetch_ticket(ticket_id)
        step("call.after")
        return ticket

    def send(self, ticket: Ticket, write: Write) -> Written:
        step("call.before")
        outcome, self.outcome = self.outcome, do
        try:
            return outcome(self, lambda: self._carry_out(ticket, write))
        finally:
            step("call.after")

    def arrive(self) -> None:
        """Let what travels arrive when its time has come."""
        due = [send for at, send in self.travelling if at <= self.clock()]
        self.travelling = [(at, send) for at, send in self.travelling if at > self.clock()]
        for send in due:
            with suppress(Conflict):  # nobody waits for its answer
                send()

    def _carry_out(self, ticket: Ticket, write: Write) -> Written:
        if not self.is_conditional:
            ticket = replace(ticket, stamp=self.tickets[ticket.id].stamp)
        return super().send(ticket, write)
