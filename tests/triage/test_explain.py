"""The explanation: what the words give adds up to the score, and quotes stand in the text."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connector.triage.explain import explain_scores
from connector.triage.heads import Heads, load_heads

LABELS = ("kind:order_tracking", "sensitive", "emotion:worry:1")


@cache
def heads() -> Heads:
    """The heads that ship."""
    return load_heads()


def given_by_words(text: str, language: str = "en") -> tuple[np.ndarray, np.ndarray]:
    """What all words give together, and what the score holds beside constants and what no word has a share in."""
    model = heads()
    scored = model.score(text, language)
    explained = explain_scores(model, text, scored, LABELS)
    rows = [model.places[label] for label in LABELS]
    factors = model.fusion[scored.fusion, rows]
    by_words = (model.words[rows][:, scored.words.columns].astype(np.float32) @ scored.words.values) * model.word_scales[rows]
    shares = scored.encoded.shares if scored.encoded else np.zeros((0, 384))
    pieces = np.array([start >= 0 for start, _ in scored.encoded.pieces.spans]) if scored.encoded else np.zeros(0, dtype=bool)
    by_vector = shares[pieces].sum(axis=0) @ model.vectors[rows].T
    return explained.shares.sum(axis=0), factors[:, 0] * by_words + factors[:, 1] * by_vector


@pytest.mark.parametrize(
    "text", ["Where is my parcel? I worry it is lost.", "Wo bleibt mein Paket?", "a", "don't e-mail me, ok?\nThanks"]
)
def test_the_shares_of_the_words_add_up_to_the_score(text: str) -> None:
    together, expected = given_by_words(text)
    np.testing.assert_allclose(together, expected, rtol=1e-3, atol=1e-3)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("abcdefgh ,.!?\nüé'"), min_size=1, max_size=300))
def test_quotes_stand_in_the_text(text: str) -> None:
    model = heads()
    explained = explain_scores(model, text, model.score(text, "en"), LABELS)
    for column in range(len(LABELS)):
        assert explained.quote(column, ()) in text


def test_a_quote_is_the_part_that_matters() -> None:
    text = "Good morning, hope you are well. My parcel has not arrived and I wonder where it is. Kind regards, Tom"
    explained = explain_scores(heads(), text, heads().score(text, "en"), ["kind:order_tracking"])
    assert "parcel" in explained.quote(0, ())


def test_function_words_alone_are_no_evidence() -> None:
    text = "and the of to"
    explained = explain_scores(heads(), text, heads().score(text, "en"), ["sensitive"])
    assert explained.quote(0, ("and", "the", "of", "to")) == ""
