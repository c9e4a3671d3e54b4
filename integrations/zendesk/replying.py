"""The one public comment: a text that a person approved, never without its grant.

An agent's public comment leaves the status of a solved ticket alone, because none is named here.
https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#update-ticket and …/tickets/ticket_audits/
"""

from collections.abc import Sequence

from connector.core.approval import SendGrant
from connector.core.disclosure import CustomerText
from connector.core.ticket import Ticket
from connector.errors import CredentialsRejected
from connector.kit.text import render_reply
from connector.port import REPLY, Write
from integrations.zendesk.payloads import AuditsPage
from integrations.zendesk.reading import Reader
from integrations.zendesk.stamp import Stamp
from integrations.zendesk.writing import QUARANTINE_SECONDS


def render(ticket: Ticket, text: CustomerText, grant: SendGrant, reference: str) -> Sequence[Write]:
    """Return the conditional write. The reference lies in the metadata of its audit, where no customer sees it."""
    grant.require(ticket.id, text)
    request = {
        "ticket": {
            "safe_update": True,
            "updated_stamp": Stamp.parse(ticket.stamp).updated_at,
            "comment": {"public": True, "html_body": render_reply(text)},
            "metadata": {"warm_handoff": {"reference": reference}},
        }
    }
    return (Write(name=REPLY, carries_note=False, quarantine=QUARANTINE_SECONDS, request=request, grant=grant),)


def find(reader: Reader, path: str, reference: str) -> str:
    """Return the id of the public comment whose audit carries this reference, or nothing where audits do not tell."""
    try:
        for page in reader.pages(AuditsPage, f"{path}/audits"):
            for audit in page.audits:
                if audit.metadata.custom.warm_handoff.reference == reference:
                    return next((event.id for event in audit.events if event.type == "Comment" and event.public), "")
    except CredentialsRejected:  # the ticket was read just now, so it is the audits alone that this seat may not see
        return ""
    return ""
