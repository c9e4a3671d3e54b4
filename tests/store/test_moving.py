"""Moving rows between databases: which, and that none is changed or forgotten on the way."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from connector.errors import ConfigurationError
from connector.steps import watching
from connector.store.database import Database
from connector.store.moving import MOVED, move_all
from connector.store.tables import ACCOUNT, CUSTOMER_TEXT, EFFECT, HEARTBEAT, INBOX, KNOWLEDGE, METADATA


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Database]:
    """An empty file at the newest version."""
    old = Database(f"sqlite:///{tmp_path / 'old.db'}")
    old.migrate()
    yield old
    old.close()


def a_row(table: sa.Table, number: int) -> dict[str, Any]:
    """A value of every type in every column, none of them harmless."""
    values: dict[type, Any] = {
        sa.String: f"ß{number}", sa.Text: "“quoted” 'so' %s \\ \n🫖", sa.Float: 0.1 + 0.2 + number, sa.Boolean: bool(number % 2), sa.Integer: 7 + number,
        sa.BigInteger: 2**53 + 1 + number, sa.LargeBinary: bytes(range(256)), sa.JSON: {"z": [1.5, None, "\u2028\u0000"], "a": {"b": 2**53 + 1}},
    }  # fmt: skip
    return {
        column.name: 2**40 + number if column is table.autoincrement_column else values[type(column.type)]
        for column in table.columns
    }


def contents(database: Database, table: sa.Table) -> set[tuple[Any, ...]]:
    """Every row, JSON as the text that it is."""
    columns = [sa.cast(column, sa.Text) if isinstance(column.type, sa.JSON) else column for column in table.columns]
    with database.read() as connection:
        return {tuple(row) for row in connection.execute(sa.select(*columns))}


def test_every_table_is_moved_but_the_signs_of_life(database: Database) -> None:
    assert {*MOVED, HEARTBEAT} == set(METADATA.tables.values())
    there = {name: {c["name"] for c in sa.inspect(database.engine).get_columns(name)} for name in METADATA.tables}
    assert there == {name: set(table.columns.keys()) for name, table in METADATA.tables.items()}
    assert set(sa.inspect(database.engine).get_table_names()) == {*METADATA.tables, "alembic_version"}


def test_every_value_arrives_as_it_was(old: Database, database: Database, tmp_path: Path) -> None:
    """To this database, and from it to another file."""
    if database.is_sqlite:
        database = Database(f"sqlite:///{tmp_path / 'second.db'}")
        database.migrate()
    back = Database(f"sqlite:///{tmp_path / 'back.db'}")
    back.migrate()
    with old.write() as connection:
        for table in METADATA.tables.values():
            connection.execute(sa.insert(table), [a_row(table, 1), a_row(table, 2)])
        connection.execute(sa.insert(EFFECT), [a_row(EFFECT, 3) | {"after": sa.null()}])
        connection.execute(sa.insert(EFFECT), [a_row(EFFECT, 4) | {"after": None, "settle_at": None, "before": []}])
        connection.execute(sa.insert(KNOWLEDGE), [a_row(KNOWLEDGE, number) for number in range(10, 700)])
    moved = move_all(old, database)
    assert moved == move_all(database, back)
    assert moved["knowledge"] == 692
    of_old_processes = {"inbox": "enqueued_until", "ticket_lease": "until", "account": "probe_until"}
    with old.write() as connection:
        for name, column in of_old_processes.items():
            connection.execute(sa.update(METADATA.tables[name]).values({column: 0.0}))
    for table in MOVED:
        assert contents(old, table) == contents(database, table) == contents(back, table), table.name
        assert len(contents(old, table)) == moved[table.name]
    assert contents(database, HEARTBEAT) == set()
    for new in (database, back):
        with new.write() as connection:
            for table in (t for t in MOVED if t.autoincrement_column is not None):
                row = a_row(table, 9)
                del row["id"]
                greatest = max(row[table.columns.keys().index("id")] for row in contents(old, table))
                added = connection.execute(sa.insert(table).values(row).returning(table.c.id)).scalar_one()
                assert added == greatest + 1, table.name
        new.close()


@pytest.mark.services
def test_a_value_that_the_target_does_not_take_ends_it_and_is_not_told(old: Database, postgres: Any) -> None:
    """SQLite keeps texts of any length in a short column; nothing of the first table stays when the second breaks."""
    new = Database(postgres.url.replace("postgresql://", "postgresql+psycopg://"))
    with new.write() as connection:
        for statement in ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
            connection.execute(sa.text(statement))
    new.migrate()
    with old.write() as connection:
        connection.execute(sa.insert(ACCOUNT), [a_row(ACCOUNT, 1)])
        connection.execute(sa.insert(INBOX), [a_row(INBOX, 1) | {"outcome": "secret " * 10}])
    with pytest.raises(ConfigurationError, match="a value of the table inbox, so nothing was moved") as refused:
        move_all(old, new)
    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert {table.name for table in MOVED if contents(new, table)} == set()
    with old.write() as connection:
        connection.execute(sa.update(INBOX).values(outcome="short"))
    assert move_all(old, new)["inbox"] == 1
    with new.write() as connection:  # an empty table begins at one
        row = {name: value for name, value in a_row(CUSTOMER_TEXT, 1).items() if name != "id"}
        assert connection.execute(sa.insert(CUSTOMER_TEXT).values(row).returning(CUSTOMER_TEXT.c.id)).scalar_one() == 1
    with pytest.raises(ConfigurationError, match="its table account holds rows"):
        move_all(old, new)
    new.close()


def test_nobody_writes_into_the_old_one_meanwhile(old: Database, tmp_path: Path) -> None:
    new = Database(f"sqlite:///{tmp_path / 'new.db'}")
    new.migrate()
    tried: list[str] = []

    def write_meanwhile(label: str) -> None:
        if label == "commit.before" and not tried:
            tried.append(label)
            with (
                closing(sqlite3.connect(tmp_path / "old.db", timeout=0)) as other,
                pytest.raises(sqlite3.OperationalError, match="locked"),
            ):
                other.execute("DELETE FROM inbox")

    with watching(write_meanwhile):
        move_all(old, new)
    assert tried
    new.close()
