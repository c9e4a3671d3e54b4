"""Signing in through the admin's browser: authorization code with PKCE, for OAuth clients of the kind “public”.

https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/ and, for the page that the browser opens,
https://support.zendesk.com/hc/en-us/articles/4408845965210
"""

import time
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from connector.errors import ConfigurationError
from connector.kit.http import TIMEOUT, HelpdeskSession
from integrations.zendesk.scopes import SETTING_UP, joined
from integrations.zendesk.settings import ZendeskSettings
from integrations.zendesk.tokens import REFRESH_SECONDS, TOKEN_SECONDS, fetch_token

_REFUSED: Final = (
    "Zendesk did not accept the sign-in; see that the OAuth client is of the kind public and that the browser came back "
    "within two minutes"
)


class ZendeskSignIn:
    """Implements ``connector.administration.BrowserSignIn``. The tokens act as whoever signs in, so the seat should."""

    def __init__(self, settings: ZendeskSettings, *, timeout: tuple[float, float] = TIMEOUT) -> None:
        if not settings.client_id:
            raise ConfigurationError("client_id is missing; make an OAuth client of the kind public in Zendesk's Admin Centre.")
        self._settings = settings
        self._anonymous = HelpdeskSession(settings.base_url, authorize=dict, timeout=timeout)

    def address(self, *, redirect_uri: str, state: str, challenge: str) -> str:
        """Return where the browser goes.

        The scopes are those of the work and, because this one token has to do it, those of setting up.
        """
        query = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": redirect_uri,
            "scope": joined(self._settings.scope, *SETTING_UP),
            "state": state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{self._settings.base_url}/oauth/authorizations/new?{urlencode(query)}"

    def redeem(self, *, code: str, verifier: str, redirect_uri: str) -> Mapping[str, str]:
        """Exchange the code, which lives 120 seconds, for tokens to store. Raises CredentialsRejected or Transient."""
        wanted = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": self._settings.client_id,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
            "scope": joined(self._settings.scope, *SETTING_UP),
            "expires_in": TOKEN_SECONDS,
            "refresh_token_expires_in": REFRESH_SECONDS,
        }
        return fetch_token(self._anonymous, wanted, asked_at=time.time(), remedy=_REFUSED)
