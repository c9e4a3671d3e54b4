"""Questions that no answer of the account answers: which words to keep of them, and which of them are alike."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np

from connector.drafting.focus import asking_parts
from connector.drafting.windows import BUCKETS, character_runs
from connector.nlp.encoder import MiniLM

_LONGEST: Final = 200
#: Questions of which so much of their runs of characters is common are alike, and English ones so near in sense.
_SAME_RUNS: Final = 0.35
_SAME_SENSE: Final = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A question that might have had a draft and for which there was no good source, in the customer's own words."""

    ticket: str
    kind: str
    language: str
    question: str
    at: float


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Questions that are alike, the newest first. ``example`` is the shortest of them."""

    gaps: tuple[Gap, ...]

    @property
    def example(self) -> Gap:
        """The question that stands for all."""
        return min(self.gaps, key=lambda gap: (len(gap.question), -gap.at, gap.ticket))

    @property
    def kinds(self) -> tuple[str, ...]:
        """What they are about, the most frequent first."""
        kinds = [gap.kind for gap in self.gaps]
        return tuple(sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind)))


def shortest_question(text: str) -> str:
    """Return the shortest question of a text, or how it begins where it asks nothing outright; at most 200 characters."""
    found = min(asking_parts(text), key=len, default="")
    line = " ".join(found.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rsplit(' ', 1)[0]}…"


def group_alike(gaps: Sequence[Gap], encoder: MiniLM | None) -> list[GapGroup]:
    """Put questions of one language together that are alike, also over several steps; the biggest groups first."""
    by_language: defaultdict[str, list[Gap]] = defaultdict(list)
    for gap in sorted(gaps, key=lambda gap: (-gap.at, gap.ticket)):
        by_language[gap.language].append(gap)
    groups: defaultdict[tuple[str, int], list[Gap]] = defaultdict(list)
    for language, asked in by_language.items():
        for gap, label in zip(asked, _labels(asked, encoder if language == "en" else None), strict=True):
            groups[language, label].append(gap)
    made = [GapGroup(tuple(found)) for found in groups.values()]
    return sorted(made, key=lambda group: (-len(group.gaps), -group.gaps[0].at, group.gaps[0].ticket))


def _labels(gaps: Sequence[Gap], encoder: MiniLM | None) -> list[int]:
    """The number of its group for each question."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - a tenth of a second that no ticket shall wait for

    alike = _shared_runs(gaps) >= _SAME_RUNS
    if encoder is not None:
        vectors = encoder.encode([gap.question for gap in gaps])
        alike |= vectors @ vectors.T >= _SAME_SENSE
    return [int(label) for label in connected_components(alike, directed=False)[1]]


def _shared_runs(gaps: Sequence[Gap]) -> Any:
    """The Jaccard index of the runs of every two questions."""
    from scipy import sparse  # noqa: PLC0415 - as above

    runs = [character_runs(gap.question).astype(np.int32) for gap in gaps]
    ends = np.cumsum([0, *map(len, runs)])
    table = sparse.csr_matrix((np.ones(ends[-1], np.int32), np.concatenate(runs), ends), shape=(len(gaps), BUCKETS))
    common = np.asarray((table @ table.T).todense())
    sizes = np.array([after - before for before, after in pairwise(ends)])
    return common / np.maximum(sizes[:, None] + sizes[None, :] - common, 1)
