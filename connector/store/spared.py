"""Customers whom no machine asks. It is not kept why, so that nothing of a sensitive ticket outlives its text."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.core.checkin import LIVE, PAUSE, SPARED, State
from connector.store.checkin_tables import CHECK_IN, SPARED_REQUESTER
from connector.store.database import Database


class SparedRequesters:
    """Whom to spare, by requester key."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def spare(self, account: str, requester: str, *, for_good: bool) -> None:
        """Ask this customer nothing: for good, or for a while from now on. What is for good stays so."""
        with self._db.write() as connection:
            until = None if for_good else self._db.now(connection) + SPARED.total_seconds()
            statement = self._db.insert(SPARED_REQUESTER).values(account=account, requester=requester, until=until)
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["account", "requester"], set_={"until": until}, where=SPARED_REQUESTER.c.until.is_not(None)
                )
            )

    def includes(self, account: str, requester: str) -> bool:
        """Whether this customer is asked nothing now."""
        where = (SPARED_REQUESTER.c.account == account, SPARED_REQUESTER.c.requester == requester)
        with self._db.read() as connection:
            row = connection.execute(sa.select(SPARED_REQUESTER.c.until).where(*where)).one_or_none()
            return row is not None and (row.until is None or row.until > self._db.now(connection))

    def expire(self) -> None:
        """Forget who was spared for a while, and whose an ended check-in was once it keeps nobody from being asked."""
        with self._db.write() as connection:
            now = self._db.now(connection)
            connection.execute(sa.delete(SPARED_REQUESTER).where(SPARED_REQUESTER.c.until <= now))
            ended = CHECK_IN.c.state.not_in([state.value for state in LIVE])
            old = (ended, CHECK_IN.c.requester != "", CHECK_IN.c.changed_at <= now - PAUSE.total_seconds())
            connection.execute(sa.update(CHECK_IN).where(*old).values(requester=""))


def move_spared(connection: Connection, account: str, earlier: str, requester: str) -> None:
    """Spare under one key who was spared under another, for the longer of both times, within the caller's transaction."""
    table = SPARED_REQUESTER
    where = (table.c.account == account, table.c.requester.in_((earlier, requester)))
    untils = connection.execute(sa.select(table.c.until).where(*where)).scalars().all()
    if untils:
        connection.execute(sa.delete(table).where(*where))
        until = None if None in untils else max(untils)
        connection.execute(sa.insert(table).values(account=account, requester=requester, until=until))


def forget_check_ins_of(connection: Connection, account: str, requester: str, now: float) -> None:
    """Stop what was still to be sent to this customer, and forget that anything was theirs, within the caller's transaction."""
    of_customer = (CHECK_IN.c.account == account, CHECK_IN.c.requester == requester)
    live = CHECK_IN.c.state.in_([state.value for state in LIVE])
    stopped = {"state": State.STOPPED.value, "reason": "forgotten", "changed_at": now}
    connection.execute(sa.update(CHECK_IN).where(*of_customer, live).values(**stopped))
    connection.execute(sa.update(CHECK_IN).where(*of_customer).values(requester=""))
    connection.execute(
        sa.delete(SPARED_REQUESTER).where(SPARED_REQUESTER.c.account == account, SPARED_REQUESTER.c.requester == requester)
    )
