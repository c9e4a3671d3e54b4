"""The encoder: its pieces, its vectors, its file."""

import json
import math
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connector.errors import ConfigurationError
from connector.nlp.encoder import DIMENSIONS, GENERAL, MOST_PIECES, MiniLM, load_encoder
from connector.nlp.wordpiece import WordPiece

VOCABULARY = {piece: i for i, piece in enumerate((GENERAL / "vocabulary.txt").read_text(encoding="utf-8").splitlines())}
PIECES = WordPiece(VOCABULARY)


@pytest.fixture(scope="module")
def encoder() -> MiniLM:
    """The encoder that ships."""
    found = load_encoder()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Where is my parcel?", "[CLS] where is my parcel ? [SEP]"),
        ("Crème brûlée", "[CLS] cr ##eme br ##ule ##e [SEP]"),
        ("don't", "[CLS] don ' t [SEP]"),
        ("a_b€5", "[CLS] a _ b ##€ ##5 [SEP]"),
        ("日本", "[CLS] 日 本 [SEP]"),
        ("", "[CLS] [SEP]"),
        ("x" * 101, "[CLS] [UNK] [SEP]"),
    ],
)
def test_pieces_are_those_the_model_was_trained_with(text: str, pieces: str) -> None:
    names = list(VOCABULARY)
    assert " ".join(names[i] for i in PIECES.split(text, MOST_PIECES).ids) == pieces


@given(st.text(max_size=300), st.integers(2, 64))
def test_pieces_are_never_too_many_and_each_knows_its_word(text: str, most: int) -> None:
    pieces = PIECES.split(text, most)
    assert 2 <= len(pieces.ids) <= most
    assert len(pieces.spans) == len(pieces.ids)
    assert all((start, end) == (-1, -1) or 0 <= start < end <= len(text) for start, end in pieces.spans)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=200))
def test_the_shares_of_the_pieces_add_up_to_a_vector_of_unit_length(encoder: MiniLM, text: str) -> None:
    read = encoder.read(text)
    assert read.vector.shape == (DIMENSIONS,)
    assert math.isclose(float(np.linalg.norm(read.vector)), 1.0, abs_tol=1e-4)
    np.testing.assert_allclose(read.shares.sum(axis=0), read.vector, atol=1e-5)


def test_what_means_the_same_is_near(encoder: MiniLM) -> None:
    question, same, other = encoder.encode(["Where is my parcel?", "When will my package arrive?", "The soup was too salty."])
    assert question @ same > 0.4
    assert question @ other < 0.1


def test_without_its_files_there_is_none(tmp_path: Path) -> None:
    assert load_encoder(tmp_path) is None


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    shutil.copytree(GENERAL, tmp_path / "model")
    said = json.loads((tmp_path / "model" / "encoder.json").read_text())
    (tmp_path / "model" / "encoder.json").write_text(json.dumps({**said, "sha256": "0" * 64}))
    with pytest.raises(ConfigurationError, match="make encoder"):
        load_encoder(tmp_path / "model")
