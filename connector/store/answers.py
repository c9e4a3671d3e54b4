"""The account's own answers, kept near so that a draft costs no call to the helpdesk, and how far they were read."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.core.draft import Source
from connector.port import KnowledgePage
from connector.store.database import Database
from connector.store.leases import Lease, Leases
from connector.store.statements import given, of
from connector.store.tables import KNOWLEDGE, KNOWLEDGE_SYNC

_LONGEST_REMARK: Final = 200
_READING: Final = sa.select(KNOWLEDGE_SYNC).where(*given(KNOWLEDGE_SYNC.c.account))


@dataclass(frozen=True, slots=True)
class KeptSource:
    """A source with its imprint, if it was made."""

    source: Source
    digest: str
    imprint: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How far the answers of an account have been read. A ``whole`` pass sees everything, and what it did not see is gone.

    ``synced_at`` is when the last pass ended, zero before; ``version`` grows with every change of what may be found. ``imprint_made``
    says how the imprints were made once every source has one.
    """

    account: str
    cursor: str = ""
    pass_number: int = 0
    under_way: bool = False
    whole: bool = False
    whole_at: float = 0.0
    synced_at: float = 0.0
    next_at: float = 0.0
    version: int = 0
    imprint_made: str = ""
    remark: str = ""


class StoredKnowledge:
    """Sources by account, and the passes that read them. Who writes holds the lease on the reading."""

    def __init__(self, database: Database, leases: Leases) -> None:
        self._db = database
        self._leases = leases

    def reading(self, account: str) -> Reading:
        """How far this account was read."""
        with self._db.read() as connection:
            row = connection.execute(_READING, of(account=account)).one_or_none()
        return Reading(account=account) if row is None else Reading(**row._mapping)

    def sources(self, account: str) -> Sequence[Source]:
        """Return all sources of the account."""
        return [kept.source for kept in self.kept(account)]

    def count(self, account: str) -> int:
        """How many sources the account has."""
        with self._db.read() as connection:
            wanted = sa.select(sa.func.count()).select_from(KNOWLEDGE).where(KNOWLEDGE.c.account == account)
            return int(connection.execute(wanted).scalar_one())

    def kept(self, account: str) -> Sequence[KeptSource]:
        """Return all sources of the account with what was made of them."""
        return self._select(KNOWLEDGE.c.account == account)

    def unencoded(self, account: str, made: str, *, most: int) -> Sequence[KeptSource]:
        """Return sources whose imprints are not ``made`` in this way, the newest first."""
        newest = KNOWLEDGE.c.updated_at.desc().nulls_last()
        return self._select(KNOWLEDGE.c.account == account, KNOWLEDGE.c.imprint_made != made, order=newest, most=most)

    def begin_pass(self, lease: Lease, reading: Reading, *, whole: bool) -> Reading:
        """Begin a pass and return it. A whole one starts from nothing. Raises LeaseLost."""
        begun = {"cursor": "" if whole else reading.cursor, "whole": whole, "under_way": True, "remark": ""}
        with self._db.write() as connection:
            self._leases.require(connection, lease)
            self._set(connection, reading.account, pass_number=reading.pass_number + 1, **begun)
        return self.reading(reading.account)

    def keep_page(self, lease: Lease, reading: Reading, page: KnowledgePage, *, rest: float) -> int:
        """Keep a page in the place of what was known of its sources, and where to go on; returns how many sources changed.

        At the end of a whole pass what it did not see goes. The next pass is due after ``rest`` seconds. Raises LeaseLost.
        """
        account, number = reading.account, reading.pass_number
        with self._db.write() as connection:
            self._leases.require(connection, lease)
            now = self._db.now(connection)
            changed = self._put(connection, account, number, page.sources)
            changed += self._drop(connection, account, KNOWLEDGE.c.ref.in_(page.withdrawn)) if page.withdrawn else 0
            values: dict[str, Any] = {"cursor": page.cursor, "next_at": now + page.wait}
            if not page.more:
                if reading.whole:
                    changed += self._drop(connection, account, KNOWLEDGE.c.pass_number != number)
                    values["whole_at"] = now
                values |= {"under_way": False, "synced_at": now, "next_at": now + rest}
            if page.remark:
                values["remark"] = page.remark[:_LONGEST_REMARK]
            if changed:
                values |= {"version": reading.version + 1, "imprint_made": ""}
            self._set(connection, account, **values)
        return changed

    def keep_imprints(self, lease: Lease, account: str, imprints: Sequence[tuple[KeptSource, bytes]], made: str) -> None:
        """Keep imprints with their sources, unless these changed meanwhile. Raises LeaseLost."""
        with self._db.write() as connection:
            self._leases.require(connection, lease)
            for kept, data in imprints:
                same = (KNOWLEDGE.c.account == account, KNOWLEDGE.c.ref == kept.source.ref, KNOWLEDGE.c.digest == kept.digest)
                connection.execute(sa.update(KNOWLEDGE).where(*same).values(imprint=data, imprint_made=made))

    def end_encoding(self, lease: Lease, reading: Reading, made: str) -> None:
        """Note that every source has its imprint, so that who holds the sources in memory reads them anew. Raises LeaseLost."""
        with self._db.write() as connection:
            self._leases.require(connection, lease)
            self._set(connection, reading.account, version=reading.version + 1, imprint_made=made)

    def postpone(self, account: str, *, seconds: float, remark: str) -> None:
        """Let the reading rest, and say why."""
        with self._db.write() as connection:
            self._set(connection, account, next_at=self._db.now(connection) + seconds, remark=remark[:_LONGEST_REMARK])

    def _select(self, *where: Any, order: Any = KNOWLEDGE.c.ref, most: int | None = None) -> Sequence[KeptSource]:
        with self._db.read() as connection:
            rows = connection.execute(sa.select(KNOWLEDGE).where(*where).order_by(order).limit(most)).all()
        return [KeptSource(_source(row), row.digest, row.imprint) for row in rows]

    def _put(self, connection: Connection, account: str, number: int, sources: Sequence[Source]) -> int:
        """Write what is new or different, mark the rest as seen; returns how many were written."""
        by_ref = {source.ref: source for source in sources}
        if not by_ref:
            return 0
        here = (KNOWLEDGE.c.account == account, KNOWLEDGE.c.ref.in_(by_ref))
        known = {row.ref: row.digest for row in connection.execute(sa.select(KNOWLEDGE.c.ref, KNOWLEDGE.c.digest).where(*here))}
        connection.execute(sa.update(KNOWLEDGE).where(*here).values(pass_number=number))
        changed = [source for source in by_ref.values() if known.get(source.ref) != _digest(source)]
        for source in changed:
            values = {**_values(source), "pass_number": number, "digest": _digest(source), "imprint": None, "imprint_made": ""}
            statement = self._db.insert(KNOWLEDGE).values(account=account, ref=source.ref, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["account", "ref"], set_=values))
        return len(changed)

    @staticmethod
    def _drop(connection: Connection, account: str, where: Any) -> int:
        return int(connection.execute(sa.delete(KNOWLEDGE).where(KNOWLEDGE.c.account == account, where)).rowcount)

    def _set(self, connection: Connection, account: str, **values: Any) -> None:
        statement = self._db.insert(KNOWLEDGE_SYNC).values(account=account, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=["account"], set_=values))


def _values(source: Source) -> dict[str, Any]:
    return {
        "kind": source.kind,
        "title": source.title,
        "body": source.body,
        "language": source.language,
        "url": source.url,
        "updated_at": source.updated_at.timestamp() if source.updated_at else None,
        "brand": source.brand,
        "brand_name": source.brand_name,
    }


def _digest(source: Source) -> str:
    return hashlib.sha256(json.dumps(_values(source), sort_keys=True).encode()).hexdigest()


def _source(row: Any) -> Source:
    return Source(
        ref=row.ref,
        kind=row.kind,
        title=row.title,
        body=row.body,
        language=row.language,
        url=row.url,
        updated_at=None if row.updated_at is None else datetime.fromtimestamp(row.updated_at, UTC),
        brand=row.brand,
        brand_name=row.brand_name,
    )
