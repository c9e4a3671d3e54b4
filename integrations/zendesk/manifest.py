"""What the Zendesk integration declares about itself."""

from typing import Final

from connector.manifest import AccountSetting, Manifest, Permission, QualityRule
from integrations.zendesk.mapping import CAPABILITIES
from integrations.zendesk.provision import STEPS
from integrations.zendesk.settings import DEFAULT_FRESHNESS_MINUTES, DEFAULT_SCOPE

MANIFEST: Final = Manifest(
    key="zendesk",
    name="Zendesk",
    documentation="https://developer.zendesk.com/api-reference/ticketing/introduction/",
    capabilities=CAPABILITIES,
    permissions=(
        Permission(
            name="tickets:read", reason="Read a ticket and its comments after each bell, and find tickets whose bell was lost."
        ),
        Permission(
            name="tickets:write", reason="Write tags, priority, group and one private note in one update. Nothing public."
        ),
        Permission(name="users:read", reason="Tell customers from staff among the authors, and see who the credentials act as."),
        Permission(name="macros:read", reason="Ground drafts in the answers your team already uses."),
        Permission(
            name="hc:read", reason="Ground drafts in your published public articles. Drafts and restricted ones are left out."
        ),
        Permission(
            name="apps:read", reason="Read the rules that the admin sets in the app, and whether the app is switched off."
        ),
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
)
