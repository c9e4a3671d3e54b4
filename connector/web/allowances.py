"""How often somebody may call, counted in the memory of this process over the last minute."""

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Allowance:
    """So many calls a minute for each name."""

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def take(self, name: str) -> int:
        """Count a call. Returns 0, or for how many seconds to wait when the minute is used up."""
        if self._limiter.hit(self._item, name):
            return 0
        window = self._limiter.get_window_stats(self._item, name)
        return max(1, math.ceil(window.reset_time - time.time()))
