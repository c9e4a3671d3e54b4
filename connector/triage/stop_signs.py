"""Stop signs and signals of urgency in the customer's own words: phrases per language, beside what the heads have learnt."""

from collections.abc import Sequence
from functools import cache

from connector.core.taxonomy import SENSITIVE_STOPS
from connector.nlp.text import Reading
from connector.triage.context import is_denied
from connector.triage.phrasebook import Phrasebook, folded
from connector.triage.phrases import SIGNALS, STOP_SIGNS
from connector.triage.safety_net import languages_to_search, surrounding


def find_stops(reading: Reading, language: str) -> dict[str, str]:
    """Return the codes of the stop signs with the sentence that each was found in. Which of them count depends on the kinds."""
    plain = folded(reading.text)
    found: dict[str, str] = {}
    for code in _languages(language):
        for match in _stops(code).find(plain):
            if match.name in SENSITIVE_STOPS and is_denied(plain, match.start, match.end, SENSITIVE_STOPS[match.name], code):
                continue
            found.setdefault(match.name, surrounding(reading.text, match.start, match.end))
    return found


def find_signals(reading: Reading, language: str) -> dict[str, str]:
    """Return what bears on the urgency (``connector.triage.urgency``) with the words that say so."""
    plain = folded(reading.text)
    found: dict[str, str] = {}
    for code in _languages(language):
        for match in _signals(code).find(plain):
            found.setdefault(match.name, surrounding(reading.text, match.start, match.end))
    return found


def _languages(language: str) -> Sequence[str]:
    """A language that we know is searched alone: most signs are everyday words, which mean something else in others."""
    return (language,) if language in STOP_SIGNS else languages_to_search(language)


@cache
def _stops(language: str) -> Phrasebook:
    return Phrasebook(STOP_SIGNS[language])


@cache
def _signals(language: str) -> Phrasebook:
    return Phrasebook(SIGNALS[language])
