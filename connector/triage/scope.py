"""How much a text is like those that were learnt from: energy, nearest neighbours and the margin of the n-grams, fused.

Energy is the log-sum-exp of the scores (Liu et al., Energy-based Out-of-distribution Detection, 2020). Each part is measured in
standard deviations of held-out readings, so that none drowns the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from connector.triage.calibration import Array, Floats

NEIGHBOURS: Final = 5
#: More than this many vectors are thinned out: memory, not accuracy, is what more of them would change.
_MOST_KEPT: Final = 20_000
_SCALE: Final = 127.0


@dataclass(frozen=True, slots=True)
class ScopeScore:
    """The fused score: higher is more alike. ``neighbours`` are the vectors learnt from, as int8."""

    means: tuple[float, ...]
    spreads: tuple[float, ...]
    neighbours: NDArray[np.int8]

    def measure(self, dense: Array, words: Array, vectors: NDArray[np.float32]) -> Floats:
        """Return the score of each text, shape (texts,), from the raw scores of both views."""
        return self.combine(dense, words, nearest_similarity(vectors, self.neighbours))

    def combine(self, dense: Array, words: Array, nearest: Floats) -> Floats:
        """Return the score from its parts."""
        parts = _parts(dense, words, nearest)
        return np.asarray(sum((p - m) / s for p, m, s in zip(parts, self.means, self.spreads, strict=True)))

    def meta(self) -> dict[str, Any]:
        """What is kept beside the vectors."""
        return {"means": self.means, "spreads": self.spreads}

    @classmethod
    def from_meta(cls, meta: Mapping[str, Any], neighbours: NDArray[np.int8]) -> Self:
        """Read it back."""
        return cls(tuple(meta["means"]), tuple(meta["spreads"]), neighbours)


def fit_scope(dense: Array, words: Array, nearest: Floats, vectors: NDArray[np.float32] | None) -> ScopeScore:
    """Fit the score on held-out scores. ``nearest`` is the similarity to the other folds."""
    parts = _parts(dense, words, nearest)
    kept = np.zeros((0, 0), dtype=np.int8)
    if vectors is not None:
        step = -(-len(vectors) // _MOST_KEPT)
        kept = np.round(vectors[::step] * _SCALE).astype(np.int8)
    return ScopeScore(tuple(float(p.mean()) for p in parts), tuple(float(p.std()) or 1.0 for p in parts), kept)


def nearest_similarity(vectors: NDArray[np.float32], kept: NDArray[np.int8]) -> Floats:
    """Return the mean cosine to the nearest of the kept vectors, shape (texts,); zeros where none are kept."""
    if not kept.size:
        return np.zeros(len(vectors))
    similarity = (vectors @ kept.T.astype(np.float32)) / _SCALE
    return np.asarray(np.partition(similarity, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:].mean(axis=1), dtype=np.float64)


def _parts(dense: Array, words: Array, nearest: Floats) -> tuple[Floats, Floats, Floats]:
    return (
        np.logaddexp.reduce(dense.astype(np.float64), axis=1) if dense.size else np.zeros(len(words)),
        np.asarray(words.max(axis=1)),
        nearest,
    )
