"""Near-duplicates: texts that are the same but for case, spaces and numbers, or that share more than half of their 5-grams.

Candidates come from MinHash signatures (Broder, On the resemblance and containment of documents, 1997) in 32 bands of four, so that the
work grows with the texts and not with their pairs. A pair at a Jaccard index of 0.5 is found with probability 0.87, at 0.6 with 0.99.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

#: Texts of which more than this share of 5-grams is common are near-duplicates.
SAME: Final = 0.5
_BANDS: Final = 32
_ROWS: Final = 4
_GRAM: Final = 5
_LONGEST: Final = 2000
#: A text is compared with so many different ones of its bucket. Boilerplate fills buckets, and more comparing finds no more.
_MOST_COMPARED: Final = 8
_PRIME: Final = np.uint64(4_294_967_291)  # the largest below 2**32, so that products of two residues fit

Grams = NDArray[np.uint64]


def near_duplicate_groups(texts: Sequence[str]) -> list[int]:
    """Return a group for each text. Texts in one group are near-duplicates, or linked by a chain of such."""
    plain = [_normalised(text) for text in texts]
    groups = _Groups(len(texts))
    first: dict[str, int] = {}
    for index, text in enumerate(plain):
        groups.join(index, first.setdefault(text, index))
    grams = {index: _grams(plain[index]) for index in first.values()}
    buckets: defaultdict[tuple[int, bytes], list[int]] = defaultdict(list)
    for index, signature in _signatures(grams).items():
        for band in range(_BANDS):
            bucket = buckets[band, signature[band * _ROWS : (band + 1) * _ROWS].tobytes()]
            if any(groups.find(index) == groups.find(other) for other in bucket):
                continue
            for other in bucket:
                if _jaccard(grams[index], grams[other]) > SAME:
                    groups.join(index, other)
                    break
            else:
                if len(bucket) < _MOST_COMPARED:
                    bucket.append(index)
    return [groups.find(index) for index in range(len(texts))]


class _Groups:
    """Sets that grow together; a group is called by the first of its members."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, one: int, other: int) -> None:
        one, other = sorted((self.find(one), self.find(other)))
        self._parent[other] = one


def _normalised(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.casefold().split()))[:_LONGEST]


def _grams(text: str) -> Grams:
    """The 5-grams of the bytes of a text, each once, as numbers below the prime."""
    data = np.frombuffer(text.encode(), dtype=np.uint8).astype(np.uint64)
    count = max(1, len(data) - _GRAM + 1)
    padded = np.concatenate([data, np.zeros(_GRAM, dtype=np.uint64)])
    value = np.zeros(count, dtype=np.uint64)
    for offset in range(_GRAM):
        value = value * np.uint64(257) + padded[offset : offset + count]
    return np.unique(value % _PRIME)


def _signatures(grams: dict[int, Grams]) -> dict[int, NDArray[np.uint32]]:
    random = np.random.default_rng(7)
    factors = random.integers(1, int(_PRIME), size=(_BANDS * _ROWS, 1), dtype=np.uint64)
    shifts = random.integers(0, int(_PRIME), size=(_BANDS * _ROWS, 1), dtype=np.uint64)
    return {index: ((factors * gram + shifts) % _PRIME).min(axis=1).astype(np.uint32) for index, gram in grams.items()}


def _jaccard(one: Grams, other: Grams) -> float:
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common)
