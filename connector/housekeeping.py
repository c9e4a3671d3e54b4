"""What has to be done now and then so that nothing stays longer, or waits longer, than it should."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from connector.core.context import Mode
from connector.core.ticket import EventKind, TicketEvent
from connector.desks import Desks
from connector.store.accounts import Accounts
from connector.store.inbox import Inbox
from connector.store.learning import Audits
from connector.store.line import Lane
from connector.store.rates import Rates
from connector.store.records import Records
from connector.store.requesters import Requesters
from connector.store.texts import CustomerTexts
from connector.store.wishes import StoredWishes

_DAY: Final = 86400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Housekeeping:
    """Chores over all accounts. Safe to run by any number of sweepers at once."""

    accounts: Accounts
    desks: Desks
    inbox: Inbox
    texts: CustomerTexts
    audits: Audits
    wishes: StoredWishes
    requesters: Requesters
    rates: Rates
    records: Records
    clock: Callable[[], float]

    def expire_texts(self) -> None:
        """Forget text whose time is over: the installation's limit, or an account's shorter one."""
        days = {account.name: self.desks.rules_kept(account).retention_days for account in self.accounts.all()}
        self.texts.expire({name: limit * _DAY for name, limit in days.items() if limit is not None})
        self.rates.forget_idle()

    def expire_records(self) -> None:
        """Forget tickets that nothing has happened to for more than a year."""
        self.records.expire()

    def lapse_audits(self) -> None:
        """Have tickets looked at again whose blind question nobody answered in time. The worker closes the question."""
        for sample in self.audits.due():
            event = TicketEvent(
                kind=EventKind.CHANGED, ticket_id=sample.ticket, content=f"lapsed:{sample.trigger}", content_is_unique=True
            )
            self.inbox.claim(sample.account, event, settle=0.0, lane=Lane.BACKFILL)

    def expire_wishes(self) -> None:
        """Let wishes end whose time is over. Where our tag stands on a record, the worker takes it off, tried once a day."""
        self.wishes.expire()
        self.requesters.forget_idle()
        live = {account.name for account in self.accounts.all() if account.mode is Mode.ASSIST}
        for account, wish in self.wishes.over():
            if account in live and wish.ticket:
                content = f"over:{wish.until.timestamp()}:{int(self.clock() / _DAY)}"
                event = TicketEvent(kind=EventKind.CHANGED, ticket_id=wish.ticket, content=content, content_is_unique=True)
                self.inbox.claim(account, event, settle=0.0, lane=Lane.BACKFILL)
