"""Signing in: OAuth tokens, renewed before they expire and once when refused; or an old API token.

An account holds either the secret of an OAuth client, which gives tokens by itself, or the tokens of an admin who signed in
through the browser. https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
API tokens stop on 30 April 2027; that path is a transition for accounts that still hold one.
"""

import base64
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from connector.errors import CredentialsRejected
from connector.kit.http import TIMEOUT, HelpdeskSession
from connector.port import CredentialSource
from integrations.zendesk.settings import ZendeskSettings, is_signed_in
from integrations.zendesk.tokens import REFRESH_SECONDS, TOKEN_SECONDS, fetch_token

_MARGIN_SECONDS: Final = 120.0

_CLIENT_REFUSED: Final = "Zendesk gives no token; check subdomain, client_id and client_secret"
_SIGN_IN_ENDED: Final = (
    "the sign-in has ended or was revoked; sign in again with `handoff connect zendesk NAME --sign-in browser`"
)

#: A refresh token works once. Another process may just have used ours, and needs a moment to put the new one down.
_OTHERS_MOMENTS: Final = 5
_MOMENT_SECONDS: Final = 0.2


class Authentication:
    """Who we are on one account. The token is kept with the credentials, so that all workers share it."""

    def __init__(
        self,
        settings: ZendeskSettings,
        source: CredentialSource,
        *,
        timeout: tuple[float, float] = TIMEOUT,
        token_seconds: int = TOKEN_SECONDS,
        clock: Callable[[], float] = time.time,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings
        self._source = source
        self._token_seconds = token_seconds
        self._clock = clock
        self._pause = pause
        self._anonymous = HelpdeskSession(settings.base_url, authorize=dict, timeout=timeout)
        self._used = threading.local()

    def headers(self) -> Mapping[str, str]:
        """Return the header that signs a call in, with a fresh token where one is due."""
        credentials = self._source.read()
        if not self._settings.client_id:
            pair = f"{self._settings.email}/token:{credentials.get('api_token', '')}"
            return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
        if not self._is_fresh(credentials):
            credentials = self._source.renew(credentials, self._fetch)
        self._used.credentials = credentials
        return {"Authorization": f"Bearer {credentials.get('access_token', '')}"}

    def renew(self) -> bool:
        """Replace the token that was just refused. Returns whether another try makes sense."""
        if not self._settings.client_id:
            return False
        self._source.renew(self._used.credentials, self._fetch)
        return True

    def _is_fresh(self, credentials: Mapping[str, str]) -> bool:
        try:
            expires_at = float(credentials.get("expires_at", ""))
        except ValueError:
            return False
        # A token as short as the margin would be renewed at every call.
        margin = min(_MARGIN_SECONDS, self._token_seconds / 4)
        return bool(credentials.get("access_token")) and self._clock() < expires_at - margin

    def _fetch(self, current: Mapping[str, str]) -> Mapping[str, str]:
        return self._refresh(current) if is_signed_in(current) else self._ask_as_client(current)

    def _ask_as_client(self, current: Mapping[str, str]) -> Mapping[str, str]:
        wanted = {
            "grant_type": "client_credentials",
            "client_id": self._settings.client_id,
            "client_secret": current.get("client_secret", ""),
            "scope": self._settings.scope,
            "expires_in": self._token_seconds,
        }
        return self._request(wanted, _CLIENT_REFUSED)

    def _refresh(self, current: Mapping[str, str]) -> Mapping[str, str]:
        """Replace both tokens: the old pair is dead once the new one is given."""
        wanted = {
            "grant_type": "refresh_token",
            "client_id": self._settings.client_id,
            "refresh_token": current["refresh_token"],
            "expires_in": self._token_seconds,
            "refresh_token_expires_in": REFRESH_SECONDS,
        }
        secret = current.get("client_secret", "")
        try:
            return self._request(wanted | ({"client_secret": secret} if secret else {}), _SIGN_IN_ENDED)
        except CredentialsRejected:
            if self._others_were_faster(current):
                return {}  # theirs are kept
            raise

    def _others_were_faster(self, current: Mapping[str, str]) -> bool:
        for _ in range(_OTHERS_MOMENTS):
            if self._source.read().get("refresh_token") != current["refresh_token"]:
                return True
            self._pause(_MOMENT_SECONDS)
        return False

    def _request(self, wanted: Mapping[str, Any], remedy: str) -> Mapping[str, str]:
        return fetch_token(self._anonymous, wanted, asked_at=self._clock(), remedy=remedy)
