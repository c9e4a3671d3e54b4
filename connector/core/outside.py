"""What an outside model may add, where process and admin both allow one: words for a draft, and a second reading."""

from dataclasses import dataclass
from typing import Final

#: What the admin's rule ``outside_model`` may allow, and when the rule ``second_reader`` asks for one.
USES: Final = ("off", "drafts", "second_reader", "both")
OCCASIONS: Final = ("unsure", "always")

#: What a second reading came to. ``settled`` lifts a doubt, ``adds`` and ``sensitive`` add caution, ``undecided`` leaves the doubt.
OUTCOMES: Final = ("agrees", "settled", "undecided", "adds", "sensitive", "failed")

#: Why an answer was not used. Codes alone: an answer that was not used is not kept.
FAILURES: Final = (
    "unreachable", "refused", "resting", "budget", "unreadable", "exposed", "ungrounded", "forbidden", "language",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrasing:
    """That an outside model was asked to put a draft into words. ``failed``: why the embedded draft stands, one of ``FAILURES``."""

    model: str
    failed: str = ""

    def __post_init__(self) -> None:
        if self.failed and self.failed not in FAILURES:
            raise ValueError(f"not a failure: {self.failed}")


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What a second reader came to, one of ``OUTCOMES``. ``failed`` says why there is none, one of ``FAILURES``."""

    model: str
    outcome: str
    failed: str = ""

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES or (self.outcome == "failed") != bool(self.failed):
            raise ValueError(f"not an outcome of a second reading: {self.outcome} {self.failed}")
        if self.failed and self.failed not in FAILURES:
            raise ValueError(f"not a failure: {self.failed}")
