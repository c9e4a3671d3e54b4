"""The safety net: phrases per language with negation and harmless uses. Recall comes before precision.

Any one finding stops automation. Each names the words that led to it.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from connector.nlp.text import Reading, sentences
from connector.triage.phrases import HARMLESS, NEGATIONS, SENSITIVE, STATED_URGENCY

#: Kinds for which a denial is no reason to look away: “I am not suicidal, but” is read by a person.
_DEAF_TO_NEGATION: Final = frozenset({"self_harm", "danger", "minor", "manipulation", "human_request", "scam_fraud"})
NO_HINTS: Final[Mapping[str, Collection[str]]] = {}
_NEGATION_REACH: Final = 4
_ENCODED: Final = re.compile(r"(?:[A-Za-z0-9+/]{80,}={0,2}|(?:\\x[0-9a-f]{2}){12,}|(?:&#x?[0-9a-f]{2,5};){12,})")
_SPOOFED: Final = re.compile(
    r"(?im)^\s*(?:\[?(?:system|assistant|developer|admin|tool)\]?\s*[:>]|<\|?(?:im_start|system)|#{2,}\s*(?:system|instruction))"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A sensitive kind and the words that speak for it, verbatim.

    ``is_hint`` says that the words are harmless too often to decide by themselves.
    """

    kind: str
    quote: str
    is_hint: bool = False


def find_sensitive(reading: Reading, language: str, hints: Mapping[str, Collection[str]] = NO_HINTS) -> tuple[Finding, ...]:
    """Return every finding in the customer's own words. An unknown language is searched in all supported ones.

    ``hints`` are by language the phrases that were measured to be harmless too often.
    """
    text = reading.text
    found = [finding for code in _languages(language) for finding in _find(text, code, hints.get(code, ()))]
    if reading.has_hidden_text:
        found.append(Finding("manipulation", ""))
    found += [Finding("manipulation", m[0][:120]) for pattern in (_ENCODED, _SPOOFED) if (m := pattern.search(text))]
    kinds: dict[str, Finding] = {}
    for finding in sorted(found, key=lambda finding: finding.is_hint):
        kinds.setdefault(finding.kind, finding)
    return tuple(kinds.values())


def states_urgency(text: str, language: str) -> str:
    """Return the words by which the customer calls for speed, or an empty string."""
    for code in _languages(language):
        if found := _any_of(STATED_URGENCY[code]).search(text):
            return found[0]
    return ""


def _languages(language: str) -> Sequence[str]:
    if language not in SENSITIVE:
        return tuple(SENSITIVE)
    return (language, "en") if language != "en" else ("en",)


def matching_phrases(text: str, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield kind, phrase and sentence of everything that the phrases of one language find."""
    masked = _any_of(HARMLESS[language]).sub(lambda found: " " * len(found[0]), text)
    for kind, pattern in _patterns(language).items():
        if pattern.search(masked) is None:
            continue
        for phrase in SENSITIVE[language][kind]:
            for match in _any_of((phrase,)).finditer(masked):
                if kind in _DEAF_TO_NEGATION or not _is_denied(masked, match.start(), language):
                    yield kind, phrase, _surrounding(text, match.start(), match.end())
                    break


def _find(text: str, language: str, hints: Collection[str]) -> list[Finding]:
    return [Finding(kind, quote, phrase in hints) for kind, phrase, quote in matching_phrases(text, language)]


def _is_denied(text: str, start: int, language: str) -> bool:
    before = re.split(r"[.!?;:\n]", text[max(0, start - 60) : start])[-1]
    words = re.findall(r"[\w'’]+", before.casefold())[-_NEGATION_REACH:]
    return any(word.replace("’", "'") in _negations(language) for word in words)


def _surrounding(text: str, start: int, end: int) -> str:
    """The sentence around a match, or the match alone where the sentence is long."""
    quote = text[start:end].strip()
    return next((s for s in sentences(text) if quote in s and len(s) <= 240), quote)


@cache
def _negations(language: str) -> frozenset[str]:
    return frozenset(NEGATIONS[language])


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    return {kind: _any_of(tuple(phrases)) for kind, phrases in SENSITIVE[language].items()}


@lru_cache(maxsize=20_000)
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(as_pattern(phrase) for phrase in phrases)})(?!\w)", re.IGNORECASE)


def as_pattern(phrase: str) -> str:
    """Turn a phrase into a pattern. Gaps are bounded, so matching stays linear."""
    pattern = phrase.replace("'", "['’]").replace("~", r"\w*").replace(" * ", r"(?:\W{1,3}\w{1,30}){0,3}\W{1,3}")
    return pattern.replace(" ", r"\s{1,4}")
