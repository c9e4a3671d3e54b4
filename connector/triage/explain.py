"""Evidence in the customer's own words: which of them spoke for a label, by the linear share of each in the score.

Both views are linear, so a score is the sum of what the words give it, and nothing has to be guessed afterwards.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from connector.nlp.text import sentences
from connector.triage.heads import Heads, Scored

_CLAUSE: Final = re.compile(r"(?<=[,;:–—])\s+")
_LONGEST_QUOTE: Final = 160


@dataclass(frozen=True, slots=True)
class Explanation:
    """What each word of a text gave to each label: shape (words, labels asked for)."""

    text: str
    spans: Sequence[tuple[int, int]]
    shares: NDArray[np.float32]

    def quote(self, column: int, function_words: Collection[str]) -> str:
        """Return the stretch of the text that spoke most for a label, verbatim; empty where no word of meaning did."""
        shares = [
            0.0 if self.text[start:end].casefold() in function_words else float(share)
            for (start, end), share in zip(self.spans, self.shares[:, column], strict=True)
        ]
        best, quote = 0.0, ""
        for start, end in _stretches(self.text):
            given = sum(share for (s, e), share in zip(self.spans, shares, strict=True) if s >= start and e <= end)
            if given > best:
                best, quote = given, self.text[start:end]
        return quote[:_LONGEST_QUOTE].strip()


def explain_scores(heads: Heads, text: str, scored: Scored, labels: Sequence[str]) -> Explanation:
    """Return the share of every word in the scores of ``labels``."""
    rows = [heads.places[label] for label in labels]
    found = scored.occurrences
    shares = np.zeros((len(found.spans), len(rows)), dtype=np.float32)
    if not found.spans or not rows:
        return Explanation(text, found.spans, shares)
    place = np.searchsorted(scored.words.columns, found.columns)
    whole = np.bincount(place, weights=found.parts, minlength=len(scored.words.columns))
    factors = (heads.word_scales[rows] * heads.fusion[scored.fusion, rows, 0])[:, None]
    weights = heads.words[rows][:, scored.words.columns] * factors * (scored.words.values / np.maximum(whole, 1e-9))
    np.add.at(shares, found.words, (weights[:, place] * found.parts).T)
    if scored.encoded is not None:
        by_piece = scored.encoded.shares @ (heads.vectors[rows] * heads.fusion[scored.fusion, rows, 1][:, None]).T
        starts = np.array([start for start, _ in found.spans])
        pieces = np.array([start for start, _ in scored.encoded.pieces.spans])
        words = np.maximum(0, np.searchsorted(starts, pieces, side="right") - 1)
        np.add.at(shares, words[pieces >= 0], by_piece[pieces >= 0])
    return Explanation(text, found.spans, shares)


def _stretches(text: str) -> list[tuple[int, int]]:
    """Sentences, and the clauses of long ones, as spans."""
    found = []
    at = 0
    for sentence in sentences(text):
        start = text.index(sentence, at)
        at = start + len(sentence)
        if len(sentence) <= _LONGEST_QUOTE:
            found.append((start, at))
            continue
        begin = start
        for pause in (*_CLAUSE.finditer(text, start, at), None):
            end = pause.start() if pause else at
            found.append((begin, end))
            begin = pause.end() if pause else at
    return found
