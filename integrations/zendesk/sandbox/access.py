"""Signing in to the sandbox: OAuth tokens by every grant Zendesk has, API tokens, scopes.

https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
"""

import base64
import hashlib
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

CLIENT_ID: Final = "warm_handoff"
CLIENT_SECRET: Final = "sandbox-client-secret"
PUBLIC_CLIENT_ID: Final = "warm_handoff_browser"
AGENT_EMAIL: Final = "handoff@sandbox.example"
API_TOKEN: Final = "sandbox-api-token"
CODE_SECONDS: Final = 120

#: Each client with its secret; a public one has none and must use PKCE.
CLIENTS: Final[Mapping[str, str]] = {CLIENT_ID: CLIENT_SECRET, PUBLIC_CLIENT_ID: ""}

_LIFE: Final = (300, 172_800, 1_800)
_REFRESH_LIFE: Final = (604_800, 7_776_000, 2_592_000)
_ALL: Final = frozenset({"read", "write"})

Answer = tuple[dict[str, Any], int]


@dataclass(frozen=True, kw_only=True)
class Code:
    """What an authorization code stands for, once."""

    client_id: str
    redirect_uri: str
    scope: str
    challenge: str
    expires_at: float


@dataclass(frozen=True, kw_only=True)
class Refresh:
    """What a refresh token stands for, once; ``access_token`` dies with it."""

    client_id: str
    scope: str
    access_token: str
    expires_at: float


class _Refused(Exception):
    def __init__(self, error: str, why: str, status: int = 400) -> None:
        super().__init__(error)
        self.answer: Answer = ({"error": error, "error_description": why}, status)


@dataclass
class Access:
    """The tokens and codes that were issued. Guarded by the lock of the sandbox."""

    tokens: dict[str, tuple[frozenset[str], float]] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    refreshes: dict[str, Refresh] = field(default_factory=dict)

    def issue(self, wanted: Any, *, longest: float) -> Answer:
        """Answer POST /oauth/tokens. An unknown scope is not refused here; the calls are, with 403."""
        grants = {
            "client_credentials": self._by_client,
            "authorization_code": self._by_code,
            "refresh_token": self._by_refresh,
        }
        grant = grants.get(str(wanted.get("grant_type"))) if isinstance(wanted, dict) else None
        try:
            if grant is None:
                raise _Refused("unsupported_grant_type", "The grant type is not supported.")
            _require_client(wanted)
            seconds = _life(wanted, "expires_in", _LIFE)
            return grant(wanted, min(seconds, longest) if longest else seconds), 200
        except _Refused as exc:
            return exc.answer

    def new_code(self, *, client_id: str, redirect_uri: str, scope: str, challenge: str) -> str:
        """The code with which the browser goes back."""
        code = secrets.token_hex(16)
        self.codes[code] = Code(
            client_id=client_id, redirect_uri=redirect_uri, scope=scope, challenge=challenge,
            expires_at=time.time() + CODE_SECONDS,
        )  # fmt: skip
        return code

    def revoke(self, header: str) -> None:
        """End the token that this header carries, and what could renew it."""
        token = header.removeprefix("Bearer ")
        self.tokens.pop(token, None)
        self.refreshes = {name: one for name, one in self.refreshes.items() if one.access_token != token}

    def scopes(self, header: str) -> frozenset[str] | None:
        """The scopes of the caller, or ``None`` for nobody."""
        kind, _, value = header.partition(" ")
        if kind == "Bearer":
            scopes, expires_at = self.tokens.get(value, (frozenset(), 0.0))
            return scopes if time.time() < expires_at else None
        if kind == "Basic" and value == base64.b64encode(f"{AGENT_EMAIL}/token:{API_TOKEN}".encode()).decode():
            return _ALL
        return None

    def _by_client(self, wanted: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        if not CLIENTS[wanted["client_id"]]:
            raise _Refused("unauthorized_client", "A public client cannot do this.")
        return self._token(str(wanted.get("scope") or ""), seconds)

    def _by_code(self, wanted: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        code = self.codes.pop(str(wanted.get("code")), None)
        if code is None or code.expires_at < time.time() or code.client_id != wanted["client_id"]:
            raise _Refused("invalid_grant", "The code is unknown or no longer valid.")
        if code.redirect_uri != wanted.get("redirect_uri"):
            raise _Refused("invalid_grant", "The redirect address is another one.")
        if code.challenge and code.challenge != challenge_of(str(wanted.get("code_verifier") or "")):
            raise _Refused("invalid_grant", "The code verifier does not fit.")
        return self._pair(wanted, code.scope, seconds)

    def _by_refresh(self, wanted: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """Both tokens are replaced; the old pair is dead from now on."""
        before = self.refreshes.pop(str(wanted.get("refresh_token")), None)
        if before is None or before.expires_at < time.time() or before.client_id != wanted["client_id"]:
            raise _Refused("invalid_grant", "The refresh token is unknown or no longer valid.")
        self.tokens.pop(before.access_token, None)
        return self._pair(wanted, before.scope, seconds)

    def _pair(self, wanted: Mapping[str, Any], scope: str, seconds: float) -> dict[str, Any]:
        life = _life(wanted, "refresh_token_expires_in", _REFRESH_LIFE)
        answer = self._token(scope, seconds)
        refresh = secrets.token_hex(32)
        self.refreshes[refresh] = Refresh(
            client_id=wanted["client_id"], scope=scope, access_token=answer["access_token"], expires_at=time.time() + life
        )
        return {**answer, "refresh_token": refresh, "refresh_token_expires_in": life}

    def _token(self, scope: str, seconds: float) -> dict[str, Any]:
        token = secrets.token_hex(32)
        self.tokens[token] = (frozenset(scope.split()), time.time() + seconds)
        return {"access_token": token, "token_type": "bearer", "scope": scope, "expires_in": seconds}


def allows(scopes: frozenset[str], resource: str, verb: str) -> bool:
    """Whether the scopes cover reading or writing a resource. No resource: only the broad scope does."""
    return verb in scopes or (bool(resource) and f"{resource}:{verb}" in scopes)


def challenge_of(verifier: str) -> str:
    """The S256 challenge, https://www.rfc-editor.org/rfc/rfc7636#section-4.2."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _require_client(wanted: Mapping[str, Any]) -> None:
    secret = CLIENTS.get(str(wanted.get("client_id")))
    if secret is None or (secret and wanted.get("client_secret") != secret):
        raise _Refused("invalid_client", "No such client.", 401)


def _life(wanted: Mapping[str, Any], name: str, bounds: tuple[int, int, int]) -> int:
    shortest, longest, default = bounds
    asked = int(wanted.get(name) or default)
    if not shortest <= asked <= longest:
        raise _Refused("invalid_request", f"{name} is out of range.")
    return asked
