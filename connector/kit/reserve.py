"""The share of an account's API limit that stays with the customer's other integrations."""

from collections.abc import Mapping
from typing import Final

#: Reading that can wait stops while less than this share of the limit is left.
RESERVE: Final = 0.2
_PAUSE_SECONDS: Final = 60.0


def seconds_to_spare(headers: Mapping[str, str], total: str, remaining: str) -> float:
    """Return for how long reading that can wait should stop, by the names of the limit's headers; zero where they are not there.

    Values may be text like “100.0”.
    """
    try:
        is_little = float(headers[remaining]) < RESERVE * float(headers[total])
    except (KeyError, ValueError):
        return 0.0
    return _PAUSE_SECONDS if is_little else 0.0
