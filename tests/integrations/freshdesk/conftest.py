"""A Freshdesk account of our own for each test, and the promise that no test ever wrote to a customer."""

import base64
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
from connector.kit.http import HelpdeskSession
from connector.port import Connection, Delivery, Helpdesk, Written
from connector.testing.faults import Fault, FaultPlan
from connector.testing.sandbox import NewTicket
from integrations.freshdesk.client import FreshdeskDesk
from integrations.freshdesk.integration import INTEGRATION
from integrations.freshdesk.sandbox import create_sandbox
from integrations.freshdesk.sandbox.account import FreshdeskSandbox
from integrations.freshdesk.writing import name_refused_field

HERE = Path(__file__).parent


@dataclass
class Account:
    """A running stand-in and our client on it."""

    sandbox: FreshdeskSandbox
    desk: Helpdesk
    url: str

    def administer(self, **settings: str) -> Administration:
        """The admin's side, with what earlier set-ups saved."""
        opened = self.sandbox.connection()
        values = {**opened["settings"], "base_url": self.url, **settings}
        credentials = MemoryCredentials(opened["credentials"])
        administration = INTEGRATION.administer(Connection(account="a", settings=values, credentials=credentials))
        assert administration is not None
        return administration

    def customer_writes(self, **fields: Any) -> Ticket:
        """A new ticket, read."""
        ticket_id = self.sandbox.create_ticket(NewTicket(**{"subject": "Parcel", "body": "Where is it?", **fields}))
        return self.desk.fetch_ticket(ticket_id)

    def apply(self, ticket: Ticket, update: TicketUpdate, *, edits_note_id: str = "") -> list[Written]:
        """Send all that is left."""
        return [self.desk.send(ticket, write) for write in self.desk.writes(ticket, update, edits_note_id=edits_note_id)]

    def raw(self, ticket: Ticket) -> Any:
        """The ticket's state in the stand-in."""
        return self.sandbox.state.tickets[int(ticket.id)]

    def sent(self) -> list[tuple[str, str, Any]]:
        """The writes that arrived, with their bodies."""
        return [entry for entry in self.sandbox.bodies if entry[0] != "GET"]

    def trouble(self, *queue: Fault, writes_only: bool = False) -> None:
        """The next calls end so."""
        self.sandbox.gateway.plan = FaultPlan(queue=list(queue), writes_only=writes_only, hang_seconds=0.5)

    def impatient(self) -> Helpdesk:
        """A client that waits for a third of a second only."""
        pair = base64.b64encode(f"{self.sandbox.connection()['credentials']['api_key']}:X".encode()).decode()
        session = HelpdeskSession(
            self.url,
            authorize=lambda: {"Authorization": f"Basic {pair}"},
            name_refused_field=name_refused_field,
            timeout=(0.3, 0.3),
        )
        return FreshdeskDesk(session)


@dataclass
class Ear:
    """Hears webhooks and answers as told."""

    url: str
    answers: list[int] = field(default_factory=list)
    heard: list[Delivery] = field(default_factory=list)

    def wait(self, count: int, seconds: float = 5.0) -> list[Delivery]:
        end = time.monotonic() + seconds
        while len(self.heard) < count and time.monotonic() < end:
            time.sleep(0.01)
        return self.heard


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
    """A fresh account, with nobody touching new tickets. No test may end having sent mail."""
    sandbox = create_sandbox()
    sandbox.values["touches_new_tickets"] = False
    running = sandbox.serve()
    opened = sandbox.connection()
    values = {**opened["settings"], "base_url": running.url}
    desk = INTEGRATION.open(Connection(account="a", settings=values, credentials=MemoryCredentials(opened["credentials"])))
    yield Account(sandbox, desk, running.url)
    threading.Thread(target=running.close).start()  # the next test need not wait for it
    assert sandbox.mails == []


@pytest.fixture
def fixture_json() -> Callable[[str], Any]:
    """Read a fixture."""
    return lambda name: json.loads((HERE / "fixtures" / f"{name}.json").read_text(encoding="utf-8"))
