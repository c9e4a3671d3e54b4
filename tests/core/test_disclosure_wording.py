"""A wording of the admin's own is let in only with everything that a disclosure has to say."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.disclosure import FIRST_LINES, FOOTERS, CustomerText, Wording
from connector.core.disclosure_wording import (
    LONGEST,
    PERSON_WORDS,
    asks_for,
    check_first_line,
    check_footer,
    says,
)
from connector.core.rules import parse_rules
from connector.core.taxonomy import LANGUAGES

languages = st.sampled_from(LANGUAGES)
#: What may stand around the required words without taking anything from them.
fillers = st.lists(
    st.sampled_from(["Hello", "Danke", "merci", "gracias", "grazie", "dank", "obrigado", "—", ",", ";", "…", "✓", "24", "h"]),
    max_size=6,
).map(" ".join)

OWN_FOOTERS = {
    "en": "{name} checked this reply; an AI had prepared it. Answer with “person” and one of us writes back.",
    "de": "KI hat diese Antwort vorbereitet, {name} hat sie durchgesehen. Mit „Mitarbeiter“ antworten genügt.",
    "fr": "Brouillon d’une IA, relu par {name}. Écrivez « conseiller » pour échanger avec l’équipe.",
    "es": "Borrador de IA, revisado por {name}. Conteste con «humano» si lo desea.",
    "it": "Bozza dell’IA, verificata da {name}. Scriva «operatore» se lo desidera.",
    "nl": "AI maakte het concept, {name} heeft het gecontroleerd. Stuur ‘medewerker’ als u dat liever hebt.",
    "pt": "Rascunho de IA, revisto por {name}. Responda «atendente» se preferir.",
}
OWN_FIRST_LINES = {
    "en": "An automated system wrote this and it may be wrong. Answer “person” for one of us.",
    "de": "Von künstlicher Intelligenz verfasst, Irrtümer und Fehler sind möglich. Antworten Sie „Person“.",
    "fr": "Message généré automatiquement, des inexactitudes et erreurs sont possibles. Répondez « personne ».",
    "es": "Texto escrito por inteligencia artificial; puede contener fallos. Responda «humano».",
    "it": "Testo scritto dall’intelligenza artificiale; può contenere sbagli. Risponda «umano».",
    "nl": "Geautomatiseerd geschreven; er kunnen fouten in staan. Antwoord ‘persoon’.",
    "pt": "Texto escrito por inteligência artificial; pode ter falhas. Responda «humano».",
}


def accepts(language: str, text: str, *, first_line: bool = False) -> bool:
    """Whether the check lets this in."""
    try:
        (check_first_line if first_line else check_footer)(language, text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_default_texts_and_sensible_own_ones_pass(language: str) -> None:
    for footer in (FOOTERS[language], OWN_FOOTERS[language]):
        check_footer(language, footer)
    for line in (FIRST_LINES[language], OWN_FIRST_LINES[language]):
        check_first_line(language, line)


@given(languages, st.sampled_from(["ai", "drafted", "checked", "answer", "{name}", "person"]), st.booleans())
def test_a_footer_without_one_of_its_elements_is_refused(language: str, element: str, own: bool) -> None:
    text = (OWN_FOOTERS if own else FOOTERS)[language]
    assert not accepts(language, without(text, language, element)), element


@given(languages, st.sampled_from(["ai", "wrote", "fallible", "answer", "person"]), st.booleans())
def test_a_first_line_without_one_of_its_elements_is_refused(language: str, element: str, own: bool) -> None:
    text = (OWN_FIRST_LINES if own else FIRST_LINES)[language]
    assert not accepts(language, without(text, language, element), first_line=True), element


def without(text: str, language: str, element: str) -> str:
    """The text with every word of one element taken out."""
    if element == "{name}":
        return text.replace(element, "us")
    pattern = asks_for(language) if element == "person" else says(element, language)
    return re.sub(pattern.pattern, "", text, flags=re.IGNORECASE)


@given(languages, st.booleans(), fillers, fillers, st.integers(0, 300), st.integers(0, 300))
def test_what_is_accepted_says_everything_whatever_was_done_to_it(
    language: str, own: bool, before: str, after: str, start: int, stop: int
) -> None:
    text = (OWN_FOOTERS if own else FOOTERS)[language]
    text = f"{before} {text[:start]}{text[max(start, stop) :]} {after}".strip()
    if not accepts(language, text):
        return
    shown = CustomerText.drafted("Hello", language, checked_by="Noa", wording=Wording().with_footer(language, text)).text
    assert all(says(element, language).search(shown) for element in ("ai", "drafted", "checked", "answer"))
    assert asks_for(language).search(shown)
    assert "Noa" in shown
    assert not says("denial", language).search(text)
    assert len(text) <= LONGEST


@given(st.text(max_size=400))
def test_no_text_by_chance_breaks_the_check(text: str) -> None:
    for language in LANGUAGES:
        assert accepts(language, text) in (True, False)


UNDOING = {
    f"{FOOTERS['en']} {'x' * LONGEST}": "300 characters at most",
    FOOTERS["en"].replace(". ", ".\u2028"): "one line",
    FOOTERS["en"].replace("AI", "A\u200bI"): "invisible",
    FOOTERS["en"] + " {ticket.id}": "no placeholder but {name}",
    FOOTERS["en"] + " {{ticket.id}}": "no placeholder but {name}",
    FOOTERS["en"] + " {name}": "{name} once",
    FOOTERS["en"] + " Or call +44 20 7946 0000.": "elsewhere",
    FOOTERS["en"] + " See https://acme.example.": "elsewhere",
    FOOTERS["en"] + " Write to help@acme.example.": "elsewhere",
    "No, " + FOOTERS["en"]: "deny nothing",
    FOOTERS["en"].replace("was drafted", "wasn’t drafted"): "deny nothing",
    FOOTERS["en"] + " Your assistant Robin": "no name of a person",
    FOOTERS["en"] + " Robin, your automated assistant": "no name of a person",
    FOOTERS["en"] + " Emma": "no name of a person",
    "I’m here for you. " + FOOTERS["en"]: "no name of a person",
}


@pytest.mark.parametrize("text", UNDOING, ids=range(len(UNDOING)))
def test_what_would_undo_a_disclosure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(UNDOING[text])):
        check_footer("en", text)


def test_a_name_has_no_place_in_a_first_line() -> None:
    with pytest.raises(ValueError, match="a first line none"):
        check_first_line("en", f"{FIRST_LINES['en']} {{name}}")


def test_there_is_no_way_round_the_check() -> None:
    with pytest.raises(ValueError, match="needs a word for AI"):
        Wording(footers=(("en", "Best wishes, {name}"),))
    with pytest.raises(ValueError, match="needs a word for AI"):
        Wording(first_lines=(("en", "Hello"),))
    with pytest.raises(ValueError, match="is not one of"):
        Wording().with_footer("pl", FOOTERS["en"])


def test_rules_put_a_wording_in_force_and_the_last_line_wins() -> None:
    text = f"disclosure_footer.EN: {FOOTERS['en']}\ndisclosure footer.en: {OWN_FOOTERS['en']}\ndisclosure_first_line.de: {OWN_FIRST_LINES['de']}"
    parsed = parse_rules(text)
    assert parsed.errors == ()
    assert parsed.rules.wording.footer("en") == OWN_FOOTERS["en"]
    assert parsed.rules.wording.first_line("de") == OWN_FIRST_LINES["de"]
    assert parsed.rules.wording.footer("fr") == FOOTERS["fr"]


def test_an_error_names_the_line_what_is_missing_and_an_example() -> None:
    (error,) = parse_rules("languages: en, de\ndisclosure_footer.de: Von {name} geprüft. Antworten Sie „Mensch“.").errors
    assert str(error) == (
        "line 2: the disclosure needs a word for AI or automation, and what AI did: that it wrote or drafted; "
        f"for example: {FOOTERS['de']}"
    )
    assert [str(e).partition(";")[0] for e in parse_rules("disclosure_footer: x\ndisclosure_first_line.xx: y").errors] == [
        "line 1: “” is not one of en, de, fr, es, it, nl, pt",
        "line 2: “xx” is not one of en, de, fr, es, it, nl, pt",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_default_texts_name_a_word_of_the_list(language: str) -> None:
    for text in (FOOTERS[language], FIRST_LINES[language]):
        found = asks_for(language).search(text)
        assert found
        assert found[0][1:-1].strip() in PERSON_WORDS[language]
