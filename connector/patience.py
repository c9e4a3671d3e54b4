"""Waiting for a helpdesk: as long as it asks, and a little while over brief trouble. For commands, never inside a worker."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from connector.errors import BudgetSpent, CredentialsRejected, Permanent, RateLimited, Transient

_T = TypeVar("_T")
_TRIES: Final = 3
_WAIT_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Patience:
    """``wait`` is called with the seconds to wait, and returns after them."""

    wait: Callable[[float], None]

    def __call__(self, call: Callable[[], _T]) -> _T:
        """Return what the call returns. A limit is waited for without end, other trouble is tried three times."""
        tries = 0
        while True:
            try:
                return call()
            except (RateLimited, BudgetSpent) as exc:
                self.wait(exc.retry_after or _WAIT_SECONDS)
            except (CredentialsRejected, Permanent):
                raise
            except Transient as exc:
                tries += 1
                if tries >= _TRIES:
                    raise
                self.wait(exc.retry_after or 2.0**tries)
