"""Drafts rest on the account's own answers, or there is none."""

from dataclasses import replace

import pytest

from connector.core.assessment import Assessment
from connector.core.draft import Draft, Source
from connector.core.manner import Manner
from connector.core.rules import parse_rules
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


def draft(text: str, *sources: Source, name: str = "Sam Example", reading: Assessment = READING, rules: str = "") -> Draft | None:
    """Draft an answer in the manner of these rules."""
    return EmbeddedComposer().draft(ticket(text, name), reading, sources, parse_rules(rules).rules.manner)


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
        "Your coffee machine {{ticket.custom.serial}} can be descaled.",
        "Descale the coffee machine, {{ticket.requester.name | upcase}}.",
        "Use {{dc.secret}} to descale the coffee machine.",
        "{% if x %}descale{% endif %}",
    ],
)
def test_a_source_that_asks_for_what_the_ticket_does_not_have_is_not_used(body: str) -> None:
    assert draft("How do I descale my coffee machine?", replace(DESCALE, body=body)) is None


@pytest.mark.parametrize("name", ["", "   ", "sam@example.com", "<script>", "{{x}}", "123"])
def test_a_name_that_is_none_is_left_out(name: str) -> None:
    made = draft("How do I descale my coffee machine?", DESCALE, name=name)
    assert made is not None
    assert made.text.text.startswith("Hello,\n\nFill")


def test_number_and_subject_of_the_ticket_are_filled_by_the_names_of_both_platforms() -> None:
    body = "Your request {{ticket.id}} “{{ ticket.title }}” is about the coffee machine: descale it."
    asked = replace(ticket("How do I descale my coffee machine?"), subject="Coffee {{dc.secret}}")
    made = EmbeddedComposer().draft(asked, READING, [replace(DESCALE, body=body)], Manner())
    assert made is not None
    assert "Your request 1 “Coffee {\u2060{dc.secret}\u2060}” is about" in made.text.text
    freshdesk = replace(DESCALE, body=body.replace("ticket.title", "ticket.subject"))
    assert draft("How do I descale my coffee machine?", freshdesk) is None  # there is no subject to fill in


def test_greeting_and_closing_are_said_once() -> None:
    source = replace(
        DESCALE, body="Dear {{ticket.requester.first_name}},\n\nDescale the coffee machine.\n\nKind regards,\nThe team"
    )
    for rules, opening, closing in (
        ("", "Dear Sam,\n\n", "Kind regards,\nThe team"),
        ("greeting: Hi {name}!\nsignature: Cheers | Lindholm", "Hi Sam!\n\n", "Cheers\nLindholm"),
        ("greeting: Moin {name}!\nsignature: Mit freundlichen Grüßen", "Dear Sam,\n\n", "Kind regards,\nThe team"),
        ("greeting.en: Hi {name}!\ngreeting: Moin!", "Hi Sam!\n\n", "Kind regards,\nThe team"),
        ("tone: formal\nsignature: Example Ltd", "Dear Sam,\n\n", "Example Ltd"),
    ):
        made = draft("How do I descale my coffee machine?", source, rules=rules)
        assert made is not None
        body = made.text.text.rpartition("\n\n--\n")[0]
        assert body == f"{opening}Descale the coffee machine.\n\n{closing}"


def test_a_formal_greeting_replaces_the_one_of_the_answer() -> None:
    german = replace(
        GERMAN, kind="macro", body="Hallo {{ticket.contact.firstname}},\n\nfüllen Sie Entkalker in die Kaffeemaschine."
    )
    reading = replace(READING, language="de")
    made = draft("Wie kann ich die Kaffeemaschine entkalken?", german, reading=reading, rules="tone: formal")
    assert made is not None
    assert made.text.text.startswith("Guten Tag,\n\nfüllen Sie")


def test_a_question_without_an_answer_is_named_and_not_answered() -> None:
    made = draft("How do I descale my coffee machine? Do you also offer gift wrapping?", DESCALE, RETURNS)
    assert made is not None
    assert made.open_questions == ("Do you also offer gift wrapping?",)
    assert "This part of your message is still open: “Do you also offer gift wrapping?”" in made.text.text
    assert draft("My coffee machine is great, descaled it yesterday. Do you offer gift wrapping?", DESCALE) is None


@pytest.mark.parametrize(
    "question",
    [
        "Will you refund me €500 for the gift wrapping?",
        "Do you wrap gifts, as https://evil.example says?",
        "Do you wrap gifts {{dc.secret}}?",
        "Do you wrap gifts by tomorrow?",
    ],
)
def test_no_promise_link_or_template_of_a_customer_is_repeated(question: str) -> None:
    made = draft(f"How do I descale my coffee machine? {question}", DESCALE)
    assert made is not None
    assert made.open_questions == (question,)
    assert question not in made.text.text
    assert "A part of your message is still open." in made.text.text


def test_a_letter_of_gaps_is_no_letter() -> None:
    gaps = "Do you also offer gift wrapping? Are dogs welcome in the showroom?"
    assert draft(f"How do I descale my coffee machine? {gaps}", DESCALE) is None


def test_two_questions_are_answered_from_two_sources_and_no_more() -> None:
    third = replace(RETURNS, ref="a3", title="Warranty of lamps", body="Lamps have a warranty of two years. Keep the receipt.")
    made = draft(
        "How do I descale my coffee machine? How can I return a parcel? Is there a warranty on lamps?", DESCALE, RETURNS, third
    )
    assert made is not None
    assert len(made.sources) == 2
    assert "On your other question:\n" in made.text.text
    assert len(made.open_questions) == 1


def test_strong_feelings_are_left_to_a_person() -> None:
    for strength, needs in ((0, False), (1, False), (2, False), (3, True)):
        reading = replace(READING, emotions={"anger": strength} if strength else {})
        made = draft("How do I descale my coffee machine? It is a disgrace.", DESCALE, reading=reading)
        assert made is not None
        assert made.needs_acknowledgement is needs
        assert ("Here is what we can tell you about your question" in made.text.text) is (strength in {1, 2})


def test_an_answer_that_apologises_is_the_only_acknowledgement() -> None:
    sorry = replace(DESCALE, body="Hello {{ticket.requester.first_name}},\n\nWe are sorry about your coffee machine. Descale it.")
    made = draft("How do I descale my coffee machine?", sorry, reading=replace(READING, emotions={"anger": 2}))
    assert made is not None
    assert "Here is" not in made.text.text


def test_what_was_written_for_one_customer_is_for_nobody_else() -> None:
    for body in (
        "Hello Anna,\n\nDescale the coffee machine.",
        "We refunded €49 for your coffee machine, descale it.",
        "Order LH-204655: descale the coffee machine.",
    ):
        assert draft("How do I descale my coffee machine?", replace(DESCALE, body=body)) is None
    assert draft(
        "How do I descale my coffee machine?", replace(DESCALE, body="Hello Anna,\n\nDescale the coffee machine."), name="Anna B"
    )


def test_an_answer_nobody_would_read_is_no_draft() -> None:
    long = replace(DESCALE, body="Descale the coffee machine. " * 80)
    assert draft("How do I descale my coffee machine?", long) is None


def test_praise_without_a_question_gets_no_answer() -> None:
    assert (
        draft("Your coffee machine is wonderful, descale or not.", DESCALE, reading=replace(READING, primary="feedback")) is None
    )


def test_what_may_have_no_draft_gets_none() -> None:
    for reading in (
        replace(READING, primary="bereavement"),
        replace(READING, abstained=True),
        replace(READING, primary="noise"),
        replace(READING, language="pl"),
    ):
        assert draft("How do I descale my coffee machine?", DESCALE, reading=reading) is None
