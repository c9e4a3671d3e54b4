"""Signing in through the admin's browser: authorization code with PKCE, answered to a server on this machine alone.

https://www.rfc-editor.org/rfc/rfc8252#section-7.3 (loopback redirects) and https://www.rfc-editor.org/rfc/rfc7636 (PKCE)
"""

import base64
import hashlib
import hmac
import queue
import re
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from connector.administration import BrowserSignIn
from connector.errors import ConfigurationError, HandoffError

#: How long an admin may take to sign in and allow.
WAIT_SECONDS: Final = 300.0

_PATH: Final = "/callback"
#: The codes of RFC 6749, section 4.1.2.1, and what looks like one.
_ERROR: Final = re.compile(r"[a-z_]{1,40}")
_PAGE: Final = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Warm Handoff</title>'
    "<p>{text}</p><p>You can close this window and go back to the terminal.</p></html>"
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the browser brought back: a code, or why there is none."""

    code: str = ""
    trouble: str = ""


def sign_in(
    browser: BrowserSignIn, *, show: Callable[[str, str], None], port: int = 0, wait_seconds: float = WAIT_SECONDS
) -> Mapping[str, str]:
    """Return the credentials of the admin who signed in.

    ``show`` gets the address to open and the redirect address, which the OAuth client has to allow. Listens on loopback alone;
    port 0 takes any. Raises ConfigurationError when the admin says no, nobody answers in time, or the answer is not for us.
    """
    state, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(64)
    with _listening(state, port) as (redirect_uri, answers):
        show(browser.address(redirect_uri=redirect_uri, state=state, challenge=challenge_of(verifier)), redirect_uri)
        try:
            answer = answers.get(timeout=wait_seconds)
        except queue.Empty:
            raise ConfigurationError(
                f"nobody signed in within {wait_seconds:.0f} seconds; run the command again and open the address it prints."
            ) from None
    if answer.trouble:
        raise ConfigurationError(answer.trouble)
    try:
        return browser.redeem(code=answer.code, verifier=verifier, redirect_uri=redirect_uri)
    except HandoffError as exc:
        raise ConfigurationError(f"the sign-in was not accepted: {exc}; run the command again.") from exc


def challenge_of(verifier: str) -> str:
    """Return the S256 code challenge (RFC 7636, section 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


@contextmanager
def _listening(state: str, port: int) -> Iterator[tuple[str, "queue.Queue[_Answer]"]]:
    answers: queue.Queue[_Answer] = queue.Queue()

    def receive(query: Mapping[str, list[str]]) -> bool:
        answer = _read_answer(query, state)
        answers.put(answer)
        return not answer.trouble

    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Callback, receive))
    except (OSError, OverflowError) as exc:
        raise ConfigurationError(f"port {port} cannot be opened for the sign-in; give another --callback-port.") from exc
    server.daemon_threads = True  # a browser keeps connections open that it may never use
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="callback", daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}{_PATH}", answers
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _read_answer(query: Mapping[str, list[str]], state: str) -> _Answer:
    if not hmac.compare_digest(_first(query, "state").encode(), state.encode()):
        return _Answer(
            trouble="the answer of the browser belongs to another sign-in; run the command again and use its newest address."
        )
    if error := _first(query, "error"):
        if error == "access_denied":
            return _Answer(trouble="the sign-in was denied in the browser; run the command again and allow the access.")
        why = f" ({error})" if _ERROR.fullmatch(error) else ""
        return _Answer(
            trouble=f"the helpdesk refused the sign-in{why}; check the OAuth client, its scopes and its redirect address."
        )
    code = _first(query, "code")
    return _Answer(code) if code else _Answer(trouble="the helpdesk sent no code; run the command again.")


def _first(query: Mapping[str, list[str]], name: str) -> str:
    return query.get(name, [""])[0]


class _Callback(BaseHTTPRequestHandler):
    """One request of the browser. Says nothing of what it was asked, and logs nothing: the address carries the code."""

    timeout = 10

    def __init__(self, receive: Callable[[Mapping[str, list[str]]], bool], *arguments: Any) -> None:
        self._receive = receive
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Take the answer, and tell the admin to go back."""
        parts = urlsplit(self.path)
        if parts.path != _PATH:
            self._page(404, "There is nothing here.")
        elif self._receive(parse_qs(parts.query)):
            self._page(200, "Signed in.")
        else:
            self._page(400, "That did not work. The terminal says why.")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Log nothing."""

    def _page(self, status: int, text: str) -> None:
        body = _PAGE.format(text=text).encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(body)),
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "Connection": "close",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
