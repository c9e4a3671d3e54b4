"""Writes whose answer was lost, by the ten thousand: through the real pipeline, over the real store on SQLite, by a clock that is turned.

Nine of ten writes break off: nothing was done, or it was done, or it is done two seconds later. People add tags at random moments.
What is counted in the end stands in the helpdesk.
"""

import random
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import click
import sqlalchemy as sa
import structlog
from rich.console import Console
from rich.progress import Progress
from rows import Row, render

from connector.bootstrap import Application
from connector.core.assessment import Assessment
from connector.core.bounds import upper_bound
from connector.core.context import Mode
from connector.core.taxonomy import Urgency
from connector.core.ticket import Author, Channel, EventKind, Message, Requester, Status, Ticket, TicketEvent
from connector.port import Write, Written
from connector.registry import Registry
from connector.settings import Settings
from connector.store.open_rows import IS_OPEN
from connector.store.tables import INBOX
from connector.testing.integration import MemoryIntegration
from connector.testing.lossy import LossyHelpdesk, arrive_late, do, lose_after, lose_before

#: So many tickets are worked on side by side.
BATCH = 200
BROKEN = 0.9
_READING = Assessment(language="en", primary="how_to", urgency=Urgency.U3, confidence=0.9, emotions={})
_ANY_OPEN = sa.select(INBOX.c.id).where(IS_OPEN).limit(1)


class Given:
    """Reads every ticket the same: what is tried here is writing."""

    def assess(self, _ticket: Ticket) -> Assessment:
        """Return the reading."""
        return _READING


class Ambiguous(LossyHelpdesk):
    """Nine of ten of its writes leave the caller in doubt."""

    def __init__(self, run: "Run", *, like_freshdesk: bool) -> None:
        super().__init__(lambda: run.now, like_freshdesk=like_freshdesk)
        self.run = run

    def send(self, ticket: Ticket, write: Write) -> Written:
        """Send, or break off."""
        self.outcome = do
        if self.run.lot.random() < BROKEN:
            self.run.ambiguous += 1
            self.outcome = self.run.lot.choice((lose_before, lose_after, arrive_late))
        return super().send(ticket, write)


@dataclass
class Run:
    """What was counted."""

    lot: random.Random
    now: float = field(default_factory=time.time)
    tickets: int = 0
    ambiguous: int = 0
    lost: int = 0
    doubled: int = 0
    tags_lost: int = 0
    public: int = 0


def batch(run: Run, application: Application, helpdesk: Ambiguous) -> None:
    """Let so many customers write, work until all is quiet, and count."""
    ids = [str(run.tickets + number) for number in range(BATCH)]
    persons = {ticket: run.now + run.lot.uniform(0.0, 8.0) for ticket in ids}
    for ticket in ids:
        helpdesk.put(new_ticket(ticket, run.now))
        application.inbox.claim("bench", TicketEvent(kind=EventKind.CREATED, ticket_id=ticket), settle=0.0)
    while is_waiting(application) or helpdesk.travelling or persons:
        for row in application.inbox.hand_out(BATCH):
            application.pipeline.work(row)
        for ticket in [ticket for ticket, at in persons.items() if at <= run.now]:
            del persons[ticket]
            known = helpdesk.tickets[ticket]
            helpdesk.put(replace(known, tags=known.tags | {f"person_{ticket}"}))
        run.now += 0.5
        helpdesk.arrive()
    for ticket in ids:
        notes, known = len(helpdesk.notes(ticket)), helpdesk.tickets.pop(ticket)
        run.lost += notes == 0
        run.doubled += notes > 1
        run.tags_lost += not {"vip", f"person_{ticket}", "ai_kind_how_to"} <= known.tags
        run.public += sum(message.public for message in known.messages) > 1
    run.tickets += BATCH


def is_waiting(application: Application) -> bool:
    """Whether anything is left to work on."""
    with application.database.read() as connection:
        return connection.execute(_ANY_OPEN).first() is not None


def new_ticket(ticket_id: str, now: float) -> Ticket:
    """A plain new ticket."""
    at = datetime.fromtimestamp(now, UTC)
    message = Message(id="1", author=Author.REQUESTER, public=True, text="How do I descale it?", created_at=at)
    return Ticket(
        id=ticket_id, subject="Descaling", status=Status.OPEN, channel=Channel.EMAIL, requester=Requester(id=f"r{ticket_id}"),
        messages=(message,), stamp="v1", created_at=at, updated_at=at, tags=frozenset({"vip"}),
    )  # fmt: skip


def rows_of(run: Run, seconds: float) -> list[Row]:
    """What came of it."""
    bound = 100 * upper_bound(0, run.ambiguous)
    must = {"goal": 0.0, "at_most": True, "must": True, "unit": "tickets"}
    return [
        Row(name="writes left in doubt", value=run.ambiguous, unit="", note=f"on {run.tickets} tickets"),
        Row(name="lost", value=run.lost, note=f"zero means at most {bound:.4f} % of writes in doubt at 95 %", **must),  # type: ignore[arg-type]
        Row(name="with a second note", value=run.doubled, **must),  # type: ignore[arg-type]
        Row(name="with a tag of a person or of ours lost", value=run.tags_lost, **must),  # type: ignore[arg-type]
        Row(name="with anything public", value=run.public, **must),  # type: ignore[arg-type]
        Row(name="time", value=seconds, unit="s"),
    ]


@click.command()
@click.option("--writes", default=100_000, show_default=True, help="Writes to leave in doubt.")
@click.option("--like", type=click.Choice(("zendesk", "freshdesk")), default="zendesk", show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(writes: int, like: str, seed: int) -> None:
    """Lose answers, and count."""
    structlog.configure(processors=[structlog.processors.KeyValueRenderer()], logger_factory=structlog.ReturnLoggerFactory())
    run, begun = Run(random.Random(seed)), time.monotonic()
    helpdesk = Ambiguous(run, like_freshdesk=like == "freshdesk")
    with (
        tempfile.TemporaryDirectory(prefix="ambiguous-") as name,
        Progress(console=Console(stderr=True), refresh_per_second=1) as bar,
    ):
        application = Application(
            settings=Settings(data_dir=Path(name), settle_seconds=0.0), clock=lambda: run.now, assessor=Given(),
            registry=Registry({"memory": MemoryIntegration(helpdesk)}),
        )  # fmt: skip
        application.accounts.save(
            name="bench", integration="memory", settings={}, credentials={"key": "k"}, webhook_secrets=["s"],
            rules_text="people_group: Support", mode=Mode.ASSIST,
        )  # fmt: skip
        task = bar.add_task("writes in doubt", total=writes)
        while run.ambiguous < writes:
            batch(run, application, helpdesk)
            bar.update(task, completed=run.ambiguous)
        application.close()
    rows = rows_of(run, time.monotonic() - begun)
    Console(width=140).print(render(f"Writes in doubt, like {like}", rows))
    Console().print(f"seed {seed} · SQLite {sqlite3.sqlite_version}")
    sys.exit(any(row.must and not row.reached for row in rows))


if __name__ == "__main__":
    main()
