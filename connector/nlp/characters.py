"""Characters: what a person sees on the screen, and what is smuggled past them. Linear in the length."""

import re
import unicodedata
from typing import Final

_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
#: Controls, lone surrogates, soft hyphens, zero-width spaces, marks and overrides of direction, tags, supplementary selectors.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e01ef]"
)
#: Joiners belong to Persian, to the scripts of India and to emojis. Beside letters of Europe they are as invisible as the rest.
_JOINERS: Final = re.compile("(?<![\u0530-\U0010ffff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0530-\U0010ffff])")
_TAGS: Final = re.compile("[\U000e0020-\U000e007e]{2,}")
#: The flags of England, Scotland and Wales are a black flag followed by tags.
_BLACK_FLAG: Final = "\U0001f3f4"
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{4,}")
_ZERO_WIDTH: Final = re.compile("[\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff]+")
_REVERSED: Final = re.compile("\u202e([^\u202c\n]{1,200})")
_LETTERS_BEFORE: Final = re.compile(r"[^\W\d_]{1,30}$")
_LETTERS_AFTER: Final = re.compile(r"[^\W\d_]{1,30}")
_FIRST_BEYOND_EUROPE: Final = "\u0530"
_MOST_FINDS: Final = 50


def smuggled_text(text: str) -> list[str]:
    """Return what the characters of a text hide: text in tags or selectors, words broken by invisible characters, reversed text."""
    found = [
        "".join(chr(ord(c) - 0xE0000) for c in match[0])
        for match in _TAGS.finditer(text)
        if text[max(0, match.start() - 1) : match.start()] != _BLACK_FLAG
    ]
    found += [_decoded_selectors(match[0]) for match in _SELECTORS.finditer(text)]
    found += [match[1] for match in _REVERSED.finditer(text)]
    found += _broken_words(text)
    return [piece for piece in found if any(c.isalnum() for c in piece)][:_MOST_FINDS]


def visible_text(text: str) -> str:
    """Return a text without what cannot be seen, with plain line breaks. Its lines are otherwise as they were."""
    return _JOINERS.sub("", _INVISIBLE.sub("", _BREAKS.sub("\n", text)))


def composed(text: str) -> str:
    """Return a text with each letter and its accents as one character, so that spellings compare equal."""
    return unicodedata.normalize("NFC", text)


def _decoded_selectors(run: str) -> str:
    """The bytes that a run of variation selectors stands for; a known way to put any text behind one emoji."""
    values = (ord(c) - 0xFE00 if ord(c) <= 0xFE0F else ord(c) - 0xE0100 + 16 for c in run)
    return bytes(values).decode("utf-8", errors="ignore")


def _broken_words(text: str) -> list[str]:
    words = []
    for match in _ZERO_WIDTH.finditer(text):
        before = _LETTERS_BEFORE.search(text[max(0, match.start() - 30) : match.start()])
        after = _LETTERS_AFTER.match(text[match.end() : match.end() + 30])
        if before and after and max(before[0] + after[0]) < _FIRST_BEYOND_EUROPE:
            words.append(before[0] + after[0])
            if len(words) == _MOST_FINDS:
                break
    return words
