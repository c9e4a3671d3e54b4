"""Markup in pieces, in linear time whatever stands in it.

The standard library's ``HTMLParser`` needs quadratic time for unclosed tags and comments in Python before 3.11.14 and raises for
``<![word``; this reads what customers send, so it may do neither.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

_OPENING: Final = re.compile(r"<(?:!--|[!?]|/?[a-zA-Z])")
_NAME: Final = re.compile(r"[a-zA-Z][^\s/>]{0,40}")
_TURN: Final = re.compile(r">|=\s*[\"']")
_ATTRIBUTE: Final = re.compile(r"([^\s=>/\"']+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+))?")
#: What stands in these is code, up to their own end tag.
_RAW: Final = frozenset({"script", "style"})


class Sort(Enum):
    """What a piece of markup is."""

    TEXT = "text"
    START = "start"
    END = "end"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of markup: the text of a text or comment, or the name of a tag with its attributes in lower case."""

    sort: Sort
    text: str
    attributes: dict[str, str] = field(default_factory=dict)


def pieces(markup: str) -> Iterator[Piece]:
    """Yield the pieces of some markup in their order. Never raises; linear in the length."""
    finder = _Finder(markup)
    position = 0
    while opening := _OPENING.search(markup, position):
        end = finder.tag_end(opening)
        if end < 0:
            break
        if opening.start() > position:
            yield Piece(Sort.TEXT, html.unescape(markup[position : opening.start()]))
        position = end
        piece = _piece(markup[opening.start() : end], opening[0])
        if piece:
            yield piece
        if piece and piece.sort is Sort.START and piece.text in _RAW:
            position = finder.find(f"</{piece.text}", position)
            if position < 0:
                return
    if position < len(markup):
        yield Piece(Sort.TEXT, html.unescape(markup[position:]))


def _piece(tag: str, opening: str) -> Piece | None:
    if opening == "<!--":
        return Piece(Sort.COMMENT, tag[4:].removesuffix("-->").strip())
    name = _NAME.match(tag, len(opening) - 1)
    if name is None:
        return None
    if opening.startswith("</"):
        return Piece(Sort.END, name[0].casefold())
    found = _ATTRIBUTE.findall(tag[name.end() : -1])
    return Piece(Sort.START, name[0].casefold(), {key.casefold(): html.unescape(value.strip("\"'")) for key, value in found})


class _Finder:
    """Finds where things end, and remembers what it found, so that no stretch is searched twice."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        folded = markup.lower()
        self._folded = folded if len(folded) == len(markup) else markup
        self._next: dict[str, int] = {}

    def find(self, wanted: str, start: int) -> int:
        """Return the first place from ``start`` on, or -1. Starts may only grow from call to call."""
        known = self._next.get(wanted, 0)
        if known == -1 or known > start:
            return known
        self._next[wanted] = found = self._folded.find(wanted, start)
        return found

    def tag_end(self, opening: re.Match[str]) -> int:
        """Return the place behind a tag or comment, or -1 where it never ends."""
        if opening[0] == "<!--":
            closing = self.find("-->", opening.end())
            if closing >= 0:
                return closing + 3
        position = opening.end()
        while self.find(">", position) >= 0 and (turn := _TURN.search(self._markup, position)):
            if turn[0] == ">":
                return turn.end()
            closing = self.find(turn[0][-1], turn.end())
            position = closing + 1 if closing >= 0 else turn.end()
        return -1
