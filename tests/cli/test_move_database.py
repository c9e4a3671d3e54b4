"""``handoff move-database`` between files: what is told, and everything that it refuses."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
import sqlalchemy as sa

from connector.cli.ownership import own_alone
from connector.core.ticket import EventKind, TicketEvent
from connector.settings import read_settings
from connector.store.database import Database
from connector.store.moving import count_rows
from connector.testing.processes import free_port

from .conftest import Commands

PASSWORD: Final = "pass-that-nobody-may-see"
EVENT: Final = TicketEvent(kind=EventKind.CREATED, ticket_id="41")


@pytest.fixture
def filled(commands: Commands) -> Commands:
    """An account and an event that was handed to a broker."""
    commands.connect()
    commands.change(lambda application: application.inbox.claim("acme", EVENT, settle=0.0, announced=True))
    return commands


@pytest.fixture
def target(tmp_path: Path) -> str:
    """The address of a file that is not there yet."""
    return f"sqlite:///{tmp_path / 'new' / 'handoff.db'}"


def rows_in(url: str) -> int:
    """How many rows a database holds."""
    database = Database(url)
    try:
        return sum(count_rows(database).values()) if sa.inspect(database.engine).has_table("inbox") else 0
    finally:
        database.close()


def words(output: str) -> str:
    """What was printed, without the lines of tables."""
    return " ".join(output.replace("│", " ").split())


def test_everything_is_there_afterwards_and_what_comes_next_is_said(
    filled: Commands, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOFF_MOVE_TO", target)
    said = words(filled.run("move-database").output)
    for word in (
        "account 1",
        "inbox 1",
        "together 2",
        "DATABASE_URL",
        "BROKER_URL",
        "secret.key",
        "HANDOFF_SECRET_KEY",
        "Keep the old",
    ):
        assert word in said
    monkeypatch.setenv("DATABASE_URL", target)
    assert filled.credentials()["key"]
    with filled.application() as application:
        assert len(application.inbox.hand_out(10)) == 1  # the broker that had it is no more
        assert application.inbox.claim("acme", EVENT, settle=0.0) is None


def test_a_dry_run_tells_and_moves_nothing(filled: Commands, target: str) -> None:
    said = words(filled.run("move-database", target, "--dry-run").output)
    assert "together 2" in said
    assert "Nothing was moved" in said
    assert not Path(target.removeprefix("sqlite:///")).exists()


def test_a_dry_run_may_look_while_all_is_at_work(filled: Commands, target: str) -> None:
    with own_alone(read_settings()):
        filled.run("move-database", target, "--dry-run")


def test_it_is_refused_while_serve_works(filled: Commands, target: str) -> None:
    with own_alone(read_settings()):
        assert "stop it, then move" in filled.refuse("move-database", target)
    assert rows_in(target) == 0


def test_it_is_refused_while_a_ticket_is_held(filled: Commands, target: str) -> None:
    filled.change(lambda application: application.leases.take("acme", "41", "a worker"))
    assert "a ticket is being worked on" in filled.refuse("move-database", target)
    assert rows_in(target) == 0
    filled.change(lambda application: application.leases.void_all())
    filled.run("move-database", target)


def test_a_target_with_rows_is_refused_and_stays_as_it_is(filled: Commands, target: str) -> None:
    filled.run("move-database", target)
    for arguments in ((), ("--dry-run",)):
        assert "its table account holds rows" in filled.refuse("move-database", target, *arguments)
    assert rows_in(target) == 2


def test_a_target_with_rows_of_somebody_else_is_refused(filled: Commands, tmp_path: Path) -> None:
    file = tmp_path / "theirs.db"
    with sqlite3.connect(file) as theirs:
        theirs.execute("CREATE TABLE bills (id INTEGER)")
        theirs.execute("INSERT INTO bills VALUES (1)")
    assert "its table bills holds rows" in filled.refuse("move-database", f"sqlite:///{file}")
    with sqlite3.connect(file) as theirs:
        assert theirs.execute("SELECT name FROM sqlite_master").fetchall() == [("bills",)]


def test_a_target_of_a_newer_version_is_refused(filled: Commands, tmp_path: Path) -> None:
    file = tmp_path / "newer.db"
    with sqlite3.connect(file) as newer:
        newer.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        newer.execute("INSERT INTO alembic_version VALUES ('9999')")
    assert "newer version" in filled.refuse("move-database", f"sqlite:///{file}")


@pytest.mark.parametrize("name", ["handoff.db", "../data/handoff.db", "same.db"])
def test_a_database_is_not_moved_onto_itself(filled: Commands, tmp_path: Path, name: str) -> None:
    (tmp_path / "data" / "same.db").symlink_to(tmp_path / "data" / "handoff.db")
    assert "in use already" in filled.refuse("move-database", f"sqlite:///{tmp_path / 'data' / name}")


@pytest.mark.parametrize(
    "same", [f"postgres://u:{PASSWORD}@127.0.0.1/handoff", "postgresql+psycopg://localhost:5432/handoff", "postgresql:///handoff"]
)
def test_nor_is_one_on_a_server(filled: Commands, monkeypatch: pytest.MonkeyPatch, same: str) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://u@localhost/handoff")
    assert "in use already" in filled.refuse("move-database", same)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (f"mysql://u:{PASSWORD}@host/handoff", "postgresql://"),
        (PASSWORD, "postgresql://"),
        (f"postgresql://u:{PASSWORD}:x@host:{PASSWORD}/handoff", "postgresql://"),
        (f"postgresql://u:p@{PASSWORD}@host/handoff", "%40"),
        (f"postgresql://host/handoff?password={PASSWORD}", "%40"),
        (f"postgresql://u:{PASSWORD}@host", "%40"),
        ("sqlite://", "in memory"),
        ("sqlite:///:memory:", "in memory"),
        ("", "HANDOFF_MOVE_TO"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_being_told(filled: Commands, url: str, said: str) -> None:
    sentence = filled.refuse("move-database", url)
    assert said in sentence
    assert PASSWORD not in sentence


def test_a_server_that_cannot_be_reached_is_named_without_the_password(
    filled: Commands, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    monkeypatch.setenv("HANDOFF_MOVE_TO", f"postgresql://u:{PASSWORD}@127.0.0.1:{port}/handoff")
    said = filled.refuse("move-database")
    assert f"localhost:{port}/handoff cannot be opened" in said
    assert PASSWORD not in said + caplog.text + "".join(capfd.readouterr())


def test_who_sits_at_the_terminal_is_asked_and_nothing_is_shown(filled: Commands, admin: None, target: str) -> None:
    said = filled.run("move-database", typed=f"{target}\n").output
    assert "TARGET_URL (not shown)" in said
    assert rows_in(target) == 2


def no_database(commands: Commands) -> None:
    """Nothing was connected here."""


def no_rows(commands: Commands) -> None:
    commands.change(lambda application: application.database)


@pytest.mark.parametrize(("begin", "said"), [(no_database, "there is no database at"), (no_rows, "nothing to move")])
def test_where_nothing_is_nothing_is_moved(commands: Commands, target: str, begin: Callable[[Commands], None], said: str) -> None:
    begin(commands)
    assert said in commands.refuse("move-database", target)
    assert (Path(os.environ["HANDOFF_DATA_DIR"]) / "handoff.db").exists() is (begin is no_rows)


def test_a_move_that_breaks_leaves_the_target_empty(filled: Commands, target: str) -> None:
    """Half of the rows are there when a table does not take one."""
    Database(target).migrate()
    file = target.removeprefix("sqlite:///")
    with sqlite3.connect(file) as new:
        new.execute("CREATE UNIQUE INDEX ours ON inbox (state)")
    filled.change(
        lambda application: application.inbox.claim("acme", TicketEvent(kind=EventKind.CREATED, ticket_id="42"), settle=0.0)
    )
    said = filled.refuse("move-database", target)
    assert "table inbox" in said
    assert "'" not in said
    assert rows_in(target) == 0
    with sqlite3.connect(file) as new:
        new.execute("DROP INDEX ours")
    filled.run("move-database", target)
    assert rows_in(target) == 3
