"""The settings of a Freshdesk account, checked before anything is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from connector.errors import ConfigurationError
from connector.kit.http import require_base_url

# Custom CNAMEs do not serve the API: https://developers.freshdesk.com/api/#intro
_HOST: Final = re.compile(r"[a-z0-9-]+\.freshdesk\.com")
_API_KEY: Final = re.compile(r"[!-9;-~]+")


@dataclass(frozen=True, slots=True)
class FreshdeskSettings:
    """Where an account answers."""

    base_url: str


def parse_settings(settings: Mapping[str, str]) -> FreshdeskSettings:
    """Return the settings typed. Raises ConfigurationError, one sentence with the remedy."""
    domain = settings.get("domain", "").strip().casefold()
    if not _HOST.fullmatch(domain):
        raise ConfigurationError("domain has to be the Freshdesk address alone, for example acme.freshdesk.com.")
    if ":" in settings.get("basic_user", ""):
        raise ConfigurationError("basic_user must not contain a colon; choose another user name in the automation rule.")
    address = settings.get("base_url", "").strip() or f"https://{domain}"
    return FreshdeskSettings(base_url=require_base_url(address, lambda host: bool(_HOST.fullmatch(host)), "base_url"))


def require_api_key(credentials: Mapping[str, str]) -> str:
    """Return the API key. Raises ConfigurationError when there is none or it cannot be one; the key is never shown."""
    api_key = credentials.get("api_key", "").strip()
    if not _API_KEY.fullmatch(api_key):
        raise ConfigurationError("api_key is missing or not a Freshdesk key; copy it from the agent's profile settings.")
    return api_key
