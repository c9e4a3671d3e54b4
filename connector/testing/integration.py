"""An integration over a helpdesk in memory: a plain shared secret, ids as JSON."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from connector.administration import Administration, BrowserSignIn, SidebarApp
from connector.core.budget import CallLimit
from connector.core.ticket import Capability, EventKind, TicketEvent
from connector.errors import PayloadInvalid
from connector.kit.signing import require_secret
from connector.manifest import AccountSetting, Manifest
from connector.port import Connection, Delivery
from connector.testing.memory import MemoryHelpdesk

TRIAL: Final = b'{"event": "test"}'


class MemoryIntegration:
    """One helpdesk for all accounts. The admin's side, the sign-in and the app are there when they are given."""

    def __init__(
        self,
        helpdesk: MemoryHelpdesk,
        *,
        administration: Administration | None = None,
        browser: BrowserSignIn | None = None,
        app: SidebarApp | None = None,
        limits: Sequence[CallLimit] = (),
    ) -> None:
        self.helpdesk = helpdesk
        self._administration = administration
        self._browser = browser
        self._app = app
        self._limits = tuple(limits)

    @property
    def manifest(self) -> Manifest:
        """What it declares."""
        return Manifest(
            key="memory",
            name="Memory",
            documentation="connector/testing/integration.py",
            capabilities=frozenset(Capability),
            permissions=(),
            account_settings=(AccountSetting(name="site", help="any name", required=False),),
            limits=self._limits,
        )

    def check_settings(self, settings: Mapping[str, str], credentials: Mapping[str, str]) -> None:
        """Anything will do."""

    def verify(self, delivery: Delivery, settings: Mapping[str, str], secrets: Sequence[str], now: datetime) -> None:
        """A shared secret in a header."""
        require_secret(delivery.headers.get("x-secret", ""), secrets)

    def parse(self, delivery: Delivery) -> TicketEvent | None:
        """``{"ticket": "41", "event": "created"}``."""
        if delivery.body == TRIAL:
            return None
        try:
            body = json.loads(delivery.body)
            kind = EventKind(body.get("event", "created"))
            ticket, message, actor = str(body["ticket"]), body.get("message"), str(body.get("actor", ""))
        except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as exc:
            raise PayloadInvalid('write {"ticket": "41"}') from exc
        return TicketEvent(kind=kind, ticket_id=ticket, message_id=None if message is None else str(message), actor_id=actor)

    def test_delivery(self, secret: str, now: datetime) -> Delivery:
        """The secret and a body that names no ticket."""
        return Delivery({"x-secret": secret}, TRIAL)

    def open(self, connection: Connection) -> MemoryHelpdesk:
        """The one helpdesk. Where calls are limited, it keeps within the budget."""
        if self._limits and connection.budget is not None:
            self.helpdesk.budget = connection.budget
        return self.helpdesk

    def webhook_instructions(self, url: str, settings: Mapping[str, str]) -> str:
        """Where to post."""
        return f"POST to {url}"

    def administer(self, connection: Connection) -> Administration | None:
        """The admin's side that was given."""
        return self._administration

    def browser_sign_in(self, settings: Mapping[str, str]) -> BrowserSignIn | None:
        """The sign-in that was given."""
        return self._browser

    @property
    def sidebar_app(self) -> SidebarApp | None:
        """The app that was given."""
        return self._app
