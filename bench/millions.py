"""A ticket beside a million others: processor time through the real pipeline on the real store, and how the database looks for things."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import click
import sqlalchemy as sa
import structlog
from ambiguous import Given, new_ticket
from rates import spread
from rows import Row

from connector.bootstrap import Application
from connector.core.context import Mode
from connector.core.ticket import EventKind, TicketEvent
from connector.registry import Registry
from connector.settings import Settings
from connector.store.tables import CUSTOMER_TEXT, EFFECT, INBOX, TRIAGE
from connector.testing.integration import MemoryIntegration
from connector.testing.memory import MemoryHelpdesk

_CHUNK: Final = 20_000
#: What is different in every plan and says nothing of how things are found.
_FIGURES: Final = re.compile(r"\(cost=.*?\)|'[^']*'|\d+|:\w+|\$\d+")


@dataclass
class Ground:
    """An account with so many tickets that were triaged before."""

    application: Application
    helpdesk: MemoryHelpdesk
    next_ticket: int = 10_000_000

    def work(self, tickets: int) -> float:
        """Triage so many new tickets; seconds of processor time for each."""
        now = time.time()
        ids = [str(self.next_ticket + number) for number in range(tickets)]
        self.next_ticket += tickets
        for ticket in ids:
            self.helpdesk.put(new_ticket(ticket, now))
        begun = time.process_time()
        for ticket in ids:
            self.application.inbox.claim("bench", TicketEvent(kind=EventKind.CREATED, ticket_id=ticket), settle=0.0)
            for handed in self.application.inbox.hand_out(16):
                self.application.pipeline.work(handed)
        spent = time.process_time() - begun
        if any(len(self.helpdesk.tickets.pop(ticket).messages) != 2 for ticket in ids):
            raise click.ClickException("not every ticket was triaged")
        return spent / tickets

    def plans(self) -> frozenset[str]:
        """How the database carries out each statement of a ticket, without figures."""
        seen: dict[str, Any] = {}
        engine = self.application.database.engine

        def keep(_c: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
            if statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE")):
                seen.setdefault(statement, parameters)

        sa.event.listen(engine, "before_cursor_execute", keep)
        self.work(1)
        sa.event.remove(engine, "before_cursor_execute", keep)
        word = "EXPLAIN QUERY PLAN " if self.application.database.is_sqlite else "EXPLAIN "
        with engine.connect() as connection:
            return frozenset(
                _FIGURES.sub(
                    "", "\n".join((statement, *(row[-1] for row in connection.exec_driver_sql(word + statement, parameters))))
                )
                for statement, parameters in seen.items()
            )


def fill(application: Application, begin: int, end: int) -> None:
    """As if so many tickets had been triaged before, a minute apart, the newest an hour ago."""
    now = time.time() - 3600.0
    for start in range(begin, end, _CHUNK):
        numbers = range(start, min(end, start + _CHUNK))
        of = {n: {"account": "bench", "ticket": str(n)} for n in numbers}
        at = {n: now - 60.0 * (end - n) for n in numbers}
        with application.database.write() as connection:
            connection.execute(sa.insert(INBOX), [{**of[n], "kind": "created", "dedupe": f"{n}:created", "state": "done", "received_at": at[n], "next_at": at[n], "finished_at": at[n], "outcome": "level_1_assist"} for n in numbers])  # fmt: skip
            connection.execute(sa.insert(TRIAGE), [{**of[n], "trigger": "created", "episode": "created", "kind": "how_to", "mode": "assist", "level": 1, "finished": True, "decided_at": at[n]} for n in numbers])  # fmt: skip
            connection.execute(sa.insert(EFFECT), [{**of[n], "trigger": "created", "ordinal": 0, "name": "update", "episode": "created", "reference": f"WH-{n}", "level": 1, "state": "done", "before": {}, "after": {}, "fence": 1, "sent_at": at[n], "settle_at": at[n], "done_at": at[n], "carries_note": True} for n in numbers])  # fmt: skip
            connection.execute(sa.insert(CUSTOMER_TEXT), [{**of[n], "requester": f"r{n}", "purpose": "assessment", "content": {"quotes": ["x" * 200]}, "expires_at": now + 10**6} for n in numbers])  # fmt: skip


def compare_sizes(name: str, url_of: Callable[[int], str], small: int, large: int, *, tickets: int, rounds: int) -> list[Row]:
    """Rows for one database: the same work beside few tickets and beside many."""
    structlog.configure(processors=[structlog.processors.KeyValueRenderer()], logger_factory=structlog.ReturnLoggerFactory())
    times: list[Sequence[float]] = []
    plans = []
    with TemporaryDirectory() as folder:
        helpdesk = MemoryHelpdesk()
        application = Application(
            settings=Settings(data_dir=Path(folder), database_url=url_of(0), settle_seconds=0.0), assessor=Given(),
            registry=Registry({"memory": MemoryIntegration(helpdesk)}),
        )  # fmt: skip
        application.accounts.save(
            name="bench", integration="memory", settings={}, credentials={"key": "k"}, webhook_secrets=["s"],
            rules_text="people_group: Support", mode=Mode.ASSIST,
        )  # fmt: skip
        ground, filled = Ground(application, helpdesk), 0
        for size in (small, large):
            fill(application, filled, size)
            filled = size
            if not application.database.is_sqlite:  # which never learns how its tables are filled; PostgreSQL does so by itself
                with application.database.write() as connection:
                    connection.exec_driver_sql("ANALYZE")
            ground.work(tickets)  # for warming up
            times.append([ground.work(tickets) for _ in range(rounds)])
            plans.append(ground.plans())
        application.close()
    few, many = (sorted(one)[len(one) // 2] for one in times)
    changed = len(plans[0] ^ plans[1]) // 2
    ratio = [one / few for one in times[1]]
    return [
        spread(f"processor time of a ticket beside {small:,}, {name}", [1000.0 * one for one in times[0]], unit="ms"),
        Row(name=f"beside {large:,} ÷ beside {small:,}, {name}", value=many / few, low=min(ratio), high=max(ratio), unit="", goal=1.2, at_most=True),
        Row(name=f"statements that are carried out in another way, {name}", value=changed, unit="", goal=0.0, at_most=True, note=f"of {len(plans[1])}"),
    ]  # fmt: skip
