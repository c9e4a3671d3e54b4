"""Hashed words and characters: features that need no vocabulary and work in any language."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import numpy as np

WORD_BUCKETS: Final = 2**14
CHARACTER_BUCKETS: Final = 2**15
BUCKETS: Final = WORD_BUCKETS + CHARACTER_BUCKETS


@cache
def _vectorizers() -> tuple[Any, Any]:
    from sklearn.feature_extraction.text import HashingVectorizer  # noqa: PLC0415 - seconds that no other command shall wait for

    words = HashingVectorizer(
        n_features=WORD_BUCKETS,
        ngram_range=(1, 2),
        alternate_sign=False,
        norm=None,
        token_pattern=r"(?u)\b\w+\b",  # noqa: S106 - a pattern of words
        dtype=np.float32,
    )
    characters = HashingVectorizer(
        n_features=CHARACTER_BUCKETS, analyzer="char_wb", ngram_range=(3, 5), alternate_sign=False, norm=None, dtype=np.float32
    )
    return words, characters


def hashed_features(texts: Sequence[str]) -> Any:
    """Return a CSR matrix (texts, BUCKETS), counts dampened by 1 + log, each half of unit length."""
    from scipy import sparse  # noqa: PLC0415 - as above

    halves = []
    for vectorizer in _vectorizers():
        counts = vectorizer.transform(texts)
        counts.data = 1.0 + np.log(counts.data)
        norms = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
        norms[norms == 0.0] = 1.0
        halves.append(sparse.diags(1.0 / norms).astype(np.float32) @ counts)
    return sparse.hstack(halves, format="csr", dtype=np.float32)
