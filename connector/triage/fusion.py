"""How much each view of a text counts for each label, fitted on tickets that were held out.

Late fusion: the scores of both views, each from a model of its own, are weighed against each other. English rests on the sentence
vector more than other languages do, and an installation without the encoder rests on the n-grams alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from connector.triage.calibration import fit_temperature, log_softmax
from connector.triage.tickets import LabelledTicket

#: Labels of which exactly one holds.
CHOICES: Final = ("kind:", "urgency:")
_SHARES: Final = tuple(np.linspace(0.0, 1.0, 21))
#: With fewer held-out tickets that carry a label, the two views count alike.
_FEWEST: Final = 8

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Tickets held out and how both views scored them: arrays of shape (tickets, labels), ``likeness`` (tickets,)."""

    tickets: Sequence[LabelledTicket]
    labels: Sequence[str]
    words: Vector
    vectors: Vector | None
    likeness: Vector | None
    truth: NDArray[np.int8]

    def in_case(self, case: int) -> NDArray[np.bool_]:
        """Which tickets a fusion case is fitted on: English, other languages, or all where there is no encoder."""
        english = np.array([ticket.language == "en" for ticket in self.tickets])
        rows = (english, ~english, np.ones(len(english), dtype=bool))[case]
        return rows if rows.sum() >= _FEWEST else np.ones(len(english), dtype=bool)

    def views(self, case: int) -> tuple[Vector, Vector, Vector]:
        """Return both views and the likeness as that case sees them."""
        nothing = np.zeros_like(self.words)
        if case == 2 or self.vectors is None or self.likeness is None:
            return self.words, nothing, nothing[:, 0]
        return self.words, self.vectors, self.likeness


def fit_fusion(held: Held) -> Vector:
    """Return for each case and label the factors of words, vector and likeness with a constant between: shape (3, labels, 4)."""
    fusion = np.zeros((3, len(held.labels), 4), dtype=np.float32)
    for case in range(3):
        rows = held.in_case(case)
        words, vectors, likeness = (view[rows] for view in held.views(case))
        truth = held.truth[rows]
        for prefix in CHOICES:
            columns = [i for i, label in enumerate(held.labels) if label.startswith(prefix)]
            fusion[case, columns, :2] = _fit_choice(words[:, columns], vectors[:, columns], truth[:, columns].argmax(axis=1))
        for i, label in enumerate(held.labels):
            if not label.startswith(CHOICES):
                extra = likeness if label == "sensitive" else np.zeros_like(likeness)
                fusion[case, i] = _fit_flag(words[:, i], vectors[:, i], extra, truth[:, i])
    return fusion


def fused_scores(held: Held, fusion: Vector, case: int) -> Vector:
    """Return the fused scores of all held-out tickets as one case sees them, shape (tickets, labels)."""
    words, vectors, likeness = held.views(case)
    factors = fusion[case]
    return np.asarray(factors[:, 0] * words + factors[:, 1] * vectors + factors[:, 2] + factors[:, 3] * likeness[:, None])


def _fit_choice(words: Vector, vectors: Vector, truth: NDArray[np.int64]) -> tuple[float, float]:
    """The share of each view and the temperature with the best log-likelihood."""
    best = (np.inf, 1.0, 0.0)
    for share in _SHARES if vectors.any() else (1.0,):
        fused = share * 4.0 * words + (1.0 - share) * vectors
        temperature = fit_temperature(fused, truth)
        loss = -float(log_softmax(fused, temperature)[np.arange(len(truth)), truth].mean())
        if loss < best[0]:
            best = (loss, float(share * 4.0 / temperature), float((1.0 - share) / temperature))
    return best[1], best[2]


def _fit_flag(words: Vector, vectors: Vector, likeness: Vector, truth: NDArray[np.int8]) -> tuple[float, float, float, float]:
    if truth.sum() < _FEWEST or (1 - truth).sum() < _FEWEST:
        return (0.5, 0.5, 0.0, 0.0) if vectors.any() else (1.0, 0.0, 0.0, 0.0)
    views = np.stack([words, vectors, likeness], axis=1)
    used = views.any(axis=0)
    model = LogisticRegression(C=1.0, max_iter=500).fit(views[:, used], truth)
    factors = np.zeros(3)
    factors[used] = np.maximum(model.coef_[0], 0.0)
    return float(factors[0]), float(factors[1]), float(model.intercept_[0]), float(factors[2])
