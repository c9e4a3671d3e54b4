"""Moving everything that is kept from one database to another: all of it or nothing, and every value as it was."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.errors import ConfigurationError
from connector.store.database import Database, Standing
from connector.store.of_account import OF_ACCOUNT
from connector.store.tables import ACCOUNT, ATTEMPT, INBOX, TICKET_LEASE

#: What is moved. The signs of life of processes stay behind: they say nothing of the processes to come.
MOVED: Final = (ACCOUNT, *OF_ACCOUNT, ATTEMPT)
#: What was true of the processes that worked with the old database alone: hints given to a broker, leases held, a try made for all.
_OF_OLD_PROCESSES: Final[Mapping[sa.Table, Mapping[str, float]]] = {
    INBOX: {"value_enqueued_until": 0.0},
    TICKET_LEASE: {"value_until": 0.0},
    ACCOUNT: {"value_probe_until": 0.0},
}
#: So many rows lie in memory at once. The largest hold an account's model.
_CHUNK: Final = 200
_VERSION_TABLE: Final = "alembic_version"


def count_rows(database: Database) -> Mapping[str, int]:
    """How many rows of each table would be moved."""
    with database.read() as connection:
        return {table.name: _count(connection, table) for table in MOVED}


def seconds_leased(database: Database) -> float:
    """For how many more seconds some ticket is held by a worker; 0 when none is."""
    with database.read() as connection:
        last = connection.execute(sa.select(sa.func.max(TICKET_LEASE.c.until))).scalar_one()
        return max(0.0, (last or 0.0) - database.now(connection))


def require_empty(database: Database) -> None:
    """Raise ConfigurationError when any table holds a row, or a newer program made them. Any error of the database passes through."""
    if database.standing() is Standing.NEWER:
        raise ConfigurationError("the target was made by a newer version of this program; give an empty database.")
    with database.read() as connection:
        _require_empty(connection)


def move_all(source: Database, target: Database) -> Mapping[str, int]:
    """Copy every row into the target, which has to be at the newest version and empty; return how many of each table.

    In one transaction of the target: after any failure it is as empty as before. Nobody can change the source meanwhile.
    Raises ConfigurationError when the target is not empty, or does not take a value; it says of which table and tells no value.
    """
    with source.write() as old, target.write() as new:
        if not source.is_sqlite:
            _lock(old, "SHARE")
        if not target.is_sqlite:
            _lock(new, "EXCLUSIVE")
        _require_empty(new)
        moved = {table.name: _copy(old, new, table, target) for table in MOVED}
        if moved != {table.name: _count(old, table) for table in MOVED} or moved != {t.name: _count(new, t) for t in MOVED}:
            raise ConfigurationError("not every row arrived, so nothing was moved; the target is empty. Try again.")
        if not target.is_sqlite:
            for table in MOVED:
                _set_sequence(new, table)
    return moved


def _require_empty(connection: Connection) -> None:
    for name in sorted(sa.inspect(connection).get_table_names()):
        if name != _VERSION_TABLE and connection.execute(sa.select(sa.literal(1)).select_from(sa.table(name)).limit(1)).first():
            raise ConfigurationError(f"the target is not empty: its table {name} holds rows; give an empty database.")


def _lock(connection: Connection, mode: str) -> None:
    names = ", ".join(table.name for table in MOVED)
    connection.execute(sa.text(f"LOCK TABLE {names} IN {mode} MODE"))


def _count(connection: Connection, table: sa.Table) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def _copy(old: Connection, new: Connection, table: sa.Table, target: Database) -> int:
    insert = sa.insert(table).values({column.name: _written(column, is_sqlite=target.is_sqlite) for column in table.columns})
    moved = 0
    for rows in _read(old, table):
        try:
            new.execute(insert, rows)
        except (sa.exc.DataError, sa.exc.IntegrityError):  # their texts quote values
            raise ConfigurationError(
                f"the target does not take a value of the table {table.name}, so nothing was moved; the target is empty, and the old "
                "database is as it was. Go on with it, and tell the makers which table it is."
            ) from None
        moved += len(rows)
    return moved


def _read(connection: Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    columns = ((sa.cast(c, sa.Text) if isinstance(c.type, sa.JSON) else c).label(f"value_{c.name}") for c in table.columns)
    rows = connection.execute(sa.select(*columns), execution_options={"yield_per": _CHUNK})
    for chunk in rows.mappings().partitions():
        yield [{**row, **_OF_OLD_PROCESSES.get(table, {})} for row in chunk]


def _written(column: sa.Column[Any], *, is_sqlite: bool) -> sa.ColumnElement[Any]:
    """The value of a column as a parameter. JSON travels as its text, so that nothing and ``null`` stay two things."""
    name = f"value_{column.name}"
    if not isinstance(column.type, sa.JSON):
        return sa.bindparam(name, type_=column.type)
    text = sa.bindparam(name, type_=sa.Text())
    return text if is_sqlite else sa.cast(text, sa.JSON)


def _set_sequence(connection: Connection, table: sa.Table) -> None:
    """Go on counting above the greatest id that was moved."""
    column = table.autoincrement_column
    if column is not None:
        serial = sa.func.pg_get_serial_sequence(table.name, column.name)
        connection.execute(sa.select(sa.func.setval(serial, sa.func.coalesce(sa.func.max(column), 0) + 1, sa.false())))
