"""The answers of accounts in memory, arranged for searching; arranged anew when a sync changed something."""

import threading
from dataclasses import dataclass, field

import structlog

from connector.drafting.insight import Insight
from connector.drafting.library import MOST_PASSAGES, Library
from connector.store.answers import StoredKnowledge

_log = structlog.get_logger()


@dataclass
class Libraries:
    """Implements ``connector.port.KnowledgeSource``. Holds those used last, together no more than one account may have at most."""

    knowledge: StoredKnowledge
    insight: Insight
    _loaded: dict[str, tuple[int, Library]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def sources(self, account: str) -> Library:
        """Return the account's answers as they were read last. Makes no call to the helpdesk."""
        version = self.knowledge.reading(account).version
        with self._lock:
            known = self._loaded.pop(account, None)
            if known is None or known[0] != version:
                known = (version, self._arrange(account))
                self._make_room(known[1].passages)
            self._loaded[account] = known  # the last used one goes last
            return known[1]

    def _arrange(self, account: str) -> Library:
        kept = self.knowledge.kept(account)
        imprints = {one.source.ref: one.imprint for one in kept if one.imprint}
        library = Library((one.source for one in kept), imprints, self.insight)
        if library.left_out:
            _log.warning("answers beyond the limit are not searched", account=account, left_out=library.left_out)
        return library

    def _make_room(self, passages: int) -> None:
        while self._loaded and passages + sum(library.passages for _, library in self._loaded.values()) > MOST_PASSAGES:
            self._loaded.pop(next(iter(self._loaded)))
