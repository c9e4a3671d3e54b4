"""The database: does it answer, are the tables ours, is the file whole."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from connector.administration import Finding
from connector.doctor.codes import find
from connector.errors import ConfigurationError
from connector.store.database import Database, Standing

#: Older ones no longer get security fixes: https://www.postgresql.org/support/versioning/
_OLDEST_POSTGRESQL: Final = 130000


def check_database(url: str) -> Iterator[Finding]:
    """Look without changing anything; a file that is not there is not made."""
    parts = make_url(url)
    place = parts.render_as_string(hide_password=True)
    if url.startswith("sqlite") and parts.database not in (None, ":memory:") and not Path(str(parts.database)).exists():
        yield find("database_empty")
        return
    try:
        database = Database(url)
    except ConfigurationError:
        yield find("sqlite_remote", place=place)
        return
    try:
        yield from _examined(database, place)
    finally:
        database.close()


def _examined(database: Database, place: str) -> Iterator[Finding]:
    try:
        troubles = tuple(_sqlite(database, place) if database.is_sqlite else _postgresql(database))
        yield from troubles
        standing = database.standing()
    except (sa.exc.OperationalError, sqlite3.OperationalError, sa.exc.TimeoutError):
        yield find("database_unreachable", place=place)
    except (sa.exc.DatabaseError, sqlite3.DatabaseError):
        yield find("sqlite_damaged" if database.is_sqlite else "database_unreachable", place=place)
    else:
        if standing is not Standing.NEWEST:
            yield find(f"database_{standing.value}")
        elif not troubles:
            yield find("database_ok", what="SQLite" if database.is_sqlite else "PostgreSQL")


def _sqlite(database: Database, place: str) -> Iterator[Finding]:
    with database.read() as connection:
        # https://www.sqlite.org/pragma.html#pragma_quick_check: one row, “ok”, or what is wrong.
        if connection.execute(sa.text("PRAGMA quick_check(1)")).scalar_one() != "ok":
            yield find("sqlite_damaged", place=place)
        mode = connection.execute(sa.text("PRAGMA journal_mode")).scalar_one()
    if mode != "wal":
        yield find("sqlite_not_wal", mode=mode)


def _postgresql(database: Database) -> Iterator[Finding]:
    with database.read() as connection:
        yield from judge_postgresql(int(connection.execute(sa.text("SHOW server_version_num")).scalar_one()))


def judge_postgresql(version: int) -> Iterator[Finding]:
    """What this ``server_version_num`` means to us."""
    if version < _OLDEST_POSTGRESQL:
        yield find("postgresql_old", version=f"{version // 10000}.{version % 10000}")
