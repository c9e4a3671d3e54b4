"""The statistics of earned automation: what audited tickets prove about the error rate of a kind, and when that is lost again.

A certificate is given at a look alone: after 30, 60, 120, 240 and 480 audits of the kind, in the order in which they were answered.
Every test of a look has its own part of one account's 5 %, divided by the number of kinds that the admin switched on (Bonferroni over
looks and kinds). By the union bound the probability that an account ever certifies a kind whose true error is at or above its limit is
at most 5 %, however the kinds hang together. How the 5 % are spent over the looks is free as long as it is fixed beforehand (Lan and
DeMets, Biometrika 70, 1983, doi:10.1093/biomet/70.3.659). A certificate that is lost is earned anew on audits after the loss; as only
what was certified once can be lost, this adds nothing to the 5 % while the error stays what it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp, floor, lgamma, log, log1p, sqrt
from types import MappingProxyType
from typing import Final, Self

#: How probable it may be, per account, that a kind is ever certified whose true error is at or above its limit.
ALPHA: Final = 0.05

#: The looks, and what part of ``ALPHA`` each may spend. Nothing but a very loose limit can be proved at the first two. The third has
#: the most, so much that 120 audits without an error still prove 5 % for eight kinds together.
LOOKS: Final[Mapping[int, float]] = MappingProxyType({30: 0.03, 60: 0.12, 120: 0.35, 240: 0.25, 480: 0.25})

_Z95: Final = 1.959964

#: The limit where the admin names none.
DEFAULT_LIMIT: Final = 0.05

#: How many of the newest audits have to hold the limit by themselves. In 60 an error rate of twice a limit of 5 % shows at once more
#: often than not, and one of a fifth of it hardly ever; see docs/earned-automation.md for the figures.
WINDOW: Final = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """How well a kind has been doing here. Only :meth:`of` certifies.

    A series of looks begins with the first audit, and anew after each loss of a certificate; ``begun`` is how many audits lie before it.
    ``look`` is the last look that the series reached, ``look_errors`` the errors in it up to there. ``certified_at`` is the look that
    gave the certificate in force, 0 for none. ``lost_at`` is the number of audits at which the last certificate was lost, and ``lost``
    why: ``newest``, the newest audits hold more errors than the limit allows, or ``bound``, the bound of the series is no longer below
    it. ``still_needed`` is how many further audits without an error would certify: 0 with a certificate, ``None`` where no look is left
    that could. ``drift`` names what has changed since the audits were made; see ``connector.core.drift``.
    """

    audited: int = 0
    errors: int = 0
    limit: float = DEFAULT_LIMIT
    kinds_on: int = 1
    begun: int = 0
    look: int = 0
    look_errors: int = 0
    certified_at: int = 0
    lost_at: int = 0
    lost: str = ""
    still_needed: int | None = None
    drift: tuple[str, ...] = ()

    @classmethod
    def of(cls, outcomes: Sequence[bool], limit: float = DEFAULT_LIMIT, kinds_on: int = 1) -> Self:
        """Return what these audits amount to: whether each was right, in the order of audit. ``kinds_on`` counts this kind too.

        Raises ValueError where the limit is not between 0 and 1 or no kind is on.
        """
        if not 0 < limit < 1 or kinds_on < 1:
            raise ValueError("a limit lies between 0 and 1, and at least one kind is on")
        now = cls(audited=len(outcomes), errors=sum(not is_right for is_right in outcomes), limit=limit, kinds_on=kinds_on)
        wrong: list[int] = []
        for number, is_right in enumerate(outcomes, start=1):
            count = number - now.begun
            if is_right and count not in LOOKS:  # changes nothing
                continue
            wrong += [] if is_right else [count]
            now = now._after(count, wrong)
            if now.begun == number:
                wrong = []
        return replace(now, still_needed=now._needed(len(outcomes) - now.begun, wrong))

    def _after(self, count: int, wrong: Sequence[int]) -> Self:
        """The standing after so many audits of the series, with errors at these."""
        errors, now = len(wrong), self
        if count in LOOKS:
            now = replace(now, look=count, look_errors=errors)
        if now.certified_at:
            why = "newest" if not _holds(count, wrong, self.limit) else ""
            if not why and count in LOOKS and errors > _most(count, self.limit, ALPHA):
                why = "bound"
            lost_at = self.begun + count
            return replace(now, begun=lost_at, look=0, look_errors=0, certified_at=0, lost_at=lost_at, lost=why) if why else now
        return replace(now, certified_at=count, lost="", lost_at=0) if count in LOOKS and self._proves(count, wrong) else now

    def _proves(self, look: int, wrong: Sequence[int]) -> bool:
        return len(wrong) <= most_errors(look, self.limit, self.kinds_on) and _holds(look, wrong, self.limit)

    def _needed(self, count: int, wrong: Sequence[int]) -> int | None:
        if self.is_certified:
            return 0
        return next((look - count for look in LOOKS if look > count and self._proves(look, wrong)), None)

    @property
    def is_certified(self) -> bool:
        """Whether the limit is proved, and no audit since speaks against it. No audits certify nothing."""
        return self.certified_at > 0

    @property
    def may_automate(self) -> bool:
        """Whether the certificate counts at present: it stands, and the tickets are still such as were audited."""
        return self.is_certified and not self.drift

    @property
    def bound(self) -> float | None:
        """Below which the error rate was proved to lie at the last look, corrected for kinds and looks; ``None`` before the first."""
        return upper_bound(self.look_errors, self.look, 1 - level(self.look, self.kinds_on)) if self.look else None


def level(look: int, kinds_on: int) -> float:
    """What one look at one kind may spend: the probability of passing it by luck with an error rate at the limit."""
    return ALPHA * LOOKS[look] / kinds_on


@cache
def most_errors(look: int, limit: float, kinds_on: int) -> int:
    """How many errors a kind may have made at a look to be certified; -1 where not even none would prove the limit."""
    return _most(look, limit, level(look, kinds_on))


def most_in_window(limit: float) -> int:
    """How many errors the newest ``WINDOW`` audits may hold: as many as the limit means, rounded down."""
    return floor(limit * WINDOW + 1e-9)


def upper_bound(errors: int, audited: int, confidence: float = 0.95) -> float:
    """Return the one-sided Clopper-Pearson upper bound on an error rate (Clopper and Pearson, Biometrika 26, 1934).

    The bound is the rate at which seeing so few errors has probability ``1 - confidence``. Raises ValueError where the
    counts make no sense.
    """
    if not 0 <= errors <= audited or audited == 0:
        raise ValueError("errors lie between 0 and the number of audited tickets, which is at least 1")
    if errors == audited:
        return 1.0
    low, high = errors / audited, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _at_most(errors, audited, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def _holds(count: int, wrong: Sequence[int], limit: float) -> bool:
    """Whether the newest of so many audits, with errors at these, hold no more errors than the limit allows."""
    return sum(at > count - WINDOW for at in wrong[-WINDOW:]) <= most_in_window(limit)


@cache
def _most(audited: int, limit: float, alpha: float) -> int:
    """The most errors whose bound at confidence ``1 - alpha`` is below the limit; -1 for none."""
    errors = -1
    while errors + 1 < audited and _at_most(errors + 1, audited, limit) < alpha:
        errors += 1
    return errors


def _at_most(errors: int, audited: int, rate: float) -> float:
    if rate <= 0.0:
        return 1.0
    if rate >= 1.0:
        return 0.0
    return sum(
        exp(lgamma(audited + 1) - lgamma(k + 1) - lgamma(audited - k + 1) + k * log(rate) + (audited - k) * log1p(-rate))
        for k in range(errors + 1)
    )


def wilson_interval(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson, JASA 22, 1927, doi:10.1080/01621459.1927.10502953); all of it where nothing was seen."""
    if whole == 0:
        return 0.0, 1.0
    share, spread = part / whole, _Z95 * _Z95 / whole
    middle = (share + spread / 2) / (1 + spread)
    half = _Z95 * sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))
