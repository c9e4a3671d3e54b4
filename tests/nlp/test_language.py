"""Which language a text is in, whether there are two, and when that cannot be told."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.assessment import UNKNOWN_LANGUAGE
from connector.core.taxonomy import LANGUAGES
from connector.nlp.common_words import COMMON
from connector.nlp.language import identify_language, identify_languages
from connector.nlp.text import read_text

TICKETS = Path(__file__).parents[2] / "training" / "tickets"


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
        ("Var är min beställning? Den skulle komma i tisdags.", "sv"),
        ("Siparişim nerede? Salı günü gelmesi gerekiyordu.", "tr"),
        ("Hol van a rendelésem? Kedden kellett volna megérkeznie.", "hu"),
        ("Unde este comanda mea? Trebuia să ajungă marți.", "ro"),
    ],
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    assert identify_language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Где мой заказ?", "ru"), ("Де моє замовлення?", "uk"), ("Πού είναι η παραγγελία μου;", "el"), ("Ευχαριστώ", "el"), ("أين طلبي؟", "ar"),
        ("سفارش من کجاست؟", "fa"), ("איפה ההזמנה שלי?", "he"), ("退款", "zh"), ("返金してください", "ja"), ("제 주문은 어디에 있나요?", "ko"),
        ("คำสั่งซื้อของฉันอยู่ที่ไหน", "th"), ("मेरा ऑर्डर कहाँ है?", "hi"), ("আমার অর্ডার কোথায়?", "bn"), ("სად არის ჩემი შეკვეთა?", "ka"),
    ],
)  # fmt: skip
def test_a_script_settles_the_language(text: str, language: str) -> None:
    assert identify_language(text) == language
    assert identify_language(f"iPhone {text}", "de") == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("were is my order", "en"), ("invoice", "en"), ("ich moechte kuendigen", "de"), ("bestelung nich angekomen", "de"), ("Rückgabe", "de"),
        ("ou est ma commande", "fr"), ("je veu etre remboursee svp", "fr"), ("donde esta mi pedido", "es"), ("quiero devolver el articulo", "es"),
        ("dove il mio ordine", "it"), ("vorrei il rimborso", "it"), ("ik wil mijn geld trug", "nl"), ("Bedankt", "nl"),
        ("nao chegou nada", "pt"), ("cade meu pedido", "pt"),
    ],
)  # fmt: skip
def test_short_texts_without_accents_and_with_slips_are_told(text: str, language: str) -> None:
    assert identify_language(text) == language


@pytest.mark.parametrize(
    "text",
    ["", "???", "12345", "😡😡", "ok", "Anna Schmidt", "SKU 4711-22", "https://www.example.com/de/bestellung", "a@bestellung.de"],
)
def test_too_short_is_unknown(text: str) -> None:
    assert identify_language(text) == UNKNOWN_LANGUAGE


def test_a_prior_decides_where_the_text_is_short() -> None:
    assert identify_language("hallo", "de") == "de"
    assert identify_language("ok", "fr-CA") == "fr"
    assert identify_language("Wo ist mein Paket?", "en") == "de"
    assert identify_language("12345", "de") == UNKNOWN_LANGUAGE


@pytest.mark.parametrize(
    ("text", "main", "second"),
    [
        ("Ich möchte meine Bestellung stornieren, weil sie zu spät kommt.\n\nKind regards\nHead of Purchasing", "de", ""),
        ("Ich möchte meine Bestellung stornieren.\nI would like to cancel my order, please.", "de", "en"),
        ("Je voudrais annuler ma commande de lundi.\nQuiero cancelar mi pedido del lunes, por favor.", "es", "fr"),
        ("Hello, my order has not arrived yet.\nМожете ли вы мне помочь? Я очень жду эту посылку.", "ru", "en"),
        ("Where is my order? It should be here by now. Merci", "en", ""),
        ("ok", UNKNOWN_LANGUAGE, ""),
    ],
)
def test_a_second_language_is_told(text: str, main: str, second: str) -> None:
    languages = identify_languages(text)
    assert {languages.main, languages.second} == {main, second}
    assert identify_language(text) == languages.main


def test_a_german_body_is_german_whatever_its_subject() -> None:
    reading = read_text(
        "Order cancellation request", "Ich möchte meine Bestellung stornieren, weil sie zu spät kommt. Bitte um Bestätigung."
    )
    assert identify_languages(reading.text).main == "de"


def test_our_own_tickets_are_in_one_language_each_and_in_the_right_one() -> None:
    wrong = second = short = known = total = 0
    for path in sorted(TICKETS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines()[::4]:
            ticket = json.loads(line)
            languages = identify_languages(read_text("", ticket["body"]).own)
            total += 1
            wrong += languages.main not in (ticket["language"], UNKNOWN_LANGUAGE)
            second += bool(languages.second)
            if len(ticket["body"].split()) <= 6:
                short += 1
                known += languages.main == ticket["language"]
    assert wrong <= total / 500
    assert second <= total / 200
    assert known >= 0.85 * short


def test_every_language_has_words_of_its_own() -> None:
    for language in LANGUAGES:
        assert sum(speakers == (language,) for speakers in COMMON.values()) > 150


@given(st.text(max_size=300), st.text(max_size=5))
def test_any_text_has_an_answer(text: str, prior: str) -> None:
    assert identify_language(text, prior)
    assert identify_languages(text).second != identify_languages(text).main
