"""Whether one reader is better than another on the same tickets."""

from collections.abc import Sequence
from math import comb


def mcnemar(ours: Sequence[bool], theirs: Sequence[bool]) -> float:
    """Return the exact two-sided p-value of McNemar's test on paired right and wrong answers; 1.0 where they never differ.

    McNemar, Note on the sampling error of the difference between correlated proportions (1947): among the pairs in which one alone
    is right, either is as likely as a coin's side.
    """
    better: int = sum(a and not b for a, b in zip(ours, theirs, strict=True))
    worse: int = sum(b and not a for a, b in zip(ours, theirs, strict=True))
    differing: int = better + worse
    tail: int = sum(comb(differing, k) for k in range(min(better, worse) + 1))
    return float(min(1.0, 2 * tail / 2**differing))
