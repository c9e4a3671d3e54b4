"""Which tickets are drawn for a blind question: by lot, and the same whenever and wherever it is asked."""

import hashlib
import hmac
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lottery:
    """Draws by a keyed hash, so that nobody outside can tell beforehand and every worker agrees."""

    key: bytes = field(repr=False)

    def draws(self, account: str, ticket: str, trigger: str, *, share: float) -> bool:
        """Whether this message is among the ``share`` (0 to 1) that are drawn."""
        message = "\x1f".join((account, ticket, trigger)).encode()
        number = int.from_bytes(hmac.new(self.key, message, hashlib.sha256).digest()[:8])
        return number < share * 2**64
