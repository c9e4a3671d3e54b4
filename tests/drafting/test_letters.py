"""Whole letters: whatever a customer writes, every sentence is an answer's or stands in our tables."""

import json
import re
import time
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connector.core.assessment import Assessment
from connector.core.disclosure import FOOTERS, OUR_TEAM
from connector.core.draft import Draft, Source
from connector.core.manner import Manner, Tone
from connector.core.taxonomy import KINDS, LANGUAGES, SENSITIVE_KINDS, UNDRAFTABLE_KINDS, Urgency
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.drafting.acknowledgement import acknowledge
from connector.drafting.compose import LONGEST, EmbeddedComposer
from connector.drafting.courtesies import greet
from connector.drafting.insight import ORDINARY_KINDS, Insight
from connector.drafting.letter_words import OPEN, OPEN_UNQUOTED, SECOND, WHOLE_ARTICLE
from connector.drafting.library import Library
from connector.nlp.encoder import load_encoder, load_once
from connector.nlp.questions import find_questions
from connector.nlp.text import read_ticket
from connector.testing.strategies import EPOCH
from connector.triage.heads import load_heads
from connector.triage.matters import HeadsMatterReader

DEMO = files("connector.testing") / "demo"
CALM = sorted(set(KINDS) - SENSITIVE_KINDS - UNDRAFTABLE_KINDS)
HOSTILE = [
    "{{dc.secret}}",
    "{%if%}",
    "Refund me €500 by tomorrow, you promise?",
    "<script>",
    "https://evil.example",
    "\u202e",
    "{name}",
    "{questions}",
]


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a file of the demo."""
    return [json.loads(line) for line in (DEMO / name).read_text("utf-8").splitlines()]


@cache
def answers() -> Library:
    """The answers of the demo's business, read as an account's are."""
    sources = [
        Source(
            ref=row["ref"], kind=row["kind"], title=row["title"], body=row["body"], language=row["language"],
            url=f"https://help.example/{row['ref']}" if row["kind"] == "article" else "",
        )
        for row in rows("knowledge.jsonl")
        if row["published"] and not row["restricted"]
    ]  # fmt: skip
    insight = Insight(load_once(load_encoder), HeadsMatterReader(load_once(load_heads), ORDINARY_KINDS))
    return Library(sources, {source.ref: insight.imprint(source, source.language) for source in sources}, insight)


def letter_to(text: str, subject: str, name: str, reading: Assessment, manner: Manner) -> tuple[Ticket, Draft | None]:
    """A ticket and the letter that answers it."""
    message = Message(id="1", author=Author.REQUESTER, public=True, text=text, created_at=EPOCH)
    ticket = Ticket(
        id="1", subject=subject, status=Status.OPEN, channel=Channel.EMAIL, requester=Requester(id="7", name=name), messages=(message,),
        stamp="", created_at=EPOCH, updated_at=EPOCH,
    )  # fmt: skip
    return ticket, EmbeddedComposer().draft(ticket, reading, answers(), manner)


@st.composite
def letters(draw: st.DrawFn) -> tuple[str, str, str, Assessment, Manner]:
    """What customers of the demo write, mixed with each other and with what nobody should repeat."""
    language = draw(st.sampled_from(LANGUAGES))
    told = [row["body"] for row in rows("tickets.jsonl") if row["language"] == language]
    parts = draw(
        st.lists(st.one_of(st.sampled_from(told), st.sampled_from(HOSTILE), st.text(max_size=30)), min_size=1, max_size=3)
    )
    reading = Assessment(
        language=language,
        primary=draw(st.sampled_from(CALM)),
        urgency=Urgency.U1,
        confidence=0.9,
        emotions=draw(st.dictionaries(st.sampled_from(["anger", "worry", "frustration"]), st.integers(1, 3), max_size=2)),
    )
    manner = Manner(
        tone=draw(st.sampled_from(Tone)),
        greetings=draw(st.sampled_from([{}, {"": "Hello {name},"}, {language: "* {name} *"}])),
        signatures=draw(st.sampled_from([{}, {"": "Lindholm Home"}])),
    )
    name = draw(st.sampled_from(["Sam Example", "", "{{x}}", "María José", "<b>"]))
    return " ".join(parts), draw(st.sampled_from(["", *told, *HOSTILE])), name, reading, manner


def flat(text: str) -> str:
    """A text without white space, placeholders and capitals: what has to be the same in an answer and in a letter."""
    return "".join(re.sub(r"\{\{[^}]*\}\}", "", text).casefold().split())


def leftovers(ticket: Ticket, made: Draft, reading: Assessment, manner: Manner) -> list[str]:
    """The paragraphs of a letter that come neither from its answers nor from our tables."""
    language = reading.language
    name = ticket.requester.name.split()[0] if ticket.requester.name else ""
    bodies = [flat(source.body) for source in made.sources]
    ours = {flat(line) for line in (greet(manner, language, ""), greet(manner, language, name), *manner.signatures.values())}
    questions = find_questions(read_ticket(ticket).text, language) + find_questions(read_ticket(ticket).own, language)

    def is_known(part: str) -> bool:
        bare = flat(part.replace(name, "") if name else part)
        if bare in ours or flat(part) in ours or any(bare in body or flat(part) in body for body in bodies):
            return True
        if part == OPEN_UNQUOTED[language] or part.startswith(WHOLE_ARTICLE[language]):
            return True
        if part.startswith(lead := OPEN[language].partition("{")[0]):
            return any(question[:40] in part.removeprefix(lead) for question in questions)
        named = re.search(r"\(([^()]+)\)", part)
        product = named[1] if named else ""
        stands = product in read_ticket(ticket).own and any(product in source.title + source.body for source in answers())
        return stands and flat(part) == flat(acknowledge(ticket, read_ticket(ticket), reading, product))

    body = made.text.text.rpartition("\n\n--\n")[0]
    return [part for part in body.replace(f"{SECOND[language]}\n", "").split("\n\n") if not is_known(part)]


@settings(max_examples=30)
@given(letters())
def test_a_letter_holds_nothing_but_answers_and_our_words(letter: tuple[str, str, str, Assessment, Manner]) -> None:
    text, subject, name, reading, manner = letter
    ticket, made = letter_to(text, subject, name, reading, manner)
    if made is None:
        return
    whole = made.text.text
    assert whole.endswith(FOOTERS[reading.language].format(name=OUR_TEAM[reading.language]))
    assert len(whole) <= LONGEST
    assert not any(brace in whole for brace in ("{{", "}}", "{%", "%}", "{name}", "{questions}"))
    assert not any(piece in whole for piece in ("evil.example", "€500", "<script>", "dc.secret"))
    assert 1 <= len(made.sources) <= 2
    assert all(source.language == reading.language for source in made.sources)
    assert made.needs_acknowledgement is (max(reading.emotions.values(), default=0) == 3)
    assert leftovers(ticket, made, reading, manner) == []


@given(letters(), st.sampled_from(sorted(SENSITIVE_KINDS)))
@settings(max_examples=20)
def test_no_letter_for_what_is_sensitive_or_unsure(letter: tuple[str, str, str, Assessment, Manner], kind: str) -> None:
    text, subject, name, reading, manner = letter
    for never in (replace(reading, primary=kind), replace(reading, abstained=True), replace(reading, language="pl")):
        assert letter_to(text, subject, name, never, manner)[1] is None


#: Kind, feelings, ticket; the sources and the beginnings of paragraphs that a support lead would want to see.
EXPECTED = [
    ("en", "order_tracking", {"frustration": 2}, "I have been waiting for nine days. Where is my order LH-204417? Do you also offer gift wrapping?",
     ["k01"], ["Hi Sam,", "You have waited nine days.", "You can see where it is", "Small parcels", "The first scan", "This part of your message is still open: “Do you"]),
    ("de", "warranty", {"worry": 1}, "Unsere Brygg heizt seit gestern nicht mehr. Ist das noch Garantie, und was brauchen Sie von mir?",
     ["k29"], ["Guten Tag Sam,", "Hier unsere Antwort zur Frage nach der Garantie (Brygg):", "Auf alles", "Um einen Defekt", "Muss der Artikel"]),
    ("fr", "policy_faq", {}, "Bonjour, livrez-vous au Luxembourg et combien coûte la livraison d'un canapé ? Peut-on payer avec PayPal ?",
     ["k41"], ["Bonjour Sam,", "Nous livrons", "L'envoi", "Vous pouvez payer"]),
    ("es", "how_to", {}, "Se ha encendido la luz naranja de la cafetera Brygg. ¿Me decís los pasos? ¿Vale con vinagre?",
     ["k55"], ["Hola, Sam:", "Descalcifica", "1. Enciende", "Después la luz"]),
    ("it", "account_access", {"frustration": 1}, "Salve, non riesco più ad accedere. Come posso reimpostare la password?",
     ["k66"], ["Ciao Sam,", "Ecco la nostra risposta per quanto riguarda l’accesso", "Puoi impostare", "Dopo dieci", "Non ti"]),
    ("nl", "hours_location", {}, "Ik wou even weten, zijn jullie op maandag open in Rotterdam?",
     ["k80"], ["Beste Sam,", "Onze showroom", "We zijn open", "Met de metro", "Je hebt geen"]),
    ("pt", "damaged_or_missing", {"anger": 2}, "Boa tarde, o candeeiro chegou partido e a caixa danificada. O que devo fazer?",
     ["k103"], ["Olá Sam,", "Lamentamos", "Guarde", "Um colega"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "kind", "emotions", "text", "sources", "beginnings"), EXPECTED)
def test_letters_that_a_support_lead_would_send(
    language: str, kind: str, emotions: dict[str, int], text: str, sources: list[str], beginnings: list[str]
) -> None:
    reading = Assessment(language=language, primary=kind, urgency=Urgency.U1, confidence=0.9, emotions=emotions)
    _, made = letter_to(text, "", "Sam Example", reading, Manner())
    assert made is not None
    assert [source.ref for source in made.sources] == sources
    paragraphs = made.text.text.rpartition("\n\n--\n")[0].split("\n\n")
    found = [paragraph[: len(beginning)] for paragraph, beginning in zip(paragraphs, beginnings, strict=True)]
    assert [line.casefold() for line in found] == [beginning.casefold() for beginning in beginnings]


@pytest.mark.parametrize(
    "piece",
    ["How do I descale it? ", "I have been waiting for ", "and what ", "Nova Sund Alva ", "€1 ", "{{", "a\n\n", "LH-1234 "],
)
def test_a_letter_takes_time_proportional_to_the_length(piece: str) -> None:
    reading = Assessment(language="en", primary="how_to", urgency=Urgency.U1, confidence=0.9, emotions={"anger": 2})
    source = Source(ref="x", kind="article", title="Descale the coffee machine", body="", language="en")

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        message = Message(id="1", author=Author.REQUESTER, public=True, text=f"How do I descale it? {text}", created_at=EPOCH)
        ticket = Ticket(
            id="1", subject=text, status=Status.OPEN, channel=Channel.EMAIL, requester=Requester(id="7", name=text), messages=(message,),
            stamp="", created_at=EPOCH, updated_at=EPOCH,
        )  # fmt: skip
        begun = time.thread_time()
        EmbeddedComposer().draft(ticket, reading, [replace(source, body=f"Descale it so. {text}")], Manner())
        return time.thread_time() - begun

    seconds(1000)
    assert any(seconds(40_000) < 4 * seconds(20_000) + 0.3 for _ in range(3))
