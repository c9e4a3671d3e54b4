"""Worlds for scenarios: both helpdesks, embedded and scaled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from connector.testing.services import Service, start_postgres, start_rabbitmq, start_redis
from connector.testing.world import SCALED, World

KNOWLEDGE = [
    {
        "ref": "k1", "kind": "macro", "language": "en", "title": "How to reset your password", "topics": ["account_access"],
        "body": "Open the sign-in page and choose “Forgot password”. We send a link to your e-mail address; it works for one hour.",
        "published": True, "restricted": False, "updated_at": "2026-09-14T10:00:00Z",
    },
    {
        "ref": "k2", "kind": "article", "language": "en", "title": "Opening hours and address", "topics": ["hours_location"],
        "body": "Our shop is open Monday to Saturday from 9 to 18. You find us at 12 Harbour Street.",
        "published": True, "restricted": False, "updated_at": "2026-09-14T10:00:00Z",
    },
]  # fmt: skip


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A real Redis."""
    with start_redis(tmp_path_factory.mktemp("redis")) as service:
        yield service


@pytest.fixture(scope="session")
def rabbitmq(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A real RabbitMQ."""
    with start_rabbitmq(tmp_path_factory.mktemp("rabbitmq")) as service:
        yield service


@pytest.fixture
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A fresh PostgreSQL."""
    with start_postgres(tmp_path_factory.mktemp("postgres")) as service:
        yield service


@pytest.fixture(params=["zendesk", "freshdesk"])
def vendor(request: pytest.FixtureRequest) -> str:
    """Both helpdesks."""
    return str(request.param)


@pytest.fixture
def world(vendor: str, tmp_path: Path) -> Iterator[World]:
    """One embedded process, not yet connected or started."""
    with World(vendor, tmp_path) as world:
        world.sandbox.load_knowledge(KNOWLEDGE)
        yield world


@pytest.fixture(
    params=[
        "sqlite-memory",
        pytest.param("postgresql-redis", marks=pytest.mark.services),
        pytest.param("postgresql-rabbitmq", marks=pytest.mark.services),
    ]
)
def any_world(request: pytest.FixtureRequest, vendor: str, tmp_path: Path) -> Iterator[World]:
    """The same world on every supported ground."""
    if request.param == "sqlite-memory":
        world = World(vendor, tmp_path)
    else:
        broker = request.getfixturevalue(request.param.partition("-")[2])
        database = request.getfixturevalue("postgres")
        environment = {"DATABASE_URL": database.url, "BROKER_URL": broker.url}
        world = World(vendor, tmp_path, roles=SCALED, environment=environment)
    with world:
        world.sandbox.load_knowledge(KNOWLEDGE)
        yield world
