"""What was read of an account's past, for learning: customers' first words with the fields people set, until their time is over.

The words lie among all other customer text, so that erasure, expiry and removal of an account reach them. A page and the place where
the next one starts are kept in one transaction: a stop at any moment loses the page at hand and repeats none.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Self

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.errors import ConfigurationError
from connector.store.database import Database
from connector.store.tables import CUSTOMER_TEXT, ERASURE_WISH, HISTORY_READING

_PURPOSE: Final = "training"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTicket:
    """A ticket that people have settled. ``is_ours`` says that our tags stood on it, so that group and priority may be our own."""

    ticket: str
    requester: str
    text: str
    created_at: float
    group_id: str = ""
    type: str = ""
    priority: str = ""
    tags: tuple[str, ...] = ()
    is_ours: bool = False

    @classmethod
    def from_row(cls, row: Any) -> Self:
        """Read back what was kept."""
        content = dict(row.content)
        return cls(ticket=row.ticket, requester=row.requester, **{**content, "tags": tuple(content["tags"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """What came of one page: what is worth keeping, every other ticket on it, and customers who want nothing kept."""

    kept: Sequence[PastTicket]
    others: Collection[str]
    wishes: Collection[str]
    passed: Mapping[str, int]
    cursor: str
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How far the past has been read. ``passed`` counts by reason what was left out."""

    cursor: str
    since: float
    begun_at: float
    pages: int
    passed: Mapping[str, int]
    complete: bool


class History:
    """The past of accounts, as far as it was read. ``retention_seconds`` is how long words are kept."""

    def __init__(self, database: Database, *, retention_seconds: float) -> None:
        self._db = database
        self._retention = retention_seconds

    def reading(self, account: str, *, retention_seconds: float) -> Reading | None:
        """How far it was read; ``None`` where nothing was, or where what was read first is over its time by now."""
        with self._db.read() as connection:
            row = connection.execute(sa.select(HISTORY_READING).where(HISTORY_READING.c.account == account)).one_or_none()
            now = self._db.now(connection)
        if row is None or row.begun_at + min(retention_seconds, self._retention) <= now:
            return None
        return Reading(
            cursor=row.cursor, since=row.since, begun_at=row.begun_at, pages=row.pages, passed=row.passed, complete=row.complete
        )

    def begin(self, account: str, since: float) -> Reading:
        """Start anew at a moment in the past; what was read before is forgotten."""
        with self._db.write() as connection:
            self._forget(connection, account)
            now = self._db.now(connection)
            connection.execute(sa.insert(HISTORY_READING).values(account=account, since=since, begun_at=now, passed={}))
        return Reading(cursor="", since=since, begun_at=now, pages=0, passed={}, complete=False)

    def keep(self, account: str, reading: Reading, page: ReadPage) -> Reading:
        """Keep a page and return how far the reading is now. Raises ConfigurationError when somebody else has read on."""
        passed = {why: reading.passed.get(why, 0) + page.passed.get(why, 0) for why in {**reading.passed, **page.passed}}
        after = Reading(
            cursor=page.cursor, since=reading.since, begun_at=reading.begun_at, pages=reading.pages + 1, passed=passed,
            complete=page.complete,
        )  # fmt: skip
        ours = (HISTORY_READING.c.account == account, HISTORY_READING.c.begun_at == reading.begun_at)
        with self._db.write() as connection:
            moved = connection.execute(
                sa.update(HISTORY_READING)
                .where(*ours, HISTORY_READING.c.pages == reading.pages)
                .values(cursor=after.cursor, pages=after.pages, passed=passed, complete=after.complete)
            )
            if not moved.rowcount:
                raise ConfigurationError(
                    f"another `handoff learn {account}` is at work; wait until it has ended, then look at --versions."
                )
            self._keep_wishes(connection, account, page.wishes)
            self._replace(connection, account, page)
        return after

    def tickets(self, account: str) -> Sequence[PastTicket]:
        """Everything kept and still in its time, oldest ticket first."""
        with self._db.read() as connection:
            where = (*_of(account), CUSTOMER_TEXT.c.expires_at > self._db.now(connection))
            rows = connection.execute(sa.select(CUSTOMER_TEXT).where(*where))
            return sorted((PastTicket.from_row(row) for row in rows), key=lambda past: (past.created_at, past.ticket))

    def count(self, account: str) -> int:
        """How many tickets are kept."""
        with self._db.read() as connection:
            counted = sa.select(sa.func.count()).select_from(CUSTOMER_TEXT).where(*_of(account))
            return int(connection.execute(counted).scalar_one())

    def wishes(self, account: str) -> frozenset[str]:
        """The keys of customers from whose tickets nothing is learnt."""
        with self._db.read() as connection:
            rows = connection.execute(sa.select(ERASURE_WISH.c.requester).where(ERASURE_WISH.c.account == account))
            return frozenset(rows.scalars())

    def forget(self, account: str) -> int:
        """Forget all that was read; returns of how many tickets. Wishes stay."""
        with self._db.write() as connection:
            return self._forget(connection, account)

    def _forget(self, connection: Connection, account: str) -> int:
        connection.execute(sa.delete(HISTORY_READING).where(HISTORY_READING.c.account == account))
        return int(connection.execute(sa.delete(CUSTOMER_TEXT).where(*_of(account))).rowcount)

    def _keep_wishes(self, connection: Connection, account: str, wishes: Collection[str]) -> None:
        for requester in wishes:
            keep_wish(self._db, connection, account, requester)
        if wishes:
            connection.execute(sa.delete(CUSTOMER_TEXT).where(*_of(account), CUSTOMER_TEXT.c.requester.in_(list(wishes))))

    def _replace(self, connection: Connection, account: str, page: ReadPage) -> None:
        of_wish = ERASURE_WISH.c.account == account
        refused = set(connection.execute(sa.select(ERASURE_WISH.c.requester).where(of_wish)).scalars())
        ids = [*(past.ticket for past in page.kept), *page.others]
        connection.execute(sa.delete(CUSTOMER_TEXT).where(*_of(account), CUSTOMER_TEXT.c.ticket.in_(ids)))
        expires_at = self._db.now(connection) + self._retention
        rows = [
            {
                "account": account, "ticket": past.ticket, "requester": past.requester, "purpose": _PURPOSE,
                "content": _content(past), "expires_at": expires_at,
            }
            for past in page.kept
            if past.requester not in refused
        ]  # fmt: skip
        if rows:
            connection.execute(sa.insert(CUSTOMER_TEXT), rows)


def keep_wish(database: Database, connection: Connection, account: str, requester: str) -> None:
    """Note that nothing shall be learnt from this customer's tickets."""
    statement = database.insert(ERASURE_WISH).values(account=account, requester=requester, at=database.now(connection))
    connection.execute(statement.on_conflict_do_nothing(index_elements=["account", "requester"]))


def _content(past: PastTicket) -> dict[str, Any]:
    return {name: value for name, value in asdict(past).items() if name not in ("ticket", "requester")}


def _of(account: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (CUSTOMER_TEXT.c.account == account, CUSTOMER_TEXT.c.purpose == _PURPOSE)
