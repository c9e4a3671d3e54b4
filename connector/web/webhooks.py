"""``POST /hooks/<integration>/<account>``: 202 once the event is safe, never 500.

Zendesk repeats 409, and 429 or 503 with a short Retry-After; anything else is a lost event (developer.zendesk.com,
"Creating and monitoring webhooks"). Freshdesk repeats after 5, 30 and 60 minutes.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import structlog
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.wsgi import get_input_stream

from connector.errors import PayloadInvalid, SignatureInvalid, Unavailable
from connector.port import Delivery
from connector.reception import Receipt, UnknownAccount

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_log = structlog.get_logger()

#: Below a minute, or Zendesk does not ring again.
RETRY_AFTER: Final = "30"

_STATUS: Final = {
    202: "202 Accepted",
    401: "401 Unauthorized",
    404: "404 Not Found",
    413: "413 Request Entity Too Large",
    422: "422 Unprocessable Entity",
    503: "503 Service Unavailable",
}

_Answer = tuple[int, dict[str, str]]


class Hooks:
    """Answers bells itself and leaves everything else to ``others``: a bell needs no routing, no context and no session of a framework."""

    def __init__(
        self, others: "WSGIApplication", *, receive: Callable[[str, str, Delivery], Receipt], announce: Callable[[int], None],
        largest: int,
    ) -> None:  # fmt: skip
        self._others = others
        self._receive = receive
        self._announce = announce
        self._largest = largest

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        match environ["PATH_INFO"].split("/"):
            case ["", "hooks", integration, account] if environ["REQUEST_METHOD"] == "POST":
                status, words = self._ring(integration, account, environ)
            case _:
                return self._others(environ, start_response)
        body = json.dumps(words).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        start_response(_STATUS[status], [*headers, ("Retry-After", RETRY_AFTER)] if status == 503 else headers)
        return [body]

    def _ring(self, integration: str, account: str, environ: "WSGIEnvironment") -> _Answer:
        try:
            body = get_input_stream(environ, max_content_length=self._largest).read()
        except (RequestEntityTooLarge, ClientDisconnected):
            return 413, {"error": "too_large", "remedy": "send ids only, at most 256 KiB"}
        delivery = Delivery(_headers(environ), body)
        try:
            receipt = self._receive(integration, account, delivery)
        except UnknownAccount:
            return 404, {"error": "unknown_account", "remedy": "check the address; `handoff accounts` lists the accounts"}
        except SignatureInvalid as exc:
            _note("delivery rejected", why=str(exc), account=account, **_shape(delivery))
            return 401, {"error": "signature", "remedy": "use the secret that `handoff connect` showed"}
        except PayloadInvalid as exc:
            _note("delivery unreadable", why=str(exc), account=account, **_shape(delivery))
            return 422, {"error": "payload", "remedy": str(exc)}
        except Exception as exc:  # noqa: BLE001 - whatever broke, the platform shall ring again
            why = str(exc) if isinstance(exc, Unavailable) else type(exc).__name__
            _note("delivery not kept", why=why, account=account, **_shape(delivery))
            return 503, {"error": "unavailable", "remedy": "ring again"}
        if receipt.row_id is not None and receipt.is_announced:
            self._announce(receipt.row_id)
        return 202, {"status": receipt.outcome}


def _note(what: str, **more: Any) -> None:
    """Log it. A log that cannot be written, on a full disk, must not turn an answer into a 500."""
    with suppress(OSError):
        _log.warning(what, **more)


def _headers(environ: "WSGIEnvironment") -> dict[str, str]:
    """The headers as they came, with names in lower case (https://peps.python.org/pep-3333/#environ-variables)."""
    return {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")}


def _shape(delivery: Delivery) -> dict[str, Any]:
    """What may be logged of a body: its length and digest."""
    return {"bytes": len(delivery.body), "digest": hashlib.sha256(delivery.body).hexdigest()[:12]}
