"""What a ticket tells by itself: its trigger, its episode, whether a person has answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from connector.core.assessment import Assessment, Evidence
from connector.core.reference import reference_for
from connector.core.ticket import Author, EventKind, Message, Ticket, TicketEvent
from connector.testing.strategies import EPOCH


def conversation(ticket: Ticket, *turns: tuple[str, bool]) -> Ticket:
    """The ticket with these further messages: (author, public)."""
    messages = [
        Message(id=str(i), author=Author(author), public=public, text=f"text {i}", created_at=EPOCH + timedelta(minutes=i))
        for i, (author, public) in enumerate(turns, start=2)
    ]
    return replace(ticket, messages=(*ticket.messages, *messages))


@pytest.mark.parametrize(
    ("turns", "trigger", "episode", "answered"),
    [
        ((), "created", "created", False),
        ((("agent", False),), "created", "created", False),
        ((("system", True),), "created", "created", False),
        ((("agent", True),), "created", "created", True),
        ((("requester", True),), "message:2", "created", False),
        ((("agent", True), ("requester", True)), "message:3", "message:3", False),
        ((("agent", True), ("requester", True), ("requester", True)), "message:4", "message:3", False),
        ((("agent", True), ("agent", False), ("requester", True), ("agent", True)), "message:4", "message:4", True),
    ],
)
def test_trigger_and_episode(
    a_ticket: Ticket, turns: tuple[tuple[str, bool], ...], trigger: str, episode: str, answered: bool
) -> None:
    ticket = conversation(a_ticket, *turns)
    assert (ticket.trigger, ticket.episode, ticket.is_answered) == (trigger, episode, answered)


def test_a_note_of_ours_is_found_by_its_reference(a_ticket: Ticket) -> None:
    reference = reference_for(b"key", "acme", "41", "created")
    note = Message(id="9", author=Author.AGENT, public=False, text=f"…\nRef {reference}", created_at=EPOCH)
    assert replace(a_ticket, messages=(*a_ticket.messages, note)).carries(reference)
    assert not replace(a_ticket, messages=(*a_ticket.messages, replace(note, public=True))).carries(reference)


def test_a_reference_depends_on_the_work_alone() -> None:
    first = reference_for(b"key", "acme", "41", "created")
    assert first == reference_for(b"key", "acme", "41", "created")
    others = {
        reference_for(b"other", "acme", "41", "created"),
        reference_for(b"key", "bcme", "41", "created"),
        reference_for(b"key", "acme", "42", "created"),
        reference_for(b"key", "acme", "41", "message:2"),
        reference_for(b"key", "acme", "41", "created", 1),
    }
    assert len(others) == 5
    assert first not in others


def test_keys_of_events() -> None:
    created = TicketEvent(kind=EventKind.CREATED, ticket_id="1")
    replied = TicketEvent(kind=EventKind.REPLIED, ticket_id="1", message_id="9")
    bare = TicketEvent(kind=EventKind.REPLIED, ticket_id="1")
    changed = TicketEvent(kind=EventKind.CHANGED, ticket_id="1", content="event-1", content_is_unique=True)
    assert (created.key, replied.key) == ("created", "message:9")
    assert bare.key.startswith("content:")
    assert (created.repeats, replied.repeats, bare.repeats, changed.repeats) == (False, False, True, False)


def test_a_reading_keeps_to_the_taxonomy(a_reading: Assessment) -> None:
    for wrong in (
        {"primary": "refunds"},
        {"also": ("bereavement",)},
        {"emotions": {"joy": 1}},
        {"emotions": {"worry": 4}},
        {"vulnerability": ("poor",)},
    ):
        with pytest.raises(ValueError, match=r"taxonomy|sensitive|emotion|vulnerability"):
            replace(a_reading, **wrong)


def test_quotes_are_verbatim_or_dropped(a_reading: Assessment) -> None:
    reading = replace(a_reading, evidence=(Evidence("kind:how_to", "descale"), Evidence("urgency", "invented")))
    assert reading.with_verbatim_evidence("How do I descale it?").evidence == (Evidence("kind:how_to", "descale"),)


def test_a_reading_survives_storage(a_reading: Assessment) -> None:
    reading = replace(a_reading, evidence=(Evidence("kind:how_to", "descale"),), emotions={"worry": 2})
    assert Assessment.from_dict(reading.as_dict()) == reading
