"""Credentials kept in memory: for looking at an account before it is saved, and for tests."""

import threading
from collections.abc import Callable, Mapping


class MemoryCredentials:
    """A ``CredentialSource`` that forgets everything with the process. ``renewals`` counts how often they were replaced."""

    def __init__(self, credentials: Mapping[str, str]) -> None:
        self._current = dict(credentials)
        self._lock = threading.Lock()
        self.renewals = 0

    def read(self) -> Mapping[str, str]:
        """Return the current credentials."""
        return dict(self._current)

    def renew(self, stale: Mapping[str, str], fetch: Callable[[Mapping[str, str]], Mapping[str, str]]) -> Mapping[str, str]:
        """Replace ``stale`` by what ``fetch`` returns, unless somebody else already did."""
        with self._lock:
            if self._current == dict(stale):
                self._current = {**self._current, **fetch(dict(self._current))}
                self.renewals += 1
            return dict(self._current)
