"""A ticket as it stood when the customer had first written, before anybody answered: what a look back at old tickets reads."""

from dataclasses import replace

from connector.core.ticket import Author, Bar, Capability, Message, Status, Ticket
from connector.core.update import AGENT_TAGS, OUR_TAGS


def as_first_seen(ticket: Ticket) -> Ticket:
    """Return the ticket with nothing on it that came later.

    It ends with the customer's first stretch of messages. What people and we set since is gone: answers, notes, group, assignee,
    priority, type, our tags, and that it was closed. Tags of others stay, because nobody knows when they came.
    """
    messages = _first_stretch(ticket.messages)
    return replace(
        ticket,
        status=Status.OPEN,
        messages=messages,
        updated_at=messages[-1].created_at if messages else ticket.created_at,
        priority=None,
        group_id=None,
        assignee_id=None,
        type=None,
        tags=ticket.tags - OUR_TAGS - AGENT_TAGS,
        accepts=frozenset(Capability),
        bars=ticket.bars - {Bar.CLOSED},
    )


def _first_stretch(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """Public messages up to the last one of the customer before a person first answers."""
    kept: list[Message] = []
    end = 0
    for message in (m for m in messages if m.public):
        if message.author is Author.AGENT and end:
            break
        kept.append(message)
        if message.author is Author.REQUESTER:
            end = len(kept)
    return tuple(kept[: end or len(kept)])
