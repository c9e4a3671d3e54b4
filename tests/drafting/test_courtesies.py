"""Greetings and closings are known, said once, and right in their language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.manner import Manner, Tone
from connector.core.taxonomy import LANGUAGES
from connector.drafting.courtesies import (
    after_greeting,
    greet,
    regrets,
    sign,
    split_closing,
    split_greeting,
    without_thanks,
)  # fmt: skip
from connector.nlp.greetings import without_greeting


@pytest.mark.parametrize(
    ("language", "greeting", "closing"),
    [
        ("en", "Hi {{ticket.requester.first_name}},", "Kind regards,\nThe team"),
        ("de", "Sehr geehrte Damen und Herren,", "Mit freundlichen Grüßen\nIhr Team"),
        ("fr", "Bonjour {{ticket.contact.firstname}},", "Bien cordialement,\nL’équipe"),
        ("es", "Hola, {{ticket.requester.first_name}}:", "Un saludo,\nEl equipo"),
        ("it", "Gentile cliente,", "Cordiali saluti\nIl team"),
        ("nl", "Beste {{ticket.requester.first_name}},", "Met vriendelijke groet,\nHet team"),
        ("pt", "Olá {{ticket.requester.first_name}},", "Com os melhores cumprimentos,\nA equipa"),
    ],
)
def test_courtesies_are_told_from_the_matter(language: str, greeting: str, closing: str) -> None:
    assert split_greeting(f"{greeting}\n\nMatter.\nMore.", language) == (greeting, "Matter.\nMore.")
    assert split_closing(f"Matter.\nMore.\n\n{closing}", language) == ("Matter.\nMore.", closing)


@pytest.mark.parametrize(
    "text",
    ["Hello is printed on the lamp.\nIt glows.", "Dear customers pay less.", "Good day", "Thanks to LED it is cheap.\nYes."],
)
def test_a_sentence_is_no_courtesy(text: str) -> None:
    assert split_greeting(text, "en") == ("", text)
    assert split_closing(text, "en") == (text, "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tone", Tone)
def test_every_language_greets_in_every_tone_with_and_without_a_name(language: str, tone: Tone) -> None:
    for name in ("", "Ana"):
        line = greet(Manner(tone=tone), language, name)
        assert line[-1] in ",:"
        assert "{" not in line
        assert split_greeting(f"{line}\n\nx", language)[0] == line


def test_words_without_a_language_serve_where_they_fit() -> None:
    manner = Manner(greetings={"": "Hallo {name},", "fr": "Salut {name},"}, signatures={"": "Example Ltd"})
    assert [greet(manner, language, "Jo") for language in ("de", "nl", "fr", "en")] == [
        "Hallo Jo,",
        "Hallo Jo,",
        "Salut Jo,",
        "Hello Jo,",
    ]
    assert greet(manner, "de", "") == "Guten Tag,"
    assert sign(manner, "pt", own="Obrigado") == "Example Ltd"
    assert sign(Manner(signatures={"": "Best wishes"}), "pt", own="Obrigado") == "Obrigado"


def test_the_first_letter_follows_the_greeting() -> None:
    assert after_greeting("Guten Tag Anna,", "Alle Lampen", "de") == "alle Lampen"
    assert after_greeting("Guten Tag Anna,", "Sie warten", "de") == "Sie warten"
    assert after_greeting("Guten Tag Anna,", "Öffnen Sie das Konto", "de") == "öffnen Sie das Konto"
    assert after_greeting("Guten Tag Anna!", "alle Lampen", "de") == "Alle Lampen"
    assert after_greeting("Hello Anna,", "all lamps", "en") == "All lamps"


def test_thanks_give_way_and_apologies_are_seen() -> None:
    assert without_thanks("Thank you for writing. You can open it.", "en") == "You can open it."
    assert without_thanks("danke für Ihre Nachfrage. unter x sehen Sie es.", "de") == "Unter x sehen Sie es."
    assert without_thanks("Thank you.", "en") == "Thank you."
    assert regrets("Es tut uns leid, dass es so kam. Bitte warten Sie.", "de")
    assert not regrets("Bitte warten Sie. Es tut uns leid.", "de")


@given(st.text(max_size=200), st.sampled_from([*LANGUAGES]))
def test_nothing_is_lost(text: str, language: str) -> None:
    greeting, rest = split_greeting(text, language)
    matter, closing = split_closing(rest, language)
    assert "".join(f"{greeting}{matter}{closing}".split()) == "".join(text.split())
    assert without_greeting(text, language) in text
