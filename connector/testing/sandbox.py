"""The base of every sandbox: a stateful stand-in for a helpdesk, with one neutral control API for demo and tests.

A vendor's sandbox subclasses :class:`Sandbox`, adds its platform's own API to ``self.app`` and implements the abstract
methods. The control API under ``/_sandbox`` is the same for all, so that one scenario runs against any helpdesk:

    POST /_sandbox/api/tickets                 a customer writes            -> {"id": "41"}
    POST /_sandbox/api/tickets/<id>/reply      the customer writes again
    POST /_sandbox/api/tickets/<id>/transcript the transcript of the ticket's call comes
    POST /_sandbox/api/tickets/<id>/agent      a person works on the ticket
    GET  /_sandbox/api/tickets[/<id>]          what an agent sees, in neutral words
    POST /_sandbox/api/webhook                 where webhooks go, and their secret
    POST /_sandbox/api/knowledge               macros, canned responses and articles
    GET, POST /_sandbox/api/switches           documented and unconfirmed behaviours of the platform
    POST /_sandbox/api/faults                  trouble, see connector.testing.faults
    GET  /_sandbox/api/log                     every call to the platform's API, without bodies
"""

import abc
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from queue import Queue
from typing import Any

import requests
from flask import Flask, Response, request
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from connector.testing.control import add_control_api
from connector.testing.faults import FaultyGateway
from connector.testing.pages import sandbox_pages


@dataclass(kw_only=True)
class NewTicket:
    """What a customer sends. Names and addresses are invented. A ``voice_transcript`` without a body is a call without its transcript."""

    subject: str = ""
    body: str = ""
    channel: str = "email"
    requester_name: str = "Sam Example"
    requester_email: str = "sam@example.com"
    language: str = ""
    group: str = ""
    priority: str = ""
    tags: Sequence[str] = ()


@dataclass(kw_only=True)
class AgentEdit:
    """What a person does with a ticket and with the customer's own record, all at once."""

    add_tags: Sequence[str] = ()
    remove_tags: Sequence[str] = ()
    add_customer_tags: Sequence[str] = ()
    remove_customer_tags: Sequence[str] = ()
    priority: str = ""
    group: str = ""
    public_reply: str = ""
    private_note: str = ""
    status: str = ""


@dataclass(kw_only=True)
class TicketView:
    """A ticket as an agent sees it, in neutral words. ``notes`` are private; ``replies`` are public answers of the business.

    ``requester_tags`` stand on the customer's own record.
    """

    id: str
    subject: str
    status: str
    channel: str
    priority: str | None
    group: str | None
    requester: str
    tags: list[str]
    messages: list[str]
    notes: list[dict[str, str]]
    replies: list[str]
    requester_tags: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Switch:
    """A behaviour of the platform that can be turned. ``unconfirmed`` ones are run both ways by the scenario suite."""

    default: Any
    help: str
    unconfirmed: bool = False
    choices: tuple[Any, ...] = ()


@dataclass
class Webhook:
    """Where bells are rung."""

    url: str = ""
    secret: str = ""


@dataclass(frozen=True)
class OutgoingCall:
    """One webhook call to be made, already signed."""

    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class CallLog:
    """Every call to the platform's API: method, path, status. No bodies, because they hold what customers wrote."""

    calls: list[dict[str, Any]] = field(default_factory=list)

    def writes(self) -> list[dict[str, Any]]:
        """The calls that could change something."""
        return [call for call in self.calls if call["method"] not in ("GET", "HEAD", "OPTIONS")]


class Sandbox(abc.ABC):
    """One stand-in for a helpdesk account. ``lock`` guards all state; every public method may be called from any thread."""

    #: Switches by name. A subclass extends this table.
    switches: Mapping[str, Switch] = {}

    def __init__(self, name: str) -> None:
        self.name = name
        self.lock = threading.RLock()
        self.webhook = Webhook()
        self.values: dict[str, Any] = {key: switch.default for key, switch in self.switches.items()}
        self.log = CallLog()
        self.app = Flask(f"sandbox_{name}")
        self.gateway = FaultyGateway(self.app.wsgi_app)
        self.app.wsgi_app = self.gateway  # type: ignore[method-assign]
        self._outbox: Queue[OutgoingCall] = Queue()
        self.app.after_request(self._record)
        add_control_api(self)
        self.app.register_blueprint(sandbox_pages(self))
        threading.Thread(target=self._ring, name=f"{name}-webhooks", daemon=True).start()

    # What a vendor's sandbox supplies.

    @abc.abstractmethod
    def create_ticket(self, ticket: NewTicket) -> str:
        """A customer writes. Returns the new id; rings the bell and lets triggers run as the platform would."""

    @abc.abstractmethod
    def reply_as_customer(self, ticket_id: str, body: str) -> None:
        """The customer writes again."""

    @abc.abstractmethod
    def edit_as_agent(self, ticket_id: str, edit: AgentEdit) -> None:
        """A person works on the ticket."""

    def bring_transcript(self, ticket_id: str, text: str) -> None:
        """The transcript of the ticket's call comes, in the way of the platform. Raises NotImplementedError where none ever does."""
        raise NotImplementedError(f"the stand-in {self.name} knows no calls")

    @abc.abstractmethod
    def view(self, ticket_id: str) -> TicketView | None:
        """The ticket as an agent sees it."""

    @abc.abstractmethod
    def ticket_ids(self) -> list[str]:
        """All tickets, oldest first."""

    @abc.abstractmethod
    def load_knowledge(self, records: Sequence[Mapping[str, Any]]) -> None:
        """Load answers: ``kind``, ``language``, ``title``, ``body``, ``published``, ``restricted``, ``updated_at``."""

    @abc.abstractmethod
    def connection(self) -> dict[str, dict[str, str]]:
        """Return working ``settings`` and ``credentials`` for an account of this sandbox, less its address."""

    @abc.abstractmethod
    def sign(self, body: bytes) -> OutgoingCall:
        """Return a genuine webhook call with this body, as the platform would make it."""

    # What every sandbox has.

    def on(self, switch: str) -> Any:
        """The value of a switch."""
        return self.values[switch]

    def now(self) -> float:
        """The platform's clock, which its answers carry as ``Date``."""
        return time.time()

    def send(self, call: OutgoingCall) -> None:
        """Queue a webhook call."""
        self._outbox.put(call)

    def after(self, seconds: float, action: Callable[[], None]) -> None:
        """Do something a little later, as triggers and late commits do."""
        timer = threading.Timer(seconds, action)
        timer.daemon = True
        timer.start()

    def retry_delays(self, status: int | None, headers: Mapping[str, str], attempt: int) -> float | None:
        """Return after how many seconds the platform repeats a call that ended so, or ``None``. No status: no answer."""
        return None

    def delivered(self, call: OutgoingCall, status: int | None) -> None:  # noqa: B027 - few platforms keep such a list
        """Called after each attempt at a webhook call, with the status of its answer, or ``None`` where none came."""

    def serve(self, host: str = "127.0.0.1", port: int = 0) -> "RunningSandbox":
        """Serve on a thread. Port 0 picks a free one."""
        handler = type("_Handler", (_QuietHandler,), {"clock": staticmethod(self.now)})
        server = make_server(host, port, self.app, threaded=True, request_handler=handler)
        return RunningSandbox(self, server)

    def _record(self, response: Response) -> Response:
        if not request.path.startswith("/_sandbox"):
            call = {
                "method": request.method,
                "path": request.full_path.rstrip("?"),
                "status": response.status_code,
                "at": time.time(),
            }
            self.log.calls.append(call)
        return response

    def _ring(self) -> None:
        while True:
            call = self._outbox.get()
            threading.Thread(target=self._deliver, args=(call, 1), daemon=True).start()

    def _deliver(self, call: OutgoingCall, attempt: int) -> None:
        status, headers = None, {}
        try:
            answer = requests.post(call.url, data=call.body, headers=dict(call.headers), timeout=12, allow_redirects=False)
            status, headers = answer.status_code, dict(answer.headers)
        except requests.RequestException:
            pass
        self.delivered(call, status)
        if status is not None and 200 <= status < 300:
            return
        wait = self.retry_delays(status, headers, attempt)
        if wait is not None:
            self.after(wait, lambda: self._deliver(call, attempt + 1))


class RunningSandbox:
    """A sandbox that answers on a loopback port. Use as a context manager."""

    def __init__(self, sandbox: Sandbox, server: BaseWSGIServer) -> None:
        self.sandbox = sandbox
        self._server = server
        self.url = f"http://{server.host}:{server.port}"
        self._thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def __enter__(self) -> "RunningSandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class _QuietHandler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    clock: Callable[[], float] = staticmethod(time.time)

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The time of an answer, by the platform's clock."""
        return super().date_time_string(self.clock() if timestamp is None else timestamp)

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - Werkzeug's own name
        """Say nothing: paths may name requesters."""

    def handle_one_request(self) -> None:
        """Answer one call; a dropped connection is part of the game here."""
        try:
            super().handle_one_request()
        except (ConnectionError, BrokenPipeError, ValueError, OSError):
            self.close_connection = True
