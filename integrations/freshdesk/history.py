"""The account's past out of the list of tickets: with its description and requester, so that no ticket is fetched by itself.

The list leaves out spam, deleted and archived tickets; closed ones are archived after 120 days without a change.
https://developers.freshdesk.com/api/#list_all_tickets
"""

from datetime import datetime
from typing import Final

from connector.core.ticket import Channel, Message, Status, Ticket
from connector.port import HistoryPage
from integrations.freshdesk.changes import read_page
from integrations.freshdesk.mapping import CHANNELS, PRIORITIES, STATUSES, description, is_withheld, requester, spelt_our_way
from integrations.freshdesk.reading import Reader
from integrations.freshdesk.wire import TicketBody

#: E-mail, portal and feedback widget: written by the customer. Agents log calls and write to customers first in others, and
#: chats hold what both said.
_OWN_WORDS: Final = frozenset({1, 2, 9})


def read_history(reader: Reader, cursor: str, since: datetime) -> HistoryPage:
    """Return a page of the past, oldest change first."""
    page = read_page(reader, TicketBody, cursor, since, include="description,requester")
    return HistoryPage(tuple(_to_past(body) for body in page.heads), page.cursor, page.more)


def _to_past(body: TicketBody) -> Ticket:
    return Ticket(
        id=str(body.id),
        subject=body.subject,
        status=STATUSES.get(body.status or 0, Status.OPEN),
        channel=CHANNELS.get(body.source or 0, Channel.OTHER),
        requester=requester(body),
        messages=_first_words(body),
        stamp=body.updated_at.isoformat(),
        created_at=body.created_at,
        updated_at=body.updated_at,
        priority=PRIORITIES.get(body.priority or 0),
        group_id=body.group_id or None,
        type=body.type or None,
        tags=spelt_our_way(body.tags),
        accepts=frozenset(),
        brand=body.product_id,
    )


def _first_words(body: TicketBody) -> tuple[Message, ...]:
    if body.source not in _OWN_WORDS or is_withheld(body.description):
        return ()
    return (description(body),)
