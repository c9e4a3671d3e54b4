"""A plain invented ticket, to load with it all that reading needs before a customer has to wait for that."""

from datetime import datetime

from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket


def plain_ticket(now: datetime) -> Ticket:
    """Return it."""
    words = Message(id="1", author=Author.REQUESTER, public=True, text="Where is my order, please?", created_at=now)
    return Ticket(
        id="0",
        subject="",
        status=Status.OPEN,
        channel=Channel.EMAIL,
        requester=Requester(id="0"),
        messages=(words,),
        stamp="",
        created_at=now,
        updated_at=now,
    )
