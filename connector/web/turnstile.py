"""Keeps some threads free for bells, whatever the screens wait for."""

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: A screen waits so long for its turn. A bell may have to wait as long for a thread.
_SECONDS: Final = 0.1
_SORRY: Final = b'{"error": "busy", "remedy": "try again in a moment"}'


class Turnstile:
    """Lets at most ``room`` requests for screens at once through to ``others``; the next ones are asked to come again.

    An agent's page waits for the database as long as it takes. When that is away, so many pages would soon hold every thread.
    """

    def __init__(self, others: "WSGIApplication", *, room: int) -> None:
        self._others = others
        self._room = threading.BoundedSemaphore(room)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        if not environ["PATH_INFO"].startswith("/app/"):
            return self._others(environ, start_response)
        if not self._room.acquire(timeout=_SECONDS):
            headers = [("Content-Type", "application/json"), ("Content-Length", str(len(_SORRY))), ("Retry-After", "5")]
            start_response("503 Service Unavailable", headers)
            return [_SORRY]
        try:
            return self._others(environ, start_response)
        finally:
            self._room.release()
