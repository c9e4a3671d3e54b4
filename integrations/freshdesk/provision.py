"""What an admin sets up in Freshdesk: two automation rules, as there is no API to subscribe a webhook.

The rules' own API could write them, but what it calls the webhook action is not documented, so people make them.
https://support.freshdesk.com/support/solutions/articles/132589
"""

import json
from collections.abc import Mapping
from typing import Final

from integrations.freshdesk.signature import SECRET_HEADER

RULE_VERSION: Final = "warm-handoff-v1"


def rule_body(event: str) -> str:
    """Return the Advanced JSON body of a rule: ids only, so that nothing a customer wrote is in it to escape."""
    return json.dumps({"ticket_id": "{{ticket.id}}", "event": event, "rule": RULE_VERSION})


STEPS: Final = (
    "Create the rule “Warm Handoff: new ticket” under Admin > Workflows > Automations > Ticket Creation.",
    "Create the rule “Warm Handoff: customer wrote” under Ticket Updates, for events performed by the requester.",
    "In each, trigger a webhook with the secret header and the JSON body shown, then move the rule to the top.",
    "Check whether the account runs the first matching rule only; if so, choose all matching rules, or read on below.",
)


def webhook_instructions(url: str, settings: Mapping[str, str]) -> str:
    """Return the exact steps, to read and copy. The secret itself is shown once, when the account is connected."""
    proof = (
        f"Basic authentication: user {settings['basic_user']}, password: the webhook secret"
        if settings.get("basic_user")
        else f"Custom header (one line): {SECRET_HEADER}: the webhook secret"
    )
    return _TEXT.format(
        url=url, proof=proof, domain=settings.get("domain", "your Freshdesk"), header=SECRET_HEADER,
        created=rule_body("ticket_created"), replied=rule_body("ticket_replied"),
    )  # fmt: skip


_TEXT: Final = """\
Freshdesk ({domain}): two automation rules ring the bell
Needs the Growth plan or higher, and an admin for the next ten minutes.

Rule 1, for new tickets
  1. Admin > Workflows > Automations > Ticket Creation > New rule
  2. Name: Warm Handoff: new ticket
  3. Conditions: In Tickets, if Source is any of your channels (or: Status is Open)
  4. Actions: Trigger Webhook
       Request type:  POST
       URL:           {url}
       {proof}
       Encoding:      JSON
       Content:       Advanced, and paste this line as it is:
{created}
  5. Preview and save > Enable

Rule 2, for further messages of the customer
  1. Admin > Workflows > Automations > Ticket Updates > New rule
  2. Name: Warm Handoff: customer wrote
  3. When an action performed by: Requester
     (not Agent and not Agent or requester: our own note would ring the bell again)
  4. Involves any of these events: Reply is sent
  5. On tickets with these properties: Status is not Closed
  6. Actions: Trigger Webhook, exactly as in rule 1, but with this line:
{replied}
  7. Preview and save > Enable

Then look at two things
  - Order. Rules run from top to bottom. Open the gear beside the list: if the account runs "Execute first matching rule",
    either choose "Execute all matching rules", or drag ours to the top and know that it then stops the rules below it
    for every ticket that matches. In that case give the webhook action to your own first rule instead.
  - Secret. With a custom header, choose no authentication. Without one, choose user name and password: the password is
    the webhook secret. Never put the secret into the URL, where it would be kept in access logs.

To change the secret without a gap: make a second one live, put it into both rules ({header}), then retire the first.
To stop: disable or delete both rules. Nothing else in Freshdesk was changed.
"""
