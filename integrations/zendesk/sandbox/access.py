"""Signing in to the sandbox: OAuth client credentials, API tokens, scopes.

https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
"""

import base64
import secrets
import time
from dataclasses import dataclass, field
from typing import Any, Final

CLIENT_ID: Final = "warm_handoff"
CLIENT_SECRET: Final = "sandbox-client-secret"
AGENT_EMAIL: Final = "handoff@sandbox.example"
API_TOKEN: Final = "sandbox-api-token"
_SHORTEST: Final = 300
_LONGEST: Final = 172_800
_DEFAULT: Final = 1_800

_ALL: Final = frozenset({"read", "write"})


@dataclass
class Access:
    """The tokens that were issued. Guarded by the lock of the sandbox."""

    tokens: dict[str, tuple[frozenset[str], float]] = field(default_factory=dict)

    def issue(self, wanted: Any, *, longest: float) -> tuple[dict[str, Any], int]:
        """Answer POST /oauth/tokens. An unknown scope is not refused here; the calls are, with 403."""
        if not isinstance(wanted, dict) or wanted.get("grant_type") != "client_credentials":
            return {"error": "unsupported_grant_type", "error_description": "The grant type is not supported."}, 400
        if (wanted.get("client_id"), wanted.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            return {"error": "invalid_client", "error_description": "No such client."}, 401
        asked = int(wanted.get("expires_in") or _DEFAULT)
        if not _SHORTEST <= asked <= _LONGEST:
            return {"error": "invalid_request", "error_description": "expires_in is out of range."}, 400
        seconds = min(asked, longest) if longest else asked
        token = secrets.token_hex(32)
        self.tokens[token] = (frozenset(str(wanted.get("scope") or "").split()), time.time() + seconds)
        return {"access_token": token, "token_type": "bearer", "scope": wanted.get("scope"), "expires_in": seconds}, 200

    def scopes(self, header: str) -> frozenset[str] | None:
        """The scopes of the caller, or ``None`` for nobody."""
        kind, _, value = header.partition(" ")
        if kind == "Bearer":
            scopes, expires_at = self.tokens.get(value, (frozenset(), 0.0))
            return scopes if time.time() < expires_at else None
        if kind == "Basic" and value == base64.b64encode(f"{AGENT_EMAIL}/token:{API_TOKEN}".encode()).decode():
            return _ALL
        return None


def allows(scopes: frozenset[str], resource: str, verb: str) -> bool:
    """Whether the scopes cover reading or writing a resource. No resource: only the broad scope does."""
    return verb in scopes or (bool(resource) and f"{resource}:{verb}" in scopes)
