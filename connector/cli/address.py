"""The address under which a helpdesk reaches us."""

from typing import Final
from urllib.parse import urlsplit

from connector.errors import ConfigurationError
from connector.settings import Settings

_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


def public_address(settings: Settings) -> str:
    """Return the public address, or an empty text where none is set.

    Helpdesks ring over https alone; plain http is for stand-ins on this machine. Raises ConfigurationError.
    """
    address = settings.public_url.rstrip("/")
    parts = urlsplit(address)
    if not address or (parts.hostname and (parts.scheme == "https" or parts.hostname in _LOOPBACK)):
        return address
    raise ConfigurationError(
        f"HANDOFF_PUBLIC_URL is {address}, and helpdesks ring over https only; put a proxy with a certificate in front and give its "
        "https address, or connect with --poll."
    )


def hook_address(settings: Settings, integration: str, account: str) -> str:
    """Return where the account's webhook rings, or an empty text where no public address is set. Raises ConfigurationError."""
    address = public_address(settings)
    return f"{address}/hooks/{integration}/{account}" if address else ""
