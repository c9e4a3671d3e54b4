"""A call without its transcript: how long it waits, and what work it is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.call import seconds_to_wait
from connector.core.rules import parse_rules
from connector.core.ticket import Author, Channel, Ticket
from connector.testing.strategies import EPOCH, tickets


def silent(ticket: Ticket) -> Ticket:
    """The same ticket as a call of which nothing is known yet."""
    call = replace(ticket.messages[0], text="", spoken=True)
    return replace(ticket, channel=Channel.VOICE_TRANSCRIPT, messages=(call,))


def looks(ticket: Ticket, minutes: float, start: float = 0.0) -> list[float]:
    """The seconds after the call at which the ticket is read."""
    at = [start]
    created = ticket.messages[0].created_at
    while len(at) < 20 and (wait := seconds_to_wait(ticket, minutes, created + timedelta(seconds=at[-1]))):
        at.append(at[-1] + wait)
    return at


def test_looks_come_at_growing_distances_and_once_more_at_the_end(a_ticket: Ticket) -> None:
    assert looks(silent(a_ticket), 20) == [0, 60, 180, 420, 900, 1200]
    assert looks(silent(a_ticket), 0) == [0]
    assert looks(silent(a_ticket), 0.5) == [0, 30]


@given(tickets(), st.floats(0, 240), st.floats(0, 86400 * 3))
def test_no_wait_is_longer_than_the_rule_wherever_it_begins(ticket: Ticket, minutes: float, start: float) -> None:
    times = looks(silent(ticket), minutes, start)
    assert len(times) < 15
    assert times[-1] <= max(start, minutes * 60) + 1
    assert times[-1] >= minutes * 60 - 1


def test_only_a_call_without_its_transcript_waits(a_ticket: Ticket) -> None:
    assert seconds_to_wait(a_ticket, 20, EPOCH) == 0
    spoken = replace(silent(a_ticket).messages[0], text="Hello, it is Sam.")
    assert seconds_to_wait(replace(a_ticket, messages=(spoken,)), 20, EPOCH) == 0


def test_a_call_and_its_transcript_are_two_pieces_of_work_of_one_episode(a_ticket: Ticket) -> None:
    call = silent(a_ticket)
    heard = replace(call, messages=(replace(call.messages[0], text="Hello."),))
    assert (call.trigger, heard.trigger) == ("call", "created")
    assert call.episode == heard.episode == "created"
    later = replace(call.messages[0], id="9", author=Author.REQUESTER)
    assert replace(a_ticket, messages=(*a_ticket.messages, later)).trigger == "call:9"


def test_the_first_message_of_a_phone_ticket_was_spoken_and_a_mail_after_it_was_not(a_ticket: Ticket) -> None:
    phone = replace(a_ticket, channel=Channel.VOICE_TRANSCRIPT)
    assert phone.is_spoken
    assert not phone.awaits_transcript
    mail = replace(phone.messages[0], id="2")
    assert not replace(phone, messages=(*phone.messages, mail)).is_spoken
    assert not a_ticket.is_spoken


@pytest.mark.parametrize(("line", "minutes"), [("0", 0), ("240", 240), ("7.5", 7.5)])
def test_the_rule(line: str, minutes: float) -> None:
    parsed = parse_rules(f"transcript_wait_minutes: {line}")
    assert (parsed.rules.transcript_wait_minutes, parsed.errors) == (minutes, ())
    assert parse_rules("").rules.transcript_wait_minutes == 20
    assert parse_rules("transcript_wait_minutes: 241").errors
