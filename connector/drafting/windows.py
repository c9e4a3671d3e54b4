"""Sources cut into passages, and the runs of characters by which passages are told apart."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import mmh3
import numpy as np
from numpy.typing import NDArray

#: Runs are hashed into so many buckets, so that a run is two bytes.
BUCKETS: Final = 2**16
#: About what the sentence encoder reads at once; a macro or a short article is one passage.
_LONGEST: Final = 600
#: What stands behind so many passages of one source is not looked through.
_MOST: Final = 40
_SIZES: Final = (4, 5)
_LONGEST_WORD: Final = 40
_WORD: Final = re.compile(r"\w+")
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?:;…])\s+|\n")

Runs = NDArray[np.uint16]


def cut_passages(body: str) -> tuple[str, ...]:
    """Return windows of whole paragraphs of at most 600 characters, in their order; at least one. Linear in the length.

    A longer paragraph is cut between sentences, and a longer sentence anywhere.
    """
    windows = [""]
    for piece, gap in _pieces(body):
        joined = f"{windows[-1]}{gap if windows[-1] else ''}{piece}"
        if len(joined) <= _LONGEST:
            windows[-1] = joined
        elif len(windows) < _MOST:
            windows.append(piece)
        else:
            break
    return tuple(windows)


def character_runs(text: str) -> Runs:
    """Return the hashes of all runs of four and five characters within words, each once, in rising order."""
    words = {found[0] for found in _WORD.finditer(text.lower())}
    return np.array(sorted(set[int]().union(*(_runs(word[:_LONGEST_WORD]) for word in words))), dtype=np.uint16)


def _pieces(body: str) -> Iterator[tuple[str, str]]:
    """Yield what a window is made of, each with what parts it from the piece before."""
    for paragraph in _filled(_PARAGRAPH.split(body)):
        if len(paragraph) <= _LONGEST:
            yield paragraph, "\n\n"
            continue
        for sentence in _filled(_SENTENCE_END.split(paragraph)):
            for start in range(0, len(sentence), _LONGEST):
                yield sentence[start : start + _LONGEST], " "


def _filled(texts: Iterable[str]) -> Iterator[str]:
    return (text.strip() for text in texts if text.strip())


@lru_cache(maxsize=30_000)
def _runs(word: str) -> tuple[int, ...]:
    padded = f" {word} "
    return tuple(
        abs(mmh3.hash(padded[at : at + size].encode("utf-8", "replace"), 0)) % BUCKETS
        for size in _SIZES
        for at in range(max(1, len(padded) - size + 1))
    )
