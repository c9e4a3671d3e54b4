"""Every bell that rang, once each, until it is answered. A row is the truth; the broker only carries wake-up hints."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from connector.core.ticket import EventKind, TicketEvent
from connector.store.claiming import Claim, is_of_one_row, keep_all
from connector.store.database import Database
from connector.store.line import HINT_SECONDS, Lane, choose, longest_due, room_of
from connector.store.open_rows import IS_HANDED, IS_STILL_OPEN
from connector.store.statements import given, of
from connector.store.tables import INBOX

#: A row dies only when it is this old and was tried this often, so that an outage never drains the inbox.
_DEAD_AGE: Final = 86400.0
_DEAD_ATTEMPTS: Final = 12
#: Events whose work reads the whole ticket.
_READING: Final = tuple(
    kind.value for kind in (EventKind.CREATED, EventKind.REPLIED, EventKind.CHANGED, EventKind.MERGED, EventKind.REPLAY)
)
_ROW: Final = sa.select(INBOX).where(*given(INBOX.c.id))
_WILL_READ: Final = (
    sa.select(INBOX.c.id)
    .where(
        *given(INBOX.c.account, INBOX.c.ticket), IS_STILL_OPEN, INBOX.c.attempts == 0,
        INBOX.c.lane <= sa.bindparam("lane"), INBOX.c.kind.in_(_READING),
    )
    .limit(1)
)  # fmt: skip
_CHANGE: Final = sa.update(INBOX).where(*given(INBOX.c.id), IS_STILL_OPEN)
_BEGIN: Final = _CHANGE.values(attempts=INBOX.c.attempts + 1, slot_at=0.0)
_TAKE_BACK: Final = _CHANGE.values(attempts=sa.case((INBOX.c.attempts > 0, INBOX.c.attempts - 1), else_=0))
_HAND_OUT: Final = (
    sa.update(INBOX)
    .where(INBOX.c.id.in_(sa.bindparam("ids", expanding=True)), INBOX.c.enqueued_until <= sa.bindparam("now"), IS_STILL_OPEN)
    .values(enqueued_until=sa.bindparam("until"))
    .returning(INBOX.c.id)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One unfinished piece of work. ``is_paid`` says that its calls are taken off the account's budget already."""

    id: int
    account: str
    ticket: str
    kind: EventKind
    attempts: int
    next_at: float
    received_at: float
    is_paid: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """How the work on one ticket stands: the kinds of event that wait, and how the newest finished one ended, and when."""

    kinds: frozenset[EventKind]
    outcome: str = ""
    ended_at: float = 0.0


class Inbox:
    """The work that waits."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def claim(
        self, account: str, event: TicketEvent, *, settle: float, announced: bool = False, lane: Lane = Lane.LIVE
    ) -> int | None:
        """Keep the event and return its id, or ``None`` when the same one is already kept. Committed when this returns."""
        (kept,) = self.claim_all([Claim(account, event, settle, announced, lane)])
        if isinstance(kept, Exception):
            raise kept
        return kept

    def claim_all(self, claims: Sequence[Claim]) -> Sequence[int | Exception | None]:
        """Keep events in one transaction, and return for each its id, ``None`` when it is kept already, or why it cannot be kept.

        Committed when this returns. One that cannot be kept does not touch the others. An error of the database passes through.
        """
        try:
            return keep_all(self._db, claims)
        except Exception as exc:
            if not is_of_one_row(exc):
                raise
            return [exc] if len(claims) == 1 else [kept for claim in claims for kept in self.claim_all([claim])]

    def will_be_read(self, account: str, ticket: str, *, lane: Lane) -> bool:
        """Whether a row that goes no later than ``lane`` will read this ticket, whatever happened to it until now.

        Work that has not begun reads the ticket after this was asked: a try is counted, and committed, before the helpdesk is.
        """
        with self._db.read() as connection:
            return connection.execute(_WILL_READ, of(account=account, ticket=ticket) | {"lane": int(lane)}).first() is not None

    def read_due(self, row_id: int) -> InboxRow | None:
        """Return the row if it is unfinished and due now, else ``None``."""
        with self._db.read() as connection:
            row = connection.execute(_ROW, of(id=row_id)).one_or_none()
            if row is None or row.state != "new" or row.next_at > self._db.now(connection):
                return None
        kind, is_paid = EventKind(row.kind), row.slot_at > 0
        return InboxRow(row.id, row.account, row.ticket, kind, row.attempts, row.next_at, row.received_at, is_paid)

    def begin(self, row_id: int) -> None:
        """Count a try. What was paid for is being used."""
        with self._db.write(synced=False) as connection:
            connection.execute(_BEGIN, of(id=row_id))

    def reschedule(self, row_id: int, *, after: float, error: str = "", counts: bool = True, is_paid: bool = False) -> None:
        """Make the row due again ``after`` seconds from now. ``counts`` false takes back the try that was counted.

        ``is_paid`` says that its calls are taken off the account's budget for then, or were before.
        """
        with self._db.write(synced=False) as connection:
            now = self._db.now(connection)
            values = {"next_at": now + after, "enqueued_until": 0.0, "error": error[:200]}
            values["slot_at"] = now + after if is_paid else 0.0
            connection.execute(_CHANGE if counts else _TAKE_BACK, of(id=row_id) | values)

    def finish(self, row_id: int, *, outcome: str, state: str = "done", error: str = "") -> None:
        """Close the row as ``done``, ``skipped`` or ``dead``."""
        with self._db.write(synced=False) as connection:
            now = self._db.now(connection)
            ending = {"state": state, "outcome": outcome, "error": error[:200], "finished_at": now, "enqueued_until": 0.0}
            connection.execute(_CHANGE, of(id=row_id) | ending)

    def is_hopeless(self, row: InboxRow) -> bool:
        """Whether the row is both old and often tried."""
        with self._db.read() as connection:
            age = self._db.now(connection) - row.received_at
        return age > _DEAD_AGE and row.attempts >= _DEAD_ATTEMPTS

    def hand_out(self, limit: int, *, per_account: int | None = None) -> Sequence[int]:
        """Mark up to ``limit`` due rows as handed to the broker and return their ids, fairly between accounts.

        An account has at most ``per_account`` rows with the broker at once, and no more than its budget lets go now.
        Safe with any number of sweepers: a row is returned to one of them only.
        """
        with self._db.read() as connection:  # looking needs no lock
            now = self._db.now(connection)
            ids = choose(connection, now, limit, per_account)
        if not ids:
            return ()
        with self._db.write(synced=False) as connection:
            marked = set(connection.execute(_HAND_OUT, {"ids": ids, "now": now, "until": now + HINT_SECONDS}).scalars())
        return tuple(row_id for row_id in ids if row_id in marked)

    def room(self, account: str, most: int) -> int:
        """How many more rows of this account may be with the broker, at most ``most`` at once; 0 while it waits or is paused."""
        with self._db.read() as connection:
            return room_of(connection, self._db.now(connection), account, most)

    def forget_hints(self) -> None:
        """Forget what was handed to a broker that no longer exists (embedded start)."""
        with self._db.write(synced=False) as connection:
            connection.execute(sa.update(INBOX).where(IS_HANDED).values(enqueued_until=0.0))

    def of_ticket(self, account: str, ticket: str) -> Waiting:
        """How the work on one ticket stands. An undo that ended says nothing about the rest."""
        of_ticket = (INBOX.c.account == account, INBOX.c.ticket == ticket)
        with self._db.read() as connection:
            kinds = connection.execute(sa.select(INBOX.c.kind).where(*of_ticket, INBOX.c.state == "new").distinct()).scalars()
            waiting = frozenset(EventKind(kind) for kind in kinds)
            ended = connection.execute(
                sa.select(INBOX.c.outcome, INBOX.c.finished_at)
                .where(*of_ticket, INBOX.c.state != "new", INBOX.c.kind != EventKind.UNDO.value)
                .order_by(INBOX.c.finished_at.desc(), INBOX.c.id.desc())
                .limit(1)
            ).one_or_none()
        return Waiting(waiting) if ended is None else Waiting(waiting, ended.outcome, ended.finished_at or 0.0)

    def counts(self) -> dict[str, int]:
        """Rows by state."""
        with self._db.read() as connection:
            rows = connection.execute(sa.select(INBOX.c.state, sa.func.count()).group_by(INBOX.c.state))
            return {row[0]: row[1] for row in rows}

    def oldest_due(self) -> float:
        """Seconds for which the longest waiting due row has been due, of accounts that need not wait; 0 when none is."""
        with self._db.read() as connection:
            now = self._db.now(connection)
            first = longest_due(connection, now)
        return 0.0 if first is None else max(0.0, now - first)

    def silence(self, account: str) -> float | None:
        """Seconds since an event of this account last came, ``None`` where none is kept."""
        with self._db.read() as connection:
            last = connection.execute(sa.select(sa.func.max(INBOX.c.received_at)).where(INBOX.c.account == account)).scalar_one()
            return None if last is None else max(0.0, self._db.now(connection) - last)

    def durations(self) -> Sequence[float]:
        """Seconds from the bell to the end of the work, of all rows that led to a decision."""
        with self._db.read() as connection:
            rows = connection.execute(
                sa.select(INBOX.c.finished_at - INBOX.c.received_at).where(INBOX.c.state == "done").order_by(INBOX.c.id)
            )
            return [float(seconds) for seconds in rows.scalars()]
