"""Writing back, once: the ledger first, then the helpdesk, and a look before anything is repeated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from connector.core.context import PriorNote
from connector.core.decision import Decision
from connector.core.reference import reference_for
from connector.core.ticket import Capability, Ticket
from connector.core.update import FieldValues
from connector.errors import Conflict, HandoffError, OutcomeUnknown, Permanent, Refused, Transient
from connector.port import Helpdesk, Write, Written
from connector.store.leases import Lease
from connector.store.ledger import Effect, Ledger
from connector.store.triages import Work

#: What is still tried after the helpdesk refused a field: everything, tags and note, the note alone.
RUNGS: Final = (
    frozenset(Capability),
    frozenset({Capability.TAGS, Capability.NOTE, Capability.EDIT_NOTE}),
    frozenset({Capability.NOTE, Capability.EDIT_NOTE}),
)

#: Connect and read time-outs of one request, with room for a slow disk: a lease that ends sooner starts no write.
_LONGEST_REQUEST: Final = 25.0


class Unfinished(HandoffError):
    """Nothing is wrong; the work goes on ``after`` seconds from now with a fresh look at the ticket."""

    def __init__(self, after: float) -> None:
        super().__init__("to be continued")
        self.after = after


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at writing one decision on one version of a ticket.

    ``rung`` counts how often the helpdesk refused more; ``looked_at`` is when the ticket was asked for.
    """

    lease: Lease
    work: Work
    ticket: Ticket
    decision: Decision
    rung: int
    prior: PriorNote | None
    looked_at: float


class WriteBack:
    """Brings tickets to what was decided."""

    def __init__(self, ledger: Ledger, *, key: bytes, quarantine: float | None, clock: Callable[[], float]) -> None:
        self._ledger = ledger
        self._key = key
        self._quarantine = quarantine
        self._clock = clock

    def settle_doubts(self, lease: Lease, work: Work, ticket: Ticket, looked_at: float) -> None:
        """Find out what became of writes for earlier messages of this episode, so that a note among them is not followed by another.

        Raises Unfinished while one of them may still travel.
        """
        doubts = self._ledger.in_doubt(work)
        settle_at = max((effect.settle_at for effect in doubts), default=0.0)
        if looked_at < settle_at:
            raise Unfinished(after=settle_at - self._clock() + 0.05)
        for effect in doubts:
            if effect.carries_note:
                self._settle_by_sight(lease, effect, ticket)

    def apply(self, attempt: Attempt, helpdesk: Helpdesk, effects: Sequence[Effect]) -> None:
        """Bring the ticket to what was decided. Safe to repeat after any outcome of any earlier attempt."""
        lease, work, ticket = attempt.lease, attempt.work, attempt.ticket
        known = {effect.name: effect for effect in effects if effect.ordinal == attempt.rung}
        for effect in known.values():
            if effect.state == "sending" and attempt.looked_at < effect.settle_at:
                raise Unfinished(after=effect.settle_at - self._clock() + 0.05)

        reference = reference_for(self._key, work.account, work.ticket, work.trigger, attempt.rung)
        update = attempt.decision.update
        if ticket.carries(reference):
            update = replace(update, note=None)
        elif update.note is not None:
            update = replace(update, note=update.note.with_reference(reference))
        writes = helpdesk.writes(ticket, update, edits_note_id=attempt.prior.remote_id if attempt.prior else "")
        if self._quarantine is not None:
            writes = [replace(write, quarantine=self._quarantine) for write in writes]

        wanted = {write.name for write in writes}
        for effect in known.values():
            arrived = ticket.carries(reference) if effect.carries_note else effect.name not in wanted
            if effect.state == "sending" and arrived:
                self._settle_by_sight(lease, effect, ticket)
        arrived_names = {e.name for e in known.values() if e.state == "done" or (e.carries_note and ticket.carries(reference))}
        for write in writes:
            if write.name not in arrived_names:
                self._send(attempt, helpdesk, write, reference)

    def _settle_by_sight(self, lease: Lease, effect: Effect, ticket: Ticket) -> None:
        """What carries a note is done if the note stands there, and was not done otherwise; anything else is known to be done."""
        if effect.carries_note and not ticket.carries(effect.reference):
            self._ledger.settle(lease, effect.id, "planned", outcome="not found")
            return
        note_id = next((m.id for m in ticket.messages if not m.public and effect.reference in m.text), "")
        self._ledger.settle(lease, effect.id, "done", outcome="found", written=Written(note_id))

    def _send(self, attempt: Attempt, helpdesk: Helpdesk, write: Write, reference: str) -> None:
        lease, decision = attempt.lease, attempt.decision
        effect_id = self._ledger.begin_sending(
            lease,
            attempt.work,
            write,
            ordinal=attempt.rung,
            reference=reference,
            level=decision.level,
            before=FieldValues.of(attempt.ticket),
            margin=_LONGEST_REQUEST,
        )
        try:
            written = helpdesk.send(attempt.ticket, write)
        except OutcomeUnknown as exc:
            raise Unfinished(after=max(write.quarantine, exc.retry_after or 0.0) + 0.05) from exc
        except (Transient, Conflict) as exc:
            self._ledger.settle(lease, effect_id, "planned", outcome=type(exc).__name__)
            raise
        except Permanent as exc:
            field = exc.field if isinstance(exc, Refused) else ""
            self._ledger.settle(lease, effect_id, "failed", outcome=type(exc).__name__, blocked_field=field)
            raise
        self._ledger.settle(lease, effect_id, "done", outcome="done", written=written)
