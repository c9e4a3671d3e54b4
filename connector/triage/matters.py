"""What a text is about, whoever wrote it: the heads that sort tickets also tell which tickets an answer is for."""

from collections.abc import Callable, Sequence

import numpy as np

from connector.triage.calibration import softmax
from connector.triage.heads import Heads, Vector


class HeadsMatterReader:
    """Reads the shares of some kinds. Loads the heads when they are first needed."""

    def __init__(self, load: Callable[[], Heads], kinds: Sequence[str]) -> None:
        self._load = load
        self._kinds = tuple(kinds)

    def __call__(self, text: str, language: str) -> Vector:
        """Return the share of each kind, shape (kinds,), together one. Kinds that the heads do not know have none."""
        heads = self._load()
        places = heads.index("kind:")
        known = [place for place, kind in enumerate(self._kinds) if kind in places]
        scores = heads.score(text, language).scores[[places[self._kinds[place]] for place in known]]
        shares = np.zeros(len(self._kinds), dtype=np.float32)
        shares[known] = softmax(scores[None].astype(np.float64))[0]
        return shares
