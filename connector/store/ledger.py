"""What we wrote, with before-images and after-images. An effect is written down before any byte leaves for the helpdesk.

States of an effect: ``planned`` (certainly not done) → ``sending`` (may be done) → ``done`` or ``failed``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.core.context import PriorNote
from connector.core.taxonomy import Level
from connector.core.undo import Image, rebased
from connector.core.update import FieldValues, applied
from connector.port import REPLY, Write, Written
from connector.store.database import Database
from connector.store.leases import Lease, Leases
from connector.store.statements import given, of
from connector.store.tables import ATTEMPT, EFFECT, TRIAGE
from connector.store.triages import ROUND_MARK, UNDO_TRIGGER, Work, of_work

_TICKET: Final = given(EFFECT.c.account, EFFECT.c.ticket)
_EPISODE: Final = (*_TICKET, *given(EFFECT.c.episode))
_WORK: Final = (*_TICKET, *given(EFFECT.c.trigger))
_TRIGGER: Final = sa.bindparam("trigger", type_=sa.String)
_EFFECTS: Final = sa.select(EFFECT).where(*_WORK).order_by(EFFECT.c.ordinal, EFFECT.c.id)
_IN_DOUBT: Final = sa.select(EFFECT).where(*_EPISODE, EFFECT.c.trigger != _TRIGGER, EFFECT.c.state == "sending")
_PRIOR_NOTES: Final = (
    sa.select(EFFECT)
    .where(
        *_EPISODE, EFFECT.c.carries_note, EFFECT.c.state == "done",
        sa.or_(EFFECT.c.trigger != _TRIGGER, EFFECT.c.ordinal < sa.bindparam("ordinal")),
    )
    .order_by(EFFECT.c.done_at.desc(), EFFECT.c.id.desc())
    .limit(1)
)  # fmt: skip
_UNDONE: Final = sa.select(EFFECT.c.trigger).where(*_TICKET, EFFECT.c.undone_at.is_not(None))
_STANDING: Final = (
    sa.select(EFFECT)
    .where(
        *given(EFFECT.c.account), EFFECT.c.state.in_(("done", "sending")), EFFECT.c.undone_at.is_(None),
        EFFECT.c.trigger.not_like(f"{UNDO_TRIGGER}%"), EFFECT.c.name != REPLY,
    )
    .order_by(EFFECT.c.ticket, EFFECT.c.id)
)  # fmt: skip
_STANDING_ON: Final = _STANDING.where(*given(EFFECT.c.ticket))
_TRY: Final = sa.select(EFFECT).where(*_WORK, *given(EFFECT.c.ordinal, EFFECT.c.name))
_SETTLE: Final = sa.update(EFFECT).where(*given(EFFECT.c.id))
_WROTE: Final = sa.select(EFFECT.c.id).where(*_TICKET, *given(EFFECT.c.stamp), EFFECT.c.stamp != "").limit(1)
_RECORD: Final = sa.insert(ATTEMPT)


@dataclass(frozen=True, slots=True)
class Effect:
    """One write to the helpdesk, as the ledger knows it."""

    id: int
    name: str
    ordinal: int
    state: str
    reference: str
    settle_at: float
    carries_note: bool
    note_id: str
    blocked_field: str
    trigger: str = ""
    before: FieldValues | None = None
    after: FieldValues | None = None
    ticket: str = ""
    episode: str = ""
    sent_at: float = 0.0


class Ledger:
    """The effects."""

    def __init__(self, database: Database, leases: Leases) -> None:
        self._db = database
        self._leases = leases
        first = database.insert(EFFECT)
        moving = ("carries_note", "state", "fence", "level", "before", "after", "sent_at", "settle_at")
        self._begin_sending = first.on_conflict_do_update(
            index_elements=["account", "ticket", "trigger", "ordinal", "name"],
            set_={**{name: first.excluded[name] for name in moving}, "attempts": EFFECT.c.attempts + 1},
            where=EFFECT.c.state.in_(("planned", "sending")),
        ).returning(EFFECT.c.id)

    def effects(self, work: Work) -> Sequence[Effect]:
        """Every effect of this triage, oldest first."""
        with self._db.read() as connection:
            return [_effect(row) for row in connection.execute(_EFFECTS, of_work(work))]

    def in_doubt(self, work: Work) -> Sequence[Effect]:
        """The writes of this episode, for earlier messages, of which it is not known whether they were done."""
        with self._db.read() as connection:
            return [_effect(row) for row in connection.execute(_IN_DOUBT, _of_episode(work))]

    def prior_note(self, work: Work, *, ordinal: int = 0) -> PriorNote | None:
        """Return the newest note that we wrote in this episode, before attempt ``ordinal`` of this message."""
        with self._db.read() as connection:
            row = connection.execute(_PRIOR_NOTES, _of_episode(work) | {"ordinal": ordinal}).one_or_none()
        if row is None:
            return None
        return PriorNote(row.reference, Level(row.level), row.note_id, same_message=row.trigger == work.trigger)

    def begin_sending(
        self, lease: Lease, work: Work, write: Write, *, ordinal: int, reference: str, level: Level,
        before: FieldValues, margin: float,
    ) -> int:  # fmt: skip
        """Write down, before a byte leaves, that this write may be done from now on. Returns the effect's id.

        Raises LeaseLost when the lease is gone or ends within ``margin`` seconds. Of an earlier try that certainly did nothing
        no before-image stays; of one whose outcome was never known it stays for the fields that it seems to have written.
        """
        with self._db.write() as connection:
            self._leases.require(connection, lease, margin=margin)
            now = self._db.now(connection)
            before = self._before(connection, work, write, ordinal, before)
            effect = {
                "account": work.account,
                "ticket": work.ticket,
                "trigger": work.trigger,
                "ordinal": ordinal,
                "name": write.name,
                "episode": work.episode,
                "reference": reference,
                "attempts": 1,
                "carries_note": write.carries_note,
                "state": "sending",
                "fence": lease.fence,
                "level": int(level),
                "before": before.as_dict(),
                "after": applied(before, write.changes).as_dict(),
                "sent_at": now,
                "settle_at": now + write.quarantine,
            }
            effect_id = int(connection.execute(self._begin_sending, effect).scalar_one())
            self._record(connection, effect_id, lease.fence, "sending", now)
        return effect_id

    def settle(
        self, lease: Lease, effect_id: int, state: str, *, outcome: str, written: Written | None = None, blocked_field: str = ""
    ) -> None:
        """Note how a write ended. ``state`` is the state it is in now. Raises LeaseLost when somebody else owns the ticket."""
        with self._db.write(synced=False) as connection:
            self._leases.require(connection, lease)
            now = self._db.now(connection)
            values: dict[str, Any] = {"state": state, "blocked_field": blocked_field[:80]}
            if state == "done":
                values["done_at"] = now
            if written is not None:
                values |= {"note_id": written.note_id, "stamp": written.stamp}
                values |= {"before": written.before.as_dict()} if written.before else {}
                values |= {"after": written.after.as_dict()} if written.after else {}
            connection.execute(_SETTLE, of(id=effect_id) | values)
            self._record(connection, effect_id, lease.fence, outcome, now)

    def standing_effects(
        self, account: str, *, ticket: str | None = None, kind: str | None = None, since: float | None = None
    ) -> Sequence[Effect]:
        """Every write that was done and not taken back, oldest first, and those of which it is not known whether they were.

        Replies to customers are not among them: what was sent cannot be called back, see :meth:`replies`.
        ``kind`` keeps those that came of a decision of this kind, ``since`` those done from then on.
        """
        triage = sa.and_(
            TRIAGE.c.account == EFFECT.c.account, TRIAGE.c.ticket == EFFECT.c.ticket, TRIAGE.c.trigger == EFFECT.c.trigger
        )
        statement = _STANDING if ticket is None else _STANDING_ON
        if kind is not None:
            statement = statement.join(TRIAGE, triage).where(TRIAGE.c.kind == kind)
        if since is not None:
            statement = statement.where(EFFECT.c.sent_at >= since)
        with self._db.read() as connection:
            return [_effect(row) for row in connection.execute(statement, of(account=account, ticket=ticket))]

    def replies(self, account: str, *, ticket: str | None = None, since: float = 0.0) -> Sequence[Effect]:
        """Every reply to a customer that was sent, or may have been, oldest first."""
        where = [EFFECT.c.account == account, EFFECT.c.name == REPLY, EFFECT.c.state.in_(("done", "sending"))]
        where += [EFFECT.c.ticket == ticket] if ticket is not None else []
        with self._db.read() as connection:
            rows = connection.execute(sa.select(EFFECT).where(*where, EFFECT.c.sent_at >= since).order_by(EFFECT.c.id))
            return [_effect(row) for row in rows]

    def references(self, account: str, ticket: str) -> frozenset[str]:
        """The reference of every note that we ever meant to write on this ticket."""
        where = (EFFECT.c.account == account, EFFECT.c.ticket == ticket)
        with self._db.read() as connection:
            return frozenset(connection.execute(sa.select(EFFECT.c.reference).where(*where)).scalars())

    def own_groups(self, work: Work) -> frozenset[str]:
        """The groups that we ourselves gave this ticket to: moving it on from there overrules nobody."""
        images = [(e.before, e.after) for e in self.standing_effects(work.account, ticket=work.ticket)]
        return frozenset(
            after.group_id
            for before, after in images
            if before and after and after.group_id and after.group_id != before.group_id
        )

    def is_undone(self, account: str, ticket: str, trigger: str) -> bool:
        """Whether what we wrote on this message of the customer was taken back."""
        with self._db.read() as connection:
            undone = connection.execute(_UNDONE, of(account=account, ticket=ticket)).scalars()
            return any(found.partition(ROUND_MARK)[0] == trigger for found in undone)

    def mark_undone(self, lease: Lease, effect_ids: Sequence[int]) -> None:
        """Note that these writes were taken back."""
        with self._db.write() as connection:
            self._leases.require(connection, lease)
            connection.execute(sa.update(EFFECT).where(EFFECT.c.id.in_(effect_ids)).values(undone_at=self._db.now(connection)))

    def _before(self, connection: Connection, work: Work, write: Write, ordinal: int, now: FieldValues) -> FieldValues:
        row = connection.execute(_TRY, of_work(work) | of(ordinal=ordinal, name=write.name)).one_or_none()
        if row is None or row.state != "sending" or row.after is None:
            return now
        return rebased(Image(FieldValues.from_dict(row.before), FieldValues.from_dict(row.after)), now)

    def wrote_stamp(self, account: str, ticket: str, stamp: str) -> bool:
        """Whether this version of the ticket came from our own write."""
        with self._db.read() as connection:
            return connection.execute(_WROTE, of(account=account, ticket=ticket, stamp=stamp)).one_or_none() is not None

    def _record(self, connection: Connection, effect_id: int, fence: int, outcome: str, now: float) -> None:
        connection.execute(_RECORD, {"effect_id": effect_id, "at": now, "fence": fence, "outcome": outcome[:40]})


def _of_episode(work: Work) -> dict[str, Any]:
    return of(account=work.account, ticket=work.ticket, episode=work.episode) | {"trigger": work.trigger}


def _effect(row: Any) -> Effect:
    return Effect(
        id=row.id,
        name=row.name,
        ordinal=row.ordinal,
        state=row.state,
        reference=row.reference,
        settle_at=row.settle_at or 0.0,
        carries_note=row.carries_note,
        note_id=row.note_id,
        blocked_field=row.blocked_field,
        trigger=row.trigger,
        ticket=row.ticket,
        episode=row.episode,
        sent_at=row.sent_at or 0.0,
        before=FieldValues.from_dict(row.before),
        after=FieldValues.from_dict(row.after) if row.after else None,
    )
