"""Every store test runs on SQLite, and on PostgreSQL where it is installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from connector.store.database import Database
from connector.testing.services import Service, start_postgres


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One PostgreSQL for the session."""
    with start_postgres(tmp_path_factory.mktemp("postgres")) as service:
        yield service


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.services)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database at the newest version."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'handoff.db'}")
    else:
        service = request.getfixturevalue("postgres")
        database = Database(service.url.replace("postgresql://", "postgresql+psycopg://"))
        with database.write() as connection:
            for statement in ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
                connection.execute(sa.text(statement))
    database.migrate()
    yield database
    database.close()
