"""Whether the tickets of a kind are still such as were audited: counts of the newest weeks against those of the audits.

A bound speaks for tickets like the audited ones only. Three signs tell that they may no longer be: the kind's share of all tickets, how
often the AI was sure of it, and how often people corrected it. A sign counts when the odds have at least doubled or halved and chance
explains it in less than one of a thousand cases (Fisher's exact test, one-sided; Fisher, J. R. Stat. Soc. 85, 1922, doi:10.2307/2340521).
A population stability index was not used: for shares of a few percent it hardly moves, and it knows nothing of small counts.
"""

from dataclasses import dataclass
from math import exp, lgamma
from typing import Final

#: The newest days that are compared, and how many audits answered in them speak for these days by themselves.
NEWEST_DAYS: Final = 14
FRESH_AUDITS: Final = 30

_CHANCE: Final = 0.001
_ODDS: Final = 2.0

#: The signs: the share of the kind, the sureness of the AI, the corrections by people.
SHARE: Final = "share"
DOUBT: Final = "doubt"
CORRECTIONS: Final = "corrections"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """Messages decided on in a stretch of time: all of them, those read as the kind, and of these the doubtful and the corrected ones."""

    all: int = 0
    of_kind: int = 0
    doubted: int = 0
    corrected: int = 0


def signs_of_drift(audited: Traffic, newest: Traffic) -> tuple[str, ...]:
    """Return the signs by which the newest traffic differs from that in the time of the audits. Nothing seen is no sign."""
    found = []
    more = _has_risen(audited.of_kind, audited.all, newest.of_kind, newest.all)
    fewer = _has_risen(audited.all - audited.of_kind, audited.all, newest.all - newest.of_kind, newest.all)
    if more or fewer:
        found.append(SHARE)
    if _has_risen(audited.doubted, audited.of_kind, newest.doubted, newest.of_kind):
        found.append(DOUBT)
    if _has_risen(audited.corrected, audited.of_kind, newest.corrected, newest.of_kind):
        found.append(CORRECTIONS)
    return tuple(found)


def _has_risen(then: int, then_whole: int, now: int, now_whole: int) -> bool:
    """Whether a part of a whole is larger than it was, by much and not by chance."""
    odds_now, odds_then = now * (then_whole - then), then * (now_whole - now)
    if not then_whole or not now or odds_now < _ODDS * odds_then:
        return False
    return _at_least(now, now_whole, then + now, then_whole + now_whole) < _CHANCE


def _at_least(count: int, drawn: int, marked: int, everything: int) -> float:
    """The probability of at least so many marked ones among those drawn: the upper tail of the hypergeometric distribution."""
    return sum(
        exp(_ways(marked, k) + _ways(everything - marked, drawn - k) - _ways(everything, drawn))
        for k in range(count, min(drawn, marked) + 1)
        if drawn - k <= everything - marked
    )


def _ways(n: int, k: int) -> float:
    """The logarithm of the number of ways to choose k of n."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
