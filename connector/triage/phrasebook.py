"""Phrases made ready for search. Linear in the length of the text: only phrases that begin like a word of it are tried there.

A text is compared without case, accents and kinds of quotation marks, and with letters that only look like Latin ones as Latin.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

#: How many letters of its beginning a phrase is found by.
_OPENING: Final = 4
_STARTS: Final = re.compile(r"(?<!\w)\S")
_SPACES: Final = re.compile(r"[\s\-]")
#: Letters of other scripts that look like Latin ones, and marks that are typed in many ways.
_LOOKALIKES: Final = str.maketrans(
    "абсԁеһіјӏкмоԛрѕтухԝѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορνικτυχВНТКМОРСАЕХІЅЈ’‘`´ʼ“”„«»–—‑‐−\u00a0\u2007\u2009\u202f",
    "abcdehijlkmoqpstyxwvABEZHIKMNOPTYXaopviktuxBHTKMOPCAEXISJ'''''\"\"\"\"\"-----    ",
)
_UMLAUTS: Final = {"ä": "ae?", "ö": "oe?", "ü": "ue?", "ß": "(?:ß|ss)"}
#: Words that may repeat do so this often at most: some can be read in two ways, which would double the work with each.
_MOST_REPEATED: Final = 8
_SPACE: Final = r"[\s\-]{1,4}"
#: Up to three words in between, with their punctuation.
_GAP: Final = r"(?:\W{1,3}\w{1,30}){0,3}\W{1,3}"


class Match(NamedTuple):
    """One phrase found: under which name it stands in the book, how it is written there, and where it is in the text."""

    name: str
    phrase: str
    start: int
    end: int


class _Folding(dict[int, str]):
    """What a character is compared as. Each stays one character, so that places in the text keep their numbers."""

    def __missing__(self, point: int) -> str:
        character = chr(point).translate(_LOOKALIKES)
        if character == "ß":
            return character
        plain = unicodedata.normalize("NFKD", character)[:1] or character
        return plain.translate(_LOOKALIKES).lower()[:1] or character


_FOLDING: Final = _Folding()
_FOLDING.update({point: _FOLDING[point] for point in range(0x250)})


def folded(text: str) -> str:
    """Return a text of the same length as phrases are compared with."""
    return text.translate(_FOLDING)


class _Row:
    """One phrase of a book. Its pattern is compiled when a text first calls for it."""

    __slots__ = ("match", "name", "phrase")

    def __init__(self, name: str, phrase: str) -> None:
        self.name = name
        self.phrase = phrase
        self.match: Callable[[str, int], re.Match[str] | None] = self._compile

    def _compile(self, text: str, start: int) -> re.Match[str] | None:
        self.match = re.compile(rf"(?:{as_pattern(self.phrase)})(?!(?<=\w)\w)", re.MULTILINE).match
        return self.match(text, start)


class Phrasebook:
    """Rows of phrases by name, indexed by how they begin."""

    def __init__(self, rows: Mapping[str, Sequence[str]]) -> None:
        self._rows = [_Row(name, phrase) for name, phrases in rows.items() for phrase in phrases]

    @cached_property
    def _index(self) -> Mapping[str, Sequence[_Row]]:
        index: dict[str, list[_Row]] = {}
        for row in self._rows:
            for opening in openings(as_pattern(row.phrase)):
                index.setdefault(opening, []).append(row)
        return index

    @cached_property
    def _lengths(self) -> Sequence[int]:
        return sorted({len(opening) for opening in self._index})

    def find(self, text: str) -> Iterator[Match]:
        """Yield every place where a phrase stands in a folded text."""
        keys, index, lengths = _SPACES.sub(" ", text), self._index, self._lengths
        for begin in _STARTS.finditer(text):
            start = begin.start()
            for length in lengths:
                for row in index.get(keys[start : start + length], ()) if start + length <= len(keys) else ():
                    if found := row.match(text, start):
                        yield Match(row.name, row.phrase, start, found.end())

    def without(self, text: str) -> str:
        """Return a folded text of the same length in which every phrase of the book is blank."""
        pieces, at = [], 0
        for match in self.find(text):
            if match.start >= at and match.end > match.start:
                pieces += [text[at : match.start], " " * (match.end - match.start)]
                at = match.end
        return "".join([*pieces, text[at:]])


def as_pattern(phrase: str) -> str:
    """Turn a phrase into a pattern for folded text. Gaps are bounded, so that matching stays linear.

    An apostrophe may be left out, and an umlaut may be written with an e.
    """
    pieces, at, in_class = [], 0, False
    while at < len(phrase):
        c = phrase[at]
        if c == "\\":
            pieces.append(phrase[at : at + 2])
            at += 2
            continue
        if not in_class and phrase.startswith(" * ", at):
            pieces.append(_GAP)
            at += 3
            continue
        if c in "[]":
            in_class = c == "["
            pieces.append(c)
        elif in_class:
            pieces.append(folded(c))
        elif c == " ":
            pieces.append(_SPACE)
        elif c in "*+" and pieces and pieces[-1] == ")":
            pieces.append(f"{{{int(c == '+')},{_MOST_REPEATED}}}")
        elif c == "~":
            pieces.append(r"\w*")
        elif c in _UMLAUTS:
            pieces.append(_UMLAUTS[c])
        elif c in "'’":
            pieces.append("[' ]?")
        else:
            pieces.append(folded(c))
        at += 1
    return "".join(pieces)


def openings(pattern: str) -> frozenset[str]:
    """Return how a text may begin that a pattern matches: the first letters, fewer where anything may follow them.

    An empty text among them says that it may begin in any way.
    """
    found, _ = _read_choice(pattern, 0)
    return frozenset(text[:_OPENING] for text, _ in found)


#: Beginnings, each with whether what follows is known.
_Beginnings = set[tuple[str, bool]]
_EMPTY: Final = ("", True)


def _read_choice(pattern: str, at: int) -> tuple[_Beginnings, int]:
    """Read alternatives up to the end of their group."""
    found: _Beginnings = set()
    while True:
        branch, at = _read_row(pattern, at)
        found |= branch
        if at >= len(pattern) or pattern[at] == ")":
            return found, at
        at += 1


def _read_row(pattern: str, at: int) -> tuple[_Beginnings, int]:
    row: _Beginnings = {_EMPTY}
    while at < len(pattern) and pattern[at] not in "|)":
        item, at = _read_item(pattern, at)
        item, at = _read_count(pattern, at, item)
        row = {
            (text + more, is_known) if goes_on and len(text) < _OPENING else (text, goes_on)
            for text, goes_on in row
            for more, is_known in (item if goes_on and len(text) < _OPENING else {_EMPTY})
        }
    return row, at


def _read_item(pattern: str, at: int) -> tuple[_Beginnings, int]:
    c = pattern[at]
    if c == "(":
        item, at = _read_choice(pattern, at + (3 if pattern.startswith("(?:", at) else 1))
        return item, at + 1
    if c == "[":
        end = pattern.index("]", at + 2)
        inside = pattern[at + 1 : end]
        if inside == r"\s\-":
            return {(" ", False)}, end + 1
        is_plain = "\\" not in inside and "^" not in inside and "-" not in inside[1:-1]
        return ({(each, True) for each in inside} if is_plain else {("", False)}), end + 1
    if c == "\\":
        escaped = pattern[at + 1]
        if escaped == "b":
            return {_EMPTY}, at + 2
        if escaped == "d":
            return {(digit, True) for digit in "0123456789"}, at + 2
        return ({("", False)} if escaped.isalnum() else {(" " if escaped == "-" else escaped, True)}), at + 2
    if c in "^$":
        return {_EMPTY}, at + 1
    if c == ".":
        return {("", False)}, at + 1
    return {(" " if c == "-" else c, True)}, at + 1


def _read_count(pattern: str, at: int, item: _Beginnings) -> tuple[_Beginnings, int]:
    """Read how often an item may stand. What may stand twice leaves open what follows."""
    if at >= len(pattern) or pattern[at] not in "?*+{":
        return item, at
    sign = pattern[at]
    end = pattern.index("}", at) + 1 if sign == "{" else at + 1
    if sign != "?":
        item = {(text, False) for text, _ in item}
    is_optional = sign in "?*" or (sign == "{" and pattern[at + 1] == "0")
    return (item | {_EMPTY} if is_optional else item), end
