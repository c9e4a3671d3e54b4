"""Hashed features: the same whoever counts, and every share of them adds up."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import HashingVectorizer

from connector.nlp.features import CHARACTER_BUCKETS, WORD_BUCKETS, find_occurrences, hashed_features, weigh

TEXTS = st.text(alphabet=st.sampled_from("abcdeéßñ -.,'!?\n0123 "), max_size=120)


def by_library(text: str) -> np.ndarray:
    """The counts that scikit-learn's hashing gives, words then characters."""
    words = HashingVectorizer(
        n_features=WORD_BUCKETS, ngram_range=(1, 2), alternate_sign=False, norm=None, token_pattern=r"(?u)\b\w+\b"
    )
    characters = HashingVectorizer(
        n_features=CHARACTER_BUCKETS, analyzer="char_wb", ngram_range=(3, 5), alternate_sign=False, norm=None
    )
    return np.concatenate([v.transform([text]).toarray()[0] for v in (words, characters)])


@given(TEXTS)
def test_counts_are_those_of_the_library(text: str) -> None:
    found = find_occurrences(text)
    counts = np.zeros(WORD_BUCKETS + CHARACTER_BUCKETS)
    np.add.at(counts, found.columns, found.parts)
    expected = by_library(text)
    if not found.spans:  # a text without any word says nothing, whatever its marks
        expected[:] = 0
    np.testing.assert_allclose(counts, expected, atol=1e-5)


@given(TEXTS)
def test_each_half_has_unit_length_or_is_empty(text: str) -> None:
    features = weigh(find_occurrences(text))
    split = np.searchsorted(features.columns, WORD_BUCKETS)
    for half in (features.values[:split], features.values[split:]):
        assert len(half) == 0 or np.isclose(np.linalg.norm(half), 1.0, atol=1e-5)


def test_many_texts_are_the_same_as_each_alone() -> None:
    texts = ["where is my order", "", "¿Dónde está?"]
    rows = hashed_features(texts)
    for text, row in zip(texts, rows, strict=True):
        features = weigh(find_occurrences(text))
        np.testing.assert_allclose(row.toarray()[0][features.columns], features.values)
