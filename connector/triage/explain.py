"""Evidence in the customer's own words: which of them spoke for a label, by the linear share of each in the score.

Both views are linear, so a score is the sum of what the words give it, and nothing has to be guessed afterwards.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.utils import murmurhash3_32

from connector.nlp.features import CHARACTER_BUCKETS, WORD_BUCKETS
from connector.nlp.text import sentences
from connector.triage.heads import Heads, Scored

_WORD: Final = re.compile(r"\w+")
_CLAUSE: Final = re.compile(r"(?<=[,;:–—])\s+")
_CHARACTERS: Final = range(3, 6)
_LONGEST_QUOTE: Final = 160
_LONGEST_TEXT: Final = 4000


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
    text = text[:_LONGEST_TEXT]
    spans = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    rows = [heads.places[label] for label in labels]
    shares = np.zeros((len(spans), len(rows)), dtype=np.float32)
    if not spans or not rows:
        return Explanation(text, spans, shares)
    columns, words, parts = _occurrences(text, spans)
    values = np.zeros(heads.words.shape[1], dtype=np.float32)
    values[scored.words.indices] = scored.words.data
    seen = np.zeros_like(values)
    np.add.at(seen, columns, parts)
    weights = (
        heads.words[rows][:, columns].astype(np.float32)
        * heads.word_scales[rows][:, None]
        * heads.fusion[scored.fusion, rows, 0][:, None]
    )
    given = weights * (values[columns] * parts / np.maximum(seen[columns], 1e-9))
    np.add.at(shares, words, given.T)
    if scored.encoded is not None:
        by_piece = scored.encoded.shares @ (heads.vectors[rows] * heads.fusion[scored.fusion, rows, 1][:, None]).T
        starts = np.array([start for start, _ in spans])
        for (start, _), piece in zip(scored.encoded.pieces.spans, by_piece, strict=True):
            if start >= 0:
                shares[max(0, int(np.searchsorted(starts, start, side="right")) - 1)] += piece
    return Explanation(text, spans, shares)


def _occurrences(text: str, spans: Sequence[tuple[int, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Every feature of the text as the hashing makes it: its column, the word it belongs to and the part of it that does."""
    found: list[tuple[int, int, float]] = []
    tokens = [text[start:end].lower() for start, end in spans]
    for i, token in enumerate(tokens):
        found.append((_bucket(token, WORD_BUCKETS), i, 1.0))
        if i:
            pair = _bucket(f"{tokens[i - 1]} {token}", WORD_BUCKETS)
            found += [(pair, i - 1, 0.5), (pair, i, 0.5)]
    starts = np.array([start for start, _ in spans])
    for chunk in re.finditer(r"\S+", text):
        word = max(0, int(np.searchsorted(starts, chunk.end(), side="left")) - 1)
        padded = f" {chunk[0].lower()} "
        for size in _CHARACTERS:
            found += [
                (WORD_BUCKETS + _bucket(padded[at : at + size], CHARACTER_BUCKETS), word, 1.0)
                for at in range(max(1, len(padded) - size + 1))
            ]
            if len(padded) <= size:
                break
    columns, words, parts = zip(*found, strict=True)
    return np.array(columns, dtype=np.int64), np.array(words, dtype=np.int64), np.array(parts, dtype=np.float32)


def _bucket(feature: str, buckets: int) -> int:
    return abs(int(murmurhash3_32(feature.encode(), seed=0))) % buckets


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
