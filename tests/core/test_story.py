"""The thread so far is told in at most five lines, in the words that stand there."""

from dataclasses import replace
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from connector.core.story import Story, read_story
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.testing.strategies import EPOCH


def thread(ticket: Ticket, *messages: tuple[Author, str]) -> Ticket:
    """The ticket with these public messages, one a day."""
    return replace(
        ticket,
        messages=tuple(
            Message(id=str(n), author=author, public=True, text=text, created_at=EPOCH + timedelta(days=n))
            for n, (author, text) in enumerate(messages)
        ),
    )


def test_a_first_message_has_no_story(a_ticket: Ticket) -> None:
    story = read_story(a_ticket, UTC, "en")
    assert story == Story(contacts=1, since=EPOCH.date(), questions=("How do I descale it?",))


def test_who_wrote_when_with_a_telling_sentence(a_ticket: Ticket) -> None:
    ticket = thread(
        a_ticket,
        (Author.REQUESTER, "Hello,\n\nThanks for the quick delivery. The lamp came with a crack in the shade.\nBest regards"),
        (Author.AGENT, "Dear Sam,\n\nI am sorry about that. Please tell us the number on the box.\n> The lamp came with a crack"),
        (Author.SYSTEM, "We have received your message and will answer soon."),
        (Author.REQUESTER, "It is 4711."),
    )
    story = read_story(ticket, UTC, "en")
    assert [(turn.author, turn.quote) for turn in story.turns] == [
        (Author.REQUESTER, "The lamp came with a crack in the shade."),
        (Author.AGENT, "Please tell us the number on the box."),
    ]
    assert story.promises == ()


def test_what_was_promised_is_told_once(a_ticket: Ticket) -> None:
    promise = "I will call you tomorrow."
    ticket = thread(
        a_ticket,
        (Author.REQUESTER, "When will my refund arrive here?"),
        (Author.AGENT, f"Hi Sam, thanks for writing. {promise}"),
        (Author.REQUESTER, "Nobody called."),
    )
    story = read_story(ticket, UTC, "en")
    assert [turn.author for turn in story.turns] == [Author.REQUESTER]
    assert [(p.quote, p.made_on) for p in story.promises] == [(promise, (EPOCH + timedelta(days=1)).date())]


def test_a_private_note_is_not_told(a_ticket: Ticket) -> None:
    ticket = thread(a_ticket, (Author.AGENT, "I will refund him tomorrow, he is a pain."), (Author.REQUESTER, "And now what?"))
    first, newest = ticket.messages
    story = read_story(replace(ticket, messages=(replace(first, public=False), newest)), UTC, "en")
    assert (story.turns, story.promises) == ((), ())


def test_days_are_those_of_the_business(a_ticket: Ticket) -> None:
    ticket = thread(a_ticket, (Author.REQUESTER, "The lamp does not turn on at all."), (Author.REQUESTER, "Hello?"))
    late = replace(ticket.messages[0], created_at=EPOCH.replace(hour=23, minute=30))
    told = replace(ticket, messages=(late, ticket.messages[1]))
    days = {read_story(told, zone, "en").turns[0].day for zone in (UTC, ZoneInfo("Asia/Tokyo"))}
    assert len(days) == 2


@given(st.lists(st.tuples(st.sampled_from([Author.REQUESTER, Author.AGENT]), st.text(max_size=80)), min_size=1, max_size=12))
def test_any_thread_is_at_most_five_lines_of_its_own_words(messages: list[tuple[Author, str]]) -> None:
    blank = Message(id="0", author=Author.REQUESTER, public=True, text="", created_at=EPOCH)
    texts = [f"We are still waiting for word {n} {text}" for n, (_, text) in enumerate(messages)]
    told = tuple(
        replace(blank, id=str(n), author=author, text=text)
        for n, ((author, _), text) in enumerate(zip(messages, texts, strict=True))
    )
    story = read_story(_ticket(told), UTC, "en")
    assert len(story.turns) + bool(story.left_out) <= 5
    assert Story.from_dict(story.as_dict()) == story
    everything = " ".join(" ".join(texts).split())
    assert all(turn.quote.removesuffix(" …") in everything for turn in story.turns)


def _ticket(messages: tuple[Message, ...]) -> Ticket:
    return Ticket(
        id="1",
        subject="",
        status=Status.OPEN,
        channel=Channel.EMAIL,
        requester=Requester(id="1"),
        messages=messages,
        stamp="",
        created_at=EPOCH,
        updated_at=EPOCH,
    )
