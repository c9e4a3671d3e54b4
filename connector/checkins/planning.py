"""Planning: what a ticket that was read anyway says of check-ins. No call to the helpdesk is made here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from connector.checkins.matters import Matters
from connector.core.assessment import Assessment
from connector.core.checkin import LIVE, State, reason_against_reading
from connector.core.context import Mode
from connector.core.decision import Decision
from connector.core.hours import after_working_days
from connector.core.rules import Rules
from connector.core.taxonomy import Level
from connector.core.ticket import Status, Ticket
from connector.store.accounts import Account
from connector.store.checkins import CheckIns, Matter
from connector.store.spared import SparedRequesters
from connector.store.triages import Triages, Work

#: Reasons of a decision after which a customer is never asked by a machine. Being for good tells nothing apart among them.
_FOR_GOOD: Final = frozenset({"sensitive", "extra_sensitive", "extra_word", "agent_asked_human"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInPlanner:
    """Plans and stops check-ins while tickets pass through the pipeline."""

    check_ins: CheckIns
    spared: SparedRequesters
    triages: Triages
    matters: Matters
    clock: Callable[[], float]

    def observe(self, account: Account, ticket: Ticket, rules: Rules, requester: str) -> None:
        """Stop what may no longer be sent on this ticket, and plan a check-in where it was just solved.

        One whose sending has begun is left to the sender, which knows whether it arrived.
        """
        known = self.check_ins.of_ticket(account.name, ticket.id)
        for check_in in known:
            if check_in.state not in LIVE or self.matters.sending(check_in) is not None:
                continue
            if reason := self.matters.reason_against(check_in, ticket, rules):
                self.check_ins.end(check_in.id, State.STOPPED, reason=reason)
        is_wanted = rules.check_ins and account.mode is Mode.ASSIST and ticket.status is Status.SOLVED
        if not is_wanted or any(check_in.trigger == ticket.trigger for check_in in known):
            return
        matter = self._matter(account, ticket, requester)
        if matter is not None and self.matters.reason_against(matter, ticket, rules) is None:
            solved_at = min(ticket.updated_at, datetime.fromtimestamp(self.clock(), UTC))
            due = after_working_days(solved_at, rules.check_in_days, rules.working_hours)
            self.check_ins.plan(matter, due_at=due.timestamp())

    def spare(self, work: Work, decision: Decision, assessment: Assessment) -> None:
        """Remember whom no machine asks: for good after anything sensitive, for a while after a complaint or a doubt."""
        codes = {reason.code for reason in decision.reasons}
        if _FOR_GOOD & codes:
            self.spared.spare(work.account, work.requester, for_good=True)
        elif decision.level is Level.L0 or reason_against_reading(assessment):
            self.spared.spare(work.account, work.requester, for_good=False)

    def _matter(self, account: Account, ticket: Ticket, requester: str) -> Matter | None:
        """What the ticket is about, where the customer's newest message was read here and nothing in it speaks against asking."""
        triage = self.triages.newest(account.name, ticket.id)
        if triage is None or not triage.finished or triage.trigger != ticket.trigger or triage.assessment is None:
            return None
        if reason_against_reading(triage.assessment):
            return None
        return Matter(
            account=account.name,
            ticket=ticket.id,
            trigger=ticket.trigger,
            requester=requester,
            kind=triage.kind,
            language=triage.assessment.language,
        )
