"""Trouble on demand in front of a sandbox: refusals, broken answers, dropped connections, writes that land anyway or late.

A WSGI middleware, so that the sandbox behind it stays a plain, honest application. Dropping a connection needs the
development server of Werkzeug, which hands its socket to the application.
"""

import io
import random
import socket
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from werkzeug.wrappers import Response

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Fault(StrEnum):
    """What can go wrong with one call."""

    TOO_MANY = "429"
    SERVER_ERROR = "500"
    UNAVAILABLE = "503"
    UNAVAILABLE_AFTER = "503_after"
    HTML = "html"
    HTML_AFTER = "html_after"
    TRUNCATED_AFTER = "truncated_after"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    LATE_COMMIT = "late_commit"
    HANG_AFTER = "hang_after"
    UNAUTHORIZED = "401"
    FORBIDDEN = "403"


#: The faults that a chaos run draws from: certain refusals and effects whose outcome the caller cannot know.
CHAOS: Final = (
    Fault.TOO_MANY,
    Fault.UNAVAILABLE,
    Fault.UNAVAILABLE_AFTER,
    Fault.DROP_BEFORE,
    Fault.DROP_AFTER,
    Fault.LATE_COMMIT,
    Fault.TRUNCATED_AFTER,
)


@dataclass
class FaultPlan:
    """Which calls fail. ``queue`` is used up first, in order; then each call fails with probability ``rate``.

    Every call, failing or not, takes ``latency_seconds`` before the platform looks at it.
    """

    rate: float = 0.0
    kinds: tuple[Fault, ...] = CHAOS
    seed: int = 1
    late_seconds: float = 0.3
    latency_seconds: float = 0.0
    hang_seconds: float = 12.0
    retry_after: str = "1"
    writes_only: bool = False
    queue: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - reproducible trouble, not a secret
        self._lock = threading.Lock()

    def draw(self, method: str) -> Fault | None:
        """Return the fault for the next call, if any."""
        if self.writes_only and method == "GET":
            return None
        with self._lock:
            if self.queue:
                return self.queue.pop(0)
            return self._random.choice(self.kinds) if self.kinds and self._random.random() < self.rate else None


class FaultyGateway:
    """Stands in front of a sandbox's platform API. Paths under ``/_sandbox`` never fail."""

    def __init__(self, app: WsgiApp) -> None:
        self.app = app
        self.plan = FaultPlan()
        self.hits: list[tuple[str, str, Fault]] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if path.startswith("/_sandbox"):
            return self.app(environ, start_response)
        time.sleep(self.plan.latency_seconds)
        fault = self.plan.draw(method)
        if fault is None:
            return self.app(environ, start_response)
        self.hits.append((method, path, fault))
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        return self._respond(fault, environ, body)(environ, start_response)

    def _respond(self, fault: Fault, environ: dict[str, Any], body: bytes) -> WsgiApp:
        plan = self.plan
        if fault is Fault.TOO_MANY:
            return Response("Number of allowed API requests per minute exceeded", 429, {"Retry-After": plan.retry_after})
        if fault is Fault.UNAUTHORIZED:
            return Response('{"error": "Couldn\'t authenticate you"}', 401, content_type="application/json")
        if fault is Fault.FORBIDDEN:
            return Response('{"error": "Forbidden"}', 403, content_type="application/json")
        if fault in (Fault.SERVER_ERROR, Fault.UNAVAILABLE):
            return Response("<html>trouble</html>", int(fault.value), content_type="text/html")
        if fault is Fault.HTML:
            return Response("<html>maintenance</html>", 200, content_type="text/html")
        if fault is Fault.DROP_BEFORE:
            _drop(environ)
        elif fault is Fault.LATE_COMMIT:
            copy = {**environ, "wsgi.input": io.BytesIO(body)}
            threading.Timer(plan.late_seconds, _run, (self.app, copy)).start()
            _drop(environ)
        answer = _run(self.app, environ) if fault.value.endswith("_after") else Response("")
        if fault is Fault.DROP_AFTER:
            _drop(environ)
        if fault is Fault.HANG_AFTER:
            time.sleep(plan.hang_seconds)
        if fault is Fault.TRUNCATED_AFTER:
            return Response(answer.get_data()[: max(1, len(answer.get_data()) // 2)], 200, content_type="application/json")
        if fault is Fault.HTML_AFTER:
            return Response("<html>ok?</html>", 200, content_type="text/html")
        if fault is Fault.UNAVAILABLE_AFTER:
            return Response("<html>trouble</html>", 503, content_type="text/html")
        return answer


def _run(app: WsgiApp, environ: dict[str, Any]) -> Response:
    return Response.from_app(app, environ, buffered=True)


def _drop(environ: dict[str, Any]) -> None:
    connection = environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        connection.shutdown(socket.SHUT_RDWR)
