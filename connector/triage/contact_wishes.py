"""By which way the customer wishes, or does not wish, to be reached: phrases per language with what stands around them.

What is not wished matters more: whoever is watched at home is endangered by a call. So it is found first, and a wish that stands inside
it is none.
"""

import re
from functools import cache
from typing import Final

from connector.core.assessment import ContactWish
from connector.nlp.text import Reading
from connector.triage.phrasebook import Phrasebook, folded
from connector.triage.phrases import DENIALS, NEGATIONS
from connector.triage.phrases.contact import CONTACT_WISHES, REPORTED
from connector.triage.safety_net import languages_to_search, surrounding

_MOST: Final = 4
_REACH: Final = 3
_WINDOW: Final = 40
_CLAUSE: Final = re.compile(r"[.!?;:\n]")
_WORD: Final = re.compile(r"[\w']+")


def find_contact_wishes(reading: Reading, language: str) -> tuple[ContactWish, ...]:
    """Return what the customer's own words say, each channel once, with the sentence; what is not wished stands first."""
    if reading.is_auto_reply:  # “do not reply to this e-mail” is nobody's wish
        return ()
    text, plain = reading.text, folded(reading.text)
    found: dict[str, ContactWish] = {}
    codes = (language,) if language in CONTACT_WISHES else languages_to_search(language)
    for code in codes:
        rest = plain
        for match in _book(code, wanted=False).find(plain):
            found.setdefault(match.name, ContactWish(match.name, False, surrounding(text, match.start, match.end)))
            rest = f"{rest[: match.start]}{' ' * (match.end - match.start)}{rest[match.end :]}"
        for match in _book(code, wanted=True).find(rest):
            if not _is_told(rest, match.start, code):
                found.setdefault(match.name, ContactWish(match.name, True, surrounding(text, match.start, match.end)))
    return tuple(sorted(found.values(), key=lambda wish: wish.wanted))[:_MOST]


def _is_told(text: str, start: int, language: str) -> bool:
    """Whether the words before a wish deny it, or tell of what somebody else said or did."""
    before = _WORD.findall(_CLAUSE.split(text[max(0, start - _WINDOW) : start])[-1])[-_REACH:]
    return bool(_no_wish(language).intersection(before))


@cache
def _no_wish(language: str) -> frozenset[str]:
    return frozenset(map(folded, (*REPORTED[language], *NEGATIONS[language], *DENIALS[language])))


@cache
def _book(language: str, *, wanted: bool) -> Phrasebook:
    return Phrasebook({channel: ways[wanted] for channel, ways in CONTACT_WISHES[language].items()})
