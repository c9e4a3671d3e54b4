"""A sidebar app over a helpdesk in memory: page tokens are signed words, so that tests make them as the helpdesk would."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from connector.administration import AppPackage, PackageRequest, Visitor
from connector.errors import SignatureInvalid

KEY: Final = b"the helpdesk's own key"


def sign_load(agent: str, *, site: str = "", once: str = "1") -> str:
    """What the helpdesk would post to the page of a site for this agent; ``once`` tells two loads apart."""
    words = f"{site}/{agent}/{once}"
    return f"{words}.{hmac.new(KEY, words.encode(), hashlib.sha256).hexdigest()}"


class MemorySidebarApp:
    """Implements ``connector.administration.SidebarApp``."""

    def admit(self, token: str, settings: Mapping[str, str], now: datetime) -> Visitor:
        """The agent, when site and signature are right."""
        words, _, _ = token.rpartition(".")
        site, _, rest = words.partition("/")
        agent, _, once = rest.partition("/")
        if not hmac.compare_digest(token.encode(), sign_load(agent, site=site, once=once).encode()):
            raise SignatureInvalid("the page token is not of this helpdesk; reload the ticket")
        if site != settings.get("site", ""):
            raise SignatureInvalid("the page token is of another site; reload the ticket")
        return Visitor(agent)

    def embedder(self, settings: Mapping[str, str]) -> str:
        """A site of its own for each account."""
        return f"https://{settings.get('site') or 'memory'}.example.com"

    def sdk(self, settings: Mapping[str, str]) -> str:
        """A script elsewhere; none for a site that hosts the page itself."""
        return "" if settings.get("site") == "self-hosted" else "https://static.example.com/sdk/2.0/sdk.min.js"

    def platform_script(self) -> bytes:
        """A layer that is nowhere."""
        return b'export async function connect() { throw new Error("outside"); }\n'

    def package(self, request: PackageRequest) -> AppPackage:
        """Nothing to install."""
        return AppPackage(files={}, zipped=False, steps=())
