"""Hashed words and characters: features that need no vocabulary, work in any language and keep no word of a customer.

Words and pairs of words go into the first buckets, characters three to five at a time within white space into the others.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import mmh3
import numpy as np
from numpy.typing import NDArray

WORD_BUCKETS: Final = 2**14
CHARACTER_BUCKETS: Final = 2**15
BUCKETS: Final = WORD_BUCKETS + CHARACTER_BUCKETS
_WORD: Final = re.compile(r"\w+")
_CHUNK: Final = re.compile(r"\S+")
_SIZES: Final = range(3, 6)
#: A chunk of characters longer than this is a link or nonsense, and its beginning tells as much.
_LONGEST_CHUNK: Final = 60


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Every feature of one text where it stands: its column, the number of its word, and the part of it that this word has.

    ``spans`` are start and end of each word in the text.
    """

    columns: NDArray[np.int64]
    words: NDArray[np.int64]
    parts: NDArray[np.float32]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Features:
    """The features of one text: distinct columns, and a value for each; both halves of unit length."""

    columns: NDArray[np.int64]
    values: NDArray[np.float32]


def find_occurrences(text: str, words: int = WORD_BUCKETS, characters: int = CHARACTER_BUCKETS) -> Occurrences:
    """Return every feature of a text where it stands. Linear in the length."""
    spans = tuple((found.start(), found.end()) for found in _WORD.finditer(text))
    tokens = [text[start:end].lower() for start, end in spans]
    columns = [_word_column(token, words) for token in tokens]
    places = list(range(len(tokens)))
    parts = [1.0] * len(tokens)
    for i in range(1, len(tokens)):
        pair = _word_column(f"{tokens[i - 1]} {tokens[i]}", words)
        columns += (pair, pair)
        places += (i - 1, i)
        parts += (0.5, 0.5)
    if spans:
        starts = np.array([start for start, _ in spans])
        chunks = [(found.end(), found[0].lower()[:_LONGEST_CHUNK]) for found in _CHUNK.finditer(text)]
        ends = np.maximum(0, np.searchsorted(starts, [end for end, _ in chunks], side="left") - 1)
        for place, (_, chunk) in zip(ends.tolist(), chunks, strict=True):
            found = _character_columns(chunk, words, characters)
            columns += found
            places += [place] * len(found)
            parts += [1.0] * len(found)
    return Occurrences(
        np.array(columns, dtype=np.int64), np.array(places, dtype=np.int64), np.array(parts, dtype=np.float32), spans
    )


def weigh(found: Occurrences, words: int = WORD_BUCKETS) -> Features:
    """Return counts dampened by 1 + log, each half of unit length."""
    columns, inverse = np.unique(found.columns, return_inverse=True)
    counts = np.bincount(inverse, weights=found.parts, minlength=len(columns))
    values = (1.0 + np.log(counts)).astype(np.float32)
    split = int(np.searchsorted(columns, words))
    for half in (slice(0, split), slice(split, None)):
        length = float(np.linalg.norm(values[half]))
        values[half] /= length or 1.0
    return Features(columns, values)


def hashed_features(texts: Sequence[str], words: int = WORD_BUCKETS, characters: int = CHARACTER_BUCKETS) -> Any:
    """Return the features of many texts as a CSR matrix (texts, words + characters)."""
    from scipy import sparse  # noqa: PLC0415 - half a second that no other command shall wait for

    rows = [weigh(find_occurrences(text, words, characters), words) for text in texts]
    starts = np.cumsum([0, *(len(row.columns) for row in rows)])
    columns = np.concatenate([row.columns for row in rows]) if rows else np.zeros(0, dtype=np.int64)
    values = np.concatenate([row.values for row in rows]) if rows else np.zeros(0, dtype=np.float32)
    return sparse.csr_matrix((values, columns, starts), shape=(len(rows), words + characters), dtype=np.float32)


def unit_rows(features: Any) -> Any:
    """Return a sparse matrix with every row of unit length, empty rows as they are."""
    from scipy import sparse  # noqa: PLC0415 - as above

    norms = np.sqrt(np.asarray(features.multiply(features).sum(axis=1)).ravel())
    norms[norms == 0.0] = 1.0
    return (sparse.diags(1.0 / norms).astype(np.float32) @ features).tocsr()


def inverse_frequency(counts: Any) -> Any:
    """Return the weight of each feature: smoothed inverse document frequency, zero where one text alone has it, which teaches nothing."""
    seen = np.asarray((counts > 0).sum(axis=0)).ravel()
    weights = np.log((1.0 + counts.shape[0]) / (1.0 + seen)) + 1.0
    weights[seen < 2] = 0.0
    return np.asarray(weights, dtype=np.float16).astype(np.float32)


@lru_cache(maxsize=100_000)
def _word_column(token: str, buckets: int) -> int:
    return _bucket(token, buckets)


@lru_cache(maxsize=50_000)
def _character_columns(chunk: str, words: int, buckets: int) -> list[int]:
    padded = f" {chunk} "
    return [
        words + _bucket(padded[at : at + size], buckets)
        for size in _SIZES
        if size == _SIZES[0] or len(padded) >= size
        for at in range(max(1, len(padded) - size + 1))
    ]


def _bucket(feature: str, buckets: int) -> int:
    return abs(mmh3.hash(feature.encode("utf-8", "replace"), 0)) % buckets
