"""Which language a text is in, and when that cannot be told."""

import pytest

from connector.core.assessment import UNKNOWN_LANGUAGE
from connector.nlp.language import identify_language


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
