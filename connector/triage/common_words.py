"""What our own tickets say about words: how much each phrase says alone, and which words carry no meaning."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from connector.core.taxonomy import LANGUAGES
from connector.triage.safety_net import Strength, phrases_at_work
from connector.triage.tickets import LabelledTicket

#: A phrase decides alone when at least this share of the tickets that hold it are sensitive, and is a hint below the other …
_SURE: Final = 0.90
_HINT: Final = 0.75
#: … where one that was never seen is believed as if three of four were.
_BELIEVED: Final = (3, 4)
#: A word in more than this share of the tickets of a language is a function word.
_COMMON: Final = 0.08
_LONGEST_FUNCTION_WORD: Final = 7


def measure_phrases(tickets: Sequence[LabelledTicket]) -> dict[str, dict[str, int]]:
    """Return by language the strength of every phrase of the safety net that is more or less than plain."""
    seen: Counter[tuple[str, str]] = Counter()
    meant: Counter[tuple[str, str]] = Counter()
    for ticket in tickets:
        for language, phrase in {(code, phrase) for code, _, phrase, _ in phrases_at_work(ticket.text, ticket.language)}:
            seen[language, phrase] += 1
            meant[language, phrase] += ticket.is_sensitive
    believed, of = _BELIEVED
    strengths: dict[str, dict[str, int]] = {language: {} for language in LANGUAGES}
    for (language, phrase), count in sorted(seen.items()):
        share = (meant[language, phrase] + believed) / (count + of)
        if share < _HINT or share >= _SURE:
            strengths[language][phrase] = int(Strength.HINT if share < _HINT else Strength.SURE)
    return strengths


def find_function_words(tickets: Sequence[LabelledTicket]) -> dict[str, list[str]]:
    """Return by language the short words that stand in so many tickets that they say nothing about any."""
    words: dict[str, list[str]] = {}
    for language in LANGUAGES:
        texts = [set(re.findall(r"\w+", ticket.text.casefold())) for ticket in tickets if ticket.language == language]
        counts = Counter(word for text in texts for word in text if len(word) <= _LONGEST_FUNCTION_WORD)
        words[language] = sorted(word for word, count in counts.items() if count > _COMMON * len(texts))
    return words
