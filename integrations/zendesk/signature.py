"""Whether a webhook call really comes from Zendesk, and lately.

https://developer.zendesk.com/documentation/webhooks/verifying/: the base64 of HMAC-SHA256 over timestamp and raw body, put
together without a separator, under the secret as text. The invocation id is not covered.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from connector.errors import SignatureInvalid
from connector.kit.signing import require_hmac_sha256
from connector.port import Delivery

SIGNATURE_HEADER: Final = "x-zendesk-webhook-signature"
TIMESTAMP_HEADER: Final = "x-zendesk-webhook-signature-timestamp"

#: Test calls for a webhook that does not exist yet are signed with this; it is printed in the documentation for all to see.
PUBLIC_TEST_SECRET: Final = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=="  # noqa: S105 - public on purpose


def signed(body: bytes, secret: str, now: datetime) -> Delivery:
    """Return the delivery as Zendesk would sign it at ``now``."""
    timestamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    mac = hmac.new(secret.encode(), timestamp.encode() + body, hashlib.sha256).digest()
    return Delivery({TIMESTAMP_HEADER: timestamp, SIGNATURE_HEADER: base64.b64encode(mac).decode()}, body)


def require_genuine(delivery: Delivery, secrets: Sequence[str], *, now: datetime, window: timedelta) -> None:
    """Return for a call that one of the secrets signed within ``window`` of ``now``, else raise SignatureInvalid."""
    timestamp = delivery.headers.get(TIMESTAMP_HEADER, "")
    signed = timestamp.encode("utf-8", "replace") + delivery.body
    live = [secret for secret in secrets if secret != PUBLIC_TEST_SECRET]
    require_hmac_sha256(signed, delivery.headers.get(SIGNATURE_HEADER, ""), live)
    if not _is_fresh(timestamp, now, window):
        raise SignatureInvalid("the signature is too old")


def _is_fresh(timestamp: str, now: datetime, window: timedelta) -> bool:
    try:
        sent_at = datetime.fromisoformat(timestamp)
        return sent_at.tzinfo is not None and abs(now - sent_at) <= window
    except (ValueError, OverflowError):
        return False
