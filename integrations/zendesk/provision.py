"""What set-up needs on Zendesk's side: the webhook, as exact steps to follow.

https://support.zendesk.com/hc/en-us/articles/4408839108378 (creating webhooks in Admin Centre)
"""

from typing import Final

#: What the webhook subscribes to. The first two are needed; the others let us forget, follow and take back in time.
SUBSCRIPTIONS: Final = (
    ("zen:event-type:ticket.created", "Ticket created"),
    ("zen:event-type:ticket.comment_added", "Comment added"),
    ("zen:event-type:ticket.tags_changed", "Tags changed"),
    ("zen:event-type:ticket.merged", "Ticket merged"),
    ("zen:event-type:ticket.comment_redacted", "Comment redacted"),
    ("zen:event-type:ticket.attachment_redacted_from_comment", "Attachment redacted from comment"),
    ("zen:event-type:ticket.soft_deleted", "Ticket soft deleted"),
    ("zen:event-type:ticket.permanently_deleted", "Ticket permanently deleted"),
    ("zen:event-type:ticket.marked_as_spam", "Ticket marked as spam"),
)

#: What our webhook is called, and our app.
NAME: Final = "Warm Handoff"


def trigger_body(event: str) -> str:
    """Return the body of a trigger's call. Ids only: whether placeholders are escaped is not documented."""
    return '{"ticket_id":"{{ticket.id}}","event":"EVENT"}'.replace("EVENT", event)


STEPS: Final = (
    "In Zendesk open Admin Centre > Apps and integrations > Webhooks > Create webhook, and choose “Zendesk events”.",
    "Select these ticket events: {events}.",
    "Name it “Warm Handoff”. Endpoint URL: {url}",
    "Request method POST, request format JSON, authentication none: every call is signed.",
    "Create it without sending a test first: a test before creation is signed with a secret that everybody knows, and refused.",
    "Open the webhook, choose “Reveal secret”, and give the secret to the connector as ZENDESK_WEBHOOK_SECRET.",
    "Choose “Test webhook” with the event “Ticket created”: the connector answers 202.",
    "To rotate the secret later, reset it there and give both, old and new, with a comma between; drop the old one after a day.",
    "If you want conditions: choose “Trigger or automation” in the first step instead, and in a trigger for created tickets "
    "notify the webhook with exactly this JSON body: {body}",
)


def webhook_instructions(url: str, subdomain: str) -> str:
    """Return the numbered steps for one account."""
    events = ", ".join(label for _, label in SUBSCRIPTIONS)
    steps = [step.replace("{events}", events).replace("{url}", url).replace("{body}", trigger_body("created")) for step in STEPS]
    address = f"https://{subdomain}.zendesk.com/admin/apps-integrations/actions-webhooks/webhooks"
    return "\n".join([f"Webhooks of this account: {address}", *(f"{n}. {step}" for n, step in enumerate(steps, 1))])
