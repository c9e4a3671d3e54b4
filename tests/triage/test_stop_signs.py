"""Stop signs are found in seven languages and count only in the kinds that they stop."""

import pytest

from connector.core.taxonomy import LANGUAGES, STOP_CODES, STOPS, stops_of
from connector.nlp.text import read_text
from connector.triage.phrases import SIGNALS, STOP_SIGNS
from connector.triage.stop_signs import find_stops

EXAMPLES = {
    "en": {
        "asked_twice": "I asked last week already.", "late_past_promise": "It was promised for last Tuesday.",
        "needed_by_date": "I need it before the wedding on Saturday.", "after_dispatch": "It has already been shipped.",
        "name_mismatch": "The order is in my wife's name.", "outside_policy": "I missed the 30 day return window.",
        "damage": "It arrived broken.", "injury": "I cut my finger on it.", "health_or_safety_use": "Is it safe for my baby?",
        "accessibility_need": "Is there wheelchair access?", "takeover": "Somebody has changed my password.",
        "lost_device": "I lost my phone.", "changed_email": "I no longer have access to the old e-mail address.",
        "amount_disputed": "The amount on the invoice is wrong.", "cancellation_wish": "I am thinking of leaving.",
        "price_anger": "The price increase is a joke.", "medical_urgency": "The pain is getting worse.",
        "outage": "Nothing works for all of us.", "data_loss": "All my photos have disappeared.",
        "exception_asked": "Could you make an exception?", "new_question": "Thanks! One more question: do you open on Sunday?",
        "complaint_words": "Stop sending me this, I want my money back.",
    },
    "de": {"asked_twice": "Ich habe schon letzte Woche gefragt.", "injury": "Ich habe mich daran geschnitten.", "damage": "Es kam kaputt an.",
           "lost_device": "Mein Handy ist gestohlen.", "data_loss": "Meine Fotos sind alle weg.", "exception_asked": "Geht das ausnahmsweise?"},
    "fr": {"asked_twice": "Deuxième relance sans réponse.", "injury": "Je me suis coupé avec.", "damage": "Il est arrivé cassé.",
           "lost_device": "J'ai perdu mon téléphone.", "data_loss": "Toutes mes photos ont disparu, tout est perdu.", "exception_asked": "Une exception serait-elle possible ?"},
    "es": {"asked_twice": "Es la segunda vez que pregunto.", "injury": "Me he cortado con él.", "damage": "Llegó roto.",
           "lost_device": "He perdido mi móvil.", "data_loss": "Mis fotos han desaparecido.", "exception_asked": "¿Pueden hacer una excepción?"},
    "it": {"asked_twice": "Scrivo per la seconda volta.", "injury": "Mi sono tagliato.", "damage": "È arrivato rotto.",
           "lost_device": "Ho perso il telefono.", "data_loss": "Tutte le foto sono sparite.", "exception_asked": "Potete fare un'eccezione?"},
    "nl": {"asked_twice": "Ik heb dit vorige week al gevraagd.", "injury": "Ik heb me eraan gesneden.", "damage": "Het kwam kapot aan.",
           "lost_device": "Ik ben mijn telefoon kwijt, telefoon gestolen.", "data_loss": "Al mijn foto's zijn weg.", "exception_asked": "Kunt u een uitzondering maken?"},
    "pt": {"asked_twice": "É a segunda vez que pergunto.", "injury": "Cortei o dedo nisto.", "damage": "Chegou partido.",
           "lost_device": "Perdi o telemóvel.", "data_loss": "As minhas fotos desapareceram.", "exception_asked": "Podem abrir uma exceção?"},
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_are_found_with_their_words(language: str) -> None:
    for code, text in EXAMPLES[language].items():
        found = find_stops(read_text("", text), language)
        assert code in found, (code, text)
        assert found[code] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_has_phrases_in_every_language(language: str) -> None:
    assert set(STOP_SIGNS[language]) == STOP_CODES
    assert set(SIGNALS[language]) == set(SIGNALS["en"])


def test_the_example_set_is_whole() -> None:
    assert set(EXAMPLES["en"]) == STOP_CODES


def test_a_sign_counts_only_in_its_kinds() -> None:
    assert stops_of(["return_how_to"], ["injury", "outage", "damage"]) == ("injury", "damage")
    assert stops_of(["how_to", "refund_request"], ["asked_twice", "injury"]) == ("asked_twice",)
    assert all(stops_of([kind], codes) == codes for kind, codes in STOPS.items())


def test_a_denied_injury_stops_nothing() -> None:
    assert "injury" not in find_stops(read_text("", "Nobody was hurt or bleeding, I just want to return it."), "en")
