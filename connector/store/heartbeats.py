"""Signs of life: which role did something last, and when."""

from collections.abc import Mapping
from typing import Final

import sqlalchemy as sa

from connector.store.database import Database
from connector.store.tables import HEARTBEAT

#: The roles of processes. Beside them ``broker`` has a sign for each message that a sweeper sent out.
ROLES: Final = ("web", "worker", "sweeper")
BROKER: Final = "broker"
_FORGET_SECONDS: Final = 86400.0


class Heartbeats:
    """One row for each role and owner."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def beat(self, role: str, owner: str) -> None:
        """Give a sign of life, and forget owners that have been silent for a day."""
        with self._db.write(synced=False) as connection:
            now = self._db.now(connection)
            statement = self._db.insert(HEARTBEAT).values(role=role, owner=owner[:120], at=now)
            connection.execute(statement.on_conflict_do_update(index_elements=["role", "owner"], set_={"at": now}))
            connection.execute(sa.delete(HEARTBEAT).where(HEARTBEAT.c.at < now - _FORGET_SECONDS))

    def ages(self) -> Mapping[str, float]:
        """Seconds since the newest sign of life of each role."""
        with self._db.read() as connection:
            now = self._db.now(connection)
            rows = connection.execute(sa.select(HEARTBEAT.c.role, sa.func.max(HEARTBEAT.c.at)).group_by(HEARTBEAT.c.role))
            return {role: max(0.0, now - at) for role, at in rows}

    def count(self, role: str, *, within: float) -> int:
        """How many of a role gave a sign of life in so many seconds."""
        with self._db.read() as connection:
            since = self._db.now(connection) - within
            query = sa.select(sa.func.count()).select_from(HEARTBEAT).where(HEARTBEAT.c.role == role, HEARTBEAT.c.at >= since)
            return int(connection.execute(query).scalar_one())
