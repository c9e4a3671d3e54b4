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
import requests
from flask import Flask, Response, jsonify, request
from werkzeug.serving import make_server

from connector.administration import Administration, PackageRequest
from connector.core.ticket import Ticket
from connector.core.update import TicketUpdate
from connector.kit.credentials import MemoryCredentials
from connector.kit.http import HelpdeskSession
from connector.manifest import ADMIN_SETTINGS
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


# ── the app ───────────────────────────────────────────────────────────────────────────────────────────────────────────

APP_TOKEN = "abcdefghijklmnopqrstuvwxyz012345"


class AppConnector:
    """The API for apps, as far as the app calls it. It writes down who asked for what; the next ``answers`` are these statuses."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, str], Any]] = []
        self.answers: list[int] = []
        self.errors: list[str] = []
        self.page: dict[str, Any] = {"state": "ready"}
        flask = Flask("connector")
        flask.route("/app/v1/accounts/<account>/<path:path>", methods=["GET", "POST"])(self.answer)
        self.server = make_server("127.0.0.1", 0, flask, threaded=True)
        self.host = f"127.0.0.1:{self.server.port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def answer(self, account: str, path: str) -> tuple[Response, int] | Response:
        """One call."""
        body = request.get_json(silent=True)
        if request.headers.get("Authorization") != f"Bearer {APP_TOKEN}":
            return jsonify(error="unauthorized", remedy="Make a new token."), 401
        self.asked.append((request.method, f"{account}/{path}", dict(request.args), body))
        if self.answers:
            return jsonify(error="busy", remedy="Wait."), self.answers.pop(0)
        if path == "groups":
            return jsonify(groups=["Billing", "Support"])
        if path.startswith("settings"):
            return jsonify(accepted=not self.errors, errors=self.errors)
        if path.endswith("/corrections"):
            self.page = {**self.page, "corrected": body}
        return jsonify(self.page)

    def wait(self, path: str, count: int = 1) -> list[Any]:
        """The bodies sent there, once there are so many."""
        end = time.monotonic() + 8
        while True:
            found = [body for _, asked, _, body in list(self.asked) if asked == f"acme/{path}"]
            if len(found) >= count or time.monotonic() > end:
                return found
            time.sleep(0.02)


class AppDesk:
    """A running account to install the app in, and the connector that it calls."""

    def __init__(self, sandbox: FreshdeskSandbox, url: str, connector: AppConnector) -> None:
        self.sandbox, self.url, self.connector = sandbox, url, connector

    def package(self, **changes: Any) -> dict[str, bytes]:
        """Our package."""
        app = INTEGRATION.sidebar_app
        assert app is not None
        asked = {"account": "acme", "address": f"http://{self.connector.host}", "version": "1.0.0", "settings": ADMIN_SETTINGS}
        return dict(app.package(PackageRequest(**{**asked, "assets": {"main.js": b"export {};"}, **changes})).files)

    def iparams(self, **changes: Any) -> dict[str, Any]:
        """Settings that work."""
        host = self.connector.host
        return {
            "connector_host": host,
            "connector_account": "acme",
            "connector_token": APP_TOKEN,
            "people_group": "Support",
            **changes,
        }

    def install(self, files: dict[str, bytes] | None = None, **iparams: Any) -> requests.Response:
        """Upload and install by the control API."""
        packed = {path: base64.b64encode(content).decode() for path, content in (files or self.package()).items()}
        return self.post("api/app/install", json={"files": packed, "iparams": self.iparams(**iparams)})

    def post(self, path: str, **given: Any) -> requests.Response:
        """A call as a page of the sandbox makes it."""
        return requests.post(f"{self.url}/_sandbox/{path}", timeout=30, **given)

    def page(self, path: str, status: int = 200) -> str:
        """A page as text."""
        answer = requests.get(f"{self.url}/_sandbox/{path}", timeout=5)
        assert answer.status_code == status
        return answer.text


@pytest.fixture
def desk() -> Iterator[AppDesk]:
    """A running account and a connector. No test may end having sent mail."""
    sandbox, connector = create_sandbox(), AppConnector()
    sandbox.values["touches_new_tickets"] = False
    with sandbox.serve() as running:
        yield AppDesk(sandbox, running.url, connector)
    connector.server.shutdown()
    connector.server.server_close()
    assert sandbox.mails == []
