"""Accounts as the bells need them: read once in a while, not once for each bell."""

import time
from collections.abc import Callable
from typing import Final

from connector.store.accounts import Account

_SECONDS: Final = 2.0


class NearAccounts:
    """Accounts as they were at most two seconds ago. One that was not there is looked for each time."""

    def __init__(self, read: Callable[[str], Account | None], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._read = read
        self._clock = clock
        self._near: dict[str, tuple[float, Account]] = {}

    def get(self, name: str) -> Account | None:
        """Return the account, or ``None``. Whatever ``read`` raises passes through."""
        read_at, account = self._near.get(name, (0.0, None))
        return account if account and self._clock() - read_at <= _SECONDS else self.get_anew(name)

    def get_anew(self, name: str) -> Account | None:
        """Return the account as it is now: for a secret that is not known yet, or no more."""
        read_at = self._clock()
        account = self._read(name)
        if account is None:
            self._near.pop(name, None)
        else:
            self._near[name] = (read_at, account)
        return account
