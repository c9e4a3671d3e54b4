"""What is known of a matter, and what follows: why nobody may be asked about it, and what of a ticket's replies is ours."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from connector.core.checkin import Record, reason_against, with_own_replies
from connector.core.rules import Rules
from connector.core.ticket import Ticket
from connector.core.wishes import About
from connector.nlp.calls import with_calls_heard
from connector.port import Helpdesk
from connector.store.checkins import CheckIn, CheckIns, Matter
from connector.store.learning import Audits, Corrections
from connector.store.ledger import Effect, Ledger
from connector.store.spared import SparedRequesters
from connector.store.triages import Triages
from connector.store.wishes import StoredWishes

#: Corrections that say that we did not know what the ticket is about, or that it was for people.
_TELLING: Final = frozenset({"kind", "needs_person", "tags"})
#: Wishes for a way to be reached that a written question meets; an empty one is none.
_WRITTEN: Final = frozenset({"", "email"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """Looks up all that the rules of check-ins may not find out by themselves."""

    check_ins: CheckIns
    spared: SparedRequesters
    triages: Triages
    corrections: Corrections
    audits: Audits
    ledger: Ledger
    wishes: StoredWishes
    clock: Callable[[], float]

    def reason_against(self, matter: Matter, ticket: Ticket, rules: Rules) -> str | None:
        """Return why nobody may be asked about this matter now, or ``None``. ``ticket`` has our own replies marked."""
        now = datetime.fromtimestamp(self.clock(), UTC)
        account, readings = matter.account, self.triages.readings(matter.account, matter.ticket)
        record = Record(
            trigger=matter.trigger,
            kind=matter.kind,
            language=matter.language,
            kinds=frozenset(kind for kind, _ in readings),
            levels=frozenset(level for _, level in readings),
            is_corrected=self._is_corrected(matter),
            is_undone=self.ledger.is_undone(account, matter.ticket, matter.trigger),
            prefers_human=self._prefers_otherwise(matter, now),
            is_spared=self.spared.includes(account, matter.requester),
            is_asked=self.check_ins.is_asked(matter),
        )
        return reason_against(ticket, record, rules, now)

    def fetch(self, account: str, ticket_id: str, helpdesk: Helpdesk) -> Ticket:
        """Return the ticket as it stands, with calls in their transcripts' words, and what we sent ourselves as a machine's words."""
        ticket = with_calls_heard(helpdesk.fetch_ticket(ticket_id))
        approved = {check_in.digest for check_in in self.check_ins.of_ticket(account, ticket.id) if check_in.digest}
        return with_own_replies(ticket, self.own_ids(account, ticket.id), approved) if approved else ticket

    def own_ids(self, account: str, ticket: str) -> frozenset[str]:
        """The ids of the replies that we sent to the customer of this ticket."""
        return frozenset(effect.note_id for effect in self.ledger.replies(account, ticket=ticket) if effect.note_id)

    def sending(self, check_in: CheckIn) -> Effect | None:
        """How its sending stands, ``None`` while nothing was tried. The ledger knows it whether or not the queue does."""
        work = check_in.as_work()
        return next(iter(self.ledger.effects(work)), None)

    def _prefers_otherwise(self, matter: Matter, now: datetime) -> bool:
        """Whether this customer wants a person, or to be reached in another way than in writing."""
        wanted = self.wishes.wanted(matter.account, matter.requester, now)
        return About.HUMAN in wanted or wanted.get(About.CHANNEL, "") not in _WRITTEN

    def _is_corrected(self, matter: Matter) -> bool:
        told = self.corrections.of_ticket(matter.account, matter.ticket, matter.trigger)
        audit = self.audits.find(matter.account, matter.ticket, matter.trigger)
        return bool(_TELLING.intersection(told)) or (audit is not None and (audit.was_right is False or bool(audit.needs_person)))
