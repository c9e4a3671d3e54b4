"""Events that were given up: why, and a person's word on what becomes of each."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from connector.store.database import Database
from connector.store.tables import EFFECT, INBOX


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event that is tried no more. ``outcome`` is ``refused`` or ``gave_up``; times are in seconds since 1970."""

    id: int
    account: str
    ticket: str
    outcome: str
    error: str
    attempts: int
    received_at: float
    finished_at: float


class DeadLetters:
    """The events in the state ``dead``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def list(self, account: str | None = None) -> Sequence[DeadLetter]:
        """Those of one account or of all, the oldest first."""
        columns = [INBOX.c[name] for name in DeadLetter.__dataclass_fields__]
        query = sa.select(*columns).where(INBOX.c.state == "dead").order_by(INBOX.c.id)
        with self._db.read() as connection:
            rows = connection.execute(query if account is None else query.where(INBOX.c.account == account))
            return [DeadLetter(*row) for row in rows]

    def retry(self, letter: DeadLetter) -> bool:
        """Have it worked on again as if it had just come. What was written stays known, so that nothing is written twice.

        Writes that the helpdesk refused for good did nothing; they are forgotten, or the same refusal would end it again. False when
        somebody was faster.
        """
        with self._db.write() as connection:
            now = self._db.now(connection)
            fresh = {"state": "new", "attempts": 0, "next_at": now, "enqueued_until": 0.0, "received_at": now}
            if not self._move(connection, letter, {**fresh, "finished_at": None, "outcome": "", "error": ""}):
                return False
            forget_refused(connection, letter.account, letter.ticket)
        return True

    def discard(self, letter: DeadLetter) -> bool:
        """Have it counted as needing nothing. The row stays, so that the same event is still known. False when somebody was faster."""
        with self._db.write() as connection:
            return self._move(connection, letter, {"state": "skipped", "outcome": "discarded"})

    def _move(self, connection: sa.Connection, letter: DeadLetter, values: dict[str, object]) -> bool:
        dead = sa.update(INBOX).where(INBOX.c.id == letter.id, INBOX.c.state == "dead")
        return connection.execute(dead.values(**values)).rowcount == 1


def forget_refused(connection: sa.Connection, account: str, ticket: str) -> None:
    """Forget the writes on a ticket that were refused for good, because they did nothing and a person wants them tried anew.

    Refusals before a note that stands, or may stand, are remembered: how many there were is a part of that note's reference, and without
    them it would not be looked for, but written a second time.
    """
    note = EFFECT.alias("note")
    same = (note.c.account == EFFECT.c.account, note.c.ticket == EFFECT.c.ticket, note.c.trigger == EFFECT.c.trigger)
    stands = sa.select(sa.func.max(note.c.ordinal)).where(*same, note.c.carries_note, note.c.state.in_(("done", "sending")))
    tried_since = EFFECT.c.ordinal >= sa.func.coalesce(stands.scalar_subquery(), 0)
    refused = (EFFECT.c.account == account, EFFECT.c.ticket == ticket, EFFECT.c.state == "failed")
    connection.execute(sa.delete(EFFECT).where(*refused, tried_since))
