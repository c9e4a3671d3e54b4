"""A customer who asks again about the same thing: the third contact is heard sooner, whatever its tone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from connector.core.assessment import Assessment
from connector.core.correction import PEOPLE, label_of
from connector.core.taxonomy import ASKED_TWICE, Urgency
from connector.core.ticket import Author, Ticket

#: What a customer writes within this time of their last message belongs to the same contact.
_SAME_CONTACT: Final = timedelta(hours=3)
_THIRD: Final = 3
#: Kinds in which nobody waits for anything.
_WAITS_FOR_NOTHING: Final = frozenset({"thanks_close", "noise", "feedback"})


def contacts_in(ticket: Ticket) -> int:
    """How often the customer turned to us on this ticket. Messages in quick succession, as in a chat, are one contact."""
    contacts = 0
    last: datetime | None = None
    for message in ticket.messages:
        if message.public and message.author is Author.REQUESTER:
            contacts += last is None or message.created_at - last > _SAME_CONTACT
            last = message.created_at
    return contacts


def insisting(assessment: Assessment, ticket: Ticket, earlier_kinds: Sequence[str]) -> Assessment:
    """Return the reading as it is, or at least U2 with a stop sign where it is the third contact about the same thing.

    ``earlier_kinds`` are the kinds of the customer's other recent tickets, sensitive ones as ``people``: those say too little about
    what they were about to be counted.
    """
    kind = label_of(assessment.primary)
    others = 0 if kind == PEOPLE else sum(earlier == kind for earlier in earlier_kinds)
    if assessment.abstained or assessment.primary in _WAITS_FOR_NOTHING or contacts_in(ticket) + others < _THIRD:
        return assessment
    return replace(
        assessment,
        urgency=max(assessment.urgency, Urgency.U2),
        stops=tuple(dict.fromkeys((*assessment.stops, ASKED_TWICE))),
    )
