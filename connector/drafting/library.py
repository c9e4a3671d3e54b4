"""The answers of one account, arranged so that the passage that answers is found fast and in little memory.

A passage holds its runs of characters (two bytes each) and, once it was encoded, its sentence vector (768 bytes).
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple, Self, overload

import numpy as np
from numpy.typing import NDArray

from connector.core.draft import Source
from connector.drafting.insight import NO_INSIGHT, ORDINARY_KINDS, PARTICULAR_KINDS, Imprint, Insight, Matter
from connector.drafting.windows import BUCKETS, Runs, character_runs, cut_passages
from connector.nlp.encoder import DIMENSIONS
from connector.nlp.language import identify_language

#: So many passages of one account are looked through, those of the newest sources; about 20 MB.
MOST_PASSAGES: Final = 5000
#: Says how passages are cut and read. Imprints made in another way are made anew.
CUT: Final = "3"
#: A run of the question that stands in no passage counts so much more than the rarest one that does.
_UNSEEN: Final = 2.0
#: What counts beside: the part of the question that the title has, and how near the passage is in sense.
_TITLE: Final = 0.2
_SENSE: Final = 0.7
#: How much it counts that question and answer are about the same kinds of tickets, by the likeness of Bhattacharyya (1943).
_MATTER: Final = 0.4
#: “After that we charge nothing” is true of those who leave, and wrong for those who think of joining. What is mainly about leaving
#: goes only to a message that speaks of it: these shares, of the answer and of the message.
_LEAVING: Final = ORDINARY_KINDS.index("cancellation")
_MAINLY, _SPOKEN_OF = 0.5, 0.1
_PARTICULAR: Final = [ORDINARY_KINDS.index(kind) for kind in PARTICULAR_KINDS]
#: The share of a kind from which a message is surely of it.
_SURELY: Final = 0.95
#: The usual likeness of any question to any passage, which few passages cannot show: the encoder knows English and little else.
_USUAL_ENGLISH, _USUAL = 0.15, 0.4
_USUAL_WEIGHT: Final = 4
_AT_ONCE: Final = 512
_OLDEST: Final = datetime.min.replace(tzinfo=UTC)

Scores = NDArray[np.float32]


class Scored(NamedTuple):
    """Every source of one language with its best passage's number and score; all in the same order.

    ``by_sense``: the encoder had its say on it; ``by_matter``: so had the heads. ``to_the_matter``: the message is surely of a
    particular kind, and the source is mainly about that kind.
    """

    sources: tuple[Source, ...]
    passages: NDArray[np.int64]
    scores: Scores
    by_sense: NDArray[np.bool_]
    by_matter: NDArray[np.bool_]
    to_the_matter: NDArray[np.bool_]


class Library(Sequence[Source]):
    """The sources, as a sequence in the order of language and reference, whatever order they came in.

    ``imprints`` holds for a source's reference the bytes that :meth:`Insight.imprint` made. ``left_out`` counts sources beyond the
    limit on passages.
    """

    def __init__(
        self, sources: Iterable[Source], imprints: Mapping[str, bytes] | None = None, insight: Insight = NO_INSIGHT
    ) -> None:
        kept, self.left_out = _newest(sources)
        self._sources = tuple(kept)
        self._insight = insight
        self._languages = np.array([spoken_in(source) for source in kept])
        self._allowed = np.ones(len(kept), dtype=np.bool_)
        windows = [cut_passages(source.body) for source in kept]
        texts = (f"{source.title}\n{window}" for source, cut in zip(kept, windows, strict=True) for window in cut)
        self._ends = np.cumsum([0, *map(len, windows)])  # where the passages of each source begin and end
        self._passages = _Rows.of(texts)
        self._titles = _Rows.of(source.title for source in kept)
        self._counts = {language: self._count(language) for language in set(self._languages)}
        read = [Imprint.read((imprints or {}).get(s.ref, b""), len(cut)) for s, cut in zip(kept, windows, strict=True)]
        self._vectors, self._encoded = _stack(read, np.diff(self._ends))
        self._matters = np.sqrt([imprint.matter for imprint in read] or np.zeros((0, len(ORDINARY_KINDS))))

    def __len__(self) -> int:
        return int(self._allowed.sum())

    @overload
    def __getitem__(self, index: int) -> Source: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Source]: ...
    def __getitem__(self, index: int | slice) -> Source | Sequence[Source]:
        return tuple(source for source, allowed in zip(self._sources, self._allowed, strict=True) if allowed)[index]

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return int(self._ends[-1])

    def of_brand(self, brand: str) -> Self:
        """Return the part that a ticket of this brand may be answered from: its own sources, and those of no brand."""
        part = copy(self)
        part._allowed = np.array([source.brand in ("", brand) for source in self._sources], dtype=np.bool_)
        return part

    def about(self, text: str, language: str) -> Matter:
        """What a text is about, or nothing where nobody can tell that of text and answers."""
        if self._insight.read_matter is None or not self._matters.any():
            return np.zeros(0, dtype=np.float32)
        return self._insight.read_matter(text, language)

    def score(self, question: str, language: str, about: Matter | None = None) -> Scored:
        """Compare a question with every passage in its language: by runs of characters, by sense where both are encoded, and by matter.

        ``about`` is what the message is about that the question is taken from; without it that is read from the question.
        """
        chosen = np.flatnonzero(self._allowed & (self._languages == language))
        asked = character_runs(question)
        if not len(chosen) or not len(asked):
            none = np.zeros(0, np.bool_)
            return Scored((), np.zeros(0, np.int64), np.zeros(0, np.float32), none, none, none)
        first, last = chosen[0], chosen[-1]  # the sources of a language stand together
        begin, end = int(self._ends[first]), int(self._ends[last + 1])
        weights = self._weights(asked, language)
        scores = self._passages.share(weights, begin, end)
        scores += np.repeat(_TITLE * self._titles.share(weights, first, last + 1), np.diff(self._ends[first : last + 2]))
        by_sense = self._encoded[begin:end]
        if by_sense.any():
            scores += _SENSE * self._sense(question, language, begin, end)
        about = self.about(question, language) if about is None else about
        if len(about):
            matters, sizes = self._matters[first : last + 1], np.diff(self._ends[first : last + 2])
            scores += np.repeat(_MATTER * (matters @ np.sqrt(about)), sizes)
            scores[np.repeat(_is_astray(matters, about), sizes)] = 0
        best = [int(self._ends[i] + np.argmax(scores[self._ends[i] - begin : self._ends[i + 1] - begin])) for i in chosen]
        return Scored(
            tuple(self._sources[i] for i in chosen),
            np.array(best) - self._ends[chosen],
            scores[np.array(best) - begin],
            by_sense[np.array(best) - begin],
            np.logical_and(self._matters[chosen].any(axis=1), len(about) > 0),
            _is_to_the_matter(self._matters[chosen], about),
        )

    def _count(self, language: str) -> NDArray[np.uint16]:
        """In how many passages of a language each run stands."""
        which = np.flatnonzero(self._languages == language)
        return self._passages.count(int(self._ends[which[0]]), int(self._ends[which[-1] + 1]))

    def _weights(self, asked: Runs, language: str) -> Scores:
        """The weight of each run of the question, together one: the fewer passages have it, the more it tells."""
        counts = self._counts[language]
        passages = int((np.diff(self._ends)[self._languages == language]).sum())
        found = counts[asked].astype(np.float32)
        rarity = np.log1p((passages - np.maximum(found, 1) + 0.5) / (np.maximum(found, 1) + 0.5))
        rarity[found == 0] *= _UNSEEN
        weights = np.zeros(BUCKETS, dtype=np.float32)
        weights[asked] = rarity / rarity.sum()
        return weights

    def _sense(self, question: str, language: str, begin: int, end: int) -> Scores:
        """How much nearer in sense each passage is than passages of its language usually are; zero where nothing is encoded."""
        encoder = self._insight.load_encoder()
        if encoder is None:
            return np.zeros(end - begin, dtype=np.float32)
        encoded = self._encoded[begin:end]
        asked = encoder.encode([question])[0]
        near = np.concatenate([self._vectors[at : min(at + _AT_ONCE, end)] @ asked for at in range(begin, end, _AT_ONCE)])
        usual = _USUAL_ENGLISH if language == "en" else _USUAL
        centre = (near[encoded].sum() + _USUAL_WEIGHT * usual) / (encoded.sum() + _USUAL_WEIGHT)
        return np.where(encoded, near - centre, 0.0).astype(np.float32)


class _Rows:
    """Runs of many texts in one array, and where each text ends."""

    def __init__(self, runs: Runs, ends: NDArray[np.int64]) -> None:
        self._runs, self._ends = runs, ends

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        rows = [character_runs(text) for text in texts]
        return cls(np.concatenate(rows) if rows else np.zeros(0, np.uint16), np.cumsum([0, *map(len, rows)]))

    def share(self, weights: Scores, begin: int, end: int) -> Scores:
        """The weight of what each of these texts has in common with the question."""
        parts = [self._share(weights, at, min(at + _AT_ONCE, end)) for at in range(begin, end, _AT_ONCE)]
        return np.concatenate(parts)

    def _share(self, weights: Scores, begin: int, end: int) -> Scores:
        sums = np.concatenate([[0.0], np.cumsum(weights[self._runs[self._ends[begin] : self._ends[end]]], dtype=np.float64)])
        ends = self._ends[begin : end + 1] - self._ends[begin]
        return np.asarray(sums[ends[1:]] - sums[ends[:-1]], dtype=np.float32)

    def count(self, begin: int, end: int) -> NDArray[np.uint16]:
        return np.bincount(self._runs[self._ends[begin] : self._ends[end]], minlength=BUCKETS).astype(np.uint16)


def of_brand(sources: Sequence[Source], brand: str) -> Sequence[Source]:
    """Return what a ticket of this brand may be answered from. Another brand's answers are never among it."""
    if isinstance(sources, Library):
        return sources.of_brand(brand)
    return tuple(source for source in sources if source.brand in ("", brand))


def _newest(sources: Iterable[Source]) -> tuple[list[Source], int]:
    """The newest sources up to the limit on passages, by language and reference, and how many are left out."""
    ranked = sorted(sources, key=lambda s: (s.updated_at or _OLDEST, s.ref), reverse=True)
    sizes = np.cumsum([len(cut_passages(source.body)) for source in ranked])
    kept = ranked[: int(np.searchsorted(sizes, MOST_PASSAGES, side="right"))]
    return sorted(kept, key=lambda s: (spoken_in(s), s.ref)), len(ranked) - len(kept)


def spoken_in(source: Source) -> str:
    """The language of a source, by what it says of itself or by its words."""
    return (source.language or identify_language(f"{source.title}\n{source.body}"))[:2]


def _is_astray(matters: Scores, about: Matter) -> NDArray[np.bool_]:
    """Which answers are for those who leave, where the message speaks of something else. ``matters`` are roots of shares."""
    return np.asarray((matters[:, _LEAVING] >= np.sqrt(_MAINLY)) & (about[_LEAVING] < _SPOKEN_OF))


def _is_to_the_matter(matters: Scores, about: Matter) -> NDArray[np.bool_]:
    """Which answers are mainly about the one particular thing that the message is surely about. ``matters`` are roots of shares."""
    kind = max(_PARTICULAR, key=lambda kind: about[kind]) if len(about) else None
    if kind is None or about[kind] < _SURELY:
        return np.zeros(len(matters), dtype=np.bool_)
    return np.asarray(matters[:, kind] >= np.sqrt(_MAINLY))


def _stack(read: Sequence[Imprint], sizes: Any) -> tuple[Any, NDArray[np.bool_]]:
    """The vectors of all passages as one array, and which passages have one."""
    encoded = np.repeat([len(imprint.vectors) > 0 for imprint in read], sizes).astype(np.bool_)
    if not encoded.any():
        return np.zeros((0, DIMENSIONS), np.float16), encoded
    table = np.zeros((len(encoded), DIMENSIONS), dtype=np.float16)
    table[encoded] = np.concatenate([imprint.vectors for imprint in read])
    return table, encoded
