"""What the Zendesk integration declares about itself."""

from typing import Final

from connector.manifest import AccountSetting, Manifest, Permission, QualityRule
from integrations.zendesk.mapping import CAPABILITIES
from integrations.zendesk.provision import STEPS
from integrations.zendesk.scopes import FIELDS, OPTIONAL, SETTING_UP, WORKING
from integrations.zendesk.settings import DEFAULT_FRESHNESS_MINUTES, DEFAULT_SCOPE
from integrations.zendesk.tariff import LIMITS

MANIFEST: Final = Manifest(
    key="zendesk",
    name="Zendesk",
    documentation="https://developer.zendesk.com/api-reference/ticketing/introduction/",
    capabilities=CAPABILITIES,
    permissions=tuple(
        Permission(name=name, reason=reason) for name, reason in {**WORKING, **OPTIONAL, **SETTING_UP, **FIELDS}.items()
    ),
    account_settings=(
        AccountSetting(name="subdomain", help="The part of your Zendesk address before .zendesk.com, for example acme."),
        AccountSetting(
            name="client_id",
            help="The unique identifier of the confidential OAuth client made for the connector.",
            required=False,
        ),
        AccountSetting(name="client_secret", help="Its secret, which Zendesk shows once.", secret=True, required=False),
        AccountSetting(
            name="scope",
            help="The OAuth scopes, with spaces between them. Add read if groups turn out not to be covered.",
            required=False,
            default=DEFAULT_SCOPE,
        ),
        AccountSetting(
            name="app_installation_id",
            help="The installation of our app whose settings hold the rules. Empty: the rules come from the connector.",
            required=False,
        ),
        AccountSetting(
            name="freshness_minutes",
            help="How old a signed webhook call may be.",
            required=False,
            default=str(DEFAULT_FRESHNESS_MINUTES),
        ),
        AccountSetting(
            name="email",
            help="Only with an old API token: the address of the agent it belongs to.",
            required=False,
        ),
        AccountSetting(
            name="api_token",
            help="An old API token, until Zendesk stops them all on 30 April 2027. Prefer the OAuth client.",
            secret=True,
            required=False,
        ),
        AccountSetting(name="base_url", help="Only for a sandbox on this machine.", required=False),
    ),
    webhook_steps=STEPS,
    ticket_page="https://{subdomain}.zendesk.com/agent/tickets/{ticket}",
    quality=(
        QualityRule(name="verifies-every-delivery"),
        QualityRule(name="rotates-secrets"),
        QualityRule(name="ignores-own-events"),
        QualityRule(name="safe-to-repeat"),
        QualityRule(name="keeps-human-changes"),
        QualityRule(name="least-permissions"),
        QualityRule(name="types-every-failure"),
        QualityRule(name="checks-account-before-saving"),
        QualityRule(name="documents-removal"),
        QualityRule(name="recorded-against-a-live-account", exempt="no trial account yet"),
    ),
    limits=LIMITS,
)
