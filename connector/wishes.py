"""Customers' wishes at work: heard from tickets and records, remembered, and shown as a tag on the customer's own record.

The tag is a courtesy to people in the helpdesk's usual screens. What is remembered here counts, whether or not it can be shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import structlog

from connector.core.assessment import Assessment
from connector.core.context import Mode
from connector.core.decision import Decision
from connector.core.rules import Rules
from connector.core.ticket import Ticket
from connector.core.update import HUMAN
from connector.core.wishes import PREFERS_HUMAN, About, Source
from connector.desks import Desks
from connector.errors import CredentialsRejected, HandoffError, Refused, TicketGone
from connector.port import Helpdesk, RequesterMarks
from connector.store.accounts import Account, Accounts
from connector.store.requesters import Requesters
from connector.store.triages import Work
from connector.store.wishes import Mark, StoredWishes, Wish

_log = structlog.get_logger()

#: The value of a wish for a person.
PERSON: Final = "person"
#: A record read within so many seconds of our writing on it may be from before.
_SETTLE_SECONDS: Final = 10.0
#: Where a ticket does not bring the record, it is asked for at most so often.
_LOOK_AGAIN_SECONDS: Final = 300.0
#: Where the rights to write on records are missing, it is tried again after so long.
_REFUSED_SECONDS: Final = 86400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Hears, remembers and shows wishes. Nothing here ever stops a ticket."""

    stored: StoredWishes
    requesters: Requesters
    accounts: Accounts
    desks: Desks
    clock: Callable[[], float]

    def hear(self, account: Account, ticket: Ticket, rules: Rules, helpdesk: Helpdesk, read_at: float) -> str:
        """Recognise the customer and heed what people did to the tag on their record. Returns the requester key.

        A tag that a colleague put there is a wish for as long as it stands; one that a colleague took off ends the wish.
        """
        requester = self.requesters.recognise(account.name, ticket.requester)
        wish = self.stored.find(account.name, requester, About.HUMAN)
        is_tagged = self._is_tagged(account, ticket, helpdesk, wish)
        if is_tagged and (wish is None or wish.mark is not Mark.OURS):
            self.stored.keep(
                account.name, requester, About.HUMAN, PERSON,
                source=Source.RECORD, now=self._now(), days=rules.prefer_human_days, ticket=ticket.id,
            )  # fmt: skip
            self.stored.note_mark(account.name, requester, Mark.THEIRS, read_at)
        elif is_tagged is False and wish and wish.mark and read_at > wish.marked_at + _SETTLE_SECONDS:
            self.stored.end(
                account.name, requester, About.HUMAN, source=Source.RECORD, now=self._now(), ticket=ticket.id
            )  # fmt: skip
        return requester

    def remember(
        self, work: Work, ticket: Ticket, assessment: Assessment, decision: Decision, rules: Rules, now: datetime
    ) -> None:
        """Remember what this message asks for."""
        request = ticket.newest_request
        said_at = request.created_at if request else None
        said, days = Source.CUSTOMER, rules.prefer_human_days
        if decision.remembers_human_wish:
            by_customer = "human_request" in assessment.kinds
            source = said if by_customer else Source.TAG if HUMAN in ticket.tags else Source.SIDEBAR
            self.stored.keep(
                work.account, work.requester, About.HUMAN, PERSON,
                source=source, now=now, days=days, ticket=ticket.id, said_at=said_at,
            )  # fmt: skip
        if decision.remembers_channel:
            self.stored.keep(
                work.account, work.requester, About.CHANNEL, decision.remembers_channel,
                source=said, now=now, days=days, ticket=ticket.id, said_at=said_at,
            )  # fmt: skip
        elif decision.remembers_channel is not None:
            self.stored.end(work.account, work.requester, About.CHANNEL, source=said, now=now, ticket=ticket.id)

    def show(self, account: Account, requester: str, ticket: Ticket, rules: Rules, helpdesk: Helpdesk) -> bool:
        """Put our tag on the customer's record, or take it off, where it does not stand as wished. Returns whether all is as wished.

        One call, and only on a change. Never in shadow mode, and not where the admin or the helpdesk does not let us.
        """
        wish = self.stored.find(account.name, requester, About.HUMAN)
        wanted = wish is not None and wish.until.timestamp() > self.clock()
        if wish is None or wish.mark is not (Mark.NONE if wanted else Mark.OURS):
            return True
        if not self._mark(account, ticket, rules, helpdesk, wanted=wanted):
            return False
        self.stored.note_mark(account.name, requester, Mark.OURS if wanted else Mark.NONE, self.clock())
        return True

    def show_now(self, account: Account, requester: str) -> bool:
        """The same outside of any work on a ticket, for commands. Returns whether the customer's record is as wished."""
        wish = self.stored.find(account.name, requester, About.HUMAN)
        if wish is None:
            return True
        read = self._read(account, wish)
        return read is not None and self.show(account, requester, *read)

    def take_off(self, account: Account, wish: Wish) -> bool:
        """Take our tag off the record of a customer who is to be forgotten. Returns whether no tag is left there."""
        if wish.mark is not Mark.OURS:
            return wish.mark is Mark.NONE
        read = self._read(account, wish)
        return read is not None and self._mark(account, *read, wanted=False)

    def _read(self, account: Account, wish: Wish) -> tuple[Ticket, Rules, Helpdesk] | None:
        """The ticket where the wish was heard, because it leads to the customer's record."""
        if not wish.ticket:
            return None
        try:
            helpdesk = self.desks.open(account)
            return helpdesk.fetch_ticket(wish.ticket), self.desks.rules_kept(account), helpdesk
        except HandoffError as exc:
            _log.warning("ticket of a wish not read", account=account.name, why=type(exc).__name__)
            return None

    def _mark(self, account: Account, ticket: Ticket, rules: Rules, helpdesk: Helpdesk, *, wanted: bool) -> bool:
        is_refused = self.clock() - account.marks_refused_at < _REFUSED_SECONDS
        may = account.mode is Mode.ASSIST and rules.mark_requesters and not is_refused
        if not may or not isinstance(helpdesk, RequesterMarks) or not ticket.requester.id:
            return False
        try:
            helpdesk.mark_requester(ticket.requester.id, wanted)
        except TicketGone:  # the record is gone, or no customer's; a tag on it went with it
            return not wanted
        except HandoffError as exc:
            if isinstance(exc, CredentialsRejected | Refused):
                self.accounts.set(account.name, marks_refused_at=self.clock())
            _log.warning("wish not shown on the customer's record", account=account.name, why=type(exc).__name__)
            return False
        if account.marks_refused_at:
            self.accounts.set(account.name, marks_refused_at=0.0)
        return True

    def _is_tagged(self, account: Account, ticket: Ticket, helpdesk: Helpdesk, wish: Wish | None) -> bool | None:
        """Whether our tag stands on the customer's record, ``None`` where that is not known.

        Where a ticket does not bring the record, it is asked for only if a tag of ours should stand there.
        """
        tags = ticket.requester.tags
        if tags is not None:
            return PREFERS_HUMAN in {tag.casefold() for tag in tags}
        if wish is None or not wish.mark or not isinstance(helpdesk, RequesterMarks):
            return None
        if self.clock() < wish.marked_at + _LOOK_AGAIN_SECONDS:
            return None
        try:
            is_tagged = helpdesk.is_requester_marked(ticket.requester.id)
        except HandoffError as exc:
            _log.warning("customer's record not read", account=account.name, why=type(exc).__name__)
            return None
        if is_tagged:
            self.stored.note_mark(account.name, wish.requester, wish.mark, self.clock())
        return is_tagged

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.clock(), UTC)
