"""Signing in: OAuth client credentials, renewed before they expire and once when refused; or an old API token.

https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
API tokens stop on 30 April 2027; that path is a transition for accounts that still hold one.
"""

import base64
import threading
import time
from collections.abc import Callable, Mapping
from typing import Final

from pydantic import ValidationError

from connector.errors import Conflict, CredentialsRejected, OutcomeUnknown, Permanent, Transient
from connector.kit.http import TIMEOUT, HelpdeskSession, json_of
from connector.port import CredentialSource
from integrations.zendesk.payloads import TokenAnswer
from integrations.zendesk.settings import ZendeskSettings

#: Zendesk allows 300 to 172 800 seconds; pages disagree about the default, so one is always asked for.
_TOKEN_SECONDS: Final = 86_400
_DEFAULT_TOKEN_SECONDS: Final = 1_800
_MARGIN_SECONDS: Final = 120.0


class Authentication:
    """Who we are on one account. The token is kept with the credentials, so that all workers share it."""

    def __init__(
        self,
        settings: ZendeskSettings,
        source: CredentialSource,
        *,
        timeout: tuple[float, float] = TIMEOUT,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._settings = settings
        self._source = source
        self._clock = clock
        self._anonymous = HelpdeskSession(settings.base_url, authorize=dict, timeout=timeout)
        self._used = threading.local()

    def headers(self) -> Mapping[str, str]:
        """Return the header that signs a call in, with a fresh token where one is due."""
        credentials = self._source.read()
        if not self._settings.client_id:
            pair = f"{self._settings.email}/token:{credentials.get('api_token', '')}"
            return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
        if not self._is_fresh(credentials):
            credentials = self._source.renew(credentials, self._fetch_token)
        self._used.credentials = credentials
        return {"Authorization": f"Bearer {credentials.get('access_token', '')}"}

    def renew(self) -> bool:
        """Replace the token that was just refused. Returns whether another try makes sense."""
        if not self._settings.client_id:
            return False
        self._source.renew(self._used.credentials, self._fetch_token)
        return True

    def _is_fresh(self, credentials: Mapping[str, str]) -> bool:
        try:
            expires_at = float(credentials.get("expires_at", ""))
        except ValueError:
            return False
        return bool(credentials.get("access_token")) and self._clock() < expires_at - _MARGIN_SECONDS

    def _fetch_token(self, current: Mapping[str, str]) -> Mapping[str, str]:
        """Ask for a token. A failure here never means that a ticket may have changed."""
        wanted = {
            "grant_type": "client_credentials",
            "client_id": self._settings.client_id,
            "client_secret": current.get("client_secret", ""),
            "scope": self._settings.scope,
            "expires_in": _TOKEN_SECONDS,
        }
        asked_at = self._clock()
        try:
            answer = TokenAnswer.model_validate(json_of(self._anonymous.write("POST", "/oauth/tokens", wanted)))
        except Permanent as exc:
            raise CredentialsRejected("Zendesk gives no token; check subdomain, client_id and client_secret") from exc
        except (OutcomeUnknown, Conflict) as exc:
            raise Transient("Zendesk gave no token", retry_after=getattr(exc, "retry_after", None)) from exc
        except ValidationError:
            raise Transient("Zendesk gave no token") from None
        if not answer.access_token:
            raise Transient("Zendesk gave no token")
        expires_at = asked_at + (answer.expires_in or _DEFAULT_TOKEN_SECONDS)
        return {"access_token": answer.access_token, "expires_at": str(int(expires_at))}
