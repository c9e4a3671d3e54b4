"""Finding the answer that fits, among the account's own macros, canned responses and public articles, or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from connector.core.draft import Source
from connector.drafting.focus import asking_parts, without_numbers
from connector.drafting.library import Library
from connector.drafting.windows import cut_passages

#: Scores below which nothing is close enough to be an answer: by sense or without, by matter or without. What they were chosen on,
#: and what that is worth: docs/decisions/025 and ``bench/retrieval.py``.
CLOSE_ENOUGH: Final[Mapping[tuple[bool, bool], float]] = {
    (True, True): 0.64, (False, True): 0.58, (True, False): 0.50, (False, False): 0.46,
}  # fmt: skip
#: The limit for what is mainly about the one particular thing that a message is surely about: there a likeness has little left to tell.
CLOSE_TO_THE_MATTER: Final = 0.42
#: A text of so many characters is looked for as a whole too.
_SHORT: Final = 300


@dataclass(frozen=True, slots=True)
class Match:
    """A source, how close it is to the question, its passage that is closest, and whether it is about the same particular thing."""

    source: Source
    score: float
    passage: str = ""
    is_to_the_matter: bool = False


def find_sources(question: str, language: str, sources: Sequence[Source], *, message: str = "") -> list[Match]:
    """Return the sources in the customer's language that are close enough, best first; often none, which is an answer too.

    Of a longer text its questions are looked for, each by itself. A :class:`Library` as ``sources`` is searched as it is arranged;
    other sequences are arranged for this one time, and compared by letters alone. ``message`` is what the question is taken from.
    """
    library = sources if isinstance(sources, Library) else Library(sources)
    about = library.about(message or question, language) if len(library) else None
    best: dict[str, Match] = {}
    for part in _parts(without_numbers(question)):
        found = library.score(part, language, about)
        for source, number, score, by_sense, by_matter, to_the_matter in zip(*found, strict=True):
            limit = CLOSE_TO_THE_MATTER if to_the_matter else CLOSE_ENOUGH[bool(by_sense), bool(by_matter)]
            if score >= limit and (source.ref not in best or score > best[source.ref].score):
                best[source.ref] = Match(source, float(score), cut_passages(source.body)[number], bool(to_the_matter))
    return sorted(best.values(), key=lambda match: (-match.score, match.source.ref))


def _parts(text: str) -> Iterable[str]:
    """What is looked for: each question, and a short text as a whole too, because “what should I do?” alone asks nothing."""
    whole = text.strip()
    return dict.fromkeys((*asking_parts(text), *((whole,) if 0 < len(whole) <= _SHORT else ())))
