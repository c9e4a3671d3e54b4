"""Finding the answer that fits, among the account's own macros, canned responses and public articles, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from connector.core.draft import Source
from connector.drafting.focus import asking_parts
from connector.drafting.library import Library
from connector.drafting.windows import cut_passages

#: Scores below which nothing is close enough to be an answer: where the encoder had its say, and where runs of characters stand
#: alone. What they were chosen on, and what that is worth: docs/decisions/025 and ``bench/retrieval.py``.
CLOSE_ENOUGH: Final = 0.50
CLOSE_ENOUGH_ALONE: Final = 0.46


@dataclass(frozen=True, slots=True)
class Match:
    """A source, how close it is to the question, and its passage that is closest."""

    source: Source
    score: float
    passage: str = ""


def find_sources(question: str, language: str, sources: Sequence[Source]) -> list[Match]:
    """Return the sources in the customer's language that are close enough, best first; often none, which is an answer too.

    Of a longer text its questions are looked for, each by itself. A :class:`Library` as ``sources`` is searched as it is arranged;
    other sequences are arranged for this one time, without the sentence encoder.
    """
    library = sources if isinstance(sources, Library) else Library(sources)
    best: dict[str, Match] = {}
    for part in asking_parts(question):
        found = library.score(part, language)
        for source, number, score, by_sense in zip(found.sources, found.passages, found.scores, found.by_sense, strict=True):
            is_close = score >= (CLOSE_ENOUGH if by_sense else CLOSE_ENOUGH_ALONE)
            if is_close and (source.ref not in best or score > best[source.ref].score):
                best[source.ref] = Match(source, float(score), cut_passages(source.body)[number])
    return sorted(best.values(), key=lambda match: (-match.score, match.source.ref))
