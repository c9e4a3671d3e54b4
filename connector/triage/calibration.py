"""From scores to probabilities that mean what they say, and how far they can be trusted.

Everything here is fitted on held-out scores (cross-validation), never on the scores of what was trained on.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Floats = NDArray[np.float64]

#: A threshold that no probability reaches: held-out errors were too many at any confidence.
NEVER: Final = 1.01
#: Fewer readings than this prove no error rate.
_FEWEST: Final = 20


def log_softmax(scores: Array, temperature: float = 1.0) -> Floats:
    """Return log-probabilities along the last axis."""
    scaled = scores.astype(np.float64) / temperature
    scaled -= scaled.max(axis=-1, keepdims=True)
    return np.asarray(scaled - np.log(np.exp(scaled).sum(axis=-1, keepdims=True)))


def softmax(scores: Array, temperature: float = 1.0) -> Floats:
    """Return probabilities along the last axis."""
    return np.asarray(np.exp(log_softmax(scores, temperature)))


def logistic(scores: Array) -> Floats:
    """Return probabilities, elementwise."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores.astype(np.float64), -60, 60))))


def fit_temperature(scores: Array, truth: Array) -> float:
    """Return the temperature with the best log-likelihood (Guo et al., On Calibration of Modern Neural Networks, 2017)."""
    from scipy.optimize import minimize_scalar  # noqa: PLC0415 - a third of a second that reading a ticket does not need

    rows = np.arange(len(truth))

    def loss(log_temperature: float) -> float:
        return -float(log_softmax(scores, float(np.exp(log_temperature)))[rows, truth].mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-4.0, 4.0), method="bounded").x))


def least_confidence(confidence: Array, right: Array, error: float) -> float:
    """Return the lowest confidence from which on at most ``error`` of the held-out readings were wrong; NEVER where there is none."""
    order = np.argsort(-confidence, kind="stable")
    wrong = np.cumsum(~right[order].astype(bool))
    read = np.arange(1, len(order) + 1)
    enough = np.flatnonzero((wrong / read <= error) & (read >= _FEWEST))
    return float(confidence[order][enough[-1]]) if len(enough) else NEVER


def calibration_error(confidence: Array, right: Array, bins: int = 15) -> float:
    """Return the expected calibration error over bins of equal mass (Nixon et al., Measuring Calibration in Deep Learning, 2019)."""
    order = np.argsort(confidence, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return float(sum(len(p) * abs(confidence[p].mean() - right[p].mean()) for p in parts) / len(order))


def ranking_quality(inside: Array, outside: Array) -> float:
    """Return the area under the ROC curve: how often an inside score stands above an outside one, ties counting half."""
    scores = np.concatenate([inside, outside])
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    values, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2.0)[inverse] if len(values) < len(scores) else ranks
    return float((ranks[: len(inside)].sum() - len(inside) * (len(inside) + 1) / 2) / (len(inside) * len(outside)))
