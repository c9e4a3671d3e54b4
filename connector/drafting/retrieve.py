"""Finding the answer that fits, among the account's own macros, canned responses and public articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from connector.core.draft import Source
from connector.nlp.features import hashed_features
from connector.nlp.language import identify_language

#: Cosine of hashed words and characters below which nothing is close enough to be an answer.
_CLOSE_ENOUGH: Final = 0.08
_TITLE_WEIGHT: Final = 0.3


@dataclass(frozen=True, slots=True)
class Match:
    """A source and how close it is to the question."""

    source: Source
    score: float


def find_sources(question: str, language: str, sources: Sequence[Source]) -> list[Match]:
    """Return the sources in the customer's language that are close enough, best first."""
    spoken = [s for s in sources if (s.language or identify_language(f"{s.title}\n{s.body}"))[:2] == language]
    if not spoken:
        return []
    asked = hashed_features([question])
    titles = hashed_features([s.title for s in spoken])
    bodies = hashed_features([s.body for s in spoken])
    weights = _rarity(titles, bodies)
    score = _TITLE_WEIGHT * _cosine(asked, titles, weights) + (1 - _TITLE_WEIGHT) * _cosine(asked, bodies, weights)
    order = np.argsort(-score)
    return [Match(spoken[i], float(score[i])) for i in order if score[i] >= _CLOSE_ENOUGH]


def _rarity(titles: Any, bodies: Any) -> NDArray[np.float64]:
    """How telling each feature is within this account's answers: what stands in all of them tells nothing."""
    counts = np.asarray(((titles + bodies) > 0).sum(axis=0)).ravel()
    return np.asarray(np.log((1.0 + titles.shape[0]) / (1.0 + counts)) + 0.5, dtype=np.float64)


def _cosine(asked: Any, texts: Any, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    a, b = asked.multiply(weights).tocsr(), texts.multiply(weights).tocsr()
    lengths = np.sqrt(np.asarray(b.multiply(b).sum(axis=1)).ravel()) * float(np.sqrt(a.multiply(a).sum()))
    lengths[lengths == 0.0] = 1.0
    products: NDArray[np.float64] = np.asarray((b @ a.T).todense(), dtype=np.float64).ravel()
    return np.asarray(products / lengths)
