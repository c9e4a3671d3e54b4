"""Customers who asked for a person, remembered across tickets and channels of one account until the wish expires."""

from datetime import UTC, datetime

import sqlalchemy as sa

from connector.store.database import Database
from connector.store.tables import REQUESTER_MEMORY


class StoredRequesterMemory:
    """The wishes, by requester key."""

    def __init__(self, database: Database, *, days: float = 90.0) -> None:
        self._db = database
        self._seconds = days * 86400.0

    def prefers_human(self, account: str, requester: str, now: datetime) -> bool:
        """Whether a wish is in force."""
        return self.wish_until(account, requester, now) is not None

    def remember_human_wish(self, account: str, requester: str, now: datetime) -> None:
        """Remember the wish, or renew it."""
        expires = now.timestamp() + self._seconds
        with self._db.write() as connection:
            statement = self._db.insert(REQUESTER_MEMORY).values(
                account=account, requester=requester, prefers_human_since=now.timestamp(), expires_at=expires
            )
            connection.execute(
                statement.on_conflict_do_update(index_elements=["account", "requester"], set_={"expires_at": expires})
            )

    def wish_until(self, account: str, requester: str, now: datetime) -> datetime | None:
        """Until when a wish is in force, ``None`` where none is."""
        with self._db.read() as connection:
            until = connection.execute(
                sa.select(REQUESTER_MEMORY.c.expires_at).where(*_of(account, requester))
            ).scalar_one_or_none()
        return datetime.fromtimestamp(until, UTC) if until is not None and until > now.timestamp() else None

    def forget_human_wish(self, account: str, requester: str) -> None:
        """Forget the wish. One that the customer utters again is remembered again."""
        with self._db.write() as connection:
            connection.execute(sa.delete(REQUESTER_MEMORY).where(*_of(account, requester)))

    def expire(self) -> None:
        """Drop the wishes whose time is over."""
        with self._db.write() as connection:
            connection.execute(sa.delete(REQUESTER_MEMORY).where(REQUESTER_MEMORY.c.expires_at <= self._db.now(connection)))


def _of(account: str, requester: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (REQUESTER_MEMORY.c.account == account, REQUESTER_MEMORY.c.requester == requester)
