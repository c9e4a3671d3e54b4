"""The one public reply: a text that a person approved, never without its grant.

Freshdesk mails it to the requester at once, and keeps no mark of ours: a lost outcome is looked up by the words themselves.
https://developers.freshdesk.com/api/#reply_ticket
"""

from collections.abc import Sequence

from connector.core.approval import SendGrant
from connector.core.disclosure import CustomerText
from connector.core.ticket import Ticket
from connector.kit.http import HelpdeskSession
from connector.kit.text import render_reply
from connector.port import REPLY, Write, Written
from integrations.freshdesk.reading import API, Reader
from integrations.freshdesk.writing import QUARANTINE_SECONDS, written


def render(ticket: Ticket, text: CustomerText, grant: SendGrant) -> Sequence[Write]:
    """Return the write. Only the body is named: sender, copies and status stay the account's own."""
    grant.require(ticket.id, text)
    request = {"body": render_reply(text)}
    return (Write(name=REPLY, carries_note=False, quarantine=QUARANTINE_SECONDS, request=request, grant=grant),)


def send(session: HelpdeskSession, reader: Reader, ticket_id: str, write: Write) -> Written:
    """Send it, once. Raises TicketGone for spam and deleted tickets, Refused, OutcomeUnknown."""
    with reader.own_scope():
        return written(session.write("POST", f"{API}/tickets/{ticket_id}/reply", write.request))
