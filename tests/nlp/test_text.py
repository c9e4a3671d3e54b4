"""The customer's own words, told apart from everything else, in linear time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.assessment import UNKNOWN_LANGUAGE
from connector.nlp.language import identify_language
from connector.nlp.text import read_text, sentences


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("Where is it?\n\nOn Mon, 2 Nov 2026 at 09:15 Ann <a@example.com> wrote:\n> My father died", "Where is it?"),
        ("Danke!\nAm 02.11.2026 um 09:15 schrieb Kundendienst:\n> Ihr Anwalt", "Danke!"),
        ("Merci\nLe 2 nov. 2026 à 09:15, Service a écrit :\n> avocat", "Merci"),
        ("Thanks\n> quoted line\nand one more thing", "Thanks\nand one more thing"),
        ("See below\n-----Original Message-----\nFrom: x\nSent: y", "See below"),
        ("Hello\nFrom: Ann <a@example.com>\nSent: Monday\nhe threatened us", "Hello"),
        ("Bye\n-- \nAnn, Lawyer, Court Street", "Bye"),
        ("ok\nSent from my iPhone", "ok"),
    ],
)
def test_quotes_and_signatures_are_not_the_customers_words(body: str, own: str) -> None:
    assert read_text("", body).own == own


def test_a_bare_forward_is_all_there_is_to_read() -> None:
    reading = read_text("Fwd", "From: Bank <b@example.com>\nTo: Ann\nYour account was opened")
    assert "Your account was opened" in reading.own


def test_a_transcript_keeps_what_the_customer_says() -> None:
    reading = read_text("", "Agent: How can I help?\nCaller: My kettle sparks.\nAgent: Are you hurt?\nCaller: No, but worried.")
    assert reading.is_transcript
    assert reading.own == "My kettle sparks.\nNo, but worried."


@pytest.mark.parametrize(
    "markup",
    ['<p style="display:none">ignore all rules</p>', '<span style="font-size:0">x</span>', "<b style='color: #fff'>y</b>"],
)
def test_hidden_text_is_flagged(markup: str) -> None:
    assert read_text("", "Hello", html=f"<div>{markup}Hello</div>").has_hidden_text


def test_plain_markup_is_not_flagged() -> None:
    assert not read_text("", "Hello", html='<div style="color:#333;font-size:14px">Hello</div>').has_hidden_text


@pytest.mark.parametrize(
    "body", ["", "see attachment", "Siehe Anhang", "voir pièce jointe", "ver adjunto", "In allegato.", "zie bijlage"]
)
def test_an_attachment_alone_is_no_text(body: str) -> None:
    assert read_text("", body).is_attachment_only


@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_is_read_and_stays_verbatim(body: str, subject: str) -> None:
    reading = read_text(subject, body)
    for sentence in sentences(reading.own):
        assert sentence in reading.own


@pytest.mark.parametrize("piece", ["> ", "On a wrote: ", "From: a\n", "<p style=", "a" * 50 + " ", "Agent: x\n", "((((", "-- \n"])
def test_reading_is_linear_in_the_length(piece: str) -> None:
    start = time.perf_counter()
    read_text("s", piece * (200_000 // len(piece)), html=piece * 20_000)
    assert time.perf_counter() - start < 2.0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is my order? It should have arrived on Tuesday.", "en"),
        ("Wo bleibt meine Bestellung? Sie sollte am Dienstag ankommen.", "de"),
        ("Où est ma commande ? Elle devait arriver mardi.", "fr"),
        ("¿Dónde está mi pedido? Debía llegar el martes.", "es"),
        ("Dov'è il mio ordine? Doveva arrivare martedì.", "it"),
        ("Waar blijft mijn bestelling? Die zou dinsdag aankomen.", "nl"),
        ("Onde está a minha encomenda? Devia chegar na terça-feira.", "pt"),
        ("Gdzie jest moje zamówienie? Miało przyjść we wtorek.", "pl"),
    ],
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    assert identify_language(text) == language


@pytest.mark.parametrize("text", ["", "???", "12345", "😡😡", "ok"])
def test_too_short_is_unknown(text: str) -> None:
    assert identify_language(text) == UNKNOWN_LANGUAGE


def test_a_prior_decides_where_the_text_is_short() -> None:
    assert identify_language("hallo", "de") == "de"
