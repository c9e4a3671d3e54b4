"""The linear heads and the file they live in: weights as int8 with one scale each, no pickle, a digest beside it."""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np
from numpy.typing import NDArray

from connector.errors import ConfigurationError
from connector.nlp.features import BUCKETS, hashed_features

MODEL_NAME: Final = "heads.npz"
Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Heads:
    """Linear heads over the hashed features: one row of ``weights`` for each label, in the order of ``labels``.

    Labels are ``kind:<key>`` (one softmax), ``has:<kind>``, ``urgency:<U>`` (one softmax), ``emotion:<key>:<strength>``,
    ``vulnerability:<key>`` and ``stated_urgency`` (each a logistic score of its own).
    """

    labels: tuple[str, ...]
    weights: NDArray[np.int8]
    scales: Vector
    biases: Vector
    importance: Vector
    calibration: Mapping[str, Any]
    digest: str

    def scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the raw scores, shape (texts, labels)."""
        features = hashed_features(texts).multiply(self.importance).tocsr()
        norms = np.sqrt(np.asarray(features.multiply(features).sum(axis=1)).ravel())
        norms[norms == 0.0] = 1.0
        rows = np.zeros((len(texts), len(self.labels)), dtype=np.float32)
        for row in range(len(texts)):
            start, end = features.indptr[row], features.indptr[row + 1]
            columns, values = features.indices[start:end], features.data[start:end] / norms[row]
            rows[row] = (self.weights[:, columns].astype(np.float32) @ values.astype(np.float32)) * self.scales + self.biases
        return rows

    def index(self, prefix: str) -> dict[str, int]:
        """Return the positions of all labels below ``prefix``, by the rest of their name."""
        return {label[len(prefix) :]: i for i, label in enumerate(self.labels) if label.startswith(prefix)}


def softmax(scores: NDArray[Any], temperature: float = 1.0) -> NDArray[np.float64]:
    """Return probabilities along the last axis."""
    scaled = scores.astype(np.float64) / temperature
    exponents = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=-1, keepdims=True))


def logistic(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return probabilities, elementwise."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores.astype(np.float64), -60, 60))))


def quantise(weights: NDArray[np.float64]) -> tuple[NDArray[np.int8], Vector]:
    """Return weights as int8 with one scale a row."""
    scales = np.abs(weights).max(axis=1) / 127.0
    scales[scales == 0.0] = 1.0
    return np.round(weights / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def save_heads(heads: Heads, path: Path) -> None:
    """Write the heads as .npz so that the same heads give the same bytes: members in order, no time of writing."""
    meta = json.dumps({"labels": heads.labels, "calibration": heads.calibration, "buckets": BUCKETS}, sort_keys=True)
    members: dict[str, Any] = {
        "meta": np.frombuffer(meta.encode(), dtype=np.uint8),
        "weights": heads.weights,
        "scales": heads.scales,
        "biases": heads.biases,
        "importance": heads.importance,
    }
    with ZipFile(path, "w", compression=ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in members.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, array, allow_pickle=False)
            archive.writestr(ZipInfo(f"{name}.npy"), content.getvalue(), compress_type=ZIP_DEFLATED)


def load_heads(path: Path | None = None) -> Heads:
    """Load the heads that ship with the package, or those of a file. Raises ConfigurationError when they do not fit."""
    source = Path(str(files("connector.triage") / "model" / MODEL_NAME)) if path is None else path
    try:
        digest = hashlib.sha256(source.read_bytes()).hexdigest()
        with np.load(source, allow_pickle=False) as data:
            meta = json.loads(data["meta"].tobytes())
            heads = Heads(
                labels=tuple(meta["labels"]),
                weights=data["weights"],
                scales=data["scales"],
                biases=data["biases"],
                importance=data["importance"],
                calibration=meta["calibration"],
                digest=digest,
            )
    except (OSError, ValueError, KeyError) as exc:
        raise ConfigurationError(f"the model {source.name} cannot be read; rebuild it with `make model`.") from exc
    if meta["buckets"] != BUCKETS:
        raise ConfigurationError(f"the model {source.name} belongs to other features; rebuild it with `make model`.")
    return heads
