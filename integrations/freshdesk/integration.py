"""Freshdesk's door into the connector."""

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from connector.administration import Administration, BrowserSignIn, SidebarApp
from connector.core.ticket import TicketEvent
from connector.errors import ConfigurationError, CredentialsRejected
from connector.kit.http import HelpdeskSession
from connector.manifest import Manifest
from connector.port import Connection, Delivery, Helpdesk
from integrations.freshdesk import signature
from integrations.freshdesk.administration import FreshdeskAdministration
from integrations.freshdesk.client import FreshdeskDesk
from integrations.freshdesk.manifest import MANIFEST
from integrations.freshdesk.payloads import TRIAL, parse_bell
from integrations.freshdesk.provision import webhook_instructions
from integrations.freshdesk.settings import parse_settings, require_api_key
from integrations.freshdesk.sidebar_app import FreshdeskSidebarApp
from integrations.freshdesk.tariff import FreshdeskTariff
from integrations.freshdesk.writing import name_refused_field


class FreshdeskIntegration:
    """An ``Integration`` for Freshdesk and Freshdesk Omni, which share their ticket API."""

    @property
    def manifest(self) -> Manifest:
        """What the integration declares."""
        return MANIFEST

    def check_settings(self, settings: Mapping[str, str], credentials: Mapping[str, str]) -> None:
        """Raise ConfigurationError when the domain, the key or the address cannot be right."""
        parse_settings(settings)
        require_api_key(credentials)

    def verify(self, delivery: Delivery, settings: Mapping[str, str], secrets: Sequence[str], now: datetime) -> None:
        """Return for a delivery that carries a live secret, else raise SignatureInvalid. There is no time to check."""
        signature.verify(delivery, settings, secrets)

    def parse(self, delivery: Delivery) -> TicketEvent | None:
        """Return the event, ``None`` for a trial of the way here, or raise PayloadInvalid."""
        return parse_bell(delivery.body)

    def test_delivery(self, secret: str, now: datetime) -> Delivery:
        """Return a trial bell, as one of our automation rules would ring it."""
        return Delivery({signature.SECRET_HEADER.casefold(): secret}, json.dumps({"event": TRIAL}).encode())

    def open(self, connection: Connection) -> Helpdesk:
        """Open an account. Makes no call yet."""
        return FreshdeskDesk(_session(connection))

    def webhook_instructions(self, url: str, settings: Mapping[str, str]) -> str:
        """Return the automation rules to make by hand, step by step."""
        return webhook_instructions(url, settings)

    def administer(self, connection: Connection) -> Administration | None:
        """Open the admin's side of an account. Makes no call yet."""
        return FreshdeskAdministration(_session(connection), connection.settings)

    def browser_sign_in(self, settings: Mapping[str, str]) -> BrowserSignIn | None:
        """Return ``None``. Freshdesk gives OAuth to apps registered with Freshworks alone; who runs their own server has an API key."""
        return None

    @property
    def sidebar_app(self) -> SidebarApp | None:
        """The app beside the ticket, whose files Freshworks hosts."""
        return FreshdeskSidebarApp()


def _session(connection: Connection) -> HelpdeskSession:
    def authorize() -> Mapping[str, str]:
        # The key is the user name; the password may be anything. https://developers.freshdesk.com/api/#authentication
        try:
            pair = f"{require_api_key(connection.credentials.read())}:X"
        except ConfigurationError as exc:
            raise CredentialsRejected("there is no usable API key for this account; connect it again") from exc
        return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}

    base_url = parse_settings(connection.settings).base_url
    return HelpdeskSession(
        base_url,
        authorize=authorize,
        name_refused_field=name_refused_field,
        budget=connection.budget,
        tariff=FreshdeskTariff(),
    )


INTEGRATION = FreshdeskIntegration()
