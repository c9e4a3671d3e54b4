"""What is known of tickets that nothing has happened to for long: forgotten, whole tickets at a time."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.store.database import Database
from connector.store.tables import ATTEMPT, AUDIT_SAMPLE, CORRECTION, DRAFT_USE, EFFECT, INBOX, TICKET_LEASE, TRIAGE

#: Longer than a message may be old to be answered, so that a bell for one that was forgotten finds it too old. Days.
RECORD_DAYS: Final = 400
_DAY: Final = 86400.0
#: Events looked at in one go, so that no other write waits long.
_AT_ONCE: Final = 500
_OF_TICKET: Final = (EFFECT, TRIAGE, CORRECTION, DRAFT_USE, TICKET_LEASE)


class Records:
    """Events, triages and writes, by ticket."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def expire(self, days: float = RECORD_DAYS) -> int:
        """Forget tickets whose newest event came before so many days, and return how many.

        A ticket is forgotten as a whole, because what is known of it keeps it from being written on twice. One that is waited for, was
        given up, or was checked blind stays: a check counts for what a kind may do by itself.
        """
        with self._db.read() as connection:
            before = self._db.now(connection) - days * _DAY
        seen, forgotten = 0, 0
        while True:
            with self._db.write() as connection:
                rows = connection.execute(
                    sa.select(INBOX.c.id, INBOX.c.account, INBOX.c.ticket, INBOX.c.received_at)
                    .where(INBOX.c.id > seen)
                    .order_by(INBOX.c.id)
                    .limit(_AT_ONCE)
                ).all()
                old = [row for row in rows if row.received_at < before]
                for account, ticket in dict.fromkeys((row.account, row.ticket) for row in old):
                    forgotten += _forget(connection, account, ticket, before)
            if len(old) < _AT_ONCE:
                return forgotten
            seen = rows[-1].id


def _forget(connection: Connection, account: str, ticket: str, before: float) -> bool:
    is_needed = sa.or_(INBOX.c.received_at >= before, INBOX.c.state.in_(("new", "dead")))
    events = sa.select(INBOX.c.ticket).where(INBOX.c.account == account, INBOX.c.ticket == ticket, is_needed)
    checks = sa.select(AUDIT_SAMPLE.c.ticket).where(AUDIT_SAMPLE.c.account == account, AUDIT_SAMPLE.c.ticket == ticket)
    if connection.execute(sa.union_all(events, checks).limit(1)).first():
        return False
    effects = sa.select(EFFECT.c.id).where(EFFECT.c.account == account, EFFECT.c.ticket == ticket)
    connection.execute(sa.delete(ATTEMPT).where(ATTEMPT.c.effect_id.in_(effects)))
    for table in _OF_TICKET:
        connection.execute(sa.delete(table).where(table.c.account == account, table.c.ticket == ticket))
    # a bell that rings at this very moment stays
    connection.execute(sa.delete(INBOX).where(INBOX.c.account == account, INBOX.c.ticket == ticket, sa.not_(is_needed)))
    return True
