"""The ticket as it stood when the customer had first written."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given

from connector.core.context import Context
from connector.core.decision import reason_to_leave
from connector.core.first_sight import as_first_seen
from connector.core.ticket import Author, Bar, Capability, Channel, Message, Priority, Requester, Status, Ticket
from connector.core.update import OUR_TAGS
from connector.testing.strategies import EPOCH, tickets

CUSTOMER, AGENT, SYSTEM = Author.REQUESTER, Author.AGENT, Author.SYSTEM


def a_ticket(*messages: tuple[Author, bool, str]) -> Ticket:
    """A closed, handled ticket with these messages."""
    return Ticket(
        id="41",
        subject="Kettle",
        status=Status.CLOSED,
        channel=Channel.EMAIL,
        requester=Requester(id="7"),
        messages=tuple(
            Message(id=str(i), author=author, public=public, text=text, created_at=EPOCH + timedelta(hours=i))
            for i, (author, public, text) in enumerate(messages)
        ),
        stamp="v9",
        created_at=EPOCH,
        updated_at=EPOCH + timedelta(days=9),
        priority=Priority.URGENT,
        group_id="3",
        assignee_id="5",
        type="problem",
        tags=frozenset({"vip", "ai_draft", "ai_wrong", "ai_human"}),
        accepts=frozenset(),
        bars=frozenset({Bar.CLOSED}),
    )


def texts(ticket: Ticket) -> list[str]:
    """What is left to read."""
    return [message.text for message in as_first_seen(ticket).messages]


def test_what_came_later_is_gone() -> None:
    seen = as_first_seen(a_ticket((CUSTOMER, True, "It leaks"), (AGENT, True, "Sorry"), (CUSTOMER, True, "Thanks")))
    assert [m.text for m in seen.messages] == ["It leaks"]
    assert seen.status is Status.OPEN
    assert (seen.priority, seen.group_id, seen.assignee_id, seen.type) == (None, None, None, None)
    assert seen.tags == {"vip"}
    assert seen.bars == frozenset()
    assert seen.accepts == frozenset(Capability)
    assert seen.updated_at == EPOCH
    assert reason_to_leave(seen, Context(now=EPOCH)) is None


def test_the_whole_first_stretch_is_read() -> None:
    ticket = a_ticket(
        (CUSTOMER, True, "It leaks"),
        (SYSTEM, True, "We got your message"),
        (AGENT, False, "note"),
        (CUSTOMER, True, "Badly"),
        (SYSTEM, True, "Still here"),
        (AGENT, True, "Sorry"),
        (CUSTOMER, True, "Thanks"),
    )
    assert texts(ticket) == ["It leaks", "We got your message", "Badly"]


def test_what_a_person_wrote_first_stays() -> None:
    assert texts(a_ticket((AGENT, True, "Are you happy?"), (CUSTOMER, True, "No"), (AGENT, True, "Oh"))) == [
        "Are you happy?",
        "No",
    ]


def test_without_a_customer_nothing_is_made_up() -> None:
    seen = as_first_seen(a_ticket((AGENT, True, "Hello?"), (AGENT, False, "note")))
    assert reason_to_leave(seen, Context(now=EPOCH)) == "no_customer_message"
    assert texts(a_ticket((AGENT, False, "note"))) == []


def test_other_bars_stand() -> None:
    spam = replace(a_ticket((CUSTOMER, True, "win")), bars=frozenset({Bar.SPAM, Bar.CLOSED}))
    assert as_first_seen(spam).bars == {Bar.SPAM}


@given(tickets())
def test_looking_twice_sees_the_same_and_nobody_has_answered(ticket: Ticket) -> None:
    seen = as_first_seen(ticket)
    assert as_first_seen(seen) == seen
    assert not seen.is_answered
    assert not seen.tags & OUR_TAGS
    assert all(message.public for message in seen.messages)
