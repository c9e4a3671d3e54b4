"""One worker a ticket, fenced: whoever lost the lease can no longer write anything down."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.errors import HandoffError
from connector.store.database import Database
from connector.store.tables import TICKET_LEASE


class LeaseLost(HandoffError):
    """Another worker owns the ticket now; drop the work silently, the new owner finishes it."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on a ticket until ``until``. ``fence`` grows with every new owner."""

    account: str
    ticket: str
    fence: int
    until: float


class Leases:
    """The leases on tickets."""

    def __init__(self, database: Database, *, seconds: float) -> None:
        self._db = database
        self._seconds = seconds

    def take(self, account: str, ticket: str, owner: str) -> Lease | None:
        """Take the lease, or return ``None`` while somebody else holds it."""
        with self._db.write(synced=False) as connection:
            now = self._db.now(connection)
            insert = self._db.insert(TICKET_LEASE).values(
                account=account, ticket=ticket, until=now + self._seconds, fence=1, owner=owner
            )
            taken = insert.on_conflict_do_update(
                index_elements=["account", "ticket"],
                set_={"until": now + self._seconds, "fence": TICKET_LEASE.c.fence + 1, "owner": owner},
                where=TICKET_LEASE.c.until < now,
            ).returning(TICKET_LEASE.c.fence, TICKET_LEASE.c.until)
            row = connection.execute(taken).one_or_none()
        return None if row is None else Lease(account, ticket, row.fence, row.until)

    def require(self, connection: Connection, lease: Lease, *, margin: float = 0.0) -> None:
        """Return if the lease is still held for ``margin`` more seconds, else raise LeaseLost."""
        now = self._db.now(connection)
        held = sa.select(TICKET_LEASE.c.fence).where(
            TICKET_LEASE.c.account == lease.account,
            TICKET_LEASE.c.ticket == lease.ticket,
            TICKET_LEASE.c.fence == lease.fence,
            TICKET_LEASE.c.until > now + margin,
        )
        if connection.execute(held).one_or_none() is None:
            raise LeaseLost("the lease on the ticket is gone")

    def release(self, lease: Lease) -> None:
        """Give the lease back."""
        with self._db.write(synced=False) as connection:
            connection.execute(
                sa.update(TICKET_LEASE)
                .where(
                    TICKET_LEASE.c.account == lease.account,
                    TICKET_LEASE.c.ticket == lease.ticket,
                    TICKET_LEASE.c.fence == lease.fence,
                )
                .values(until=0.0)
            )

    def void_all(self) -> None:
        """Void every lease. Only for a process that has proved that no other is alive."""
        with self._db.write(synced=False) as connection:
            connection.execute(sa.update(TICKET_LEASE).values(until=0.0))
