"""Shared by all tests: no clock of the machine where it matters, no network but loopback, hypothesis profiles."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, settings

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


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Any]:
    """A real browser with a profile of its own; skipped without Chromium, unless everything has to be there."""
    try:
        with open_browser(tmp_path / "profile") as driver:
            yield driver
    except MissingService as exc:
        if os.environ.get("REQUIRE_SERVICES"):
            pytest.fail(str(exc))
        pytest.skip(str(exc))


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
