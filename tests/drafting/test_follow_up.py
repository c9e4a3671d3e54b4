"""The written follow-up repeats what was promised in the call and nothing else, and never without a source."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from connector.core.assessment import Assessment
from connector.core.disclosure import FOOTERS, OUR_TEAM, CustomerText, Disclosure
from connector.core.draft import Source
from connector.core.manner import Manner
from connector.core.taxonomy import LANGUAGES, Urgency
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.drafting.compose import EmbeddedComposer
from connector.drafting.follow_up import AGREED, FollowUp

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SOURCE = Source(
    ref="1", kind="macro", title="Reset the lamp", language="en", body="Hold the button of the lamp for ten seconds to reset it."
)
DRAFTER = FollowUp(EmbeddedComposer())
READING = Assessment(language="en", primary="how_to", urgency=Urgency.U1, confidence=0.9, emotions={})


def call(*promises: str, channel: Channel = Channel.VOICE_TRANSCRIPT) -> Ticket:
    """A call about resetting a lamp."""
    lines = [
        "Caller: How do I reset the lamp? Which button is it?",
        *(f"Agent: {promise}" for promise in promises),
        "Caller: Thanks.",
    ]
    return Ticket(
        id="41", subject="Call about the lamp", status=Status.OPEN, channel=channel, requester=Requester(id="7", name="Sam Example"),
        messages=(Message(id="1", author=Author.REQUESTER, public=True, text="\n".join(lines), created_at=AT, spoken=True),),
        stamp="v1", created_at=AT, updated_at=AT,
    )  # fmt: skip


def test_the_agreed_steps_stand_between_greeting_and_answer_with_their_source() -> None:
    draft = DRAFTER.draft(call("We will send you the guide.", "You will get 5 euros back."), READING, [SOURCE], Manner())
    assert draft is not None
    greeting, agreed, answer, *_ = draft.text.text.split("\n\n")
    assert greeting == "Hello Sam,"
    assert agreed == f"{AGREED['en']}\n– “We will send you the guide.”"
    assert answer == SOURCE.body
    assert draft.text.text.endswith(FOOTERS["en"].format(name=OUR_TEAM["en"]))
    assert [(source.kind, source.title) for source in draft.sources] == [
        ("macro", "Reset the lamp"),
        ("call", "Call about the lamp"),
    ]


@pytest.mark.parametrize(
    "promise",
    [
        "You will get 5 euros back.",
        "I will call you on Friday.",
        "We will send it to https://evil.example",
        "We will {{send}} it.",
    ],
)
def test_sums_dates_addresses_and_braces_are_not_repeated(promise: str) -> None:
    assert DRAFTER.draft(call(promise), READING, [SOURCE], Manner()) == EmbeddedComposer().draft(
        call(promise), READING, [SOURCE], Manner()
    )


def test_no_source_no_draft_whatever_was_promised() -> None:
    promised = call("We will send you the guide.")
    assert DRAFTER.draft(promised, READING, [], Manner()) is None
    assert DRAFTER.draft(promised, replace(READING, primary="bereavement"), [SOURCE], Manner()) is None


def test_other_tickets_get_the_ordinary_draft() -> None:
    mail = call("We will send you the guide.", channel=Channel.EMAIL)
    mail = replace(mail, messages=(replace(mail.messages[0], spoken=False),))
    assert DRAFTER.draft(mail, READING, [SOURCE], Manner()) == EmbeddedComposer().draft(mail, READING, [SOURCE], Manner())


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_more_paragraph_is_disclosed_like_the_rest(language: str) -> None:
    assert set(AGREED) == set(LANGUAGES)
    text = CustomerText.drafted("Hello,\n\nBody.", language).with_paragraph(AGREED[language])
    assert text.text.startswith(f"Hello,\n\n{AGREED[language]}\n\nBody.\n\n--\n")
    assert text.state is Disclosure.AI_DRAFTED
    alone = CustomerText.sent("Body.", language).with_paragraph("More.")
    assert alone.text.count(alone.notice) == 2
    assert "Body.\n\nMore." in alone.text
