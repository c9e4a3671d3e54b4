"""An application over a helpdesk in memory, a database in a file, and a clock that tests turn."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa

from connector.bootstrap import Application
from connector.core.assessment import Assessment
from connector.core.context import Mode
from connector.core.taxonomy import Urgency
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.port import Delivery
from connector.registry import Registry
from connector.settings import Settings
from connector.store.database import Database
from connector.store.tables import INBOX
from connector.testing.integration import MemoryIntegration
from connector.testing.memory import MemoryHelpdesk
from connector.testing.services import Service, start_postgres
from connector.testing.strategies import EPOCH


@dataclass
class Clock:
    """A clock that stands still until it is turned."""

    now: float = EPOCH.timestamp()

    def __call__(self) -> float:
        return self.now

    def turn(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


@dataclass
class ScriptedAssessor:
    """Returns what it is told and counts how often it was asked."""

    reading: Assessment
    asked: int = 0
    fails: bool = False

    def assess(self, ticket: Ticket) -> Assessment:
        """Return the reading, or fail."""
        self.asked += 1
        if self.fails:
            raise RuntimeError("the model broke")
        return self.reading


@dataclass
class Bench:
    """Everything a test of the pipeline needs."""

    application: Application
    helpdesk: MemoryHelpdesk
    clock: Clock
    assessor: ScriptedAssessor
    rows: list[int] = field(default_factory=list)

    def ring(self, ticket: str = "41", event: str = "created", message: str | None = None) -> int | None:
        """Ring the bell; returns the new row."""
        body = {"ticket": ticket, "event": event, **({"message": message} if message else {})}
        delivery = Delivery({"x-secret": "s3cret"}, json.dumps(body).encode())
        row = self.application.reception.receive("memory", "acme", delivery).row_id
        if row is not None:
            self.rows.append(row)
        return row

    def work(self, *, turns: int = 1, step: float = 0.0) -> None:
        """Let the worker do every due row, ``turns`` times, with time passing in between. Answers, if any, were read before."""
        if self.helpdesk.answers:
            for account in self.application.accounts.all():
                self.application.knowledge_sync.read_first(account)
        for _ in range(turns):
            for row in list(self.rows):
                self.application.pipeline.work(row)
            self.clock.turn(step)

    def state(self, row: int) -> tuple[str, str]:
        """State and outcome of a row."""
        with self.application.database.read() as connection:
            found = connection.execute(sa.select(INBOX.c.state, INBOX.c.outcome).where(INBOX.c.id == row)).one()
        return found.state, found.outcome


def a_new_ticket(ticket_id: str = "41", text: str = "How do I descale the machine?") -> Ticket:
    """A plain new ticket."""
    message = Message(id="1", author=Author.REQUESTER, public=True, text=text, created_at=EPOCH)
    return Ticket(
        id=ticket_id,
        subject="Descaling",
        status=Status.OPEN,
        channel=Channel.EMAIL,
        requester=Requester(id="7", name="Sam Example", email="sam@example.com"),
        messages=(message,),
        stamp="v1",
        created_at=EPOCH,
        updated_at=EPOCH,
        tags=frozenset({"vip"}),
    )


@pytest.fixture
def new_ticket() -> Callable[..., Ticket]:
    """Make plain new tickets."""
    return a_new_ticket


@pytest.fixture(params=[False, True], ids=["notes-stand", "notes-editable"])
def helpdesk(request: pytest.FixtureRequest) -> MemoryHelpdesk:
    """Both kinds of platform: Zendesk's notes stand for ever, Freshdesk's can be edited."""
    return MemoryHelpdesk(can_edit_notes=request.param)


@pytest.fixture
def bench(tmp_path: Path, helpdesk: MemoryHelpdesk) -> Iterator[Bench]:
    """A live account with one new ticket."""
    clock = Clock()
    assessor = ScriptedAssessor(Assessment(language="en", primary="how_to", urgency=Urgency.U1, confidence=0.9, emotions={}))
    application = Application(
        settings=Settings(data_dir=tmp_path, settle_seconds=0.0),
        clock=clock,
        registry=Registry({"memory": MemoryIntegration(helpdesk)}),
        assessor=assessor,
    )
    application.accounts.save(
        name="acme",
        integration="memory",
        settings={},
        credentials={"key": "k"},
        webhook_secrets=["s3cret"],
        rules_text="people_group: Support",
        mode=Mode.ASSIST,
    )
    helpdesk.put(a_new_ticket())
    yield Bench(application, helpdesk, clock, assessor)
    application.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A PostgreSQL."""
    with start_postgres(tmp_path_factory.mktemp("postgres")) as service:
        yield service


@pytest.fixture
def make_database(server: Service, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Make databases of PostgreSQL that go by the tests' clock, empty or as a copy of another one; returns their addresses."""
    monkeypatch.setattr(Database, "now", lambda database, _connection: database._clock())

    def make(name: str, like: str = "template0") -> str:
        engine = sa.create_engine(server.url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            connection.execute(sa.text(f"CREATE DATABASE {name} TEMPLATE {like}"))
        engine.dispose()
        return f"{server.url.rpartition('/')[0]}/{name}"

    return make
