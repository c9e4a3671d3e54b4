"""One worker a ticket, fenced: whoever lost the lease can no longer write anything down."""

from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.errors import HandoffError
from connector.store.database import Database
from connector.store.statements import given, of
from connector.store.tables import TICKET_LEASE

_SAME: Final = given(TICKET_LEASE.c.account, TICKET_LEASE.c.ticket, TICKET_LEASE.c.fence)
_IS_HELD: Final = sa.select(TICKET_LEASE.c.fence).where(*_SAME, TICKET_LEASE.c.until > sa.bindparam("until"))
_RELEASE: Final = sa.update(TICKET_LEASE).where(*_SAME).values(until=0.0)


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
        first = database.insert(TICKET_LEASE)
        self._take = first.on_conflict_do_update(
            index_elements=["account", "ticket"],
            set_={"until": first.excluded.until, "fence": TICKET_LEASE.c.fence + 1, "owner": first.excluded.owner},
            where=TICKET_LEASE.c.until < sa.bindparam("now"),
        ).returning(TICKET_LEASE.c.fence, TICKET_LEASE.c.until)

    def take(self, account: str, ticket: str, owner: str) -> Lease | None:
        """Take the lease, or return ``None`` while somebody else holds it."""
        with self._db.write(synced=False) as connection:
            now = self._db.now(connection)
            row = connection.execute(
                self._take,
                {"account": account, "ticket": ticket, "until": now + self._seconds, "fence": 1, "owner": owner, "now": now},
            ).one_or_none()
        return None if row is None else Lease(account, ticket, row.fence, row.until)

    def require(self, connection: Connection, lease: Lease, *, margin: float = 0.0) -> None:
        """Return if the lease is still held for ``margin`` more seconds, else raise LeaseLost."""
        until = self._db.now(connection) + margin
        if connection.execute(_IS_HELD, {**_of(lease), "until": until}).one_or_none() is None:
            raise LeaseLost("the lease on the ticket is gone")

    def release(self, lease: Lease) -> None:
        """Give the lease back."""
        with self._db.write(synced=False) as connection:
            connection.execute(_RELEASE, _of(lease))

    def void_all(self) -> None:
        """Void every lease. Only for a process that has proved that no other is alive."""
        with self._db.write(synced=False) as connection:
            connection.execute(sa.update(TICKET_LEASE).values(until=0.0))


def _of(lease: Lease) -> dict[str, Any]:
    return of(account=lease.account, ticket=lease.ticket, fence=lease.fence)
