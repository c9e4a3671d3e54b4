"""Finding new tickets without any inbound address, through the platform's incremental list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog

from connector.core.ticket import EventKind, TicketEvent
from connector.desks import Desks
from connector.errors import HandoffError, RateLimited
from connector.port import ChangedTicket
from connector.store.accounts import Account, Accounts
from connector.store.inbox import Inbox
from connector.store.ledger import Ledger
from connector.store.line import Lane

_log = structlog.get_logger()

_MOST_PAGES: Final = 5
_OVERLAP: Final = timedelta(minutes=5)
_BLOCK_SECONDS: Final = 60.0
#: What changed longer ago than this has waited before and can wait behind what happens now.
_OLD: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Poller:
    """Reads what changed and claims it in the inbox, as if a bell had rung.

    Our own writes are recognised and passed over, and what waits to be read anyway is not read twice.
    """

    accounts: Accounts
    desks: Desks
    inbox: Inbox
    ledger: Ledger
    settle_seconds: float
    clock: Callable[[], float]

    def poll(self) -> int:
        """Poll every account that is switched on and not waiting; returns how many events were kept."""
        return sum(self._poll(account) for account in self.accounts.all() if account.enabled and not account.paused)

    def _poll(self, account: Account) -> int:
        if self.accounts.seconds_blocked(account.name):
            return 0
        kept = 0
        try:
            helpdesk = self.desks.open(account)
            since = datetime.fromtimestamp(account.created_at, UTC) - _OVERLAP
            cursor = account.cursor
            for _ in range(_MOST_PAGES):
                page = helpdesk.changed_since(cursor, since)
                kept += sum(self._claim(account, ticket) for ticket in page.tickets)
                cursor = page.cursor
                self.accounts.set(account.name, cursor=cursor)  # after the rows are safe, so that a crash repeats a page
                if not page.more:
                    break
        except HandoffError as exc:
            if isinstance(exc, RateLimited):  # a refusal concerns the list alone: Zendesk gives it to admins only
                self.accounts.block(account.name, seconds=exc.retry_after or _BLOCK_SECONDS, reason=str(exc))
            _log.warning("poll failed", account=account.name, why=type(exc).__name__)
        return kept

    def _claim(self, account: Account, ticket: ChangedTicket) -> bool:
        if self.ledger.wrote_stamp(account.name, ticket.ticket_id, ticket.stamp):
            return False
        now = datetime.fromtimestamp(self.clock(), UTC)
        is_old = ticket.changed_at is not None and now - ticket.changed_at > _OLD
        lane = Lane.BACKFILL if is_old else Lane.LIVE
        if self.inbox.will_be_read(account.name, ticket.ticket_id, lane=lane):
            return False
        event = TicketEvent(kind=EventKind.CHANGED, ticket_id=ticket.ticket_id, content=ticket.stamp, content_is_unique=True)
        return self.inbox.claim(account.name, event, settle=self.settle_seconds, lane=lane) is not None
