"""A stop sign caps the level and is named to staff; three of them are sensitive by themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from connector.core import decision as deciding
from connector.core.assessment import Assessment, Evidence
from connector.core.context import Context
from connector.core.decision import decide, may_draft
from connector.core.disclosure import CustomerText
from connector.core.draft import Draft, Source
from connector.core.insistence import contacts_in, insisting
from connector.core.phrases import LANGUAGE_NAMES, STOP_NAMES
from connector.core.rules import Rules
from connector.core.taxonomy import LANGUAGES, SENSITIVE_STOPS, STOPS, Level, Urgency
from connector.core.ticket import Author, Message, Priority, Ticket
from connector.testing.strategies import EPOCH, assessments, contexts, rules, tickets

DRAFT = Draft(
    text=CustomerText.drafted("Hello, it comes on Monday.", "en"), sources=(Source(ref="1", kind="macro", title="A", body="…"),)
)
CONTEXT = Context(now=EPOCH, draft=DRAFT)


def lines(ticket: Ticket, reading: Assessment, language: str = "en") -> str:
    """The whole note."""
    note = decide(ticket, reading, Rules(note_language=language), CONTEXT).update.note
    return "\n".join(line for block in (note.blocks if note else ()) for line in block.lines)


@given(tickets(), assessments(), rules(), contexts())
def test_a_stop_sign_caps_the_level(ticket: Ticket, assessment: Assessment, rules: Rules, context: Context) -> None:
    decision = decide(ticket, assessment, rules, context)
    if any(stop in STOPS.get(kind, ()) for kind in assessment.kinds for stop in assessment.stops):
        assert decision.level <= Level.L2
    if any(stop in SENSITIVE_STOPS for stop in assessment.stops):
        assert decision.level is Level.L0
        assert not may_draft(ticket, assessment, rules, context)


def test_the_cap_holds_when_more_is_allowed_one_day(
    a_ticket: Ticket, a_reading: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "_HIGHEST_YET", Level.L3)
    assert decide(a_ticket, a_reading, Rules(), CONTEXT).level is Level.L3
    assert decide(a_ticket, replace(a_reading, stops=("outage",)), Rules(), CONTEXT).level is Level.L2
    assert decide(a_ticket, replace(a_reading, stops=("damage",)), Rules(), CONTEXT).level is Level.L3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_note_names_the_sign_with_the_customers_words(language: str, a_ticket: Ticket, a_reading: Assessment) -> None:
    reading = replace(a_reading, stops=("outage",), evidence=(Evidence("stop:outage", "nothing works here"),))
    text = lines(a_ticket, reading, language)
    assert STOP_NAMES[language]["outage"] in text
    assert "nothing works here" in text


@pytest.mark.parametrize(("stop", "kind"), SENSITIVE_STOPS.items())
def test_a_sensitive_sign_goes_to_people(stop: str, kind: str, a_ticket: Ticket, a_reading: Assessment) -> None:
    decision = decide(a_ticket, replace(a_reading, stops=(stop,)), Rules(), CONTEXT)
    assert decision.level is Level.L0
    assert ("sensitive", kind) in [(reason.code, reason.about) for reason in decision.reasons]


def test_a_code_that_is_none_is_refused(a_reading: Assessment) -> None:
    with pytest.raises(ValueError, match="not a stop sign: surprise"):
        replace(a_reading, stops=("surprise",))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_foreign_language_is_named(language: str, a_ticket: Ticket, a_reading: Assessment) -> None:
    for code in ("pl", "tr", "uk", "ar", "ja"):
        assert LANGUAGE_NAMES[language][code] in lines(a_ticket, replace(a_reading, language=code), language)


def asked(ticket: Ticket, *hours: float, answered_after: int = 99) -> Ticket:
    """The ticket with a customer's message at each hour and an answer after some of them."""
    messages = []
    for number, hour in enumerate(hours):
        at = EPOCH + timedelta(hours=hour)
        messages.append(Message(id=f"r{number}", author=Author.REQUESTER, public=True, text="Where is it?", created_at=at))
        if number == answered_after:
            messages.append(
                Message(id=f"a{number}", author=Author.AGENT, public=True, text="Soon.", created_at=at + timedelta(hours=1))
            )
    return replace(ticket, messages=tuple(messages))


def test_a_chat_is_one_contact_and_days_apart_are_several(a_ticket: Ticket) -> None:
    assert contacts_in(asked(a_ticket, 0.0, 0.1, 0.2, 0.3)) == 1
    assert contacts_in(asked(a_ticket, 0.0, 24.0, 48.0)) == 3
    assert contacts_in(asked(a_ticket, 0.0, 24.0, 48.0, answered_after=1)) == 3


def test_the_third_contact_is_soon_and_stops(a_ticket: Ticket, a_reading: Assessment) -> None:
    third = insisting(a_reading, asked(a_ticket, 0.0, 24.0, 48.0), ())
    assert third.urgency is Urgency.U2
    assert third.stops == ("asked_twice",)
    assert decide(a_ticket, third, Rules(), CONTEXT).update.priority is Priority.NORMAL
    assert insisting(replace(a_reading, urgency=Urgency.U3), asked(a_ticket, 0.0, 24.0, 48.0), ()).urgency is Urgency.U3


def test_other_tickets_count_when_they_are_about_the_same(a_ticket: Ticket, a_reading: Assessment) -> None:
    assert insisting(a_reading, a_ticket, ("how_to", "how_to")).urgency is Urgency.U2
    assert insisting(a_reading, a_ticket, ("how_to", "invoice_copy", "people")) == a_reading
    people = replace(a_reading, primary="legal")
    assert insisting(people, a_ticket, ("people", "people", "people")) == people


def test_thanks_are_no_contact(a_ticket: Ticket, a_reading: Assessment) -> None:
    thanks = replace(a_reading, primary="thanks_close", urgency=Urgency.U0)
    assert insisting(thanks, asked(a_ticket, 0.0, 24.0, 48.0), ()) == thanks
