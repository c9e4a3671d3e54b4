"""Tickets wait in the inbox for their slot, never in a worker, and after a pause one of them tries for all."""

import json
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

from connector.core.budget import CallLimit, Charge, Told
from connector.core.ticket import Ticket
from connector.errors import BudgetSpent, CredentialsRejected, RateLimited
from connector.polling import Poller
from connector.port import ChangedPage, ChangedTicket, Delivery, Identity
from connector.registry import Registry
from connector.store.circuits import TROUBLE
from connector.store.line import Lane
from connector.store.tables import INBOX
from connector.testing.integration import MemoryIntegration

#: Of 37 calls a minute a fifth stays with others and two are a burst: a ticket every two seconds, and two at once.
LIMITS = (CallLimit(name="calls", credits=37, per_ticket=1),)


@pytest.fixture
def tight(bench: Any) -> Any:
    """The bench on an account with few calls."""
    registry = Registry({"memory": MemoryIntegration(bench.helpdesk, limits=LIMITS)})
    bench.application = replace(bench.application, registry=registry)
    return bench


def ring_for(bench: Any, new_ticket: Callable[..., Ticket], count: int) -> list[int]:
    """So many new tickets."""
    rows = []
    for number in range(41, 41 + count):
        bench.helpdesk.put(new_ticket(str(number)))
        rows.append(bench.ring(str(number)))
    return rows


def kept(bench: Any, row: int) -> Any:
    """What stands in the inbox."""
    with bench.application.database.read() as connection:
        return connection.execute(sa.select(INBOX).where(INBOX.c.id == row)).one()


def test_a_ticket_whose_slot_comes_later_waits_in_the_inbox_and_burns_no_try(
    tight: Any, new_ticket: Callable[..., Ticket]
) -> None:
    rows = ring_for(tight, new_ticket, 4)
    tight.work()
    assert [tight.state(row)[0] for row in rows] == ["done", "done", "new", "new"]
    waits = [kept(tight, row).next_at - tight.clock() for row in rows[2:]]
    assert waits == pytest.approx([0.1, 2.1], abs=0.2)
    assert [kept(tight, row).attempts for row in rows[2:]] == [0, 0]
    reads = tight.helpdesk.reads
    tight.work()
    assert tight.helpdesk.reads == reads  # nothing was called before its time

    tight.clock.turn(2.5)
    tight.work()
    assert [tight.state(row)[0] for row in rows] == ["done"] * 4
    assert kept(tight, rows[3]).attempts == 1


def test_a_slot_that_was_paid_for_is_not_paid_for_again(tight: Any, new_ticket: Callable[..., Ticket]) -> None:
    rows = ring_for(tight, new_ticket, 3)
    tight.work()
    assert kept(tight, rows[2]).slot_at > 0
    tight.application.accounts.block("acme", seconds=10, reason="429")
    tight.clock.turn(5.0)
    tight.work()
    assert kept(tight, rows[2]).slot_at > 0  # the pause takes nothing away
    tight.clock.turn(6.0)
    tight.work()
    assert tight.state(rows[2])[0] == "done"


@pytest.mark.parametrize("error", [RateLimited("slow down", retry_after=30), CredentialsRejected("who are you")])
def test_after_a_pause_one_ticket_goes_first(bench: Any, new_ticket: Callable[..., Ticket], error: Exception) -> None:
    rows = ring_for(bench, new_ticket, 3)
    inbox, budget = bench.application.inbox, bench.application.desks.budget("acme")
    inbox.forget_hints()

    def refuse(*_: Any) -> None:
        raise error

    bench.helpdesk.before_send = refuse
    bench.application.pipeline.work(rows[0])
    assert [kept(bench, row).attempts for row in rows] == [0, 0, 0]
    assert inbox.hand_out(10) == ()
    bench.clock.turn(61.0)
    assert len(inbox.hand_out(10)) == 1
    with budget.ticket() as wait:
        assert wait == 0.0  # another worker has begun on it
        bench.application.pipeline.work(rows[1])
        assert kept(bench, rows[1]).next_at > bench.clock()
        assert kept(bench, rows[1]).attempts == 0
        budget.enter(())
        budget.leave((), status=200)
    bench.helpdesk.before_send = lambda _write: None
    inbox.forget_hints()
    bench.clock.turn(2.0)
    assert len(inbox.hand_out(10)) == 3
    bench.work()
    assert [bench.state(row)[0] for row in rows] == ["done"] * 3


def test_a_ticket_gives_back_what_it_did_not_use_and_others_pay_for_what_it_used_beyond(tight: Any) -> None:
    rates, budget = tight.application.rates, tight.application.desks.budget("acme")
    budget.reserve()
    with budget.ticket() as wait:
        assert wait == 0.0
    assert [budget.reserve() for _ in range(2)] == [0.0, 0.0]  # nothing was taken by the first
    with budget.ticket():
        budget.enter([Charge("calls")])
        budget.enter([Charge("calls", 5)])  # goes at once: what was begun is finished
        budget.leave([Told("calls", 370.0, 369.0)], status=200)
    assert rates.usage()["acme", "calls"].credits == 370.0


def test_a_call_outside_any_ticket_goes_soon_or_not_at_all(tight: Any) -> None:
    budget = tight.application.desks.budget("acme")
    budget.enter([Charge("calls", 5)])
    budget.enter([Charge("calls", 5)])
    with pytest.raises(BudgetSpent) as spent:
        budget.enter([Charge("calls")])
    assert spent.value.retry_after is not None
    assert 15 < spent.value.retry_after < 20
    tight.application.accounts.block("acme", seconds=40, reason="429")
    with pytest.raises(BudgetSpent, match="waits"):
        budget.enter(())


def test_a_call_outside_any_ticket_that_goes_first_after_a_pause_keeps_nobody_waiting(tight: Any) -> None:
    accounts, budget = tight.application.accounts, tight.application.desks.budget("acme")
    for _ in range(TROUBLE):
        tight.application.circuits.fail("acme")
    tight.clock.turn(5.0)
    budget.enter(())
    budget.leave((), status=503)
    budget.enter(())  # its second try
    budget.leave((), status=429)
    with budget.ticket() as wait:
        assert wait == 0.0
    tight.clock.turn(60.0)
    budget.enter([Charge("calls", 10)])
    budget.leave((), status=429)
    with pytest.raises(BudgetSpent, match="share"):
        budget.enter([Charge("calls", 10)])
    with budget.ticket() as wait:
        assert wait == 0.0
        budget.leave((), status=200)
    assert accounts.seconds_blocked("acme") == 0.0


def test_bells_of_a_burst_are_left_to_the_sweeper(bench: Any, new_ticket: Callable[..., Ticket]) -> None:
    most = bench.application.settings.worker_threads - 1  # one stays for other accounts
    bench.application.__dict__["looking"] = SimpleNamespace(tell=lambda look: look(), close=lambda: None)
    rows = ring_for(bench, new_ticket, most + 5)
    hinted = [row for row in rows if kept(bench, row).enqueued_until > bench.clock()]
    assert hinted == rows[:most]
    bench.clock.turn(1.0)
    assert bench.application.inbox.hand_out(50, per_account=most) == ()
    assert len(bench.application.inbox.hand_out(50)) == 5


def test_what_our_own_seat_did_is_passed_over_unread(bench: Any) -> None:
    """Known once the groups were read. What customers do through any seat is heard, and so is a seat that is a person's."""
    bench.ring()
    bench.work()
    account = bench.application.accounts.get("acme")
    assert account is not None
    assert account.seat_id == "1"
    bench.application.reception.accounts.get_anew("acme")  # known to the bells two seconds later anyhow

    def bell(event: str, actor: str) -> str:
        body = {"ticket": "41", "event": event, "actor": actor}
        return str(
            bench.application.reception.receive(
                "memory", "acme", Delivery({"x-secret": "s3cret"}, json.dumps(body).encode())
            ).outcome
        )

    assert bell("changed", "1") == "our_own_doing"
    assert bell("changed", "2") == "kept"
    assert bell("replied", "1") == "kept"
    assert bell("deleted", "1") == "kept"


def test_a_seat_that_seems_a_person_s_is_nobodys(bench: Any) -> None:
    bench.helpdesk.identify = lambda: Identity(id="1", name="Robin Person", is_person=True)
    bench.ring()
    bench.work()
    account = bench.application.accounts.get("acme")
    assert account is not None
    assert account.seat_id == ""


@pytest.mark.parametrize(("minutes", "lane"), [(0, Lane.LIVE), (14, Lane.LIVE), (16, Lane.BACKFILL), (None, Lane.LIVE)])
def test_what_reconciliation_finds_late_can_wait(bench: Any, minutes: int | None, lane: Lane) -> None:
    changed_at = None if minutes is None else datetime.fromtimestamp(bench.clock(), UTC) - timedelta(minutes=minutes)
    bench.helpdesk.changed_since = lambda *_: ChangedPage((ChangedTicket("41", "s", changed_at),), "c", more=False)
    application = bench.application
    poller = Poller(
        accounts=application.accounts, desks=application.desks, inbox=application.inbox, ledger=application.ledger,
        settle_seconds=0.0, clock=bench.clock,
    )  # fmt: skip
    assert poller.poll() == 1
    with application.database.read() as connection:
        assert connection.execute(sa.select(INBOX.c.lane)).scalar_one() == lane


def test_a_call_that_goes_well_ends_the_row_of_troubles_of_tickets_beside_it(tight: Any) -> None:
    """Two tickets at once: one finds trouble four times, the other, which was begun before, is answered well in between."""
    budget = tight.application.desks.budget("acme")
    with budget.ticket():
        outer = copy_context()
        for _ in range(2):
            with budget.ticket():
                for _ in range(TROUBLE - 1):
                    budget.leave((), status=503)
            outer.run(budget.leave, (), status=200)
    assert not tight.application.accounts.seconds_blocked("acme")
