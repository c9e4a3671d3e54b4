"""The safety net: phrases per language, read with their context. Recall comes before precision.

Any one finding stops automation. Each names the words that led to it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Final

from connector.nlp.text import Reading, sentences
from connector.triage.context import is_denied, uncited, without_cited
from connector.triage.manipulation import find_manipulation
from connector.triage.phrasebook import Phrasebook, folded
from connector.triage.phrases import HARMLESS, SENSITIVE, STATED_URGENCY

#: Kinds that are looked for in English too, whatever the language of the text: people shout “agent” at machines everywhere.
_IN_ENGLISH_TOO: Final = ("human_request", "manipulation", "self_harm")
_LONGEST_QUOTE: Final = 240
_SHOUTED: Final = re.compile(r"[!?]{2,}")
_MOST_CAPITALS: Final = 0.5


class Strength(IntEnum):
    """How much a phrase says by itself, as measured on the training tickets."""

    HINT = 0  # harmless too often to decide anything
    PLAIN = 1  # believed where the heads lean the same way
    SURE = 2  # decides alone


#: For each language the phrases whose strength is not PLAIN.
Strengths = Mapping[str, Mapping[str, int]]
UNMEASURED: Final[Strengths] = {}


@dataclass(frozen=True, slots=True)
class Finding:
    """A sensitive kind and the words that speak for it, verbatim."""

    kind: str
    quote: str
    strength: Strength = Strength.PLAIN


def find_sensitive(
    reading: Reading,
    language: str,
    strengths: Strengths = UNMEASURED,
    *,
    second: str = "",
    beside: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """Return every finding in the customer's own words. An unknown language is searched in all supported ones.

    ``strengths`` are those of the phrases by language; ``second`` is a second language of the text;
    ``beside`` are further texts that somebody outside may have chosen, searched for orders alone.
    """
    found = [
        Finding(kind, quote, Strength(strengths.get(code, {}).get(phrase, Strength.PLAIN)))
        for code, kind, phrase, quote in phrases_at_work(reading.text, language, second)
        if not (kind == "human_request" and (reading.is_auto_reply or reading.is_delivery_failure))  # machines ask for nobody
    ]
    languages = languages_to_search(language, second)
    found += [Finding("manipulation", quote, Strength.SURE) for quote in find_manipulation(reading, languages, beside)]
    kinds: dict[str, Finding] = {}
    for finding in sorted(found, key=lambda finding: -finding.strength):
        kinds.setdefault(finding.kind, finding)
    return tuple(kinds.values())


def phrases_at_work(text: str, language: str, second: str = "") -> Iterator[tuple[str, str, str, str]]:
    """Yield language, kind, phrase and sentence of every phrase that counts in a text of this language."""
    text = uncited(text)
    for code in languages_to_search(language, second):
        for kind, phrase, quote in matching_phrases(text, code):
            if code in (language, second) or kind in _IN_ENGLISH_TOO or language not in SENSITIVE:
                yield code, kind, phrase, quote


def states_urgency(text: str, language: str) -> str:
    """Return the words by which the customer calls for speed, or an empty string."""
    plain = folded(text)
    for code in languages_to_search(language):
        for match in _urgent(code).find(plain):
            return text[match.start : match.end]
    return ""


def calmed(text: str, language: str) -> str:
    """Return a text without calls for speed and without shouting. Who shouts is not in greater need than who does not."""
    plain, pieces, at = folded(text), [], 0
    for code in languages_to_search(language):
        for match in _urgent(code).find(plain):
            if match.start >= at:
                pieces += [text[at : match.start], " "]
                at = match.end
        if pieces:
            break
    quiet = _SHOUTED.sub(lambda found: found[0][0], "".join([*pieces, text[at:]]))
    letters = [c for c in quiet if c.isalpha()]
    shouts = sum(c.isupper() for c in letters) > _MOST_CAPITALS * len(letters)
    return quiet.lower() if shouts else quiet


def languages_to_search(language: str, second: str = "") -> Sequence[str]:
    """The languages whose phrases are looked for."""
    if language not in SENSITIVE:
        return tuple(SENSITIVE)
    return tuple(dict.fromkeys(code for code in (language, second, "en") if code in SENSITIVE))


def matching_phrases(text: str, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield kind, phrase and sentence of everything that the phrases of one language find, each phrase once."""
    plain = _harmless(language).without(folded(text))
    cited = without_cited(plain, text)
    seen: set[str] = set()
    for match in _sensitive(language).find(plain):
        if match.phrase in seen or is_denied(plain, match.start, match.end, match.name, language):
            continue
        if cited[match.start : match.end] != plain[match.start : match.end] and match.name != "manipulation":
            continue
        seen.add(match.phrase)
        yield match.name, match.phrase, surrounding(text, match.start, match.end)


def surrounding(text: str, start: int, end: int) -> str:
    """The sentence around a match, or the match alone where the sentence is long."""
    quote = text[start:end].strip()
    return next((s for s in sentences(text) if quote in s and len(s) <= _LONGEST_QUOTE), quote[:_LONGEST_QUOTE])


@cache
def _sensitive(language: str) -> Phrasebook:
    return Phrasebook(SENSITIVE[language])


@cache
def _harmless(language: str) -> Phrasebook:
    return Phrasebook({"": HARMLESS[language]})


@cache
def _urgent(language: str) -> Phrasebook:
    return Phrasebook({"": STATED_URGENCY[language]})
