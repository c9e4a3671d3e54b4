"""Sending what a person approved: once, after a last look at the ticket, and never again where nobody can tell whether it went."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

import structlog

from connector.checkins.matters import Matters
from connector.core.approval import Approval, grant_for
from connector.core.checkin import WAIT, State, check_in_body, own_words, seat_spoke
from connector.core.context import Mode
from connector.core.disclosure import CustomerText
from connector.core.reference import reference_for
from connector.core.rules import Rules
from connector.core.taxonomy import Level
from connector.core.ticket import Ticket
from connector.core.update import FieldValues
from connector.desks import Desks
from connector.errors import Conflict, CredentialsRejected, OutcomeUnknown, Permanent, TicketGone, Transient
from connector.port import Helpdesk, Write, Written
from connector.store.accounts import Account, Accounts
from connector.store.checkins import CheckIn, CheckIns
from connector.store.leases import Lease, LeaseLost, Leases
from connector.store.ledger import Effect, Ledger

_log = structlog.get_logger()

#: How long until another look at one that cannot go on: another worker has the ticket, trouble, an account that may not write.
_SOON: Final = 1.0
_TROUBLE: Final = 60.0
_HELD: Final = 300.0
#: Connect and read time-outs of one request, with room for a slow disk: a lease that ends sooner starts no write.
_LONGEST_REQUEST: Final = 25.0
#: How a check-in ended whose sending the ledger knows to be over.
_ENDINGS: Final = {"done": (State.SENT, ""), "failed": (State.STOPPED, "refused")}


@dataclass(frozen=True, slots=True)
class _Turn:
    """One check-in with everything opened, under the lease of its ticket."""

    check_in: CheckIn
    lease: Lease
    helpdesk: Helpdesk
    rules: Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInSender:
    """Chores of the sweeper; any number may run at once, because each works under the lease of the ticket."""

    accounts: Accounts
    desks: Desks
    leases: Leases
    ledger: Ledger
    check_ins: CheckIns
    matters: Matters
    key: bytes
    quarantine: float | None
    owner: str
    clock: Callable[[], float]

    def offer_due(self) -> None:
        """Read each ticket that is due once more, write the question, and let it wait for a person."""
        for check_in in self.check_ins.due(State.PLANNED):
            self._work(check_in, self._offer)

    def send_due(self) -> None:
        """Send what was approved, after reading each ticket once more."""
        for check_in in self.check_ins.due(State.APPROVED):
            self._work(check_in, self._send)

    def expire(self) -> None:
        """End what nobody approved in time. One that may be on its way is never called unsent."""
        for check_in in self.check_ins.overdue(WAIT.total_seconds()):
            effect = self.matters.sending(check_in)
            is_open = effect is not None and effect.state == "sending"
            self.check_ins.end(check_in.id, State.UNSURE if is_open else State.EXPIRED, among=(check_in.state,))

    # ── one check-in, under its lease ────────────────────────────────────────────────────────────────────────────────

    def _work(self, check_in: CheckIn, step: Callable[[_Turn], None]) -> None:
        if wait := self._wait(self.accounts.get(check_in.account)):
            self.check_ins.postpone(check_in.id, seconds=wait)
            return
        lease = self.leases.take(check_in.account, check_in.ticket, self.owner)
        if lease is None:
            self.check_ins.postpone(check_in.id, seconds=_SOON)
            return
        log = _log.bind(account=check_in.account, ticket=check_in.ticket, check_in=check_in.id)
        try:
            self._step(check_in, lease, step)
        except (LeaseLost, Conflict):
            self.check_ins.postpone(check_in.id, seconds=_SOON)
        except Transient as exc:
            if exc.whole_account:
                self.accounts.block(check_in.account, seconds=exc.retry_after or _TROUBLE, reason=str(exc))
            self.check_ins.postpone(check_in.id, seconds=exc.retry_after or _TROUBLE)
            log.warning("check-in postponed", why=type(exc).__name__)
        except Permanent as exc:
            self._end(check_in, State.STOPPED, "gone" if isinstance(exc, TicketGone) else "refused")
        except Exception as exc:  # noqa: BLE001 - one that fails must not keep the others
            self.check_ins.postpone(check_in.id, seconds=_HELD)
            log.error("check-in failed", why=type(exc).__name__)
        finally:
            self.leases.release(lease)

    def _step(self, check_in: CheckIn, lease: Lease, step: Callable[[_Turn], None]) -> None:
        fresh = self.check_ins.read(check_in.id)
        account = self.accounts.get(check_in.account)
        if fresh is None or fresh.state is not check_in.state or account is None:
            return
        helpdesk = self.desks.open(account)
        rules = self.desks.rules(account, helpdesk)
        if wait := self._wait(self.accounts.get(check_in.account)):  # reading the rules may have switched it off
            self.check_ins.postpone(check_in.id, seconds=wait)
            return
        step(_Turn(fresh, lease, helpdesk, rules))

    def _wait(self, account: Account | None) -> float:
        """For how long an account may not write to customers; 0 when it may."""
        if account is None or account.paused or not account.enabled or account.mode is not Mode.ASSIST:
            return _HELD
        return self.accounts.seconds_blocked(account.name)

    def _offer(self, turn: _Turn) -> None:
        check_in = turn.check_in
        if self.clock() > check_in.due_at + WAIT.total_seconds():
            self._end(check_in, State.EXPIRED)
            return
        ticket = self._read(turn)
        reason = self.matters.reason_against(check_in, ticket, turn.rules)
        if reason or not self.check_ins.offer(check_in, body=check_in_body(check_in.kind, check_in.language)):
            self._end(check_in, State.STOPPED, reason or "asked_lately")

    def _send(self, turn: _Turn) -> None:
        check_in, effect = turn.check_in, self.matters.sending(turn.check_in)
        if effect is not None and effect.state == "sending" and self.clock() < effect.settle_at:
            self.check_ins.postpone(check_in.id, seconds=effect.settle_at - self.clock() + 0.05)
            return
        if effect is not None and effect.state in _ENDINGS:  # it was written down, and then we were cut off
            self._end(check_in, *_ENDINGS[effect.state])
            return
        ticket = self._read(turn)
        if self._is_settled(turn, ticket, effect):
            return
        body = self.check_ins.body(check_in)
        reason = self.matters.reason_against(check_in, ticket, turn.rules) or ("text_gone" if body is None else None)
        if reason or body is None:
            if effect is not None:
                self.ledger.settle(turn.lease, effect.id, "failed", outcome="stopped")
            self._end(check_in, State.STOPPED, reason or "")
            return
        self._write(turn, ticket, body)

    def _is_settled(self, turn: _Turn, ticket: Ticket, effect: Effect | None) -> bool:
        """Look whether it stands there already. Returns whether the matter is closed: it does, or nobody can tell.

        The words are looked at before the first try too: a restored database may have forgotten that it was sent.
        """
        check_in, helpdesk = turn.check_in, turn.helpdesk
        known_ids = self.matters.own_ids(check_in.account, check_in.ticket)
        found = own_words(ticket, check_in.digest, known_ids)
        if not found and effect is not None:
            found = helpdesk.find_reply(ticket.id, effect.reference)
        if found:
            if effect is not None:
                self.ledger.settle(turn.lease, effect.id, "done", outcome="found", written=Written(found))
            self._end(check_in, State.SENT)
            return True
        if effect is None:
            return False
        since = datetime.fromtimestamp(effect.sent_at, UTC)
        if seat_spoke(ticket, helpdesk.identify().id, since, known_ids):
            self._end(check_in, State.UNSURE, "undecided")
            return True
        return False

    def _write(self, turn: _Turn, ticket: Ticket, body: str) -> None:
        check_in = turn.check_in
        text = CustomerText.drafted(body, check_in.language, checked_by=check_in.approved_by, wording=turn.rules.wording)
        at = datetime.fromtimestamp(check_in.approved_at or 0.0, UTC)
        approval = Approval(ticket=check_in.ticket, digest=check_in.digest, name=check_in.approved_by, at=at)
        try:
            grant = grant_for(approval, text)
        except ValueError:  # the wording of the disclosure changed since
            self._end(check_in, State.STOPPED, "text_changed")
            return
        reference = reference_for(self.key, check_in.account, check_in.ticket, check_in.effect_trigger)
        writes = turn.helpdesk.reply_writes(ticket, text, grant, reference=reference)
        if not writes:
            self._end(check_in, State.STOPPED, "no_replies")
        for write in writes:
            quarantine = write.quarantine if self.quarantine is None else self.quarantine
            self._send_once(turn, ticket, replace(write, quarantine=quarantine), reference)

    def _send_once(self, turn: _Turn, ticket: Ticket, write: Write, reference: str) -> None:
        check_in, lease = turn.check_in, turn.lease
        effect_id = self.ledger.begin_sending(
            lease, check_in.as_work(), write, ordinal=0, reference=reference, level=Level.L2,
            before=FieldValues.of(ticket), margin=_LONGEST_REQUEST,
        )  # fmt: skip
        try:
            written = turn.helpdesk.send(ticket, write)
        except OutcomeUnknown as exc:
            self.check_ins.postpone(check_in.id, seconds=max(write.quarantine, exc.retry_after or 0.0) + 0.05)
            return
        except CredentialsRejected as exc:  # the ticket was read just now, so it is the right to reply that is missing
            self.ledger.settle(lease, effect_id, "failed", outcome=type(exc).__name__)
            self._end(check_in, State.STOPPED, "no_right")
            return
        except (Transient, Conflict) as exc:
            self.ledger.settle(lease, effect_id, "planned", outcome=type(exc).__name__)
            raise
        except Permanent as exc:
            self.ledger.settle(lease, effect_id, "failed", outcome=type(exc).__name__)
            raise
        self.ledger.settle(lease, effect_id, "done", outcome="done", written=written)
        self._end(check_in, State.SENT)

    def _read(self, turn: _Turn) -> Ticket:
        return self.matters.fetch(turn.check_in.account, turn.check_in.ticket, turn.helpdesk)

    def _end(self, check_in: CheckIn, state: State, reason: str = "") -> None:
        """End it, whatever the queue thinks meanwhile. While a sending is open, stopping means that nobody knows."""
        effect = self.matters.sending(check_in)
        if state in (State.STOPPED, State.EXPIRED) and effect is not None and effect.state == "sending":
            state = State.UNSURE
        self.check_ins.end(check_in.id, state, reason=reason, among=tuple(State))
        _log.info("check-in ended", account=check_in.account, ticket=check_in.ticket, check_in=check_in.id, state=state.value)
