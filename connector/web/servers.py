"""The two web servers: waitress on a thread of the embedded process, gunicorn for the web role alone."""

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import waitress
from gunicorn.app.base import BaseApplication
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer
from waitress.wasyncore import dispatcher

from connector.errors import ConfigurationError
from connector.settings import Settings
from connector.web.app import LARGEST_BODY

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

#: More connections than threads queue here and are served in turn; a platform that is refused may not ring again. Fewer than the files a process may open.
_CONNECTIONS: Final = 800
_BACKLOG: Final = 2048
#: What is being answered when the server stops gets so long; no bell takes longer.
_DRAIN_SECONDS: Final = 1.0


class _Channel(HTTPChannel):
    """A connection that is not watched for writing while a thread writes to it.

    waitress asks select() for sockets that can be written to while a thread, between sending and noting that it sent, waits for its turn in the
    interpreter. They always can, so its loop spins and takes the turn: 50 rounds for an answer under load instead of one. The thread wakes the
    loop itself when it is through (``HTTPChannel.service``) and when something is left to send (``HTTPChannel.write_soon``).
    """

    def writable(self) -> bool:
        """Whether there is something to send that nobody is sending."""
        if not super().writable() or not self.outbuf_lock.acquire(blocking=False):
            return False
        self.outbuf_lock.release()
        return True


class EmbeddedServer:
    """waitress, listening. Raises ConfigurationError when the port cannot be opened."""

    def __init__(self, app: "WSGIApplication", settings: Settings) -> None:
        self._sockets: dict[int, Any] = {}
        self._pause = threading.Event()
        try:
            self._server = waitress.create_server(
                app, map=self._sockets, host=settings.host, port=settings.port, threads=settings.web_threads,
                max_request_body_size=LARGEST_BODY, channel_timeout=30, connection_limit=_CONNECTIONS, backlog=_BACKLOG,
                asyncore_use_poll=True, ident="warm-handoff",
            )  # fmt: skip
        except OSError as exc:
            raise ConfigurationError(
                f"{settings.host}:{settings.port} cannot be opened ({exc.strerror}); set HANDOFF_HOST or HANDOFF_PORT."
            ) from exc
        self._listeners = [found for found in self._sockets.values() if isinstance(found, BaseWSGIServer)]
        for listener in self._listeners:
            listener.channel_class = _Channel

    def run(self) -> None:
        """Serve until the process ends."""
        self._server.run()

    def start(self) -> None:
        """Serve on a daemon thread."""
        threading.Thread(target=self.run, name="web", daemon=True).start()

    def stop_accepting(self) -> None:
        """Close the listening sockets and what rests; what is being answered goes on. Returns at once, also within a signal handler."""
        for listener in self._listeners:
            listener.trigger.pull_trigger(lambda listener=listener: _close(listener))  # its loop does it, not this thread

    def drain(self) -> None:
        """Wait until everything that came is answered, a second at most."""
        until = time.monotonic() + _DRAIN_SECONDS
        while time.monotonic() < until and any(self._busy()):
            self._pause.wait(0.01)

    def _busy(self) -> list[HTTPChannel]:
        return [
            channel for listener in self._listeners for channel in list(listener.active_channels.values()) if channel.requests
        ]


def _close(listener: Any) -> None:
    dispatcher.close(listener)
    for channel in listener.active_channels.values():
        if not channel.requests:
            channel.will_close = True


class ForkingServer(BaseApplication):
    """gunicorn with threads, because an acknowledgement mostly waits for a commit. ``load`` builds the app inside the worker process."""

    def __init__(self, load: Callable[[], object], settings: Settings) -> None:
        self._load = load
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn."""
        settings = self._settings
        for key, value in {
            "bind": f"{settings.host}:{settings.port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": settings.web_threads,
            "worker_connections": _CONNECTIONS,
            "backlog": _BACKLOG,
            "keepalive": 30,
            "graceful_timeout": 12,  # an answer takes as long as a statement may, see database.py
            "loglevel": "error",
            "accesslog": None,
            "control_socket_disable": True,
        }.items():
            if key in self.cfg.settings:
                self.cfg.set(key, value)

    def load(self) -> object:
        """Build the app."""
        return self._load()
