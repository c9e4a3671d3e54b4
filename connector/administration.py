"""What an admin does with an account of a helpdesk: sign in, set up, look after, take down, install the sidebar app.

Everything here is optional for an integration: one that cannot do it returns ``None`` and the admin gets written steps.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from connector.manifest import Setting


class Action(StrEnum):
    """What a step does. ``BY_HAND`` is for the admin to do; its detail is to be copied."""

    CREATE = "create"
    KEEP = "keep"
    CHANGE = "change"
    DELETE = "delete"
    BY_HAND = "by hand"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done, or would be done on a dry run. ``detail`` holds what to copy or why it was skipped."""

    action: Action
    what: str
    detail: str = ""


class Severity(StrEnum):
    """How bad a finding is. A ``PROBLEM`` stops the product from working as promised; a ``WARNING`` may later."""

    OK = "ok"
    NOTE = "note"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the doctor found. ``code`` is stable; ``remedy`` is one sentence that says what to do, empty when all is well."""

    code: str
    severity: Severity
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupRequest:
    """What shall be set up on the platform.

    ``url`` is where its webhook shall ring; empty when the account is polled and needs none. ``secret`` is the one to use where
    the platform lets us choose it. ``extras`` are what the admin asked for beyond the necessary, from ``Administration.extras``.
    ``connecting`` says that all this is just about to be set up: an examination then leaves out what setting up makes or finds.
    """

    account: str
    url: str
    secret: str = field(default="", repr=False)
    extras: frozenset[str] = frozenset()
    connecting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What setting up led to. ``settings`` are saved with the account; ``webhook_secrets`` replace those in force, if any."""

    steps: tuple[Step, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    webhook_secrets: tuple[str, ...] = field(default=(), repr=False)


class Administration(Protocol):
    """The admin's side of one opened account. Raises only the families of ``connector.errors``."""

    #: What may be asked for beyond the necessary: name → what it is good for.
    extras: Mapping[str, str]

    def set_up(self, request: SetupRequest, *, dry_run: bool) -> Setup:
        """Create on the platform what is needed and not there yet. Repeating it changes nothing. A dry run only reads."""

    def take_down(self, request: SetupRequest, *, dry_run: bool) -> Sequence[Step]:
        """Remove from the platform what ``set_up`` created, and end our access where that is possible. Safe to repeat."""

    def examine(self, request: SetupRequest) -> Iterable[Finding]:
        """Yield what a look at the account shows: credentials, rights, seat, webhook, clock, headroom. Reads only.

        A failing call is a finding, never an exception.
        """

    def probe(self, ticket_id: str) -> Iterable[Finding]:
        """Try on a test ticket of the admin's own what the platform's documents leave open. Writes on that ticket, and tidies up.

        One finding for each open question, with what was seen.
        """

    def recent_tickets(self, limit: int) -> Sequence[str]:
        """Return the ids of the newest tickets, newest first. Read-only rights suffice."""


class BrowserSignIn(Protocol):
    """Signing in through the admin's browser: authorization code with PKCE (RFC 7636)."""

    def address(self, *, redirect_uri: str, state: str, challenge: str) -> str:
        """Return where the browser goes. ``challenge`` is the S256 code challenge."""

    def redeem(self, *, code: str, verifier: str, redirect_uri: str) -> Mapping[str, str]:
        """Exchange the code for credentials to store. Raises CredentialsRejected or Transient."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """An agent whom the platform vouches for."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageRequest:
    """What an installable app is built from. ``assets`` are the sidebar's own files by path, the same for every helpdesk."""

    account: str
    address: str
    version: str
    settings: Sequence[Setting]
    assets: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppPackage:
    """An installable app: its files by path, whether they go into one zip, and what the admin does with them, step by step."""

    files: Mapping[str, bytes]
    zipped: bool
    steps: tuple[str, ...]


class SidebarApp(Protocol):
    """The app that shows our sidebar inside the helpdesk."""

    def admit(self, token: str, settings: Mapping[str, str], now: datetime) -> Visitor:
        """Return whom a page token of the platform vouches for, else raise SignatureInvalid. Any text at all; nothing else is raised."""

    def embedder(self, settings: Mapping[str, str]) -> str:
        """Return the one origin that may show our page in a frame."""

    def sdk(self, settings: Mapping[str, str]) -> str:
        """Return the address of the platform's own client script.

        Empty where the platform hosts the page itself: then its calls carry the app token of the account.
        """

    def platform_script(self) -> bytes:
        """Return the thin layer between our sidebar and the platform's client script (an ES module)."""

    def package(self, request: PackageRequest) -> AppPackage:
        """Build the installable app. The same request gives the same bytes."""


__all__ = [
    "Action",
    "Administration",
    "AppPackage",
    "BrowserSignIn",
    "Finding",
    "PackageRequest",
    "Setup",
    "SetupRequest",
    "Severity",
    "SidebarApp",
    "Step",
    "Visitor",
]
