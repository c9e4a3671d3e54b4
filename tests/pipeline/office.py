"""An office whose work goes on with another database: moved to PostgreSQL, or restored from an old backup."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from connector.bootstrap import Application
from connector.core.assessment import Assessment
from connector.core.context import Mode
from connector.core.draft import Source
from connector.core.taxonomy import Urgency
from connector.core.ticket import Author
from connector.polling import Poller
from connector.port import Delivery
from connector.registry import Registry
from connector.settings import Settings
from connector.store.tables import EFFECT, INBOX
from connector.testing.integration import MemoryIntegration
from connector.testing.lossy import LossyHelpdesk, lose_after

from .conftest import Clock, ScriptedAssessor, a_new_ticket

TICKETS = [str(number) for number in range(41, 49)]
VINEGAR = Source(ref="k1", kind="macro", title="How to descale the machine", body="Use vinegar.", language="en", updated_at=None)


@dataclass
class Office:
    """One account with eight tickets, over a database that can be exchanged for another."""

    folder: Path
    url: str
    like_freshdesk: bool = False
    clock: Clock = field(default_factory=lambda: Clock(time.time()))  # PostgreSQL stamps new events by its own

    def __post_init__(self) -> None:
        self.helpdesk = LossyHelpdesk(self.clock, like_freshdesk=self.like_freshdesk)
        self.helpdesk.answers = (VINEGAR,)
        for ticket in TICKETS:
            self.helpdesk.put(a_new_ticket(ticket))
        self.open(self.url)
        self.application.accounts.save(
            name="acme", integration="memory", settings={}, credentials={"key": "k"}, webhook_secrets=["s3cret"],
            rules_text="people_group: Support", mode=Mode.ASSIST,
        )  # fmt: skip
        for account in self.application.accounts.all():
            self.application.knowledge_sync.read_first(account)

    def open(self, url: str) -> None:
        """Start with this database, as ``handoff serve`` does."""
        self.application = Application(
            settings=Settings(data_dir=self.folder, database_url=url, settle_seconds=0.0), clock=self.clock,
            assessor=ScriptedAssessor(Assessment(language="en", primary="how_to", urgency=Urgency.U1, confidence=0.9, emotions={})),
            registry=Registry({"memory": MemoryIntegration(self.helpdesk)}),
        )  # fmt: skip
        self.application.inbox.forget_hints()
        self.application.leases.void_all()

    def ring(self, *tickets: str, event: str = "created", message: str | None = None) -> list[bool]:
        """Ring the bells; whether each was new."""
        bells = [json.dumps({"ticket": ticket, "event": event} | ({"message": message} if message else {})) for ticket in tickets]
        deliveries = [Delivery({"x-secret": "s3cret"}, bell.encode()) for bell in bells]
        return [self.application.reception.receive("memory", "acme", delivery).row_id is not None for delivery in deliveries]

    def work(self, turns: int = 12) -> None:
        """Do what is due, with time passing in between; hints that nobody took are given again."""
        for _ in range(turns):
            self.helpdesk.arrive()
            for row in self.application.inbox.hand_out(20):
                self.application.pipeline.work(row)
            self.clock.turn(6.0)

    def poll(self) -> None:
        """Look for what changed."""
        application = self.application
        Poller(
            accounts=application.accounts, desks=application.desks, inbox=application.inbox, ledger=application.ledger,
            settle_seconds=0.0, clock=self.clock,
        ).poll()  # fmt: skip

    def tag(self, tag: str) -> None:
        """A person puts a tag on every ticket."""
        for ticket in list(self.helpdesk.tickets.values()):
            self.helpdesk.put(replace(ticket, tags=ticket.tags | {tag}))

    def begin(self) -> None:
        """Two are done, of the third nobody knows whether the note arrived, the fourth waits, and of the others nothing was heard."""
        self.ring("41", "42")
        self.work()
        self.tag("early")
        self.ring("43")
        self.helpdesk.outcome = lose_after
        self.clock.turn(31.0)  # until the hint at the bell is given again
        self.work(1)
        self.ring("44")
        assert self.notes() == [1, 1, 1, 0, 0, 0, 0, 0]
        assert sorted(row.state for row in self.rows(EFFECT)) == ["done", "done", "sending"]

    def notes(self) -> list[int]:
        """How many notes each ticket has."""
        return [len(self.helpdesk.notes(ticket)) for ticket in TICKETS]

    def rows(self, table: sa.Table) -> Sequence[Any]:
        """What is kept."""
        with self.application.database.read() as connection:
            return connection.execute(sa.select(table)).all()

    def see_all_well(self, *tags: str) -> None:
        """Every ticket has one note, people's tags, nothing public of ours, and nothing is left to do."""
        assert self.notes() == [1] * len(TICKETS)
        for ticket in self.helpdesk.tickets.values():
            assert {"vip", "ai_kind_how_to", *tags} <= ticket.tags, ticket.id
            assert not [m for m in ticket.messages if m.public and m.author is not Author.REQUESTER], ticket.id
        assert {row.state for row in self.rows(INBOX)} <= {"done", "skipped"}
        assert {row.state for row in self.rows(EFFECT)} == {"done"}
