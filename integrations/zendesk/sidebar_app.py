"""The sidebar inside Zendesk: whom a signed page load vouches for, who may frame our page, and what the app is made of.

With ``signedUrls`` Zendesk loads our page by a POST whose form field ``token`` is an RS256 JWT. It is the only way that
attests which agent is looking; what the page says later proves no more than the installation.
https://developer.zendesk.com/documentation/apps/build-an-app/building-a-server-side-app/part-5-secure-the-app/
"""

import math
import re
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any, Final
from urllib.parse import urlsplit

import jwt

from connector.administration import AppPackage, PackageRequest, Visitor
from connector.errors import SignatureInvalid
from integrations.zendesk.app.package import build_package

SDK: Final = "https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js"

#: How far Zendesk's clock and ours may be apart, in seconds.
_LEEWAY: Final = 60.0
_LONGEST_TOKEN: Final = 16_384
_AGENT: Final = re.compile(r"(?:.*/)?([0-9]{1,20})(?:\.json)?")
_REQUIRED: Final = ("aud", "exp", "iat", "iss", "nbf", "sub")


class ZendeskSidebarApp:
    """Implements ``connector.administration.SidebarApp``."""

    def admit(self, token: str, settings: Mapping[str, str], now: datetime) -> Visitor:
        """Return the agent whom the token vouches for, else raise SignatureInvalid.

        The signature must be RS256 under the app's public key, the audience our installation, the issuer this account, and
        the token valid now.
        """
        key, installation = settings.get("app_public_key", ""), settings.get("app_installation_id", "")
        if not key or not installation:
            raise SignatureInvalid("the app's installation is not known yet; run `handoff connect` once more")
        host = f"{settings.get('subdomain', '').strip().casefold()}.zendesk.com"
        if len(token) > _LONGEST_TOKEN:
            raise SignatureInvalid("the page token is too long to be one")
        try:
            claims = jwt.decode(
                token,
                key,
                algorithms=["RS256"],
                audience=f"https://{host}/api/v2/apps/installations/{installation}.json",
                issuer=host,
                options={"require": list(_REQUIRED), "verify_exp": False, "verify_iat": False, "verify_nbf": False},  # by ``now``
            )
            return _visitor(claims, now.timestamp())
        except SignatureInvalid:
            raise
        except Exception as exc:  # a gate says no to whatever breaks its reading
            raise SignatureInvalid("the page token does not prove that it comes from this account's app") from exc

    def embedder(self, settings: Mapping[str, str]) -> str:
        """Return the origin of the agent's screen: the account's own, or the sandbox's."""
        parts = urlsplit(_home(settings))
        port = f":{parts.port}" if parts.port else ""
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        return f"{parts.scheme}://{host}{port}"

    def sdk(self, settings: Mapping[str, str]) -> str:
        """Return the address of Zendesk's client script; a sandbox serves its own."""
        if settings.get("base_url"):
            return f"{self.embedder(settings)}/_sandbox/zaf_sdk.js"
        return SDK

    def platform_script(self) -> bytes:
        """Return the layer between our sidebar and Zendesk's client script."""
        return (files("integrations.zendesk.app") / "platform.js").read_bytes()

    def package(self, request: PackageRequest) -> AppPackage:
        """Build the package for the upload. The same request gives the same bytes."""
        return build_package(request)


def _visitor(claims: Mapping[str, Any], now: float) -> Visitor:
    issued, starts, ends = (_moment(claims[name]) for name in ("iat", "nbf", "exp"))
    if max(issued, starts) > now + _LEEWAY:
        raise SignatureInvalid("the page token is not valid yet; compare this machine's clock with the time")
    if ends <= now - _LEEWAY:
        raise SignatureInvalid("the page token has ended; reload the ticket")
    agent = _AGENT.fullmatch(claims["sub"])
    if agent is None:
        raise SignatureInvalid("the page token names no agent")
    return Visitor(agent.group(1))


def _moment(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise SignatureInvalid("the page token has a time that is none")
    return float(value)


def _home(settings: Mapping[str, str]) -> str:
    subdomain = str(settings.get("subdomain") or "").strip().casefold()
    return str(settings.get("base_url") or "").strip() or f"https://{subdomain}.zendesk.com"
