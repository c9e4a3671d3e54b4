"""The models in use, one for each account, loaded when a ticket needs them."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import structlog

from connector.core.learned import NOTHING_LEARNED, Learned
from connector.core.ticket import Ticket
from connector.learning.model import AccountModel
from connector.learning.vectors import RememberingEncoder
from connector.nlp.encoder import MiniLM
from connector.nlp.text import read_ticket
from connector.store.account_models import AccountModels

_log = structlog.get_logger()

#: So many accounts' models stay in memory, those that were used last.
_MOST_LOADED: Final = 4
#: So many texts are remembered while the heads of a model read them one after the other.
_MOST_TEXTS: Final = 16


@dataclass
class Shelf:
    """Loads each version once. A model that cannot be read is as none: it never stops a ticket."""

    models: AccountModels
    load_encoder: Callable[[], MiniLM | None]
    _loaded: dict[tuple[str, int, float], AccountModel | None] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _encoder: MiniLM | None = None

    def read(self, account: str, ticket: Ticket) -> Learned:
        """What tickets like this one came to here. Raises nothing but database errors."""
        if (found := self._current(account)) is None:
            return NOTHING_LEARNED
        try:
            return found.read(read_ticket(ticket).text)
        except Exception as exc:  # noqa: BLE001 - whatever a model does, the ticket goes on without it
            _log.error("what was learnt cannot be used", account=account, ticket=ticket.id, why=type(exc).__name__)
            return NOTHING_LEARNED

    def open(self, account: str) -> AccountModel | None:
        """The model in use, or ``None`` where there is none. Raises ValueError when it cannot be read."""
        current = self.models.current(account)
        if current is None:
            return None
        return AccountModel.from_bytes(self.models.read(account, current[0]) or b"", self.encoder)

    @property
    def encoder(self) -> MiniLM | None:
        """The encoder, with a memory for a few texts."""
        if self._encoder is None and (encoder := self.load_encoder()) is not None:
            self._encoder = RememberingEncoder(encoder, _MOST_TEXTS)
        return self._encoder

    def _current(self, account: str) -> AccountModel | None:
        current = self.models.current(account)
        if current is None:
            return None
        key = (account, *current)
        with self._lock:
            if key in self._loaded:
                self._loaded[key] = self._loaded.pop(key)  # the last used one goes last
            else:
                for stale in [k for k in self._loaded if k[0] == account]:
                    del self._loaded[stale]
                while len(self._loaded) >= _MOST_LOADED:
                    del self._loaded[next(iter(self._loaded))]
                self._loaded[key] = self._load(account)
            return self._loaded[key]

    def _load(self, account: str) -> AccountModel | None:
        try:
            return self.open(account)
        except Exception as exc:  # noqa: BLE001 - an unreadable model is as none; the doctor tells
            _log.error("what was learnt cannot be read", account=account, why=type(exc).__name__)
            return None
