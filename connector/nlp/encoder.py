"""The sentence encoder: all-MiniLM-L6-v2 as int8 ONNX, one thread, one text at a time, no network and no torch.

Batches are slower on a CPU: padding and cache misses cost more than they save.
"""

import hashlib
import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from connector.errors import ConfigurationError
from connector.nlp.wordpiece import Pieces, WordPiece

DIMENSIONS: Final = 384
#: The model was made for 256 pieces; what stands behind them in a long message is read by the n-grams alone.
MOST_PIECES: Final = 256
#: The model as it was published, for whatever an account brings: its own labels, its own answers.
GENERAL: Final = Path(str(files("connector.nlp"))) / "model"

Vector = NDArray[np.float32]
Model = TypeVar("Model")


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text: its vector of unit length, and for each piece its share of it, so that ``shares.sum(axis=0) == vector``."""

    vector: Vector
    shares: Vector
    pieces: Pieces


class MiniLM:
    """Turns texts into vectors of unit length. Safe to share between threads."""

    def __init__(self, session: Any, pieces: WordPiece, digest: str) -> None:
        self._session = session
        self._pieces = pieces
        self.digest = digest

    def read(self, text: str) -> Encoded:
        """Encode one text."""
        pieces = self._pieces.split(text, MOST_PIECES)
        (states,) = self._session.run(None, {"ids": np.array(pieces.ids, dtype=np.int64)})
        length = float(np.linalg.norm(states.mean(axis=0))) or 1.0
        shares = (states / (len(pieces.ids) * length)).astype(np.float32)
        return Encoded(shares.sum(axis=0), shares, pieces)

    def split(self, text: str, most: int = MOST_PIECES) -> tuple[int, ...]:
        """Return the ids of the pieces of a text, as the model reads them."""
        return self._pieces.split(text, most).ids

    def encode(self, texts: Sequence[str]) -> Vector:
        """Return an array of shape (texts, 384), rows of unit length."""
        return np.stack([self.read(text).vector for text in texts]) if texts else np.zeros((0, DIMENSIONS), dtype=np.float32)


def encoder_digest(folder: Path = GENERAL) -> str:
    """Return the digest by which vectors are known to be of this encoder, or an empty string where its files were left out."""
    description = folder / "encoder.json"
    if not description.exists() or not (folder / "encoder.onnx").exists():
        return ""
    return str(json.loads(description.read_text(encoding="utf-8"))["sha256"])


def load_once(load: Callable[[], Model]) -> Callable[[], Model]:
    """Return what loads on its first call and gives the same model ever after, whatever thread asks."""
    lock, loaded = threading.Lock(), list[Model]()

    def give() -> Model:
        with lock:
            if not loaded:
                loaded.append(load())
            return loaded[0]

    return give


def load_encoder(folder: Path = GENERAL) -> MiniLM | None:
    """Load the encoder that ships with the package, or ``None`` where its files were left out. Raises ConfigurationError when a file is not the one that was built."""
    if not (said := encoder_digest(folder)):
        return None
    import onnxruntime  # noqa: PLC0415 - a second that no other command shall wait for

    graph = folder / "encoder.onnx"
    with graph.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != said:
        raise ConfigurationError(
            "the encoder is not the one that was built; install the package again, or rebuild it with `make encoder`."
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False  # it keeps what the longest text ever needed
    options.add_session_config_entry("session.disable_prepacking", "1")  # saves a copy of every weight and costs no time here
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    return MiniLM(session, _pieces(), digest)


@cache
def _pieces() -> WordPiece:
    """The vocabulary, which fine-tuning leaves as it is."""
    vocabulary = (GENERAL / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    return WordPiece({piece: i for i, piece in enumerate(vocabulary)})
