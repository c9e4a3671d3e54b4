"""What this integration declares."""

from typing import Final

from connector.core.ticket import Capability
from connector.manifest import AccountSetting, Manifest, Permission, QualityRule
from integrations.freshdesk.provision import STEPS
from integrations.freshdesk.tariff import LIMITS

#: Rights are those of the agent whose key we hold: https://developers.freshdesk.com/api/#authentication
_PERMISSIONS: Final = (
    Permission(
        name="View tickets, in all groups (ticket scope: global)", reason="to read the ticket again before anything is decided"
    ),
    Permission(
        name="Add private notes, and edit own ones",
        reason="to leave the reasons and the disclosed draft for the person who answers",
    ),
    Permission(
        name="Edit ticket properties: tags, priority, group", reason="to mark the ticket and bring it to the right people"
    ),
    Permission(name="Reply to customers, optional", reason="only to send a check-in whose words a person approved"),
    Permission(name="View ticket fields (or create tickets)", reason="to know this account's statuses and groups by name"),
    Permission(name="View solutions", reason="to rest drafts on published articles that anybody may read"),
    Permission(
        name="Edit contacts, optional",
        reason="to show a customer's wish for a person as a tag on their contact; without it the wish is remembered all the same",
    ),
    Permission(
        name="Administrator, optional",
        reason="only to make the two automation rules and to learn from canned responses; without it the rules are made by hand",
    ),
)

_ACCOUNT_SETTINGS: Final = (
    AccountSetting(name="domain", help="The Freshdesk address without https://, for example acme.freshdesk.com"),
    AccountSetting(
        name="api_key",
        help="The API key of an agent of its own, such as “AI triage (automated)”: Profile settings, View API key",
        secret=True,
    ),
    AccountSetting(
        name="basic_user",
        help="Only if the automation rule uses Basic authentication: the user name in it. Empty accepts any.",
        required=False,
    ),
    AccountSetting(name="base_url", help="Only for a sandbox on this machine: where it answers.", required=False),
)

MANIFEST: Final = Manifest(
    key="freshdesk",
    name="Freshdesk",
    documentation="https://developers.freshdesk.com/api/",
    capabilities=frozenset(Capability),
    permissions=_PERMISSIONS,
    account_settings=_ACCOUNT_SETTINGS,
    webhook_steps=STEPS,
    ticket_page="https://{domain}/a/tickets/{ticket}",
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
