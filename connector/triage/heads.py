"""The linear heads over two views of a text, and the file they live in: no pickle, a digest beside it.

The views are hashed n-grams, which work in any language, and the sentence vector. Their scores are fused late, by weights of
their own for English, for every other language, and for an installation without the encoder.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from connector.errors import ConfigurationError
from connector.nlp.encoder import Encoded, MiniLM, load_encoder
from connector.nlp.features import BUCKETS, Features, Occurrences, find_occurrences, hashed_features, unit_rows, weigh
from connector.triage.archive import read_archive, write_archive

#: The heads and, beside them, the encoder fine-tuned on tickets.
FOLDER: Final = Path(str(files("connector.triage"))) / "model"
MODEL_NAME: Final = "heads.npz"
#: Which row of the fusion weights holds where.
ENGLISH: Final = 0
OTHER: Final = 1
WITHOUT_ENCODER: Final = 2
#: The name of each case in the calibration.
CASES: Final = {ENGLISH: "english", OTHER: "other", WITHOUT_ENCODER: "without_encoder"}
#: What holds where a language has no thresholds of its own.
ANY_LANGUAGE: Final = "any"
_NEAREST: Final = 3
_VECTOR_SCALE: Final = 127.0

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scored:
    """One text seen by the heads: its fused scores in the order of the labels, and what they were made from."""

    scores: Vector
    occurrences: Occurrences
    words: Features
    encoded: Encoded | None
    fusion: int
    familiarity: float


@dataclass(frozen=True, kw_only=True)
class Heads:
    """One row for each label in every array, in the order of ``labels``.

    Labels are ``kind:<key>`` (one softmax), ``has:<kind>``, ``sensitive``, ``urgency:<U>`` (one softmax), ``emotion:<key>:<strength>``,
    ``vulnerability:<key>``, ``stop:<code>`` and ``stated_urgency`` (each a logistic score of its own). ``fusion`` has the shape
    (3, labels, 4): for each case the factors of both views, a constant and the factor of the likeness to quietly sensitive tickets. ``neighbours`` are vectors of tickets learnt from, as int8, and
    ``neighbour_sensitive`` says which of them are quietly sensitive (1), harmless (0) or neither (-1).
    """

    labels: tuple[str, ...]
    words: NDArray[np.int8]
    word_scales: Vector
    word_biases: Vector
    importance: Vector
    vectors: Vector
    vector_biases: Vector
    fusion: Vector
    neighbours: NDArray[np.int8]
    neighbour_sensitive: NDArray[np.int8]
    calibration: Mapping[str, Any]
    digest: str = ""
    encoder: MiniLM | None = field(default=None, repr=False)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each label stands."""
        return {label: i for i, label in enumerate(self.labels)}

    def index(self, prefix: str) -> dict[str, int]:
        """Return the positions of all labels below ``prefix``, by the rest of their name."""
        return {label[len(prefix) :]: i for i, label in enumerate(self.labels) if label.startswith(prefix)}

    def score(self, text: str, language: str) -> Scored:
        """Score one text. ``familiarity`` is the mean cosine to the nearest tickets learnt from."""
        occurrences = find_occurrences(text)
        words = self._weighed(weigh(occurrences))
        by_words = (self.words[:, words.columns].astype(np.float32) @ words.values) * self.word_scales + self.word_biases
        encoded = self.encoder.read(text) if self.encoder else None
        if encoded is None:
            fusion, by_vector, likeness, familiarity = WITHOUT_ENCODER, np.zeros_like(by_words), 0.0, 1.0
        else:
            fusion = ENGLISH if language == "en" else OTHER
            by_vector = self.vectors @ encoded.vector + self.vector_biases
            near = self._near(encoded.vector[None])
            likeness, familiarity = float((near[1] - near[0])[0]), float(max(part[0] for part in near.values()))
        factors = self.fusion[fusion]
        scores = factors[:, 0] * by_words + factors[:, 1] * by_vector + factors[:, 2] + factors[:, 3] * likeness
        return Scored(scores.astype(np.float32), occurrences, words, encoded, fusion, familiarity)

    def _weighed(self, features: Features) -> Features:
        values = features.values * self.importance[features.columns]
        return Features(features.columns, values / (float(np.linalg.norm(values)) or 1.0))

    def limits(self, fusion: int, language: str) -> Mapping[str, Any]:
        """Return the thresholds that hold for a text scored so, see ``connector.triage.thresholds``."""
        by_language: Mapping[str, Mapping[str, Any]] = self.calibration[CASES[fusion]]
        return by_language.get(language, by_language[ANY_LANGUAGE])

    def word_features(self, texts: Sequence[str]) -> Any:
        """Return the weighted n-grams, rows of unit length."""
        return unit_rows(hashed_features(texts).multiply(self.importance).tocsr())

    def word_scores(self, features: Any) -> Vector:
        """Return the scores of the first view, shape (texts, labels)."""
        rows = np.zeros((features.shape[0], len(self.labels)), dtype=np.float32)
        for row in range(features.shape[0]):
            start, end = features.indptr[row], features.indptr[row + 1]
            columns, values = features.indices[start:end], features.data[start:end].astype(np.float32)
            rows[row] = (self.words[:, columns].astype(np.float32) @ values) * self.word_scales + self.word_biases
        return rows

    def likeness(self, vectors: Vector) -> Vector:
        """Return how much nearer each vector is to quietly sensitive tickets than to harmless ones (difference of mean cosines)."""
        near = self._near(vectors)
        return np.asarray(near[1] - near[0], dtype=np.float32)

    def familiarity(self, vectors: Vector) -> Vector:
        """Return the mean cosine of each vector to the nearest tickets of any group."""
        return np.asarray(np.max(list(self._near(vectors).values()), axis=0), dtype=np.float32)

    def _near(self, vectors: Vector) -> Mapping[int, Vector]:
        return {group: _nearest(vectors, kept) for group, kept in self._groups.items()}

    @cached_property
    def _groups(self) -> Mapping[int, Vector]:
        return {g: self.neighbours[self.neighbour_sensitive == g].astype(np.float32) / _VECTOR_SCALE for g in (-1, 0, 1)}


def _nearest(vectors: Vector, kept: Vector) -> Vector:
    if len(kept) < _NEAREST:
        return np.zeros(len(vectors), dtype=np.float32)
    return np.asarray(np.partition(vectors @ kept.T, -_NEAREST, axis=1)[:, -_NEAREST:].mean(axis=1))


_ARRAYS: Final = (
    "words", "word_scales", "word_biases", "importance", "vectors", "vector_biases", "fusion", "neighbours", "neighbour_sensitive",
)  # fmt: skip


def whole_numbers(vectors: Vector) -> NDArray[np.int8]:
    """Return vectors of unit length as int8."""
    return np.round(np.clip(vectors, -1.0, 1.0) * _VECTOR_SCALE).astype(np.int8)


def save_heads(heads: Heads, path: Path) -> None:
    """Write the heads so that the same heads give the same bytes."""
    meta = {
        "labels": heads.labels,
        "calibration": heads.calibration,
        "buckets": BUCKETS,
        "encoder": heads.encoder.digest if heads.encoder else "",
    }
    path.write_bytes(write_archive(meta, {name: getattr(heads, name) for name in _ARRAYS}))


@cache
def heads_digest() -> str:
    """Return the digest of the heads that ship with the package, without loading them; nothing where they cannot be read."""
    try:
        return hashlib.sha256((FOLDER / MODEL_NAME).read_bytes()).hexdigest()
    except OSError:
        return ""


def load_heads(path: Path | None = None) -> Heads:
    """Load the heads that ship with the package, or those of a file. Raises ConfigurationError when they do not fit."""
    source = FOLDER / MODEL_NAME if path is None else path
    try:
        content = source.read_bytes()
        meta, arrays = read_archive(content)
        heads = Heads(
            labels=tuple(meta["labels"]),
            calibration=meta["calibration"],
            digest=hashlib.sha256(content).hexdigest(),
            encoder=load_encoder(FOLDER) if meta["encoder"] else None,
            **arrays,
        )
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise ConfigurationError(f"the model {source.name} cannot be read; rebuild it with `make model`.") from exc
    if meta["buckets"] != BUCKETS or (heads.encoder and heads.encoder.digest != meta["encoder"]):
        raise ConfigurationError(f"the model {source.name} was made for other features; rebuild it with `make model`.")
    return heads
