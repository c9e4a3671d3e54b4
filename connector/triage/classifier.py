"""A classifier for any labelled texts: what an account's own history is learnt with, and what ``handoff evaluate`` measures.

Two linear views of a text, its sentence vector and its hashed n-grams, are fused late by a weight that cross-validation picks.
Concatenating them unscaled is worse than either. Nothing of the texts is kept but weights of hashed features.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from connector.nlp.encoder import MiniLM
from connector.nlp.features import hashed_features, inverse_frequency, unit_rows
from connector.triage.archive import quantise, read_archive, write_archive
from connector.triage.calibration import Array, Floats, calibration_error, fit_temperature, least_confidence, log_softmax, softmax
from connector.triage.linear import rows_of
from connector.triage.scope import NEIGHBOURS, ScopeScore, fit_scope

_WORDS: Final = 2**16
_CHARACTERS: Final = 2**16
_WEIGHTS: Final = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.5, 2.5)
#: A label seen less often than this gets its own name as one more example.
_FEW: Final = 20
_FOLDS: Final = 5


@dataclass(frozen=True, slots=True)
class Prediction:
    """For each text a probability of each label, shape (texts, labels), and how much the text is like those learnt from."""

    labels: tuple[str, ...]
    probabilities: Floats
    scope: Floats

    @property
    def best(self) -> list[str]:
        """The most likely label of each text."""
        return [self.labels[i] for i in self.probabilities.argmax(axis=1)]

    @property
    def confidence(self) -> Floats:
        """The probability of the most likely label of each text."""
        return np.asarray(self.probabilities.max(axis=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifier:
    """A fitted classifier.

    ``thresholds``: ``error_2`` and ``error_5`` are the least confidences at which at most 2 and 5 % of held-out readings were wrong,
    ``scope_95`` the scope that 95 % of them reached. ``report`` holds cross-validated figures.
    """

    labels: tuple[str, ...]
    columns: NDArray[np.int32]
    importance: NDArray[np.float32]
    words: NDArray[np.int8]
    words_scale: NDArray[np.float32]
    words_bias: NDArray[np.float32]
    vectors: NDArray[np.float32]
    vectors_bias: NDArray[np.float32]
    weight: float
    temperature: float
    scope: ScopeScore
    thresholds: Mapping[str, float]
    report: Mapping[str, float]
    encoder: MiniLM | None

    def predict(self, texts: Sequence[str]) -> Prediction:
        """Read texts. Shapes (texts, labels) and (texts,)."""
        counts = hashed_features(texts, _WORDS, _CHARACTERS)[:, self.columns].multiply(self.importance).tocsr()
        word_scores = (unit_rows(counts) @ self.words.T.astype(np.float32)) * self.words_scale + self.words_bias
        vectors = self.encoder.encode(texts) if self.encoder else np.zeros((len(texts), 0), dtype=np.float32)
        vector_scores = vectors @ self.vectors.T + self.vectors_bias
        fused = _fuse(vector_scores if self.encoder else None, word_scores, self.weight)
        return Prediction(self.labels, softmax(fused, self.temperature), self.scope.measure(vector_scores, word_scores, vectors))

    def to_bytes(self) -> bytes:
        """Return the classifier as an .npz without pickles."""
        meta = {
            "labels": self.labels,
            "weight": self.weight,
            "temperature": self.temperature,
            "thresholds": dict(self.thresholds),
            "report": dict(self.report),
            "encoder": self.encoder.digest if self.encoder else "",
            "scope": self.scope.meta(),
        }
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        return write_archive(meta, {**arrays, "neighbours": self.scope.neighbours})

    @classmethod
    def from_bytes(cls, content: bytes, encoder: MiniLM | None) -> Self:
        """Read it back. Raises ValueError when it was made with another encoder, or is none."""
        meta, arrays = read_archive(content)
        if meta["encoder"] != (encoder.digest if encoder else ""):
            raise ValueError("it was learnt with another encoder")
        return cls(
            labels=tuple(meta["labels"]),
            weight=meta["weight"],
            temperature=meta["temperature"],
            thresholds=meta["thresholds"],
            report=meta["report"],
            scope=ScopeScore.from_meta(meta["scope"], arrays.pop("neighbours")),
            encoder=encoder,
            **arrays,
        )


_ARRAYS: Final = ("columns", "importance", "words", "words_scale", "words_bias", "vectors", "vectors_bias")


def fit_classifier(
    texts: Sequence[str], labels: Sequence[str], encoder: MiniLM | None, *, groups: Sequence[int] | None = None, seed: int = 7
) -> Classifier:
    """Fit a classifier. The same input gives the same classifier.

    ``groups`` puts near-duplicates on one side of every fold. Raises ValueError with fewer than two labels or with a label of one text.
    """
    names = sorted(set(labels))
    truth = np.array([names.index(label) for label in labels])
    counts = np.bincount(truth)
    if len(names) < 2 or counts.min() < 2:
        raise ValueError("there must be at least two labels, each with at least two texts")
    vectors = encoder.encode(texts) if encoder else None
    hashed = hashed_features(texts, _WORDS, _CHARACTERS)
    pseudo = [i for i, count in enumerate(counts) if count < _FEW]
    extra = _Extra(
        hashed_features([_spoken(names[i]) for i in pseudo], _WORDS, _CHARACTERS) if pseudo else None,
        encoder.encode([_spoken(names[i]) for i in pseudo]) if encoder and pseudo else None,
        np.array(pseudo, dtype=np.int64),
    )
    few = float(np.median(counts)) < 50
    held_words, held_vectors = np.zeros((len(truth), len(names))), np.zeros((len(truth), len(names)))
    nearest = np.zeros(len(truth))
    for train, test in _folds(truth, groups, seed):
        view = _fit_views(
            hashed[train], vectors[train] if vectors is not None else None, truth[train], extra, len(names), few=few
        )
        held_words[test] = view.word_scores(hashed[test])
        if vectors is not None:
            held_vectors[test] = vectors[test] @ view.vectors.T + view.vectors_bias
            nearest[test] = np.sort(vectors[test] @ vectors[train].T, axis=1)[:, -NEIGHBOURS:].mean(axis=1)
    weight, temperature = _fit_fusion(held_vectors if vectors is not None else None, held_words, truth)
    fused = _fuse(held_vectors if vectors is not None else None, held_words, weight)
    view = _fit_views(hashed, vectors, truth, extra, len(names), few=few)
    words, words_scale = quantise(view.words)
    chances = softmax(fused, temperature)
    right, confidence = chances.argmax(axis=1) == truth, chances.max(axis=1)
    scope = fit_scope(held_vectors, held_words, nearest, vectors)
    held_scope = scope.combine(held_vectors, held_words, nearest)
    return Classifier(
        labels=tuple(names), columns=view.columns, importance=view.importance, words=words, words_scale=words_scale,
        words_bias=view.words_bias, vectors=view.vectors, vectors_bias=view.vectors_bias, weight=weight, temperature=temperature,
        scope=scope, encoder=encoder,
        thresholds={
            "error_2": least_confidence(confidence, right, 0.02),
            "error_5": least_confidence(confidence, right, 0.05),
            "scope_95": float(np.quantile(held_scope, 0.05)),
        },
        report=_report(chances, truth, right, confidence),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Extra:
    """The names of rare labels as examples of themselves."""

    hashed: Any
    vectors: NDArray[np.float32] | None
    truth: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Views:
    """Both linear views, fitted. Features that are never used are left out."""

    columns: NDArray[np.int32]
    importance: NDArray[np.float32]
    words: Floats
    words_bias: NDArray[np.float32]
    vectors: NDArray[np.float32]
    vectors_bias: NDArray[np.float32]

    def word_scores(self, hashed: Any) -> Floats:
        counts = unit_rows(hashed[:, self.columns].multiply(self.importance).tocsr())
        return np.asarray(counts @ self.words.T + self.words_bias)


def _fit_views(hashed: Any, vectors: Any, truth: NDArray[np.int64], extra: _Extra, count: int, *, few: bool) -> _Views:
    from scipy import sparse  # noqa: PLC0415 - seconds that no other command shall wait for
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    if len(extra.truth):
        hashed = sparse.vstack([hashed, extra.hashed]).tocsr()
        vectors = np.vstack([vectors, extra.vectors]) if vectors is not None and extra.vectors is not None else None
        truth = np.concatenate([truth, extra.truth])
    importance = inverse_frequency(hashed)
    columns = np.flatnonzero(importance).astype(np.int32)
    features = unit_rows(hashed[:, columns].multiply(importance[columns]).tocsr())
    svm = LinearSVC(C=0.5, random_state=7).fit(features, truth)
    words, words_bias = rows_of(svm, count)
    if vectors is None:
        empty = np.zeros((count, 0), dtype=np.float32), np.zeros(count, dtype=np.float32)
        return _Views(columns, importance[columns], words, words_bias.astype(np.float32), *empty)
    regression = LogisticRegression(C=10.0 if few else 30.0, max_iter=300).fit(vectors, truth)
    dense, dense_bias = rows_of(regression, count)
    return _Views(
        columns,
        importance[columns],
        words,
        words_bias.astype(np.float32),
        dense.astype(np.float32),
        dense_bias.astype(np.float32),
    )


def _fuse(vectors: Array | None, words: Array, weight: float) -> Floats:
    """The scale of the margins of a support vector machine was measured to need a factor of about four to act as log-odds."""
    told = log_softmax(4.0 * words)
    return told if vectors is None else log_softmax(vectors) + weight * told


def _fit_fusion(vectors: Floats | None, words: Floats, truth: NDArray[np.int64]) -> tuple[float, float]:
    best: tuple[float, float, float, float] | None = None
    for weight in _WEIGHTS if vectors is not None else (1.0,):
        fused = _fuse(vectors, words, weight)
        temperature = fit_temperature(fused, truth)
        chances = log_softmax(fused, temperature)
        loss = -float(chances[np.arange(len(truth)), truth].mean())
        wrong = float((chances.argmax(axis=1) != truth).mean())
        found = (loss + wrong, loss, weight, temperature)
        best = found if best is None or found < best else best
    assert best is not None  # noqa: S101 - there is at least one weight
    return best[2], best[3]


def _folds(truth: NDArray[np.int64], groups: Sequence[int] | None, seed: int) -> list[tuple[Any, Any]]:
    from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold  # noqa: PLC0415

    count = int(max(2, min(_FOLDS, np.bincount(truth).min())))
    if groups is None:
        return list(StratifiedKFold(count, shuffle=True, random_state=seed).split(truth, truth))
    return list(StratifiedGroupKFold(count, shuffle=True, random_state=seed).split(truth, truth, groups))


def _report(chances: Floats, truth: NDArray[np.int64], right: Any, confidence: Floats) -> dict[str, float]:
    from sklearn.metrics import f1_score  # noqa: PLC0415

    counts = np.bincount(truth)
    return {
        "count": float(len(truth)),
        "accuracy": float(right.mean()),
        "macro_f1": float(f1_score(truth, chances.argmax(axis=1), average="macro", zero_division=0)),
        "majority": float(counts.max() / len(truth)),
        "ece": calibration_error(confidence, right),
        "coverage_2": float((confidence >= least_confidence(confidence, right, 0.02)).mean()),
        "coverage_5": float((confidence >= least_confidence(confidence, right, 0.05)).mean()),
    }


def _spoken(label: str) -> str:
    """The name of a label as words."""
    return label.replace("_", " ").replace("-", " ").strip() or label
