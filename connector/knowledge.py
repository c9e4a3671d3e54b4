"""Keeping the answers of every account in step with its helpdesk: a page at a time, beside the tickets and never in their way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog

from connector.desks import Desks
from connector.drafting.insight import Insight
from connector.drafting.library import spoken_in
from connector.errors import CredentialsRejected, HandoffError, Permanent, Transient
from connector.store.accounts import Account, Accounts
from connector.store.answers import Reading, StoredKnowledge
from connector.store.leases import Lease, LeaseLost, Leases

_log = structlog.get_logger()

#: How often a turn comes round. One page, which is one call, for each account and turn: twenty calls a minute at most, of the two
#: hundred that the smallest plans allow. Less where the helpdesk says that little is left.
TURN_SECONDS: Final = 3.0
_REST_SECONDS: Final = 3600.0
_WHOLE_SECONDS: Final = 86400.0
_RETRY_SECONDS: Final = 300.0
#: A turn ends after so many accounts or sources, so that the sweeper's other chores need not wait long.
_MOST_ACCOUNTS: Final = 4
_ENCODED_AT_ONCE: Final = 8
#: So many calls, one after the other, when somebody waits for the first pass.
_FIRST_PAGES: Final = 20
#: The same of sources: a few seconds.
_FIRST_ENCODED: Final = 400
#: The name under which the lease on the reading of an account stands among those on its tickets.
_LEASE: Final = "~knowledge"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeSync:
    """Reads answers and makes their imprints. Any number of processes may; a lease lets one at a time read an account.

    ``mark`` says how imprints are made now.
    """

    accounts: Accounts
    desks: Desks
    knowledge: StoredKnowledge
    leases: Leases
    insight: Insight
    mark: Callable[[], str]
    owner: str
    clock: Callable[[], float]

    def turn(self) -> None:
        """Read a page of each account that is due, those first that wait longest; else encode a few sources of one account."""
        open_ones = [account for account in self.accounts.all() if self._may_read(account)]
        readings = {account.name: self.knowledge.reading(account.name) for account in open_ones}
        due = [account for account in open_ones if readings[account.name].next_at <= self.clock()]
        for account in sorted(due, key=lambda account: readings[account.name].next_at)[:_MOST_ACCOUNTS]:
            self.read_page(account)
        if not due:
            made = self.mark()
            behind = (account for account in open_ones if readings[account.name].imprint_made != made)
            any(self.encode(account) for account in behind)  # the first one that has something to encode

    def read_first(self, account: Account) -> Reading:
        """Read what a first pass gives in a few calls, and make the imprints of that; the turns do the rest. Returns how far that came."""
        for _ in range(_FIRST_PAGES):
            if not self.read_page(account):
                break
        for _ in range(_FIRST_ENCODED // _ENCODED_AT_ONCE):
            if not self.encode(account):
                break
        return self.knowledge.reading(account.name)

    def read_page(self, account: Account) -> bool:
        """Read the next page of an account. Returns whether the pass goes on at once; trouble is noted and waits."""
        lease = self.leases.take(account.name, _LEASE, self.owner)
        if lease is None:
            return False
        try:
            return self._read_page(account, lease)
        except LeaseLost:
            return False
        except HandoffError as exc:
            wait = exc.retry_after if isinstance(exc, Transient) else None
            remark = str(exc) if isinstance(exc, CredentialsRejected | Permanent) else ""
            self.knowledge.postpone(account.name, seconds=wait or _RETRY_SECONDS, remark=remark)
            _log.warning("answers not read", account=account.name, why=type(exc).__name__)
            return False
        finally:
            self.leases.release(lease)

    def _read_page(self, account: Account, lease: Lease) -> bool:
        reading = self.knowledge.reading(account.name)
        if not reading.under_way:
            is_whole = not reading.cursor or self.clock() - reading.whole_at >= _WHOLE_SECONDS
            reading = self.knowledge.begin_pass(lease, reading, whole=is_whole)
        page = self.desks.open(account).knowledge(reading.cursor)
        if page.more and page.cursor == reading.cursor:
            raise Permanent("the helpdesk's list of answers does not go on; report this")
        changed = self.knowledge.keep_page(lease, reading, page, rest=_REST_SECONDS)
        self._tell(account, reading, changed, more=page.more, remark=page.remark)
        return page.more and not page.wait

    def encode(self, account: Account) -> bool:
        """Encode the next few sources of an account. Returns whether there were any."""
        made = self.mark()
        lease = self.leases.take(account.name, _LEASE, self.owner)
        if lease is None:
            return False
        try:
            kept = self.knowledge.unencoded(account.name, made, most=_ENCODED_AT_ONCE)
            imprints = [(one, self.insight.imprint(one.source, spoken_in(one.source))) for one in kept]
            self.knowledge.keep_imprints(lease, account.name, imprints, made)
            if len(kept) < _ENCODED_AT_ONCE:
                self.knowledge.end_encoding(lease, self.knowledge.reading(account.name), made)
        except LeaseLost:
            return False
        else:
            return bool(kept)
        finally:
            self.leases.release(lease)

    def _may_read(self, account: Account) -> bool:
        return account.enabled and not account.paused and not self.accounts.seconds_blocked(account.name)

    @staticmethod
    def _tell(account: Account, reading: Reading, changed: int, *, more: bool, remark: str) -> None:
        if remark:
            _log.warning("some answers may not be read", account=account.name, remark=remark)
        if not more:
            _log.info("answers read", account=account.name, whole=reading.whole, last_page_changed=changed)
