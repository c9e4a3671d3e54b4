"""Everything moved to PostgreSQL while work was under way: no row is changed, and the work goes on there as if nothing had been."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from connector.cli import handoff
from connector.errors import ConfigurationError
from connector.store.database import Database
from connector.store.moving import MOVED
from connector.store.tables import HEARTBEAT, INBOX

from .office import TICKETS, Office


def contents(database: Database, table: sa.Table, but: str = "") -> list[tuple[Any, ...]]:
    """Every row but for one column, JSON as the text that it is."""
    columns = [sa.cast(c, sa.Text) if isinstance(c.type, sa.JSON) else c for c in table.columns if c.name != but]
    with database.read() as connection:
        return sorted((tuple(row) for row in connection.execute(sa.select(*columns))), key=repr)


@pytest.mark.services
@pytest.mark.parametrize("like_freshdesk", [False, True], ids=["zendesk", "freshdesk"])
def test_work_that_is_under_way_moves_to_postgresql_and_is_finished_there(
    make_database: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, like_freshdesk: bool
) -> None:
    office = Office(tmp_path, f"sqlite:///{tmp_path / 'handoff.db'}", like_freshdesk)
    office.begin()
    office.application.heartbeats.beat("worker", "old")
    office.application.close()
    target = make_database("moved")
    monkeypatch.setenv("HANDOFF_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("HANDOFF_MOVE_TO", target)
    said = CliRunner().invoke(handoff, ["move-database"], catch_exceptions=False).output
    assert "Moved to localhost" in said

    old, new = Database(office.url), Database(target.replace("postgresql://", "postgresql+psycopg://"))
    printed = {name.strip(): int(rows) for name, bar, rows in (line.partition("│") for line in said.splitlines()) if bar}
    assert printed.pop("together") == sum(printed.values())
    assert printed == {table.name: len(rows) for table in MOVED if (rows := contents(old, table))}
    assert {"account", "attempt", "customer_text", "effect", "inbox", "knowledge", "ticket_lease", "triage"} <= printed.keys()
    for table in MOVED:
        but = "enqueued_until" if table is INBOX else ""
        assert contents(old, table, but) == contents(new, table, but), table.name
    assert contents(new, HEARTBEAT) == []
    old.close(), new.close()

    office.open(target)
    assert {row.enqueued_until for row in office.rows(INBOX)} == {0.0}
    assert office.ring("41", "42", "43", "44") == [False] * 4
    assert office.ring("45", "46", "47") == [True] * 3
    office.tag("late")
    office.poll()
    office.work()
    office.see_all_well("early", "late")

    assert contents(office.application.database, HEARTBEAT) == []
    office.application.heartbeats.beat("worker", "new")
    office.application.close()
    monkeypatch.setenv("DATABASE_URL", target)
    monkeypatch.setenv("HANDOFF_MOVE_TO", f"sqlite:///{tmp_path / 'back.db'}")
    with pytest.raises(ConfigurationError, match="at work lately: worker; stop everything"):
        CliRunner().invoke(handoff, ["move-database"], catch_exceptions=False)
    monkeypatch.setattr(Database, "now", lambda database, _connection: office.clock() + 61.0)
    assert "DATABASE_URL" in CliRunner().invoke(handoff, ["move-database"], catch_exceptions=False).output
    office.open(f"sqlite:///{tmp_path / 'back.db'}")
    assert office.ring(*TICKETS[:7]) == [False] * 7
    office.work()
    office.see_all_well("early", "late")
    office.application.close()


@pytest.mark.services
@pytest.mark.parametrize(
    ("user", "name", "said"), [("visitor", "theirs", "granted CREATE"), ("handoff", "not_there", "not_there cannot be opened")]
)
def test_a_server_that_does_not_let_us_in_is_refused_with_what_to_do(
    make_database: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: str, name: str, said: str
) -> None:
    office = Office(tmp_path, f"sqlite:///{tmp_path / 'handoff.db'}")
    office.application.close()
    owned = make_database("theirs")
    engine = sa.create_engine(owned.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(sa.text("DROP ROLE IF EXISTS visitor"))
        connection.execute(sa.text("CREATE ROLE visitor LOGIN"))
    engine.dispose()
    monkeypatch.setenv("HANDOFF_DATA_DIR", str(tmp_path))
    address = owned.replace("handoff@", f"{user}:pass-nobody-may-see@").replace("theirs", name)
    with pytest.raises(ConfigurationError, match=said) as refused:
        CliRunner().invoke(handoff, ["move-database", address], catch_exceptions=False)
    assert "pass-nobody" not in str(refused.value)
