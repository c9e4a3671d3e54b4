"""A crash at every commit and every call, for every outcome of the write: one note in the end, nothing lost, nothing of people's gone."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from connector.bootstrap import Application
from connector.core.assessment import Assessment
from connector.core.context import Mode
from connector.core.taxonomy import Urgency
from connector.core.ticket import EventKind, TicketEvent
from connector.port import Written
from connector.registry import Registry
from connector.settings import Settings
from connector.steps import STEPS, watching
from connector.store.database import Database
from connector.store.of_account import OF_ACCOUNT
from connector.store.tables import INBOX
from connector.testing.integration import MemoryIntegration
from connector.testing.lossy import OUTCOMES, LossyHelpdesk, arrive_late, do, lose_after
from connector.testing.services import start_postgres

from .conftest import Clock, ScriptedAssessor, a_new_ticket

EVENT = TicketEvent(kind=EventKind.CREATED, ticket_id="41")
#: Longer than the settings' lease: what a dead process held is free then, if nobody voids it.
LEASE_OVER = 120.0
#: PostgreSQL stamps new events by its own clock, which goes on, however slow the machine; the tests' clock is never behind it.
AHEAD = 60.0


class Crash(BaseException):
    """The process is dead."""


class Killer:
    """Dies at the nth pass of one step, and stays dead: nothing is committed or sent on the way out."""

    def __init__(self, label: str, nth: int) -> None:
        self.label, self.left = label, nth
        self.is_dead = False

    def __call__(self, label: str) -> None:
        self.left -= label == self.label
        self.is_dead = self.is_dead or (label == self.label and not self.left)
        if self.is_dead:
            raise Crash


@dataclass
class Desk:
    """One account, one ticket, and a process that may die."""

    url: str
    folder: Path
    helpdesk: LossyHelpdesk
    clock: Clock
    assessor: ScriptedAssessor = field(
        default_factory=lambda: ScriptedAssessor(
            Assessment(language="en", primary="how_to", urgency=Urgency.U3, confidence=0.9, emotions={})
        )
    )

    def open(self) -> Application:
        """Start a process."""
        return Application(
            settings=Settings(data_dir=self.folder, database_url=self.url, settle_seconds=0.0), clock=self.clock, assessor=self.assessor,
            registry=Registry({"memory": MemoryIntegration(self.helpdesk)}),
        )  # fmt: skip

    def connect(self) -> None:
        """Connect the account, before anything goes wrong."""
        application = self.open()
        application.accounts.save(
            name="acme", integration="memory", settings={}, credentials={"key": "k"}, webhook_secrets=["s3cret"],
            rules_text="people_group: Support", mode=Mode.ASSIST,
        )  # fmt: skip
        self.helpdesk.put(a_new_ticket())
        application.close()

    def live(self, killer: Killer) -> bool:
        """Hear of the ticket and work on it until death; whether it died."""
        application = self.open()
        _ = application.pipeline, application.database
        try:
            with watching(killer):
                row = application.inbox.claim("acme", EVENT, settle=0.0, announced=True)
                assert row is not None
                application.pipeline.work(row)
        except Crash:
            return True
        finally:
            application.database.close()
        return False

    def live_on(self, *, is_alone: bool) -> Application:
        """Start anew, with the bell rung once more, as a platform does that got no answer, until nothing is left to do."""
        application = self.open()
        if is_alone:
            application.inbox.forget_hints()
            application.leases.void_all()
        else:
            self.clock.turn(LEASE_OVER)
        application.inbox.claim("acme", EVENT, settle=0.0)
        # Where nothing is conditional, a write that travels takes with it what a person sets meanwhile: see docs/reliability.md.
        person_at = 0 if self.helpdesk.is_conditional else 2
        for turn in range(30):
            self.helpdesk.arrive()
            if turn == person_at:
                ticket = self.helpdesk.tickets["41"]
                self.helpdesk.put(replace(ticket, tags=ticket.tags | {"person"}))
            for row in application.inbox.hand_out(10):
                application.pipeline.work(row)
            self.clock.turn(3.0)
        return application


def open_rows(application: Application) -> Sequence[Any]:
    with application.database.read() as connection:
        return connection.execute(
            sa.select(INBOX).where(INBOX.c.state != "done", INBOX.c.outcome != "answered_for_already")
        ).all()


def try_every_step(
    label: str, outcome: Callable[..., Written], *, like_freshdesk: bool, begin: Callable[[], tuple[str, Path]], stride: int = 1
) -> int:
    """Die at the first, second, … pass of a step until nothing is left to die at; returns how many places there were."""
    for nth in range(1, 200, stride):
        url, folder = begin()
        clock = Clock(time.time() + AHEAD)
        desk = Desk(url, folder, LossyHelpdesk(clock, outcome, like_freshdesk=like_freshdesk), clock)
        desk.connect()
        died = desk.live(Killer(label, nth))
        application = desk.live_on(is_alone=bool(nth % 2))
        place = f"{label}:{nth}, {outcome.__name__}"
        ticket = desk.helpdesk.tickets["41"]
        assert len(desk.helpdesk.notes("41")) == 1, place
        assert {"vip", "person", "ai_kind_how_to"} <= ticket.tags, place
        assert not [m for m in ticket.messages if m.public][1:], place
        assert not open_rows(application), place
        application.close()
        if not died:
            return nth - 1
    raise AssertionError("it never ran to its end")


def require_places(label: str, places: int) -> None:
    """A life in which nothing is worked on has hardly a place to die at, and would prove nothing."""
    assert places >= (2 if label.startswith("call") else 5)


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], tuple[str, Path]]:
    """A database of SQLite of its own, each time."""
    numbers = iter(range(10_000))

    def begin() -> tuple[str, Path]:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        return f"sqlite:///{folder / 'handoff.db'}", folder

    return begin


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome.__name__)
@pytest.mark.parametrize("label", STEPS)
def test_a_crash_anywhere_loses_nothing_and_doubles_nothing(
    label: str, outcome: Callable[..., Written], fresh: Callable[[], tuple[str, Path]]
) -> None:
    require_places(label, try_every_step(label, outcome, like_freshdesk=False, begin=fresh))


@pytest.mark.parametrize("outcome", [do, lose_after, arrive_late], ids=lambda outcome: outcome.__name__)
@pytest.mark.parametrize("label", STEPS)
def test_the_same_where_no_write_is_conditional(
    label: str, outcome: Callable[..., Written], fresh: Callable[[], tuple[str, Path]]
) -> None:
    require_places(label, try_every_step(label, outcome, like_freshdesk=True, begin=fresh))


@pytest.fixture
def emptied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], tuple[str, Path]]]:
    """PostgreSQL, by the tests' clock, with empty tables each time."""
    monkeypatch.setattr(Database, "now", lambda database, _connection: database._clock())
    (tmp_path / "postgres").mkdir()
    with start_postgres(tmp_path / "postgres") as service:
        database = Database(service.url.replace("postgresql://", "postgresql+psycopg://"))
        database.migrate()
        names = ", ".join(table.name for table in OF_ACCOUNT[0].metadata.sorted_tables)

        def begin() -> tuple[str, Path]:
            with database.write() as connection:
                connection.execute(sa.text(f"TRUNCATE {names}"))
            return service.url, tmp_path

        yield begin
        database.close()


@pytest.mark.services
def test_the_same_on_postgresql(emptied: Callable[[], tuple[str, Path]]) -> None:
    stride = int(os.environ.get("EVERY_STEP", "4"))  # 1 is every one; the suite has no time for that
    for label in STEPS:
        for outcome in OUTCOMES:
            require_places(label, try_every_step(label, outcome, like_freshdesk=False, begin=emptied, stride=stride))
