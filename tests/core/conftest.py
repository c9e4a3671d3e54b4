"""One plain ticket and one plain reading, to vary in examples."""

import pytest

from connector.core.assessment import Assessment
from connector.core.taxonomy import Urgency
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.testing.strategies import EPOCH


@pytest.fixture
def a_ticket() -> Ticket:
    """A new ticket with one message, no priority, no group."""
    return Ticket(
        id="41",
        subject="How do I descale it?",
        status=Status.OPEN,
        channel=Channel.EMAIL,
        requester=Requester(id="7", name="Sam Example", email="sam@example.com"),
        messages=(Message(id="1", author=Author.REQUESTER, public=True, text="How do I descale it?", created_at=EPOCH),),
        stamp="s1",
        created_at=EPOCH,
        updated_at=EPOCH,
    )


@pytest.fixture
def a_reading() -> Assessment:
    """A sure reading of a routine question."""
    return Assessment(language="en", primary="how_to", urgency=Urgency.U1, confidence=0.9, emotions={})
