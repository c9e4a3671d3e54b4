"""A Zendesk account of our own for each test, and the promise that no test ever wrote to a customer."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from connector.administration import Administration
from connector.core.ticket import Ticket
from connector.core.update import TicketUpdate
from connector.kit.credentials import MemoryCredentials
from connector.port import Connection, Delivery, Helpdesk, Written
from connector.testing.faults import Fault, FaultPlan
from connector.testing.sandbox import NewTicket
from integrations.zendesk.client import ZendeskHelpdesk
from integrations.zendesk.integration import INTEGRATION
from integrations.zendesk.sandbox import create_sandbox
from integrations.zendesk.sandbox.desk import ZendeskSandbox
from integrations.zendesk.sandbox.state import OUR_USER, TicketState
from integrations.zendesk.settings import parse_settings

HERE = Path(__file__).parent


@dataclass
class Account:
    """A running stand-in and our client on it."""

    sandbox: ZendeskSandbox
    url: str
    credentials: MemoryCredentials
    desk: Helpdesk

    def open(
        self, *, credentials: MemoryCredentials | None = None, timeout: tuple[float, float] = (3.0, 5.0), **settings: str
    ) -> Helpdesk:
        """Another client; settings given here replace the usual ones."""
        values = {**self.sandbox.connection()["settings"], "base_url": self.url, **settings}
        return ZendeskHelpdesk(parse_settings(values), credentials or self.credentials, timeout=timeout)

    def administer(self, *, credentials: MemoryCredentials | None = None, **settings: str) -> Administration:
        """The admin's side; settings given here replace the usual ones."""
        values = {**self.sandbox.connection()["settings"], "base_url": self.url, **settings}
        opened = INTEGRATION.administer(Connection(account="a", settings=values, credentials=credentials or self.credentials))
        assert opened is not None
        return opened

    def customer_writes(self, **fields: Any) -> Ticket:
        """A new ticket, read a little later."""
        ticket_id = self.sandbox.create_ticket(NewTicket(**{"subject": "Parcel", "body": "Where is it?", **fields}))
        return self.read(ticket_id)

    def read(self, ticket_id: str) -> Ticket:
        """A ticket, once its last change has settled."""
        self.sandbox.values["clock_offset"] += 2.0
        return self.desk.fetch_ticket(ticket_id)

    def apply(self, ticket: Ticket, update: TicketUpdate) -> list[Written]:
        """Send all that is left."""
        return [self.desk.send(ticket, write) for write in self.desk.writes(ticket, update)]

    def raw(self, ticket: Ticket) -> TicketState:
        """The ticket's state in the stand-in."""
        return self.sandbox.account.tickets[int(ticket.id)]

    def paths(self) -> list[tuple[str, str, int]]:
        """The calls so far."""
        return [(call["method"], call["path"].partition("?")[0], call["status"]) for call in self.sandbox.log.calls]

    def written(self) -> list[tuple[str, str]]:
        """The calls that changed something, or tried to; asking for a token changes nothing."""
        calls = [(method, path) for method, path, _ in self.paths()]
        return [(method, path) for method, path in calls if method != "GET" and path != "/oauth/tokens"]

    def trouble(self, *queue: Fault, writes_only: bool = False) -> None:
        """The next calls end so."""
        self.sandbox.gateway.plan = FaultPlan(queue=list(queue), writes_only=writes_only, hang_seconds=0.5, late_seconds=0.1)


@dataclass
class Ear:
    """Hears webhooks and answers as told, else with 202."""

    url: str
    answers: list[int] = field(default_factory=list)
    heard: list[Delivery] = field(default_factory=list)

    def wait(self, count: int, seconds: float = 5.0) -> list[Delivery]:
        """What was heard, once there are so many calls or the time is over."""
        end = time.monotonic() + seconds
        while len(self.heard) < count and time.monotonic() < end:
            time.sleep(0.01)
        return list(self.heard)


@pytest.fixture
def ear() -> Iterator[Ear]:
    """A receiver of webhooks on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.heard.append(Delivery({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(heard.answers.pop(0) if heard.answers else 202)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    heard = Ear(f"http://127.0.0.1:{server.server_address[1]}/bell")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield heard
    server.shutdown()
    server.server_close()


@pytest.fixture
def account() -> Iterator[Account]:
    """A fresh account, with nobody touching new tickets. No test may end with a public word of ours."""
    sandbox = create_sandbox()
    assert isinstance(sandbox, ZendeskSandbox)
    sandbox.values["touches_new_tickets"] = False
    running = sandbox.serve()
    opened = sandbox.connection()
    credentials = MemoryCredentials(opened["credentials"])
    desk = ZendeskHelpdesk(parse_settings({**opened["settings"], "base_url": running.url}), credentials)
    yield Account(sandbox, running.url, credentials, desk)
    threading.Thread(target=running.close).start()  # the next test need not wait for it
    ours = [c for t in sandbox.account.tickets.values() for c in t.comments if c.author_id == OUR_USER]
    assert not [comment for comment in ours if comment.public]


@pytest.fixture
def fixture_json() -> Callable[[str], Any]:
    """Read a fixture."""
    return lambda name: json.loads((HERE / "fixtures" / f"{name}.json").read_text(encoding="utf-8"))
