"""What customers ask is found in the order they ask it, in their own words, and in time proportional to the length."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.taxonomy import LANGUAGES
from connector.nlp.question_words import ASKING, INDIRECT, REQUESTS, VERB_FIRST
from connector.nlp.questions import MOST, find_questions

LETTERS = [
    ("en", "Hello, how are you?\nI ordered two lamps last week and I was just wondering where they are. Can I pay later?",
     ["I was just wondering where they are.", "Can I pay later?"]),
    ("en", "How do I send it back, and do I have to pay for it?", ["How do I send it back", "do I have to pay for it?"]),
    ("en", "The lamp is lovely. When it arrived the box was open. Thank you!", []),
    ("en", "hey, does it come with a bulb", ["does it come with a bulb"]),
    ("de", "Guten Tag, ich brauche vom 4. November die Rechnung. Können Sie mir sagen, wo das Paket ist und wie lange es braucht?",
     ["ich brauche vom 4. November die Rechnung.", "Können Sie mir sagen, wo das Paket ist", "wie lange es braucht?"]),
    ("de", "Ich weiß nicht, ob die Lampe dimmbar ist.", ["Ich weiß nicht, ob die Lampe dimmbar ist."]),
    ("fr", "Bonjour, livrez-vous au Luxembourg et combien coûte la livraison ? Je me demande si je peux payer en deux fois.",
     ["livrez-vous au Luxembourg", "combien coûte la livraison ?", "Je me demande si je peux payer en deux fois."]),
    ("es", "Hola. No sé si mi pedido ha salido. ¿Cómo lo devuelvo y cuántos días tengo?",
     ["No sé si mi pedido ha salido.", "¿Cómo lo devuelvo", "cuántos días tengo?"]),
    ("it", "Salve, vorrei sapere se la lampadina è compresa. Quanto è lungo il cavo?",
     ["vorrei sapere se la lampadina è compresa.", "Quanto è lungo il cavo?"]),
    ("nl", "Hoi, ik vraag me af of jullie maandag open zijn. Hoe ontkalk ik het apparaat en mag het met azijn?",
     ["ik vraag me af of jullie maandag open zijn.", "Hoe ontkalk ik het apparaat", "mag het met azijn?"]),
    ("pt", "Oi, tudo bem? Posso pagar por transferência?", ["Posso pagar por transferência?"]),
    ("es", "Hola, ¿cómo anda todo?\n¿Puedo pagar después?", ["¿Puedo pagar después?"]),
    ("pt", "Bom dia, gostava de saber quanto custa por ano. Posso mudar mais tarde?",
     ["gostava de saber quanto custa por ano.", "Posso mudar mais tarde?"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "letter", "asked"), LETTERS)
def test_questions_are_found(language: str, letter: str, asked: list[str]) -> None:
    assert list(find_questions(letter, language)) == asked


def test_the_tables_know_every_language() -> None:
    assert set(ASKING) == set(INDIRECT) == set(REQUESTS) == set(VERB_FIRST) == set(LANGUAGES)


def test_a_line_broken_by_a_mail_program_is_one_question() -> None:
    letter = "Could you please tell me how long the parcel takes\nto Belgium?\nThank you"
    assert find_questions(letter, "en") == ("Could you please tell me how long the parcel takes to Belgium?",)


def test_a_question_asked_twice_counts_once_and_the_seventh_not_at_all() -> None:
    assert find_questions("Where is it? WHERE IS IT?", "en") == ("Where is it?",)
    assert len(find_questions("".join(f"Where is number {n}? " for n in range(20)), "en")) == MOST


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=400), st.sampled_from([*LANGUAGES, "pl"]))
def test_a_question_stands_in_the_letter(letter: str, language: str) -> None:
    flat = " ".join(letter.split())
    found = find_questions(letter, language)
    assert len(found) <= MOST
    assert all(question in flat for question in found)


@pytest.mark.parametrize(
    "piece",
    ["?", "a? ", "and how ", ", et comment ", "ich möchte ", "I wonder ", " ", "a\n", "hello, ", "1. ", "bitte a b c ", "¿"],
)
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_finding_takes_time_proportional_to_the_length(piece: str, language: str) -> None:
    def seconds(length: int) -> float:
        begun = time.thread_time()
        find_questions(piece * (length // len(piece)), language)
        return time.thread_time() - begun

    seconds(1000)
    assert any(seconds(100_000) < 4 * seconds(50_000) + 0.2 for _ in range(3))
