"""Finding tickets whose bell never rang, without finding our own writes."""

from typing import Any

import pytest

from connector.errors import CredentialsRejected, RateLimited
from connector.polling import Poller


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
