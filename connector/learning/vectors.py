"""The encoder with a memory, because every head of an account reads the same texts."""

import threading
from collections.abc import Sequence

import numpy as np

from connector.nlp.encoder import DIMENSIONS, Encoded, MiniLM, Vector


class RememberingEncoder(MiniLM):
    """Encodes each text once, as long as no more than ``most`` others came since. Safe to share between threads."""

    def __init__(self, encoder: MiniLM, most: int) -> None:
        self._encoder = encoder
        self._most = most
        self._known: dict[str, Vector] = {}
        self._lock = threading.Lock()
        self.digest = encoder.digest

    def read(self, text: str) -> Encoded:
        """Encode one text."""
        return self._encoder.read(text)

    def encode(self, texts: Sequence[str]) -> Vector:
        """Return an array of shape (texts, 384), rows of unit length."""
        return np.stack([self._vector(text) for text in texts]) if texts else np.zeros((0, DIMENSIONS), dtype=np.float32)

    def _vector(self, text: str) -> Vector:
        with self._lock:
            known = self._known.get(text)
        if known is None:
            known = self._encoder.encode([text])[0]
            with self._lock:
                while len(self._known) >= self._most:
                    self._known.pop(next(iter(self._known)))
                self._known[text] = known
        return known
