"""The story of a ticket, readable top to bottom.

    receive → verify → parse → claim in the inbox | fetch → assess, keep → decide → apply → record

The first half, up to the inbox, is ``reception.py``. ``work`` runs in a worker on one inbox row.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import structlog

from connector.blind import BlindQuestions
from connector.checkins.planning import CheckInPlanner
from connector.circumstances import Circumstances
from connector.core.assessment import Assessment, abstention
from connector.core.call import seconds_to_wait
from connector.core.context import Context, Mode
from connector.core.correction import label_of
from connector.core.decision import decide, may_draft, reason_to_leave
from connector.core.draft import Source
from connector.core.rules import Rules
from connector.core.ticket import EventKind, Ticket
from connector.core.update import UNDO
from connector.desks import Desks
from connector.drafting.follow_up import with_agreed_steps
from connector.drafting.gaps import shortest_question
from connector.drafting.library import of_brand
from connector.drafting.retrieve import find_sources
from connector.errors import Conflict, Permanent, Refused, TicketGone, Transient
from connector.faculties import Assessor, Drafter
from connector.feedback import Feedback, Told
from connector.mishaps import backoff, place_of
from connector.nlp.text import read_ticket
from connector.outside import Outside
from connector.port import Helpdesk
from connector.store.accounts import Account, Accounts
from connector.store.gaps import Gaps
from connector.store.inbox import Inbox, InboxRow
from connector.store.learning import Corrections
from connector.store.leases import Lease, LeaseLost, Leases
from connector.store.ledger import Ledger
from connector.store.texts import CustomerTexts
from connector.store.triages import Triages, Work
from connector.undo import Undo
from connector.wishes import Wishes
from connector.writeback import RUNGS, Attempt, Unfinished, WriteBack

_log = structlog.get_logger()

_BLOCK_SECONDS: Final = 60.0
_LEASE_HELD_SECONDS: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """Everything a ticket passes through. Built once, in bootstrap."""

    accounts: Accounts
    inbox: Inbox
    leases: Leases
    ledger: Ledger
    triages: Triages
    write_back: WriteBack
    texts: CustomerTexts
    gaps: Gaps
    wishes: Wishes
    assessor: Assessor
    drafter: Drafter
    outside: Outside
    desks: Desks
    circumstances: Circumstances
    corrections: Corrections
    blind: BlindQuestions
    feedback: Feedback
    undo: Undo
    check_ins: CheckInPlanner
    owner: str
    clock: Callable[[], float]

    # ── a worker takes the row ────────────────────────────────────────────────────────────────────────────────────────

    def work(self, row_id: int) -> None:
        """Work on one inbox row in its time slot. Every outcome is written down; nothing is raised."""
        row = self.inbox.read_due(row_id)
        if row is None:
            return
        if wait := self.accounts.seconds_blocked(row.account):
            self.inbox.reschedule(row.id, after=wait, is_paid=row.is_paid)
            return
        budget = self.desks.budget(row.account)
        if not row.is_paid and (wait := budget.reserve()):
            self.inbox.reschedule(row.id, after=wait, is_paid=True)
            return
        with budget.ticket() as wait:
            if wait:
                self.inbox.reschedule(row.id, after=wait, is_paid=True)
            else:
                self._work_under_lease(row)

    def _work_under_lease(self, row: InboxRow) -> None:
        lease = self.leases.take(row.account, row.ticket, self.owner)
        if lease is None:
            self.inbox.reschedule(row.id, after=_LEASE_HELD_SECONDS)
            return
        log = _log.bind(account=row.account, ticket=row.ticket, row=row.id)
        try:
            self.inbox.begin(row.id)
            outcome = self._triage(row, lease)
        except LeaseLost:
            self.inbox.reschedule(row.id, after=_LEASE_HELD_SECONDS)
        except Unfinished as exc:
            self.inbox.reschedule(row.id, after=exc.after)
        except Conflict:
            self.inbox.reschedule(row.id, after=random.uniform(0.0, 0.5))  # noqa: S311 - jitter, not a secret
        except Transient as exc:
            self._postpone(row, exc)
            log.warning("postponed", why=type(exc).__name__, retry_after=exc.retry_after)
        except TicketGone:
            self.inbox.finish(row.id, outcome="gone", state="skipped")
        except Permanent as exc:
            self.inbox.finish(row.id, outcome="refused", state="dead", error=str(exc))
            log.error("given to people", why=type(exc).__name__)
        except Exception as exc:  # noqa: BLE001 - a ticket never disappears, whatever broke
            self._postpone(row, Transient(type(exc).__name__))
            log.error("unexpected", why=type(exc).__name__, where=place_of(exc))
        else:
            self.inbox.finish(row.id, outcome=outcome, state="done" if outcome.startswith("level") else "skipped")
            log.info("finished", outcome=outcome, seconds=round(self.clock() - row.received_at, 3))
        finally:
            self.leases.release(lease)

    def _triage(self, row: InboxRow, lease: Lease) -> str:
        account = self.accounts.get(row.account)
        if account is None:
            return "account_gone"
        if row.kind in (EventKind.REDACTED, EventKind.DELETED):
            self.texts.forget_ticket(row.account, row.ticket)
            return "forgotten"
        if row.kind is EventKind.UNDO:
            return self._undo(account, lease)
        helpdesk = self.desks.open(account)
        account = self.desks.refresh(account, helpdesk)
        if not account.enabled:
            return "switched_off"

        rules = self.desks.rules_kept(account)
        looked_at = self.clock()
        ticket = self.check_ins.matters.fetch(account.name, row.ticket, helpdesk)
        if UNDO in ticket.tags:
            return self._undo(account, lease, otherwise="undo_tag")
        requester = self.wishes.hear(account, ticket, rules, helpdesk, looked_at)
        work = Work(row.account, ticket.id, ticket.trigger, ticket.episode, requester)
        if row.kind is EventKind.REDECIDE:
            work = work.redecided(row.id)
        outcome = self._consider(account, lease, work, ticket, rules, helpdesk, looked_at)
        self.wishes.show(account, requester, ticket, rules, helpdesk)
        return outcome

    def _consider(
        self, account: Account, lease: Lease, work: Work, ticket: Ticket, rules: Rules, helpdesk: Helpdesk, looked_at: float
    ) -> str:
        told = Told(self.corrections.said(work.account, ticket.id, ticket.trigger), self.blind.find(work))
        self.feedback.observe(work.account, ticket, lambda: self.desks.group_names(account, helpdesk))
        self.check_ins.observe(account, ticket, rules, work.requester)
        is_new = False
        if work.trigger == ticket.trigger:
            is_undone = self.ledger.is_undone(work.account, ticket.id, ticket.trigger)
            is_new = not is_undone and not self.triages.is_finished(work)
            if not is_new:
                work = replace(work, trigger=told.round(ticket))
            if is_undone and work.trigger == ticket.trigger:
                return "undone"
        if not is_new and self.triages.is_finished(work):
            return "answered_for_already"
        return self._answer(account, lease, work, ticket, rules, helpdesk, told, looked_at)

    def _answer(
        self, account: Account, lease: Lease, work: Work, ticket: Ticket, rules: Rules, helpdesk: Helpdesk,
        told: Told, looked_at: float,
    ) -> str:  # fmt: skip
        self.write_back.settle_doubts(lease, work, ticket, looked_at)
        effects = self.ledger.effects(work)
        rung = len({effect.ordinal for effect in effects if effect.state == "failed"})
        if rung >= len(RUNGS):
            raise Permanent("the helpdesk refused even the private note; see the fields it requires")
        first = replace(work, trigger=ticket.trigger)
        ticket = replace(ticket, accepts=ticket.accepts & RUNGS[rung])
        context = self.circumstances.look(work, ticket, account, rules, helpdesk, rung, effects)
        is_drawn = self.blind.is_drawn(account, work, rules, told.audit, is_new=work == first and not effects)
        context = replace(context, said=told.said, drawn_for_audit=is_drawn)
        if leave := reason_to_leave(ticket, context):
            return leave
        if wait := seconds_to_wait(ticket, rules.transcript_wait_minutes, context.now):
            raise Unfinished(after=wait)

        assessment = self._assess(work if work.is_read_anew else first, ticket, account.mode, rules, context)
        context = self.circumstances.told(context, work, account, ticket, assessment)
        if may_draft(ticket, assessment, rules, context):
            sources = of_brand(self.desks.sources(account), ticket.brand)
            draft = self.outside.draft(work, ticket, assessment, rules, sources, self.drafter)
            context = replace(context, draft=with_agreed_steps(draft, ticket, assessment))
            self._mind_gap(work, ticket, assessment, sources, has_draft=context.draft is not None)
        decision = decide(ticket, assessment, rules, context)
        if decision.is_blind and told.audit is None:
            self.blind.ask(work.account, ticket.id, ticket.trigger, rules, context.now)
        self.wishes.remember(work, ticket, assessment, decision, rules, context.now)
        self.check_ins.spare(work, decision, assessment)

        kind = label_of(assessment.primary)
        self.triages.keep_decision(work, decision.as_dict(), kind=kind, level=decision.level, mode=account.mode.value)
        if account.mode is Mode.ASSIST:
            try:
                self.write_back.apply(Attempt(lease, work, ticket, decision, rung, context.prior, looked_at), helpdesk, effects)
            except Refused:
                self.desks.forget_groups(account)
                raise Unfinished(after=0.0) from None
        self.triages.finish(lease, work, decision.level, mode=account.mode.value)
        return f"level_{int(decision.level)}_{account.mode.value}"

    def _undo(self, account: Account, lease: Lease, *, otherwise: str = "nothing_to_undo") -> str:
        """Take back all that stands on this ticket, because a person asked for it."""
        effects = self.undo.find(account, ticket=lease.ticket).get(lease.ticket, ())
        if not effects:
            return otherwise
        self.undo.carry_out(account, lease, effects)
        return "undone"

    def _assess(self, work: Work, ticket: Ticket, mode: Mode, rules: Rules, context: Context) -> Assessment:
        """Read it once, and once more where the admin wants it, and keep that; a failing model is a doubt, and doubt means a person."""
        kept = self.triages.read_assessment(work)
        if kept is not None:
            return kept
        try:
            assessment = abstention("no_transcript") if ticket.awaits_transcript else self.assessor.assess(ticket)
        except Exception as exc:  # noqa: BLE001 - whatever a model does, the ticket goes to people
            _log.error("reading failed", account=work.account, ticket=work.ticket, why=type(exc).__name__)
            assessment = abstention("model_failed")
        assessment = self.circumstances.heard_again(work, ticket, assessment)
        assessment = self.outside.read_again(work, ticket, assessment, rules, context)
        self.triages.keep_assessment(work, assessment, mode=mode.value)
        return assessment

    def _mind_gap(
        self, work: Work, ticket: Ticket, assessment: Assessment, sources: Sequence[Source], *, has_draft: bool
    ) -> None:
        """Keep what the customer asks where no answer of the account comes near it. What stops a draft otherwise is no gap."""
        question = "" if has_draft else read_ticket(ticket).text
        if question and not find_sources(question, assessment.language, sources):
            words = shortest_question(question)
            self.gaps.keep(work, kind=label_of(assessment.primary), language=assessment.language, question=words)
        else:
            self.gaps.close(work)

    # ── waiting ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _postpone(self, row: InboxRow, exc: Transient) -> None:
        if not exc.counts:
            seconds = exc.retry_after or _BLOCK_SECONDS
            if exc.whole_account:
                self.accounts.block(row.account, seconds=seconds, reason=str(exc))
            self.inbox.reschedule(row.id, after=seconds, error=type(exc).__name__, counts=False)
        elif self.inbox.is_hopeless(row):
            self.inbox.finish(row.id, outcome="gave_up", state="dead", error=str(exc))
        else:
            self.inbox.reschedule(row.id, after=exc.retry_after or backoff(row.attempts), error=type(exc).__name__)


__all__ = ["Pipeline"]
