"""The admin's side of a helpdesk in memory: one webhook for each account, a browser that checks what PKCE promises, a small app."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from connector.administration import Action, AppPackage, Finding, PackageRequest, Setup, SetupRequest, Step, Visitor
from connector.errors import CredentialsRejected, HandoffError, SignatureInvalid

OWN_SECRET: Final = "a-secret-that-the-platform-made"
TRIGGER: Final = "trigger"


@dataclass
class MemoryAdministration:
    """Webhooks by account, as (address, secret). It can be told to make its own secrets, to leave it to the admin, and to fail."""

    webhooks: dict[str, tuple[str, str]] = field(default_factory=dict)
    triggers: set[str] = field(default_factory=set)
    makes_secrets: bool = False
    by_hand: bool = False
    trouble: HandoffError | None = None
    requests: list[SetupRequest] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    extras: Mapping[str, str] = field(default_factory=lambda: {TRIGGER: "conditions of your own"})

    def set_up(self, request: SetupRequest, *, dry_run: bool) -> Setup:
        """One webhook, and a trigger for who asks for it."""
        self._begin(request)
        if not request.url:
            return Setup(steps=(Step(Action.SKIP, "Webhook", "The account is polled and needs none."),))
        if self.by_hand:
            detail = f"Address: {request.url}" + ("" if self.makes_secrets else f"\nSecret: {request.secret}")
            return Setup(steps=(Step(Action.BY_HAND, "Make the webhook", detail),))
        secret = OWN_SECRET if self.makes_secrets else request.secret
        there, wanted = self.webhooks.get(request.account), (request.url, secret)
        steps = [Step(Action.KEEP if there == wanted else Action.CHANGE if there else Action.CREATE, "Webhook", request.url)]
        if TRIGGER in request.extras:
            steps.append(Step(Action.KEEP if request.account in self.triggers else Action.CREATE, "Trigger"))
        if not dry_run:
            self.webhooks[request.account] = wanted
            self.triggers |= {request.account} if TRIGGER in request.extras else set()
        return Setup(
            steps=tuple(steps), settings={"webhook_id": "7"}, webhook_secrets=(OWN_SECRET,) if self.makes_secrets else ()
        )

    def take_down(self, request: SetupRequest, *, dry_run: bool) -> Sequence[Step]:
        """Remove both."""
        self._begin(request)
        steps = [Step(Action.DELETE if request.account in self.webhooks else Action.SKIP, "Webhook")]
        if request.account in self.triggers:
            steps.append(Step(Action.DELETE, "Trigger"))
        if not dry_run:
            self.webhooks.pop(request.account, None)
            self.triggers.discard(request.account)
        return (*steps, Step(Action.BY_HAND, "End the access of the key", "Open the agent and reset its key."))

    def examine(self, request: SetupRequest) -> Iterable[Finding]:
        """Find what is placed in ``findings``. Never raises, as the port asks."""
        return self.findings

    def probe(self, ticket_id: str) -> Iterable[Finding]:
        """Try nothing."""
        return ()

    def recent_tickets(self, limit: int) -> Sequence[str]:
        """Know none."""
        return ()

    def _begin(self, request: SetupRequest) -> None:
        self.requests.append(request)
        if self.trouble is not None:
            raise self.trouble


@dataclass
class MemoryBrowserSignIn:
    """An authorization server: ``address`` remembers the challenge, ``redeem`` wants the verifier that belongs to it."""

    code: str = "one-time-code"
    challenge: str = ""
    redirect_uri: str = ""

    def address(self, *, redirect_uri: str, state: str, challenge: str) -> str:
        """Where the browser goes."""
        self.challenge, self.redirect_uri = challenge, redirect_uri
        return f"https://memory.example.com/authorize?{urlencode({'redirect_uri': redirect_uri, 'state': state})}"

    def redeem(self, *, code: str, verifier: str, redirect_uri: str) -> Mapping[str, str]:
        """Exchange the code, once. https://www.rfc-editor.org/rfc/rfc7636#section-4.6"""
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if (code, digest, redirect_uri) != (self.code, self.challenge, self.redirect_uri):
            raise CredentialsRejected("the code is not for us")
        self.code = ""
        return {"access_token": "a-token", "refresh_token": "a-refresh-token"}


@dataclass
class MemorySidebarApp:
    """An app of three files. With ``hosted`` the platform has its page, and calls carry the account's token."""

    zipped: bool = True
    hosted: bool = False

    def admit(self, token: str, settings: Mapping[str, str], now: datetime) -> Visitor:
        """``agent:7`` is agent 7."""
        word, _, agent = token.partition(":")
        if word != "agent" or not agent:
            raise SignatureInvalid("write agent:7")
        return Visitor(agent)

    def embedder(self, settings: Mapping[str, str]) -> str:
        """One origin."""
        return "https://memory.example.com"

    def sdk(self, settings: Mapping[str, str]) -> str:
        """An address, or none where the platform hosts the page."""
        return "" if self.hosted else "https://memory.example.com/sdk.js"

    def platform_script(self) -> bytes:
        """An empty module."""
        return b"export {};\n"

    def package(self, request: PackageRequest) -> AppPackage:
        """The request as a manifest, and the assets."""
        manifest = {
            "account": request.account,
            "address": request.address,
            "version": request.version,
            "settings": [setting.name for setting in request.settings],
        }
        contents = {"manifest.json": json.dumps(manifest).encode(), "app/page.html": b"<p>page</p>"}
        contents |= {f"assets/{name}": content for name, content in request.assets.items()}
        return AppPackage(files=contents, zipped=self.zipped, steps=("Upload it.", f"Connect {request.account} once more."))
