"""What a platform's calls cost and what its headers say of its limits, in all the spellings in which numbers come."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from connector.core.budget import Charge, Told

_PAIR: Final = re.compile(r"([a-z]+)\s*=\s*([0-9.]+)")


class Tariff(Protocol):
    """How one platform counts calls."""

    def charges(self, method: str, path: str, params: Mapping[str, str | int]) -> Sequence[Charge]:
        """Return what a call takes of each limit."""

    def told(self, path: str, headers: Mapping[str, str]) -> Sequence[Told]:
        """Return what the headers of an answer say. Header names are of any case."""


class FreeTariff:
    """Calls that nobody counts."""

    def charges(self, method: str, path: str, params: Mapping[str, str | int]) -> Sequence[Charge]:
        """Nothing."""
        return ()

    def told(self, path: str, headers: Mapping[str, str]) -> Sequence[Told]:
        """Nothing."""
        return ()


def number_in(headers: Mapping[str, str], *names: str) -> float | None:
    """Return the first of these headers that holds a number, also one like “100.0” or “100, 100;w=60”; ``None`` where none does."""
    for name in names:
        text = headers.get(name, "").partition(",")[0].partition(";")[0].strip()
        try:
            value = float(text)
        except ValueError:
            continue
        if math.isfinite(value) and value >= 0:
            return value
    return None


def pairs_in(header: str) -> Mapping[str, float]:
    """Return the numbers of a header like “total=100; remaining=99; resets=41”."""
    return {name: float(value) for name, value in _PAIR.findall(header.lower()) if value.count(".") < 2 and value != "."}
