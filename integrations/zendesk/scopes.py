"""The OAuth scopes, each with its reason: few for the work itself, some more for a moment while setting up.

https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
"""

from collections.abc import Mapping
from typing import Final

#: What every day needs. Groups have no scope of their own in Zendesk's list, so an account may turn out to need ``read``.
WORKING: Final[Mapping[str, str]] = {
    "tickets:read": "Read a ticket and its comments after each bell, and find tickets whose bell was lost.",
    "tickets:write": "Write tags, priority, group and one private note in one update. Nothing public.",
    "users:read": "Tell customers from staff among the authors, and see who the credentials act as.",
    "macros:read": "Ground drafts in the answers your team already uses.",
    "hc:read": "Ground drafts in your published public articles. Drafts and restricted ones are left out.",
    "apps:read": "Read the rules that the admin sets in the app, and whether the app is switched off.",
}

#: What may be added for more comfort. Without it everything else works.
OPTIONAL: Final[Mapping[str, str]] = {
    "users:write": "Optional: show a customer's wish for a person as a tag on their own record. No other change to anybody.",
}

#: What setting up, looking and taking down need beside that, in a token of their own that ends after five minutes.
SETTING_UP: Final[Mapping[str, str]] = {
    "webhooks:read": "For setting up and looking only: find our webhook, its secret and how its calls went.",
    "webhooks:write": "For setting up only: make, mend, try and delete our webhook.",
    "triggers:read": "For setting up only, with the extra “trigger”: find our two triggers.",
    "triggers:write": "For setting up only, with the extra “trigger”: make, mend and delete our two triggers.",
}

#: Ticket fields have no scope of their own in Zendesk's list, so that extra alone takes the broad ones, for the same five minutes.
FIELDS: Final[Mapping[str, str]] = {
    "read": "For setting up and taking down only, with the extra “fields”: find our two ticket fields.",
    "write": "For setting up and taking down only, with the extra “fields”: make, mend and delete our two ticket fields.",
}


def joined(scope: str, *more: str) -> str:
    """Return a scope text with these added, each once."""
    return " ".join(dict.fromkeys((*scope.split(), *more)))
