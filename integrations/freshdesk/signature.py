"""Proving that a bell comes from our automation rule.

Freshdesk signs nothing, so the rule carries a shared secret: in a custom header, or as the password of Basic authentication.
https://support.freshdesk.com/support/solutions/articles/132589
"""

import base64
import hmac
from collections.abc import Mapping, Sequence
from typing import Final

from connector.errors import SignatureInvalid
from connector.kit.signing import require_secret
from connector.port import Delivery

SECRET_HEADER: Final = "X-Warm-Handoff-Secret"  # noqa: S105 - its name, not its value


def verify(delivery: Delivery, settings: Mapping[str, str], secrets: Sequence[str]) -> None:
    """Return for a delivery that carries one of the secrets, else raise SignatureInvalid."""
    given = delivery.headers.get(SECRET_HEADER.casefold())
    if given is None:
        given = _basic_password(delivery.headers.get("authorization", ""), settings.get("basic_user", ""))
    require_secret(given, secrets)


def _basic_password(header: str, expected_user: str) -> str:
    scheme, _, encoded = header.partition(" ")
    if scheme.casefold() != "basic":
        raise SignatureInvalid("the call carries neither our secret header nor Basic authentication")
    try:
        user, colon, password = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except ValueError as exc:  # binascii.Error and UnicodeDecodeError are both one
        raise SignatureInvalid("the Basic authentication cannot be read") from exc
    if not colon or (expected_user and not hmac.compare_digest(user.encode(), expected_user.encode("utf-8", "replace"))):
        raise SignatureInvalid("the Basic authentication names another user")
    return password
