"""One engine, one way to read and one way to write."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, make_url

from connector.errors import ConfigurationError
from connector.steps import step
from connector.store.placement import require_local

_BUSY_SECONDS = 5.0
#: A server that went away without a word is noticed after about ten seconds (https://www.postgresql.org/docs/current/libpq-connect.html).
_POSTGRES: Final = {
    "connect_timeout": 2,
    "keepalives_idle": 4,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10000,
    "options": "-c statement_timeout=10000 -c lock_timeout=5000",
}
#: The versions of the tables that this program knows, the newest last: what the names of the migrations begin with.
VERSIONS: Final = tuple(sorted(path.name[:4] for path in Path(__file__).parent.glob("migrations/versions/[0-9]*.py")))
_VERSION: Final = sa.table("alembic_version", sa.column("version_num", sa.String))


class Standing(StrEnum):
    """How the tables of a database stand to this program."""

    EMPTY = "empty"
    OLDER = "older"
    NEWEST = "newest"
    NEWER = "newer"


class Database:
    """The database behind every store.

    SQLite runs in WAL, and writers in this process queue on a lock, because SQLite's own busy handler sleeps in growing steps.
    A SQLite file on a network drive is refused with ConfigurationError.
    Leases are judged by the database's clock on PostgreSQL and by ``clock`` on SQLite, where all writers share one machine.
    """

    def __init__(self, url: str, *, clock: Callable[[], float] = time.time) -> None:
        self.url = url
        self._clock = clock
        self.is_sqlite = url.startswith("sqlite")
        self._writing = threading.Lock()
        autocommit: dict[str, Any] = {}
        if self.is_sqlite:
            path = make_url(url).database
            if path and path != ":memory:":
                require_local(Path(path))
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            self.engine = sa.create_engine(url, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False})
            sa.event.listen(self.engine, "connect", _configure_sqlite)
            sa.event.listen(self.engine, "begin", _begin_sqlite)
        else:
            self.engine = sa.create_engine(
                url, pool_pre_ping=True, pool_size=8, max_overflow=24, pool_timeout=2,
                connect_args=_POSTGRES,
            )  # fmt: skip
            autocommit = {"isolation_level": "AUTOCOMMIT"}
        self._reading = self.engine.execution_options(reads=True, **autocommit)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading, outside any transaction: each statement sees what is committed when it begins."""
        with self._reading.connect() as connection:
            yield connection

    @contextmanager
    def write(self, *, synced: bool = True) -> Iterator[Connection]:
        """A transaction that commits on leaving, or rolls back on an exception. What is committed outlives any kill.

        ``synced`` false is for what can be found again, such as leases and how a piece of work ended: on SQLite a power cut, and
        only that, may take back the last such commits, and they cost no wait for the disk (https://www.sqlite.org/pragma.html#pragma_synchronous).
        """
        if self.is_sqlite:
            level = "FULL" if synced else "NORMAL"
            with self._writing, self.engine.connect().execution_options(synchronous=level) as connection, connection.begin():
                yield connection
                step("commit.before")
        else:
            with self.engine.begin() as connection:
                yield connection
                step("commit.before")
        step("commit.after")

    @contextmanager
    def commit_each(self) -> Iterator[Connection]:
        """A connection on which every statement is a transaction of its own, and committed, to the disk, when it returns."""
        step("commit.before")
        if self.is_sqlite:
            with self._writing, self._reading.connect() as connection:
                _sync(connection, "FULL")
                yield connection
        else:
            with self.read() as connection:
                yield connection
        step("commit.after")

    def now(self, connection: Connection) -> float:
        """Now, by the clock that all who share this database agree on."""
        if self.is_sqlite:
            return self._clock()
        return float(connection.exec_driver_sql("SELECT extract(epoch FROM clock_timestamp())").scalar_one())

    def insert(self, table: sa.Table) -> Any:
        """An INSERT that knows ON CONFLICT, in the dialect of this database."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    def migrate(self) -> None:
        """Bring the tables to the newest version. Raises ConfigurationError when the database cannot be reached, or a newer program made it."""
        try:
            standing = self.standing()
            if standing in (Standing.EMPTY, Standing.OLDER):
                from connector.store.upgrading import upgrade  # noqa: PLC0415 - see there

                with self.write() as connection:
                    if not self.is_sqlite:  # several processes may start at once
                        connection.execute(sa.text("SELECT pg_advisory_xact_lock(7204001)"))
                    upgrade(connection)
        except sa.exc.OperationalError as exc:
            place = make_url(self.url).render_as_string(hide_password=True)
            raise ConfigurationError(f"the database at {place} cannot be opened; check DATABASE_URL and that it runs.") from exc
        if standing is Standing.NEWER:
            raise ConfigurationError(
                "a newer version of this program made the database; install that version again, or restore a backup from before it."
            )

    def standing(self) -> Standing:
        """How the tables stand to this program. Changes nothing; any database error passes through."""
        with self.read() as connection:
            is_made = sa.inspect(connection).has_table(_VERSION.name)
            found = connection.execute(sa.select(_VERSION)).scalar_one_or_none() if is_made else None
        if found is None:
            return Standing.EMPTY
        if found not in VERSIONS:
            return Standing.NEWER
        return Standing.NEWEST if found == VERSIONS[-1] else Standing.OLDER

    def ping(self) -> bool:
        """Whether the database answers."""
        try:
            with self.read() as connection:
                return bool(connection.execute(sa.text("SELECT 1")).scalar_one() == 1)
        except sa.exc.SQLAlchemyError:
            return False

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _configure_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are begun by us, see _begin_sqlite
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("reads"):
        return
    if level := options.get("synchronous"):
        _sync(connection, level)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("BEGIN")


def _sync(connection: Connection, level: str) -> None:
    """Set for how much of a commit this connection waits. It cannot change inside a transaction."""
    if connection.info.get("synchronous", "FULL") != level:
        connection.exec_driver_sql(f"PRAGMA synchronous={level}")
        connection.info["synchronous"] = level
