"""Shared by all tests: no clock of the machine where it matters, no network but loopback, hypothesis profiles."""

import os
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, settings

from connector import workshop
from connector.store.clerks import Clerks
from connector.store.database import Database
from connector.testing.browser import open_browser
from connector.testing.services import MissingService

settings.register_profile("suite", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(scope="session")
def vcr_config() -> dict[str, object]:
    """Cassettes hold no credentials and match on the body of writes."""
    return {
        "filter_headers": ["authorization", "cookie", "set-cookie"],
        "match_on": ["method", "path", "query", "body"],
        "record_mode": "none",
    }


@pytest.fixture(autouse=True, scope="session")
def _migrated_once() -> Iterator[None]:
    """Run the migrations for the first database of SQLite alone and begin the others with its bytes: a third of all time."""
    run, migrated = Database.migrate, b""

    def migrate(database: Database) -> None:
        nonlocal migrated
        path = Path(database.engine.url.database or ".")
        if not database.is_sqlite or not path.parent.is_dir() or (path.exists() and path.stat().st_size):
            run(database)
        elif migrated:
            path.write_bytes(migrated)
        else:
            run(database)
            with database.engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            migrated = path.read_bytes()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "migrate", migrate)
        yield


@pytest.fixture(autouse=True, scope="session")
def _loaded_once() -> Iterator[None]:
    """A process loads its models once; one that runs many applications after each other may do so, too."""
    with pytest.MonkeyPatch.context() as patch:
        for load in (workshop.load_heads, workshop.load_encoder):
            patch.setattr(workshop, load.__name__, cache(load))
        yield


def _skip_without_services() -> Generator[None, object, object]:
    """A server, a browser or a tool that is not installed is a skip, and a failure where everything has to be there."""
    try:
        return (yield)
    except MissingService as exc:
        if os.environ.get("REQUIRE_SERVICES"):
            pytest.fail(str(exc))
        pytest.skip(str(exc))


pytest_runtest_setup = pytest.hookimpl(wrapper=True)(_skip_without_services)
pytest_runtest_call = pytest.hookimpl(wrapper=True)(_skip_without_services)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Any]:
    """A real browser with a profile of its own."""
    with open_browser(tmp_path / "profile") as driver:
        yield driver


@pytest.fixture(autouse=True)
def _patient_clerks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take longer than a platform would wait. Only a module that is ``HURRIED`` tests the waiting."""
    if not getattr(request.module, "HURRIED", False):
        monkeypatch.setitem(Clerks.__init__.__kwdefaults__, "patience", 20.0)
        monkeypatch.setattr("connector.bootstrap._GLANCE_SECONDS", 20.0)


@pytest.fixture(autouse=True)
def _fresh_logs() -> Iterator[None]:
    """A command that configured the logs must not configure the next test's."""
    yield
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own environment must not change what a test sees."""
    for name in list(os.environ):
        if name.startswith(("HANDOFF_", "ZENDESK_", "FRESHDESK_", "OUTSIDE_MODEL")) or name in ("DATABASE_URL", "BROKER_URL"):
            monkeypatch.delenv(name)
