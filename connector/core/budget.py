"""The share of a platform's call limits that is ours, as arithmetic: how far apart credits lie, and how many may come at once.

The generic cell rate algorithm keeps one number for each limit, the time at which everything granted so far is used up
(“theoretical arrival time”, ITU-T I.371 annex A): a caller takes the next free slot and moves that time on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

#: However much others use, this share of a limit stays ours, so that a call now and then still learns how things stand.
_LEAST_SHARE: Final = 0.02
#: With less than this share left, nothing goes until the platform counts anew.
_EXHAUSTED: Final = 0.05
#: For how large a part of the window to hold still where the platform does not say when it counts anew.
_HOLD: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLimit:
    """A limit that the platform sets on one account: ``credits`` in ``seconds``, until its headers tell more.

    ``per_ticket`` is what one new ticket takes of it. ``shared`` says that the customer's other tools use it too. ``burst`` is the
    share of the window's credits that may come at once.
    """

    name: str
    credits: int
    seconds: float = 60.0
    per_ticket: int = 0
    shared: bool = True
    burst: float = 0.1


@dataclass(frozen=True, slots=True)
class Charge:
    """What one call takes of one limit. ``of`` names the thing where each has a limit of its own, as each ticket has for updates."""

    limit: str
    credits: float = 1.0
    of: str = ""

    @property
    def key(self) -> str:
        """The name under which this is counted."""
        return f"{self.limit}:{self.of}" if self.of else self.limit


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer's headers say of a limit: the whole of it, what is left, and in how many seconds it is counted anew."""

    limit: str
    credits: float
    remaining: float | None = None
    resets: float | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """``step`` seconds lie between two credits, and a slot may be used ``tolerance`` seconds before it comes."""

    step: float
    tolerance: float


class Budget(Protocol):
    """Asked before and told after every call to an account. Shared by all workers."""

    def enter(self, charges: Sequence[Charge]) -> None:
        """Return when the call may go now. Raises BudgetSpent, and then nothing may be sent."""

    def leave(self, told: Sequence[Told], *, status: int | None) -> None:
        """Learn how the call ended: what its headers said, and its status, ``None`` where no answer came."""


class NoBudget:
    """A budget without bounds, for tools and tests."""

    def enter(self, charges: Sequence[Charge]) -> None:
        """Whatever it is, it may go."""

    def leave(self, told: Sequence[Told], *, status: int | None) -> None:
        """Nothing is learnt."""


def pace_of(limit: CallLimit, total: float, *, reserve: float, others: float = 0.0) -> Pace:
    """Return the pace that keeps us within a limit of ``total`` credits, of which ``reserve`` and what ``others`` use is not ours.

    In any window there are at most as many credits as the limit has: those of its length, and a burst before.
    """
    ours = min(total * (1.0 - (reserve if limit.shared else 0.0)), total - others)
    ours = max(ours, _LEAST_SHARE * total, 1.0)
    burst = max(0.0, limit.burst * ours - 1.0)
    step = limit.seconds / max(min(ours, total - burst - 1.0), 1.0)
    return Pace(step=step, tolerance=burst * step)


def used_by_others(told: Told, own: float) -> float:
    """Return the credits that others used, by what is left and what we used ourselves; zero where that is not known."""
    return 0.0 if told.remaining is None else max(0.0, told.credits - told.remaining - own)


def seconds_to_hold(told: Told, limit: CallLimit) -> float:
    """Return for how long nothing may go, because next to nothing is left; zero where there is enough."""
    if told.remaining is None or told.remaining >= _EXHAUSTED * told.credits:
        return 0.0
    return _HOLD * limit.seconds if told.resets is None else min(max(told.resets, 0.0), limit.seconds)


__all__ = ["Budget", "CallLimit", "Charge", "NoBudget", "Pace", "Told", "pace_of", "seconds_to_hold", "used_by_others"]
