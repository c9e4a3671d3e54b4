"""The statistics of earned automation: an upper bound on the error rate from audited tickets."""

from dataclasses import dataclass
from math import exp, lgamma, log, log1p


@dataclass(frozen=True, slots=True)
class Standing:
    """How well a kind has been doing here: audited tickets, errors among them, and the limit the admin chose."""

    audited: int = 0
    errors: int = 0
    limit: float = 0.0

    @property
    def is_certified(self) -> bool:
        """Whether the bound is below the limit. No audits certify nothing."""
        return self.audited > 0 and upper_bound(self.errors, self.audited) < self.limit


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


def _at_most(errors: int, audited: int, rate: float) -> float:
    if rate <= 0.0:
        return 1.0
    if rate >= 1.0:
        return 0.0
    return sum(
        exp(lgamma(audited + 1) - lgamma(k + 1) - lgamma(audited - k + 1) + k * log(rate) + (audited - k) * log1p(-rate))
        for k in range(errors + 1)
    )
