"""Zendesk behind the port: what is verified, parsed and opened here, and where to read on."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from connector.administration import Administration, BrowserSignIn, SidebarApp
from connector.core.ticket import TicketEvent
from connector.manifest import Manifest
from connector.port import Connection, Delivery, Helpdesk
from integrations.zendesk import provision
from integrations.zendesk.administration import ZendeskAdministration
from integrations.zendesk.client import ZendeskHelpdesk
from integrations.zendesk.events import read_event
from integrations.zendesk.manifest import MANIFEST
from integrations.zendesk.settings import freshness_window, parse_settings, require_credentials
from integrations.zendesk.sidebar_app import ZendeskSidebarApp
from integrations.zendesk.sign_in import ZendeskSignIn
from integrations.zendesk.signature import require_genuine, signed


class ZendeskIntegration:
    """Implements ``connector.port.Integration``."""

    @property
    def manifest(self) -> Manifest:
        """What the integration declares."""
        return MANIFEST

    def check_settings(self, settings: Mapping[str, str], credentials: Mapping[str, str]) -> None:
        """Raise ConfigurationError, one sentence with the remedy, when something is missing or cannot be right."""
        require_credentials(parse_settings(settings), credentials)

    def verify(self, delivery: Delivery, settings: Mapping[str, str], secrets: Sequence[str], now: datetime) -> None:
        """Return for a delivery that one of the secrets signed lately, else raise SignatureInvalid."""
        require_genuine(delivery, secrets, now=now, window=freshness_window(settings))

    def parse(self, delivery: Delivery) -> TicketEvent | None:
        """Return the event, ``None`` for one that does not concern us, or raise PayloadInvalid."""
        return read_event(delivery.body)

    def test_delivery(self, secret: str, now: datetime) -> Delivery:
        """Return a signed event of a type that no ticket has."""
        return signed(b'{"type":"zen:event-type:warm_handoff.test"}', secret, now)

    def open(self, connection: Connection) -> Helpdesk:
        """Open an account. Makes no call yet. Raises ConfigurationError."""
        return ZendeskHelpdesk(parse_settings(connection.settings), connection.credentials, budget=connection.budget)

    def webhook_instructions(self, url: str, settings: Mapping[str, str]) -> str:
        """Return the steps by which an admin points a Zendesk webhook at ``url``."""
        return provision.webhook_instructions(url, settings.get("subdomain", ""))

    def administer(self, connection: Connection) -> Administration | None:
        """Open the admin's side of an account. Makes no call yet. Raises ConfigurationError."""
        return ZendeskAdministration(connection)

    def browser_sign_in(self, settings: Mapping[str, str]) -> BrowserSignIn | None:
        """Return the sign-in through an OAuth client of the kind public. Raises ConfigurationError when there is none."""
        return ZendeskSignIn(parse_settings(settings))

    @property
    def sidebar_app(self) -> SidebarApp | None:
        """The app that shows our sidebar beside a ticket."""
        return ZendeskSidebarApp()


INTEGRATION: Final = ZendeskIntegration()
