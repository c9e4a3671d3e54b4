"""What tickets cost at the helpdesks themselves, and that no helpdesk ever has to say stop. Over real HTTP, with real limits."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from connector.bootstrap import Application
from connector.core.assessment import Assessment
from connector.core.context import Mode
from connector.core.taxonomy import Urgency
from connector.core.ticket import EventKind, Ticket, TicketEvent
from connector.settings import Settings
from connector.store.rate_tables import RATE
from connector.store.tables import INBOX
from connector.testing.faults import Fault, FaultPlan
from connector.testing.processes import wait_until
from connector.testing.sandbox import NewTicket, Sandbox
from connector.testing.world import open_sandbox


class Reader:
    """Reads every ticket alike."""

    def assess(self, ticket: Ticket) -> Assessment:
        """A question about the product."""
        return Assessment(language="en", primary="how_to", urgency=Urgency.U2, confidence=0.9, emotions={})


@dataclass
class Desk:
    """One account of a helpdesk, and as many connectors as wanted on one database."""

    key: str
    sandbox: Sandbox
    applications: list[Application]

    @property
    def application(self) -> Application:
        """The first connector."""
        return self.applications[0]

    def write(self, text: str = "How do I descale the machine?") -> str:
        """A new ticket, settled and in the inbox."""
        ticket = self.sandbox.create_ticket(NewTicket(subject="Question", body=text))
        self.claim(ticket)
        return ticket

    def claim(self, ticket: str) -> None:
        """Ring for a ticket."""
        self.settle()
        self.application.inbox.claim("acme", TicketEvent(kind=EventKind.CREATED, ticket_id=ticket), settle=0.0)

    def settle(self) -> None:
        """Let the second of the last change be over."""
        if "clock_offset" in self.sandbox.values:
            self.sandbox.values["clock_offset"] += 2.0

    def credits(self) -> int:
        """What the helpdesk counted so far."""
        counted = getattr(self.sandbox, "credits", None)
        return counted if counted is not None else sum(call["path"].startswith("/api/") for call in self.sandbox.log.calls)

    def sweep(self, pool: ThreadPoolExecutor | None = None) -> int:
        """Hand out once and work on it; returns how many rows went."""
        rows = self.application.inbox.hand_out(16, per_account=16)
        work = [(self.applications[n % len(self.applications)], row) for n, row in enumerate(rows)]
        list((pool.map if pool else map)(lambda one: one[0].pipeline.work(one[1]), work))
        return len(rows)

    def end_wait(self) -> None:
        """The pause of the account is over, and everything that waited for that is due."""
        self.application.accounts.set("acme", blocked_until=1.0)
        with self.application.database.write() as connection:
            connection.execute(sa.update(INBOX).where(INBOX.c.state == "new").values(next_at=1.0))

    def drain(self) -> None:
        """Work until nothing waits any more."""
        wait_until(lambda: not self.sweep() and "new" not in self.application.inbox.counts(), seconds=30, what="the worker")

    def refusals(self) -> int:
        """How often the helpdesk had to say stop."""
        return sum(call["status"] == 429 for call in self.sandbox.log.calls)


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Open an account of a helpdesk, connected by so many connectors."""
    closing: list[Callable[[], object]] = []

    def open_one(key: str, connectors: int = 1) -> Desk:
        sandbox = open_sandbox(key)
        sandbox.values["touches_new_tickets"] = False
        running = sandbox.serve()
        settings = Settings(data_dir=tmp_path, settle_seconds=0.0, quarantine_seconds=0.1)
        applications = [Application(settings=settings, assessor=Reader()) for _ in range(connectors)]
        connection = sandbox.connection()
        applications[0].accounts.save(
            name="acme",
            integration=key,
            settings={**connection["settings"], "base_url": running.url},
            credentials=connection["credentials"],
            webhook_secrets=["s"],
            rules_text="people_group: Support\nintake_groups: Care",
            mode=Mode.ASSIST,
        )
        closing.extend([*(application.close for application in applications), running.close])
        desk = Desk(key, sandbox, applications)
        desk.write("The first one, with which groups and fields are read.")
        desk.drain()
        return desk

    yield open_one
    for close in closing:
        close()


@pytest.mark.slow
@pytest.mark.parametrize(("key", "most"), [("zendesk", 3), ("freshdesk", 5 + 1)])
def test_a_new_ticket_costs_no_more_than_its_budget(open_desk: Callable[..., Desk], key: str, most: int) -> None:
    """Two reads and one write on Zendesk; on Freshdesk a read of three credits, the note, a last look, and the tags."""
    desk = open_desk(key)
    for _ in range(3):
        before = desk.credits()
        ticket = desk.write()
        desk.drain()
        view = desk.sandbox.view(ticket)
        assert view is not None
        assert "ai_kind_how_to" in view.tags
        assert desk.credits() - before <= most


@pytest.mark.slow
def test_each_further_page_of_a_freshdesk_conversation_costs_one_more(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk("freshdesk")
    ticket = desk.sandbox.create_ticket(NewTicket(subject="Long", body="It began long ago."))
    for number in range(120):
        desk.sandbox.reply_as_customer(ticket, f"Still nothing, day {number}.")
    before = desk.credits()
    desk.claim(ticket)
    desk.drain()
    assert desk.credits() - before <= 6 + 2


@pytest.mark.slow
@pytest.mark.parametrize("key", ["zendesk", "freshdesk"])
def test_we_count_as_the_helpdesk_counts(open_desk: Callable[..., Desk], key: str) -> None:
    desk = open_desk(key)
    for _ in range(4):
        desk.write()
    desk.drain()
    with desk.application.database.read() as connection:
        used = sa.select(sa.func.sum(RATE.c.used + RATE.c.used_before)).where(RATE.c.name == "calls")
        assert connection.execute(used).scalar_one() == desk.credits()


@pytest.mark.slow
@pytest.mark.parametrize(("key", "limits"), [
    ("zendesk", {"enforces_rate_limits": True, "calls_per_minute": 150, "updates_per_minute": 150}),
    ("freshdesk", {"calls_per_minute": 300}),
])  # fmt: skip
def test_many_workers_are_never_told_to_stop(open_desk: Callable[..., Desk], key: str, limits: dict[str, Any]) -> None:
    """More tickets than the limit lets through in a minute, four connectors, a dozen seconds: no refusal, and no idleness."""
    desk = open_desk(key, connectors=4)
    desk.sandbox.values.update(limits)
    desk.write()
    desk.drain()  # and the limit is known
    for _ in range(60):
        desk.write()
    before, begun = desk.credits(), time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        while time.monotonic() - begun < 12.0:
            desk.sweep(pool)
            time.sleep(0.1)
            desk.settle()
    allowed = 0.8 * limits["calls_per_minute"] / 60.0 * 12.0
    assert desk.refusals() == 0
    assert desk.credits() - before >= 0.95 * allowed
    with desk.application.database.read() as connection:
        assert connection.execute(sa.select(sa.func.max(INBOX.c.attempts)).where(INBOX.c.state == "new")).scalar_one() == 0


@pytest.mark.slow
@pytest.mark.parametrize("key", ["zendesk", "freshdesk"])
def test_a_helpdesk_in_trouble_is_left_alone_and_tried_with_one_ticket(open_desk: Callable[..., Desk], key: str) -> None:
    desk = open_desk(key)
    for _ in range(8):
        desk.write()
    desk.sandbox.gateway.plan = FaultPlan(rate=1.0, kinds=(Fault.UNAVAILABLE,))
    wait_until(lambda: desk.sweep() == 0, seconds=10, what="the circuit")
    hits = len(desk.sandbox.gateway.hits)
    assert 5 <= hits <= 8
    assert desk.application.accounts.seconds_blocked("acme") > 0
    assert desk.sweep() == 0

    desk.end_wait()
    assert desk.sweep() == 1  # still in trouble
    assert desk.application.accounts.seconds_blocked("acme") > 2
    assert len(desk.sandbox.gateway.hits) <= hits + 3

    desk.sandbox.gateway.plan = FaultPlan()
    desk.end_wait()
    assert desk.sweep() == 1  # it is well again
    assert desk.sweep() > 1
    desk.drain()
    assert set(desk.application.inbox.counts()) == {"done"}
