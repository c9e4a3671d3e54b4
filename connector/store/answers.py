"""The account's own answers, kept near so that a draft costs no call to the helpdesk."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from connector.core.draft import Source
from connector.store.database import Database
from connector.store.tables import ACCOUNT, KNOWLEDGE


class StoredKnowledge:
    """Sources by account, replaced as a whole by each sync."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def sources(self, account: str) -> Sequence[Source]:
        """Return all sources of the account."""
        with self._db.read() as connection:
            rows = connection.execute(sa.select(KNOWLEDGE).where(KNOWLEDGE.c.account == account).order_by(KNOWLEDGE.c.ref))
            return [
                Source(
                    ref=row.ref,
                    kind=row.kind,
                    title=row.title,
                    body=row.body,
                    language=row.language,
                    url=row.url,
                    updated_at=None if row.updated_at is None else datetime.fromtimestamp(row.updated_at, UTC),
                )
                for row in rows
            ]

    def replace(self, account: str, sources: Iterable[Source]) -> int:
        """Put these in place of what was there, in one transaction; returns how many."""
        rows = {
            source.ref: {
                "account": account,
                "ref": source.ref,
                "kind": source.kind,
                "title": source.title,
                "body": source.body,
                "language": source.language,
                "url": source.url,
                "updated_at": source.updated_at.timestamp() if source.updated_at else None,
            }
            for source in sources
        }
        with self._db.write() as connection:
            connection.execute(sa.delete(KNOWLEDGE).where(KNOWLEDGE.c.account == account))
            if rows:
                connection.execute(sa.insert(KNOWLEDGE), list(rows.values()))
            connection.execute(
                sa.update(ACCOUNT).where(ACCOUNT.c.name == account).values(knowledge_synced_at=self._db.now(connection))
            )
        return len(rows)
