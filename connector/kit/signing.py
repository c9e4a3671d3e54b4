"""Comparing secrets and signatures in constant time. One way to say no: SignatureInvalid."""

import base64
import hashlib
import hmac
from collections.abc import Sequence

from connector.errors import SignatureInvalid


def require_hmac_sha256(message: bytes, given: str, secrets: Sequence[str]) -> None:
    """Return if ``given`` is the base64 HMAC-SHA256 of ``message`` under one of the secrets, else raise SignatureInvalid."""
    expected = [base64.b64encode(hmac.new(s.encode(), message, hashlib.sha256).digest()) for s in secrets if s]
    if not any(hmac.compare_digest(mac, given.encode("utf-8", "replace")) for mac in expected):
        raise SignatureInvalid("the signature does not match")


def require_secret(given: str, secrets: Sequence[str]) -> None:
    """Return if ``given`` equals one of the secrets, else raise SignatureInvalid. Empty secrets match nothing."""
    candidate = given.encode("utf-8", "replace")
    if not any(hmac.compare_digest(s.encode(), candidate) for s in secrets if s):
        raise SignatureInvalid("the secret does not match")
