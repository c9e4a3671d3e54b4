"""Finding tickets whose bell never rang, without finding our own writes."""

from typing import Any

import pytest

from connector.core.ticket import EventKind, TicketEvent
from connector.errors import CredentialsRejected, RateLimited
from connector.polling import Poller
from connector.store.line import Lane


def poller(bench: Any) -> Poller:
    """A poller over the bench."""
    application = bench.application
    return Poller(
        accounts=application.accounts,
        desks=application.desks,
        inbox=application.inbox,
        ledger=application.ledger,
        settle_seconds=0.0,
        clock=application.clock,
    )


def hand_out(bench: Any) -> None:
    """Let the sweeper hand out what is due and the worker do it."""
    bench.rows.extend(bench.application.inbox.hand_out(10))
    bench.work()


def test_a_ticket_without_a_bell_is_found_once(bench: Any) -> None:
    assert poller(bench).poll() == 1
    hand_out(bench)
    assert len(bench.helpdesk.notes("41")) == 1
    assert poller(bench).poll() == 0
    assert bench.application.inbox.hand_out(10) == ()


def test_a_ticket_that_a_person_changed_is_looked_at_and_left(bench: Any) -> None:
    poller(bench).poll()
    hand_out(bench)
    bench.helpdesk.put(bench.helpdesk.tickets["41"])
    assert poller(bench).poll() == 1
    hand_out(bench)
    assert len(bench.helpdesk.notes("41")) == 1


def test_what_waits_to_be_read_is_not_read_twice(bench: Any) -> None:
    bench.ring()
    assert poller(bench).poll() == 0, "the bell's work reads it"
    bench.helpdesk.put(bench.helpdesk.tickets["41"])
    assert poller(bench).poll() == 0
    bench.application.inbox.begin(bench.rows[-1])
    bench.helpdesk.put(bench.helpdesk.tickets["41"])
    assert poller(bench).poll() == 1, "the work under way may have read it before"
    assert poller(bench).poll() == 0


@pytest.mark.parametrize("kind", [EventKind.UNDO, EventKind.REDACTED, EventKind.REDECIDE])
def test_work_that_answers_no_message_is_no_reason_to_leave_one(bench: Any, kind: EventKind) -> None:
    bench.application.inbox.claim("acme", TicketEvent(kind=kind, ticket_id="41"), settle=0.0)
    assert poller(bench).poll() == 1


def test_what_happens_now_does_not_wait_for_what_can_wait(bench: Any) -> None:
    event = TicketEvent(kind=EventKind.CHANGED, ticket_id="41", content="old")
    bench.application.inbox.claim("acme", event, settle=0.0, lane=Lane.BACKFILL)
    assert poller(bench).poll() == 1


@pytest.mark.parametrize(
    ("error", "waits"), [(CredentialsRejected("admins only"), False), (RateLimited("slow", retry_after=30), True)]
)
def test_a_list_that_is_refused_stops_nothing_else(bench: Any, error: Exception, waits: bool) -> None:
    def refuse(*_: object) -> None:
        raise error

    bench.helpdesk.changed_since = refuse
    assert poller(bench).poll() == 0
    assert (bench.application.accounts.seconds_blocked("acme") > 0) is waits
    row = bench.ring()
    if not waits:
        bench.work()
        assert bench.state(row)[0] == "done"
