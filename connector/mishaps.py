"""What is done and said about a mishap: how long to wait before the next try, and where it happened, without a customer's words."""

import random
from typing import Final

_LONGEST: Final = 300.0


def backoff(attempts: int) -> float:
    """Full jitter, one second doubling up to five minutes."""
    return random.uniform(0.5, min(_LONGEST, 2.0 ** min(attempts, 10)))  # noqa: S311 - jitter, not a secret


def place_of(exc: BaseException) -> str:
    """The file and line that raised, without any text that might hold what a customer wrote."""
    trace = exc.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else ""
