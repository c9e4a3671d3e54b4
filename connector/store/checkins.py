"""The queue of check-ins: what is planned, what waits for a person, what was approved by whom, and how each ended.

Ids, codes and times; the text lies in ``customer_text`` until its time is over, and without its text nothing is sent.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.core.checkin import ASKED, LIVE, PAUSE, State
from connector.store.checkin_tables import CHECK_IN
from connector.store.database import Database
from connector.store.statements import given, of
from connector.store.texts import CustomerTexts
from connector.store.triages import Work

_PURPOSE: Final = "check_in"
#: What the trigger of the one effect of a check-in begins with.
_TRIGGER: Final = "check_in:"
#: How many due ones a sweep takes on at once.
_BATCH: Final = 50
_OF_TICKET: Final = sa.select(CHECK_IN).where(*given(CHECK_IN.c.account, CHECK_IN.c.ticket)).order_by(CHECK_IN.c.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a check-in asks about: one message of one customer, by its kind. ``requester`` is a key."""

    account: str
    ticket: str
    trigger: str
    requester: str
    kind: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Matter):
    """One check-in. ``text_id`` is its text, which may be forgotten by now."""

    id: int
    state: State
    reason: str
    due_at: float
    changed_at: float
    digest: str
    approved_by: str
    approved_at: float | None
    text_id: int | None

    @property
    def effect_trigger(self) -> str:
        """Under which trigger the ledger knows its sending."""
        return f"{_TRIGGER}{self.id}"

    def as_work(self) -> Work:
        """Its sending, as the ledger names work."""
        return Work(self.account, self.ticket, self.effect_trigger, self.effect_trigger, self.requester)


class CheckIns:
    """The queue."""

    def __init__(self, database: Database, texts: CustomerTexts) -> None:
        self._db = database
        self._texts = texts

    # ── what happens to one ──────────────────────────────────────────────────────────────────────────────────────────

    def plan(self, matter: Matter, *, due_at: float) -> None:
        """Plan one for this matter, unless one was ever planned for it."""
        with self._db.write() as connection:
            statement = self._db.insert(CHECK_IN).values(
                account=matter.account, ticket=matter.ticket, trigger=matter.trigger, requester=matter.requester,
                kind=matter.kind, language=matter.language,
                state=State.PLANNED.value, due_at=due_at, next_at=due_at, changed_at=self._db.now(connection),
            )  # fmt: skip
            connection.execute(statement.on_conflict_do_nothing(index_elements=["account", "ticket", "trigger"]))

    def offer(self, check_in: CheckIn, *, body: str) -> bool:
        """Keep the text and let it wait for a person, unless this customer was asked meanwhile. Returns whether it waits now."""
        with self._db.write() as connection:
            now = self._db.now(connection)
            if self._is_asked(connection, check_in, now):
                return False
            text_id = self._texts.keep(
                connection, account=check_in.account, ticket=check_in.ticket, requester=check_in.requester, purpose=_PURPOSE,
                content={"text": body},
            )  # fmt: skip
            values = {"state": State.WAITING.value, "text_id": text_id, "asked_at": now, "next_at": now, "changed_at": now}
            done = connection.execute(sa.update(CHECK_IN).where(*_in(check_in.id, (State.PLANNED,))).values(**values))
            if not done.rowcount:
                self._texts.drop(connection, text_id)
        return bool(done.rowcount)

    def approve(self, check_in_id: int, *, name: str, digest: str) -> bool:
        """Record a person's word on the text with this digest. Returns whether it was still waiting for one."""
        with self._db.write() as connection:
            now = self._db.now(connection)
            values = {"state": State.APPROVED.value, "approved_by": name, "approved_at": now, "digest": digest, "next_at": now}
            done = connection.execute(
                sa.update(CHECK_IN).where(*_in(check_in_id, (State.WAITING,))).values(**values, changed_at=now)
            )
        return bool(done.rowcount)

    def end(self, check_in_id: int, state: State, *, reason: str = "", among: Collection[State] = LIVE) -> bool:
        """End it. Its text goes unless nobody knows whether it was sent. Returns whether it was in one of these states."""
        with self._db.write() as connection:
            row = connection.execute(sa.select(CHECK_IN.c.text_id).where(*_in(check_in_id, among))).one_or_none()
            if row is None:
                return False
            values: dict[str, Any] = {"state": state.value, "reason": reason, "changed_at": self._db.now(connection)}
            if state is not State.UNSURE and row.text_id is not None:
                self._texts.drop(connection, row.text_id)
                values["text_id"] = None
            done = connection.execute(sa.update(CHECK_IN).where(*_in(check_in_id, among)).values(**values))
        return bool(done.rowcount)

    def postpone(self, check_in_id: int, *, seconds: float) -> None:
        """Look at it again after so many seconds."""
        with self._db.write() as connection:
            now = self._db.now(connection)
            connection.execute(sa.update(CHECK_IN).where(CHECK_IN.c.id == check_in_id).values(next_at=now + seconds))

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def read(self, check_in_id: int) -> CheckIn | None:
        """Return one as it stands now, or ``None``."""
        with self._db.read() as connection:
            row = connection.execute(sa.select(CHECK_IN).where(CHECK_IN.c.id == check_in_id)).one_or_none()
        return None if row is None else _check_in(row)

    def body(self, check_in: CheckIn) -> str | None:
        """The text without its disclosure, or ``None`` before it is written and once it is forgotten."""
        with self._db.read() as connection:
            kept = self._texts.read(connection, check_in.text_id)
        return None if kept is None else str(kept["text"])

    def due(self, state: State) -> Sequence[CheckIn]:
        """Those in this state that are to be looked at now, the longest due first."""
        with self._db.read() as connection:
            where = (CHECK_IN.c.state == state.value, CHECK_IN.c.next_at <= self._db.now(connection))
            rows = connection.execute(sa.select(CHECK_IN).where(*where).order_by(CHECK_IN.c.next_at).limit(_BATCH))
            return [_check_in(row) for row in rows]

    def of_ticket(self, account: str, ticket: str) -> Sequence[CheckIn]:
        """Every one of a ticket."""
        with self._db.read() as connection:
            return [_check_in(row) for row in connection.execute(_OF_TICKET, of(account=account, ticket=ticket))]

    def of_requester(self, account: str, requester: str) -> Sequence[CheckIn]:
        """Every one that is still known to be this customer's."""
        where = (CHECK_IN.c.account == account, CHECK_IN.c.requester == requester)
        with self._db.read() as connection:
            return [_check_in(row) for row in connection.execute(sa.select(CHECK_IN).where(*where).order_by(CHECK_IN.c.id))]

    def queue(self, account: str) -> Sequence[CheckIn]:
        """Those of an account that may still be sent, and those of which nobody knows whether they were, by due time."""
        where = (CHECK_IN.c.account == account, _is_one_of((*LIVE, State.UNSURE)))
        with self._db.read() as connection:
            return [_check_in(row) for row in connection.execute(sa.select(CHECK_IN).where(*where).order_by(CHECK_IN.c.due_at))]

    def is_asked(self, matter: Matter) -> bool:
        """Whether a question about another matter went to this customer, or waits, within the pause."""
        with self._db.read() as connection:
            return self._is_asked(connection, matter, self._db.now(connection))

    def overdue(self, seconds: float) -> Sequence[CheckIn]:
        """Those that wait for a person, or were approved and not sent, for longer than so many seconds."""
        with self._db.read() as connection:
            limit = self._db.now(connection) - seconds
            where = (_is_one_of((State.WAITING, State.APPROVED)), CHECK_IN.c.asked_at <= limit)
            return [_check_in(row) for row in connection.execute(sa.select(CHECK_IN).where(*where).limit(_BATCH))]

    def _is_asked(self, connection: Connection, matter: Matter, now: float) -> bool:
        found = sa.select(CHECK_IN.c.id).where(
            CHECK_IN.c.account == matter.account,
            CHECK_IN.c.requester == matter.requester,
            sa.or_(CHECK_IN.c.ticket != matter.ticket, CHECK_IN.c.trigger != matter.trigger),
            _is_one_of(ASKED),
            CHECK_IN.c.asked_at > now - PAUSE.total_seconds(),
        )
        return connection.execute(found.limit(1)).one_or_none() is not None


def _in(check_in_id: int, states: Collection[State]) -> tuple[sa.ColumnElement[bool], ...]:
    return (CHECK_IN.c.id == check_in_id, _is_one_of(states))


def _is_one_of(states: Collection[State]) -> sa.ColumnElement[bool]:
    return CHECK_IN.c.state.in_([state.value for state in states])


def _check_in(row: Any) -> CheckIn:
    return CheckIn(
        id=row.id,
        account=row.account,
        ticket=row.ticket,
        trigger=row.trigger,
        requester=row.requester,
        kind=row.kind,
        language=row.language,
        state=State(row.state),
        reason=row.reason,
        due_at=row.due_at,
        changed_at=row.changed_at,
        digest=row.digest,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
        text_id=row.text_id,
    )
