"""The key pair of the app in the account: Zendesk signs each page load of ours with the private half."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_BITS: Final = 2048
_EXPONENT: Final = 65_537


def public_pem() -> str:
    """What ``GET /api/v2/apps/{app_id}/public_key.pem`` answers."""
    return _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def sign_page_token(claims: Mapping[str, Any]) -> str:
    """The RS256 JWT that a signed page load carries."""
    return jwt.encode(dict(claims), _key(), algorithm="RS256")


@cache
def _key() -> rsa.RSAPrivateKey:
    """One pair for as long as the process lives, made on first use."""
    return rsa.generate_private_key(public_exponent=_EXPONENT, key_size=_BITS)
