"""Hashed words and characters: features that need no vocabulary, work in any language and keep no word of a customer."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import numpy as np

#: Buckets for words and pairs of words, and for characters three to five at a time.
WORD_BUCKETS: Final = 2**14
CHARACTER_BUCKETS: Final = 2**15
BUCKETS: Final = WORD_BUCKETS + CHARACTER_BUCKETS


@cache
def _vectorizers(words: int, characters: int) -> tuple[Any, Any]:
    from sklearn.feature_extraction.text import HashingVectorizer  # noqa: PLC0415 - seconds that no other command shall wait for

    return (
        HashingVectorizer(
            n_features=words,
            ngram_range=(1, 2),
            alternate_sign=False,
            norm=None,
            token_pattern=r"(?u)\b\w+\b",  # noqa: S106 - a pattern of words
            dtype=np.float32,
        ),
        HashingVectorizer(
            n_features=characters, analyzer="char_wb", ngram_range=(3, 5), alternate_sign=False, norm=None, dtype=np.float32
        ),
    )


def hashed_features(texts: Sequence[str], words: int = WORD_BUCKETS, characters: int = CHARACTER_BUCKETS) -> Any:
    """Return a CSR matrix (texts, words + characters), counts dampened by 1 + log, each half of unit length."""
    from scipy import sparse  # noqa: PLC0415 - as above

    halves = []
    for vectorizer in _vectorizers(words, characters):
        counts = vectorizer.transform(texts)
        counts.data = 1.0 + np.log(counts.data)
        halves.append(unit_rows(counts))
    return sparse.hstack(halves, format="csr", dtype=np.float32)


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
