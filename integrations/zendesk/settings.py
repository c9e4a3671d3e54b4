"""The settings of a Zendesk account, checked before anything is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from connector.errors import ConfigurationError
from connector.kit.http import require_base_url
from integrations.zendesk.scopes import WORKING

DEFAULT_SCOPE: Final = " ".join(WORKING)

#: Zendesk does not say for how long it repeats a call, nor whether it signs a repeat anew.
DEFAULT_FRESHNESS_MINUTES: Final = 60

SUBDOMAIN: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_SCOPES: Final = re.compile(r"[a-z_]+(?::[a-z]+)?(?: [a-z_]+(?::[a-z]+)?)*")
_EMAIL: Final = re.compile(r"[^@\s:/]+@[^@\s:/]+")
_LONGEST_FRESHNESS: Final = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ZendeskSettings:
    """Where an account answers and as whom we sign in: ``client_id`` for OAuth, else ``email`` for an old API token."""

    base_url: str
    subdomain: str
    client_id: str = ""
    scope: str = DEFAULT_SCOPE
    email: str = ""
    installation_id: str = ""


def parse_settings(settings: Mapping[str, str]) -> ZendeskSettings:
    """Return the settings typed. Raises ConfigurationError, one sentence with the remedy."""
    subdomain = _plain(settings, "subdomain").casefold()
    if not SUBDOMAIN.fullmatch(subdomain):
        raise ConfigurationError("subdomain has to be the part before .zendesk.com alone, for example acme.")
    client_id, email = _plain(settings, "client_id"), _plain(settings, "email")
    if not client_id and not _EMAIL.fullmatch(email):
        raise ConfigurationError(
            "client_id is missing; make an OAuth client in Zendesk's Admin Centre (or give email, for an old API token)."
        )
    scope = " ".join(_plain(settings, "scope").split()) or DEFAULT_SCOPE
    if not _SCOPES.fullmatch(scope):
        raise ConfigurationError(f"scope has to be names with spaces between them, for example: {DEFAULT_SCOPE}.")
    installation_id = _plain(settings, "app_installation_id")
    if installation_id and not (installation_id.isascii() and installation_id.isdigit()):
        raise ConfigurationError("app_installation_id has to be a number; leave it out to keep the rules outside Zendesk.")
    freshness_minutes(settings)
    host = f"{subdomain}.zendesk.com"
    address = _plain(settings, "base_url") or f"https://{host}"
    return ZendeskSettings(
        base_url=require_base_url(address, lambda given: given == host, "base_url"),
        subdomain=subdomain,
        client_id=client_id,
        scope=scope,
        email=email,
        installation_id=installation_id,
    )


def freshness_minutes(settings: Mapping[str, str]) -> int:
    """Return how old a signed call may be. Raises ConfigurationError."""
    given = _plain(settings, "freshness_minutes") or str(DEFAULT_FRESHNESS_MINUTES)
    if not (given.isascii() and given.isdigit() and len(given) <= 4 and 1 <= int(given) <= _LONGEST_FRESHNESS):
        raise ConfigurationError(f"freshness_minutes has to be a whole number from 1 to {_LONGEST_FRESHNESS}; 60 is usual.")
    return int(given)


def freshness_window(settings: Mapping[str, str]) -> timedelta:
    """Return the window for verifying. Settings that were never checked fall back to the default, because a gate only says no."""
    try:
        return timedelta(minutes=freshness_minutes(settings))
    except ConfigurationError:
        return timedelta(minutes=DEFAULT_FRESHNESS_MINUTES)


def is_signed_in(credentials: Mapping[str, str]) -> bool:
    """Whether these are the tokens of somebody who signed in through the browser."""
    return bool(credentials.get("refresh_token"))


def require_credentials(settings: ZendeskSettings, credentials: Mapping[str, str]) -> None:
    """Raise ConfigurationError when what belongs to the settings is missing. No secret is ever shown."""
    if settings.client_id and not _plain(credentials, "client_secret") and not is_signed_in(credentials):
        raise ConfigurationError(
            "client_secret is missing; Zendesk shows it once, when the OAuth client is made (or sign in with --sign-in browser)."
        )
    if not settings.client_id and not _plain(credentials, "api_token"):
        raise ConfigurationError("api_token is missing; better make an OAuth client and give client_id and client_secret.")


def _plain(values: Mapping[str, str], name: str) -> str:
    return str(values.get(name) or "").strip()
