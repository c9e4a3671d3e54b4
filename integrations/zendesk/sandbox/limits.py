"""The rate limits of an account: enforced and shown in the headers, or, switched off, shown so wide that nobody has to wait.

https://developer.zendesk.com/api-reference/introduction/rate-limits/
"""

import time
from collections import defaultdict, deque
from typing import Final

#: The highest limit that Zendesk grants to anybody.
WIDEST: Final = 100_000
UPDATES_PER_TICKET: Final = 30
LISTS_PER_MINUTE: Final = 10
_MINUTE: Final = 60.0
_TEN_MINUTES: Final = 600.0


class Limits:
    """Sliding windows of calls. Guarded by the lock of the sandbox."""

    def __init__(self) -> None:
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)

    def count(self, bucket: str, *, limit: int, seconds: float) -> tuple[int, int]:
        """Count a call; return what is left and when the oldest one leaves the window. Negative is too much."""
        now = time.monotonic()
        calls = self._calls[bucket]
        while calls and calls[0] <= now - seconds:
            calls.popleft()
        if len(calls) < limit:
            calls.append(now)
            left = limit - len(calls)
        else:
            left = -1
        return left, max(1, int(calls[0] + seconds - now) + 1)

    def check(self, method: str, path: str, *, calls: int = WIDEST, updates: int = WIDEST) -> tuple[dict[str, str], int | None]:
        """Return the headers for a call and, if it is too much, how many seconds to wait. ``calls`` and ``updates`` are a minute's."""
        left, resets = self.count("account", limit=calls, seconds=_MINUTE)
        headers = {
            "X-Rate-Limit": str(calls),
            "X-Rate-Limit-Remaining": str(max(left, 0)),
            "ratelimit-limit": str(calls),
            "ratelimit-remaining": str(max(left, 0)),
            "ratelimit-reset": str(resets),
        }
        waits = [resets] if left < 0 else []
        if method == "PUT" and "/tickets/" in path:
            left, resets = self.count("updates", limit=updates, seconds=_MINUTE)
            remaining = f"total={updates}; remaining={max(left, 0)}; resets={resets}"
            headers["Zendesk-RateLimit-tickets-update"] = remaining
            waits += [resets] if left < 0 else []
            left, resets = self.count(path, limit=UPDATES_PER_TICKET, seconds=_TEN_MINUTES)
            waits += [resets] if left < 0 else []
        elif "/incremental/" in path:
            lists = WIDEST if calls == WIDEST else LISTS_PER_MINUTE
            left, resets = self.count("incremental", limit=lists, seconds=_MINUTE)
            headers["Zendesk-RateLimit-incremental-exports"] = f"total={lists}; remaining={max(left, 0)}; resets={resets}"
            waits += [resets] if left < 0 else []
        return headers, max(waits) if waits else None
