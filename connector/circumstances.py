"""The circumstances of a decision, looked up: hours, groups, wishes, what we wrote before, and what was learnt here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from connector.core.assessment import Assessment
from connector.core.context import Context
from connector.core.course import course_of
from connector.core.insistence import insisting
from connector.core.learned import NOTHING_LEARNED, Learned
from connector.core.rules import Rules
from connector.core.ticket import Ticket
from connector.core.wishes import About
from connector.desks import Desks
from connector.faculties import EarlierTickets, RequesterMemory
from connector.learning.shelf import Shelf
from connector.nlp.moments import find_moments
from connector.port import Helpdesk
from connector.store.accounts import Account
from connector.store.learning import Audits
from connector.store.ledger import Effect, Ledger
from connector.store.triages import Triages, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Looks up all that ``decide`` may not find out by itself."""

    desks: Desks
    memory: RequesterMemory
    ledger: Ledger
    audits: Audits
    shelf: Shelf
    earlier: EarlierTickets
    triages: Triages
    clock: Callable[[], float]

    def look(
        self, work: Work, ticket: Ticket, account: Account, rules: Rules, helpdesk: Helpdesk, rung: int, effects: Sequence[Effect]
    ) -> Context:
        """Return the circumstances before anything was read. Raises the families of ``connector.errors``."""
        now = datetime.fromtimestamp(self.clock(), UTC)
        wanted = self.memory.wanted(work.account, work.requester, now)
        reply = ticket.newest_human_reply
        blocked = [effect.blocked_field or "?" for effect in effects if effect.state == "failed"]
        return Context(
            now=now,
            mode=account.mode,
            at_work=rules.working_hours.are_open(now) if rules.working_hours else None,
            groups=self.desks.groups(account, helpdesk),
            prefers_human=About.HUMAN in wanted,
            channel=wanted.get(About.CHANNEL, ""),
            last_human_message=reply.created_at if reply else None,
            prior=self.ledger.prior_note(work, ordinal=rung),
            standing=self.audits.standings(work.account, rules),
            own_groups=self.ledger.own_groups(work),
            blocked_field=blocked[-1] if blocked else "",
        )

    def heard_again(self, work: Work, ticket: Ticket, assessment: Assessment) -> Assessment:
        """The reading with what the thread and the customer's other recent tickets add: whether they ask for the third time."""
        return insisting(assessment, ticket, self.earlier.recent_kinds(work.account, work.requester, other_than=ticket.id))

    def told(self, context: Context, work: Work, account: Account, ticket: Ticket, assessment: Assessment) -> Context:
        """The circumstances with what the reading, which is kept by now, lets be looked up."""
        return replace(
            context,
            learned=self._learned(account, ticket, assessment),
            budget_left=not assessment.lacks_budget,
            moments=find_moments(ticket, assessment),
            course=course_of(self.triages.readings_of_episode(work.account, work.ticket, work.episode)),
        )

    def _learned(self, account: Account, ticket: Ticket, assessment: Assessment) -> Learned:
        """What tickets like this one came to here. Sensitive and doubtful ones are not compared with any."""
        if assessment.abstained or assessment.must_reach_human:
            return NOTHING_LEARNED
        return self.shelf.read(account.name, ticket)
