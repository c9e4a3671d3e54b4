"""The sidebar inside Freshdesk: an app whose files Freshworks hosts, and whose calls carry the account's app token.

No page of ours is loaded here, so nobody's word has to be taken for who is looking: the token proves the account, not the agent.
"""

from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import NoReturn
from urllib.parse import urlsplit

from connector.administration import AppPackage, PackageRequest
from connector.errors import SignatureInvalid
from integrations.freshdesk.app.package import build_package


class FreshdeskSidebarApp:
    """Implements ``connector.administration.SidebarApp``."""

    def admit(self, token: str, settings: Mapping[str, str], now: datetime) -> NoReturn:
        """Raise SignatureInvalid, whatever the token: this platform signs no page loads."""
        raise SignatureInvalid("Freshdesk loads the sidebar from the app itself; there is no page to open here")

    def embedder(self, settings: Mapping[str, str]) -> str:
        """Return the origin of the agent's screen: the account's own, or the sandbox's."""
        domain = str(settings.get("domain") or "").strip().casefold()
        parts = urlsplit(str(settings.get("base_url") or "").strip() or f"https://{domain}")
        return f"{parts.scheme}://{parts.netloc}"

    def sdk(self, settings: Mapping[str, str]) -> str:
        """Return nothing: Freshworks puts its client script into the app itself."""
        return ""

    def platform_script(self) -> bytes:
        """Return the layer between our sidebar and Freshworks' client."""
        return (files("integrations.freshdesk.app") / "platform.js").read_bytes()

    def package(self, request: PackageRequest) -> AppPackage:
        """Build the source folder for Freshworks' packer. The same request gives the same bytes."""
        return build_package(request)
