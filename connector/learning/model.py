"""What was learnt from one account: a head for each field, read and written as one archive without pickles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from connector.core.learned import Guess, Learned
from connector.learning.examples import GROUP, PRIORITY, TAG, TYPE
from connector.nlp.encoder import MiniLM
from connector.triage.archive import read_archive, write_archive
from connector.triage.classifier import Classifier

_FORMAT: Final = 1


#: How sure a head has to be of a rare value by itself: being right about the frequent ones says little about that.
_SURE_OF_RARE: Final = 0.95


@dataclass(frozen=True, slots=True)
class Head:
    """A classifier, the time of the newest ticket that it has seen, in seconds since 1970, and the values that few tickets have."""

    classifier: Classifier
    seen_until: float
    rare: frozenset[str] = frozenset()

    def sure(self, text: str) -> Guess | None:
        """The reading, where the head is as sure as it was when at most 5 % were wrong, and the text is like those it has seen."""
        read, thresholds = self.classifier.predict([text]), self.classifier.thresholds
        value = read.best[0]
        least = max(thresholds["error_5"], _SURE_OF_RARE) if value in self.rare else thresholds["error_5"]
        if read.confidence[0] < least or read.scope[0] < thresholds["scope_95"]:
            return None
        return Guess(value, int(100 * self.classifier.report["accuracy"]))


@dataclass(frozen=True, slots=True)
class AccountModel:
    """All heads of one account."""

    heads: Mapping[str, Head]

    def read(self, text: str) -> Learned:
        """What tickets like this came to. Only what the heads are sure of."""
        sure = {name: guess for name, head in self.heads.items() if (guess := head.sure(text)) is not None}
        return Learned(
            group=sure.get(GROUP),
            type=sure.get(TYPE),
            priority=sure.get(PRIORITY),
            tags=tuple(guess.value for name, guess in sure.items() if name == f"{TAG}{guess.value}"),
        )

    def to_bytes(self) -> bytes:
        """Return the model as an archive."""
        names = list(self.heads)
        meta = {
            "format": _FORMAT,
            "heads": [[name, self.heads[name].seen_until, sorted(self.heads[name].rare)] for name in names],
        }
        arrays = {
            f"head{number}": np.frombuffer(self.heads[name].classifier.to_bytes(), dtype=np.uint8)
            for number, name in enumerate(names)
        }
        return write_archive(meta, arrays)

    @classmethod
    def from_bytes(cls, content: bytes, encoder: MiniLM | None) -> Self:
        """Read it back. Raises ValueError when it is none of this version, or was made with another encoder."""
        meta, arrays = read_archive(content)
        if meta.get("format") != _FORMAT:
            raise ValueError("it is of another version of Warm Handoff")
        return cls(
            {
                name: Head(Classifier.from_bytes(arrays[f"head{number}"].tobytes(), encoder), float(seen_until), frozenset(rare))
                for number, (name, seen_until, rare) in enumerate(meta["heads"])
            }
        )
