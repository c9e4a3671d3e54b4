"""What an admin sets up in Freshdesk: two automation rules, as there is no API to subscribe a webhook.

rules.py makes them where the key is an administrator's; this file says what they are, and how to make them by hand.
https://support.freshdesk.com/support/solutions/articles/132589
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from integrations.freshdesk.signature import SECRET_HEADER

RULE_VERSION: Final = "warm-handoff-v1"


@dataclass(frozen=True, slots=True)
class OurRule:
    """One of our two rules. ``type_id`` is Freshdesk's: 1 ticket creation, 4 ticket updates."""

    type_id: int
    name: str
    event: str
    setting: str
    tab: str


CREATED: Final = OurRule(1, "Warm Handoff: new ticket", "ticket_created", "rule_created_id", "Ticket Creation")
REPLIED: Final = OurRule(4, "Warm Handoff: customer wrote", "ticket_replied", "rule_updated_id", "Ticket Updates")
OUR_RULES: Final = (CREATED, REPLIED)


def rule_content(event: str) -> dict[str, str]:
    """Return what a rule sends: ids only, so that nothing a customer wrote is in it to escape."""
    return {"ticket_id": "{{ticket.id}}", "event": event, "rule": RULE_VERSION}


def rule_body(event: str) -> str:
    """Return the same as the line of JSON that is pasted into a rule made by hand."""
    return json.dumps(rule_content(event))


STEPS: Final = (
    "With an administrator's key, run the set-up: it makes both rules. Without one, make them by hand as follows.",
    "Create the rule “Warm Handoff: new ticket” under Admin > Workflows > Automations > Ticket Creation.",
    "Create the rule “Warm Handoff: customer wrote” under Ticket Updates, for events performed by the requester.",
    "In each, trigger a webhook with the secret header and the JSON body shown, then move the rule to the top.",
    "Check whether the account runs the first matching rule only; if so, choose all matching rules, or read on below.",
)


def webhook_instructions(url: str, settings: Mapping[str, str], secret: str = "") -> str:
    """Return the exact steps, to read and copy. Without ``secret`` they name it; it is shown once, when the account is connected."""
    rules = "\n\n".join(rule_instructions(rule, url, settings, secret) for rule in OUR_RULES)
    return _TEXT.format(domain=settings.get("domain", "your Freshdesk"), header=SECRET_HEADER, rules=rules)


def rule_instructions(rule: OurRule, url: str, settings: Mapping[str, str], secret: str = "") -> str:
    """Return the steps for one rule, complete in themselves."""
    webhook = _WEBHOOK.format(url=url, proof=_proof(settings, secret), body=rule_body(rule.event))
    return _BY_HAND[rule].format(webhook=webhook, tab=rule.tab, name=rule.name)


FIRST_MATCH: Final = (
    "This account executes the first matching rule only, so any rule above ours that matches a ticket keeps ours from ringing. "
    "Open Admin > Workflows > Automations, the gear beside the list, and choose “Execute all matching rules”. If that cannot be, "
    "add the same webhook action to the rules above ours; do not move ours to the top, where it would stop all of them."
)


def _proof(settings: Mapping[str, str], secret: str) -> str:
    secret = secret or "the webhook secret"
    if settings.get("basic_user"):
        return f"Basic authentication: user {settings['basic_user']}, password: {secret}"
    return f"Custom header (one line): {SECRET_HEADER}: {secret}"


_WEBHOOK: Final = """\
Actions: Trigger Webhook
       Request type:  POST
       URL:           {url}
       {proof}
       Encoding:      JSON
       Content:       Advanced, and paste this line as it is:
{body}"""

_BY_HAND: Final[Mapping[OurRule, str]] = {
    CREATED: """\
Rule 1, for new tickets
  1. Admin > Workflows > Automations > {tab} > New rule
  2. Name: {name}
  3. Conditions: In Tickets, if Source is any of your channels (or: Status is Open)
  4. {webhook}
  5. Preview and save > Enable""",
    REPLIED: """\
Rule 2, for further messages of the customer
  1. Admin > Workflows > Automations > {tab} > New rule
  2. Name: {name}
  3. When an action performed by: Requester
     (not Agent and not Agent or requester: our own note would ring the bell again)
  4. Involves any of these events: Reply is sent
  5. On tickets with these properties: Status is not Closed
  6. {webhook}
  7. Preview and save > Enable""",
}

_TEXT: Final = """\
Freshdesk ({domain}): two automation rules ring the bell
Needs the Growth plan or higher, and an admin for the next ten minutes.

{rules}

Then look at two things
  - Order. Rules run from top to bottom. Open the gear beside the list: if the account runs "Execute first matching rule",
    either choose "Execute all matching rules", or drag ours to the top and know that it then stops the rules below it
    for every ticket that matches. In that case give the webhook action to your own first rule instead.
  - Secret. With a custom header, choose no authentication. Without one, choose user name and password: the password is
    the webhook secret. Never put the secret into the URL, where it would be kept in access logs.

To change the secret without a gap: make a second one live, put it into both rules ({header}), then retire the first.
To stop: disable or delete both rules. Nothing else in Freshdesk was changed.
"""
