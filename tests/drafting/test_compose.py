"""Drafts rest on the account's own answers, or there is none."""

from dataclasses import replace

import pytest

from connector.core.assessment import Assessment
from connector.core.draft import Draft, Source
from connector.core.taxonomy import Urgency
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.drafting.compose import EmbeddedComposer
from connector.testing.strategies import EPOCH

READING = Assessment(language="en", primary="how_to", urgency=Urgency.U1, confidence=0.9, emotions={})
DESCALE = Source(
    ref="m1", kind="macro", title="How to descale the coffee machine", language="en",
    body="Hello {{ticket.requester.first_name}},\n\nFill the tank with descaler and press start.",
)  # fmt: skip
RETURNS = Source(
    ref="a1", kind="article", title="How to return a parcel", body="Print the label and bring it to the post.", language="en"
)
GERMAN = Source(
    ref="a2", kind="article", title="Kaffeemaschine entkalken", body="Entkalker einfüllen und Start drücken.", language="de"
)


def ticket(text: str, name: str = "Sam Example") -> Ticket:
    """A ticket with this question."""
    message = Message(id="1", author=Author.REQUESTER, public=True, text=text, created_at=EPOCH)
    return Ticket(
        id="1", subject="", status=Status.OPEN, channel=Channel.EMAIL, requester=Requester(id="7", name=name), messages=(message,),
        stamp="", created_at=EPOCH, updated_at=EPOCH,
    )  # fmt: skip


def draft(text: str, *sources: Source, name: str = "Sam Example", reading: Assessment = READING) -> Draft | None:
    """Draft an answer."""
    return EmbeddedComposer().draft(ticket(text, name), reading, sources)


def test_the_answer_that_fits_is_chosen_and_disclosed() -> None:
    made = draft("How do I descale my coffee machine?", RETURNS, DESCALE, GERMAN)
    assert made is not None
    assert [source.ref for source in made.sources] == ["m1"]
    assert made.text.text.startswith("Hello Sam,\n\nFill the tank")
    assert "drafted with AI" in made.text.text


def test_the_answer_is_in_the_customers_language() -> None:
    made = draft("Wie kann ich die Kaffeemaschine entkalken?", RETURNS, DESCALE, GERMAN, reading=replace(READING, language="de"))
    assert made is not None
    assert made.sources == (GERMAN,)
    assert made.text.text.startswith("Guten Tag Sam,")
    assert draft("Wie kann ich die Kaffeemaschine entkalken?", DESCALE, reading=replace(READING, language="de")) is None


def test_no_source_no_draft() -> None:
    assert draft("How do I descale my coffee machine?") is None
    assert draft("My horse needs new shoes for the parade in Vienna", DESCALE, RETURNS) is None


@pytest.mark.parametrize(
    "body",
    [
        "Your order {{ticket.id}} is on its way.",
        "Use {{dc.secret}} to descale the coffee machine.",
        "{% if x %}descale{% endif %}",
    ],
)
def test_a_source_that_asks_for_more_than_a_name_is_not_used(body: str) -> None:
    assert draft("How do I descale my coffee machine?", replace(DESCALE, body=body)) is None


@pytest.mark.parametrize("name", ["", "   ", "sam@example.com", "<script>", "{{x}}", "123"])
def test_a_name_that_is_none_is_left_out(name: str) -> None:
    made = draft("How do I descale my coffee machine?", DESCALE, name=name)
    assert made is not None
    assert made.text.text.startswith("Hello,\n\nFill")


def test_what_may_have_no_draft_gets_none() -> None:
    for reading in (
        replace(READING, primary="bereavement"),
        replace(READING, abstained=True),
        replace(READING, primary="noise"),
        replace(READING, language="pl"),
    ):
        assert draft("How do I descale my coffee machine?", DESCALE, reading=reading) is None
