"""``POST /hooks/<integration>/<account>``: 202 once the event is safe, never 500.

Zendesk repeats 409, and 429 or 503 with a short Retry-After; anything else is a lost event (developer.zendesk.com,
"Creating and monitoring webhooks"). Freshdesk repeats after 5, 30 and 60 minutes.
"""

import hashlib
from collections.abc import Callable
from typing import Any

import structlog
from flask import Blueprint, request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from connector.errors import PayloadInvalid, SignatureInvalid
from connector.pipeline import Receipt, UnknownAccount
from connector.port import Delivery

_log = structlog.get_logger()

Answer = tuple[dict[str, Any], int] | tuple[dict[str, Any], int, dict[str, str]]


def webhooks(receive: Callable[[str, str, Delivery], Receipt], announce: Callable[[int], None]) -> Blueprint:
    """Build the blueprint."""
    pages = Blueprint("hooks", __name__)

    @pages.post("/hooks/<integration>/<account>")
    def hook(integration: str, account: str) -> Answer:
        try:
            body = request.get_data(cache=False)
        except (RequestEntityTooLarge, ClientDisconnected):
            return {"error": "too_large", "remedy": "send ids only, at most 256 KiB"}, 413
        delivery = Delivery({name.lower(): value for name, value in request.headers.items()}, body)
        try:
            receipt = receive(integration, account, delivery)
        except UnknownAccount:
            return {"error": "unknown_account", "remedy": "check the address; `handoff accounts` lists the accounts"}, 404
        except SignatureInvalid as exc:
            _log.warning("delivery rejected", why=str(exc), account=account, **_shape(delivery))
            return {"error": "signature", "remedy": "use the secret that `handoff connect` showed"}, 401
        except PayloadInvalid as exc:
            _log.warning("delivery unreadable", why=str(exc), account=account, **_shape(delivery))
            return {"error": "payload", "remedy": str(exc)}, 422
        except Exception as exc:  # noqa: BLE001 - whatever broke, the platform shall ring again
            _log.error("delivery not kept", why=type(exc).__name__, account=account, **_shape(delivery))
            return {"error": "unavailable", "remedy": "ring again"}, 503, {"Retry-After": "30"}
        if receipt.row_id is not None and receipt.is_announced:
            announce(receipt.row_id)
        return {"status": receipt.outcome}, 202

    return pages


def _shape(delivery: Delivery) -> dict[str, Any]:
    """What may be logged of a body: its length and digest."""
    return {"bytes": len(delivery.body), "digest": hashlib.sha256(delivery.body).hexdigest()[:12]}
