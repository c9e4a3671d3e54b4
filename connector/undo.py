"""Taking back what we wrote: from the before-images, under the lease of the ticket, and nothing that people changed since."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from connector.core.context import PriorNote
from connector.core.decision import Decision
from connector.core.taxonomy import Level
from connector.core.ticket import Capability, Ticket
from connector.core.undo import Image, kept_fields, undo_update, withdrawal
from connector.core.update import FieldValues, TicketUpdate
from connector.desks import Desks
from connector.errors import Conflict, Permanent, Refused, TicketGone, Transient
from connector.port import Helpdesk
from connector.store.accounts import Account
from connector.store.leases import Lease, LeaseLost, Leases
from connector.store.ledger import Effect, Ledger
from connector.store.texts import CustomerTexts
from connector.store.triages import UNDO_TRIGGER, Work
from connector.writeback import RUNGS, Attempt, Unfinished, WriteBack

_BUSY_SECONDS: Final = 0.5
_LONGEST_WAIT: Final = 150.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What undoing did, or would do, with one ticket.

    ``restores`` maps a field to what it is put back to; ``kept`` names fields that people changed since; ``notes`` are the
    references of our notes that are withdrawn; ``blocked`` says in a sentence why nothing can be done.
    """

    ticket: str
    restores: Mapping[str, str]
    kept: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    blocked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    ticket: Ticket
    effects: tuple[Effect, ...]
    update: TicketUpdate
    notes: tuple[Effect, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Turn:
    """One write of an undo; ``key`` stays the same however often it is tried."""

    key: str
    update: TicketUpdate
    prior: PriorNote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Takes writes back. Safe to repeat after any outcome of any earlier attempt, as all writing here is."""

    ledger: Ledger
    leases: Leases
    texts: CustomerTexts
    desks: Desks
    write_back: WriteBack
    owner: str
    clock: Callable[[], float]

    def find(
        self, account: Account, *, ticket: str | None = None, kind: str | None = None, since: float | None = None
    ) -> Mapping[str, Sequence[Effect]]:
        """Return what there is to take back, by ticket."""
        effects = self.ledger.standing_effects(account.name, ticket=ticket, kind=kind, since=since)
        return {key: tuple(group) for key, group in groupby(effects, key=lambda effect: effect.ticket)}

    def preview(self, account: Account, effects: Sequence[Effect]) -> Undone:
        """Look at one ticket and say what would be put back. Writes nothing."""
        helpdesk = self.desks.open(account)
        try:
            plan = self._plan(helpdesk.fetch_ticket(effects[0].ticket), effects)
        except TicketGone:
            return Undone(ticket=effects[0].ticket, restores={}, blocked=_GONE)
        return self._told(account, helpdesk, plan)

    def run(self, account: Account, effects: Sequence[Effect], *, sleep: Callable[[float], None]) -> Undone:
        """Take one ticket back from start to end, waiting with ``sleep`` where that is needed: for a command, not for a worker.

        Raises Transient when the helpdesk keeps us waiting for longer than a few minutes.
        """
        deadline = self.clock() + _LONGEST_WAIT
        while True:
            lease = self.leases.take(account.name, effects[0].ticket, self.owner)
            wait = _BUSY_SECONDS
            try:
                if lease is not None:
                    return self.carry_out(account, lease, effects)
            except Unfinished as exc:
                wait = exc.after
            except (Conflict, LeaseLost):
                pass
            except Transient as exc:
                wait = exc.retry_after or 2.0
                if self.clock() + wait > deadline:
                    raise
            finally:
                if lease is not None:
                    self.leases.release(lease)
            if self.clock() + wait > deadline:
                raise Transient("the ticket is busy for too long", retry_after=wait)
            sleep(wait)

    def carry_out(self, account: Account, lease: Lease, effects: Sequence[Effect]) -> Undone:
        """Take these writes on one ticket back. Raises what writing raises; repeat it until it returns."""
        helpdesk = self.desks.open(account)
        looked_at = self.clock()
        if waits := [e.settle_at for e in effects if e.state == "sending" and looked_at < e.settle_at]:
            raise Unfinished(after=max(waits) - looked_at + 0.05)
        try:
            ticket = helpdesk.fetch_ticket(lease.ticket)
            plan = self._plan(ticket, effects)
            told = self._told(account, helpdesk, plan)
            language = self.desks.rules(account, helpdesk).note_language
            requester = self.texts.key_of(account.name, ticket.requester)
            for turn in self._turns(plan, language):
                key = f"{UNDO_TRIGGER}{turn.key}"
                work = Work(account.name, ticket.id, key, key, requester)
                self._write(lease, work, ticket, turn, helpdesk, looked_at)
        except TicketGone:
            told = Undone(ticket=lease.ticket, restores={}, blocked=_GONE)
        except Refused as exc:
            raise Unfinished(after=0.0) from exc
        else:
            self.ledger.mark_undone(lease, [effect.id for effect in effects])
        return told

    def _plan(self, ticket: Ticket, effects: Sequence[Effect]) -> _Plan:
        images = [Image(e.before, e.after) for e in effects if e.before is not None and e.after is not None]
        notes = tuple(e for e in effects if e.carries_note and ticket.carries(e.reference))
        kept = kept_fields(images, FieldValues.of(ticket))
        return _Plan(ticket=ticket, effects=tuple(effects), update=undo_update(images, ticket), notes=notes, kept=kept)

    def _turns(self, plan: _Plan, language: str) -> Sequence[_Turn]:
        """The writes: each of our notes edited where that is possible, else one note that names them; the fields go with the last."""
        newest = str(max(effect.id for effect in plan.effects))
        references = [effect.reference for effect in plan.notes]
        if not references:
            return [_Turn(f"{newest}:fields", plan.update)]
        if Capability.EDIT_NOTE not in plan.ticket.accepts:
            return [_Turn(newest, replace(plan.update, note=withdrawal(references, language, kept=plan.kept)))]
        note = withdrawal((), language, kept=plan.kept)
        turns = []
        for effect in plan.notes:
            found = next(m.id for m in plan.ticket.messages if not m.public and effect.reference in m.text)
            prior = PriorNote(effect.reference, Level.L0, effect.note_id or found)
            turns.append(_Turn(str(effect.id), TicketUpdate(note=note), prior))
        turns[-1] = replace(turns[-1], update=replace(plan.update, note=note))
        return turns

    def _write(self, lease: Lease, work: Work, ticket: Ticket, turn: _Turn, helpdesk: Helpdesk, looked_at: float) -> None:
        effects = self.ledger.effects(work)
        rung = len({effect.ordinal for effect in effects if effect.state == "failed"})
        if rung >= len(RUNGS):
            raise Permanent("the helpdesk refused to take back even the note; see the fields it requires")
        ticket = replace(ticket, accepts=ticket.accepts & RUNGS[rung])
        decision = Decision(level=Level.L0, update=turn.update.restricted_to(ticket.accepts), reasons=())
        self.write_back.apply(Attempt(lease, work, ticket, decision, rung, turn.prior, looked_at), helpdesk, effects)

    def _told(self, account: Account, helpdesk: Helpdesk, plan: _Plan) -> Undone:
        now, update = FieldValues.of(plan.ticket), plan.update
        target = update.restores or now
        names = self.desks.group_names(account, helpdesk)
        restores: dict[str, str] = {}
        if update.add_tags or update.remove_tags:
            signs = [f"+{tag}" for tag in sorted(update.add_tags)] + [f"-{tag}" for tag in sorted(update.remove_tags)]
            restores["tags"] = " ".join(signs)
        if target.priority != now.priority:
            restores["priority"] = target.priority.name.lower() if target.priority else "none"
        if target.group_id != now.group_id:
            restores["group"] = names.get(target.group_id, target.group_id) if target.group_id else "none"
        references = tuple(effect.reference for effect in plan.notes)
        return Undone(ticket=plan.ticket.id, restores=restores, kept=plan.kept, notes=references)


_GONE: Final = "the helpdesk no longer lets us change this ticket; it is closed, merged or deleted"
