"""What is left to read of many lists, as a text that outlives the process: one step a call, and a step may bring further ones."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

Step = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The steps to come, the next one first. ``begun`` is when the pass began, in seconds; ``since`` narrows it to later changes."""

    steps: tuple[Step, ...]
    begun: int = 0
    since: int = 0

    @property
    def step(self) -> Step:
        """The next step."""
        return self.steps[0]

    def after(self, further: Iterable[Step] = ()) -> Self:
        """Return what is left once the next step is done; what it brought comes first."""
        return replace(self, steps=(*further, *self.steps[1:]))

    def __str__(self) -> str:
        return json.dumps([self.begun, self.since, self.steps], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read an agenda back; ``None`` for any other text, and for one with nothing left to do. Never raises."""
        try:
            begun, since, steps = json.loads(text)
            read = tuple(tuple(str(word) for word in step) for step in steps)
            return cls(read, int(begun), int(since)) if read and all(read) else None
        except (ValueError, TypeError, RecursionError):
            return None
