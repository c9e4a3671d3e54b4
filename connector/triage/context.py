"""What stands around a phrase: a denial before or after it, and titles and names that are only cited."""

import re
from functools import cache
from typing import Final

from connector.triage.phrasebook import folded
from connector.triage.phrases import DENIALS, NEGATIONS, TITLES

#: Kinds for which a denial is no reason to look away: “I am not suicidal, but” is read by a person.
_DEAF_TO_DENIAL: Final = frozenset({"self_harm", "danger", "minor", "manipulation", "human_request", "scam_fraud"})
#: Kinds that a plain “not” right before denies: nobody threatens with “I am not injured”, but many with “I do not want a lawyer yet”.
_PLAINLY_DENIED: Final = frozenset({"injury_safety", "bereavement", "health", "hardship", "access_need", "media_vip"})
_REACH: Final = 4
_SHORT_REACH: Final = 2
_REACH_BEHIND: Final = 4
_WINDOW: Final = 60
_CLAUSE: Final = re.compile(r"[.!?;:\n]")
_WORD: Final = re.compile(r"[\w']+")
_QUOTED: Final = re.compile(r'"([^"\n]{2,60})"')
_ALONE: Final = re.compile(
    r"""^[ \t]*[“”„"«»‘’'‹][ \t\u00a0\u202f]?(\w+(?: \w+){0,2})[ \t\u00a0\u202f]?[“”"«»‘’'›][ \t.!]*$""", re.MULTILINE
)
_MOST_WORDS_CITED: Final = 6
_SHORTEST_NAME: Final = 4


def is_denied(text: str, start: int, end: int, kind: str, language: str) -> bool:
    """Whether the words around a match in a folded text deny it."""
    if kind in _DEAF_TO_DENIAL:
        return False
    before = _WORD.findall(_CLAUSE.split(text[max(0, start - _WINDOW) : start])[-1])[-_REACH:]
    if any(word in _folded_words(NEGATIONS[language]) for word in before):
        return True
    denials = _folded_words(DENIALS[language])
    if kind in _PLAINLY_DENIED and any(word in denials for word in before[-_SHORT_REACH:]):
        return True
    behind = _WORD.findall(_CLAUSE.split(text[end : end + _WINDOW])[0])[:_REACH_BEHIND]
    return any(word in _NOBODY for word in behind)


def uncited(text: str) -> str:
    """Return a text in which a line of nothing but a quoted word or two is said and not cited: who is told to answer “human” may
    well answer with the quotation marks."""
    return _ALONE.sub(r"\1", text)


def without_cited(text: str, written: str) -> str:
    """Return a folded text in which titles and names in quotation marks are blank. ``written`` is the same text as it stands."""
    for quoted in reversed(list(_QUOTED.finditer(text))):
        if _is_name(written[quoted.start(1) : quoted.end(1)], text[max(0, quoted.start() - _WINDOW) : quoted.start()]):
            text = text[: quoted.start()] + " " * (quoted.end() - quoted.start()) + text[quoted.end() :]
    return text


def _is_name(cited: str, before: str) -> bool:
    words = cited.split()
    if len(words) > _MOST_WORDS_CITED:
        return False
    if any(word in _TITLES for word in _WORD.findall(before)[-3:]):
        return True
    long = [word for word in words if len(word) >= _SHORTEST_NAME]
    return len(words) > 1 and words[0][:1].isupper() and all(word[:1].isupper() for word in long)


@cache
def _folded_words(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(folded(word) for word in words)


_NOBODY: Final = frozenset({"nobody", "noone", "niemand", "niemanden", "nadie", "nessuno", "ninguem", "personne"})
#: Words before a title or a name, of all languages.
_TITLES: Final = frozenset(map(folded, TITLES))
