"""The hook at the edge: 202 once the event is safe, a clear answer otherwise, never a 500."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connector.bootstrap import Application
from connector.registry import Registry
from connector.settings import Settings
from connector.testing.integration import MemoryIntegration
from connector.testing.memory import MemoryHelpdesk
from connector.web.publisher import Publisher

SIGNED = {"X-Secret": "s3cret"}


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    """One account, nothing sent anywhere."""
    application = Application(
        settings=Settings(data_dir=tmp_path), registry=Registry({"memory": MemoryIntegration(MemoryHelpdesk())})
    )
    application.accounts.save(
        name="acme", integration="memory", settings={}, credentials={}, webhook_secrets=["s3cret"], rules_text=""
    )
    yield application
    application.close()


@pytest.fixture
def client(application: Application) -> FlaskClient:
    """A client of the web app."""
    return application.web.test_client()


def test_a_signed_bell_is_kept(client: FlaskClient, application: Application) -> None:
    answer = client.post("/hooks/memory/acme", data=b'{"ticket": "41"}', headers=SIGNED)
    assert (answer.status_code, answer.json) == (202, {"status": "kept"})
    assert application.inbox.counts() == {"new": 1}
    again = client.post("/hooks/memory/acme", data=b'{"ticket": "41"}', headers=SIGNED)
    assert (again.status_code, again.json) == (202, {"status": "known_already"})


@pytest.mark.parametrize(
    ("path", "body", "headers", "status"),
    [
        ("/hooks/memory/acme", b'{"ticket": "41"}', {}, 401),
        ("/hooks/memory/acme", b'{"ticket": "41"}', {"X-Secret": ""}, 401),
        ("/hooks/memory/other", b'{"ticket": "41"}', SIGNED, 404),
        ("/hooks/nothing/acme", b'{"ticket": "41"}', SIGNED, 404),
        ("/hooks/memory/acme", b"{", SIGNED, 422),
        ("/hooks/memory/acme", b"", SIGNED, 422),
        ("/hooks/memory/acme", b"\xff\xfe", SIGNED, 422),
        ("/hooks/memory/acme", b"[" * 100_000, SIGNED, 422),
        ("/hooks/memory/acme", b"x" * (300 * 1024), SIGNED, 413),
        ("/hooks/memory/acme", b"x" * (10 * 1024 * 1024), {}, 413),
        ("/nothing", b"", {}, 404),
    ],
)
def test_what_is_not_a_good_bell_gets_a_clear_answer(
    client: FlaskClient, path: str, body: bytes, headers: dict[str, str], status: int
) -> None:
    answer = client.post(path, data=body, headers=headers)
    assert answer.status_code == status
    assert answer.json is not None
    assert answer.json["remedy"]


def test_other_methods_are_not_here(client: FlaskClient) -> None:
    assert client.get("/hooks/memory/acme").status_code == 404


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(
    st.binary(max_size=300)
    | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_any_body_at_all_is_answered(client: FlaskClient, body: bytes) -> None:
    assert client.post("/hooks/memory/acme", data=body, headers=SIGNED).status_code in (202, 422)
    assert client.post("/hooks/memory/acme", data=body).status_code == 401


def test_a_commit_that_fails_asks_the_platform_to_ring_again(
    client: FlaskClient, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise sa.exc.OperationalError("insert", {}, Exception("disk full: Dear Sam"))

    monkeypatch.setattr("connector.store.inbox.keep_all", fail)
    answer = client.post("/hooks/memory/acme", data=b'{"ticket": "41"}', headers=SIGNED)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert b"Sam" not in answer.data


def test_a_rejected_delivery_logs_no_body(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    client.post("/hooks/memory/acme", data=b"Dear support, my name is Sam", headers={"X-Secret": "guess"})
    logged = capsys.readouterr()
    assert "Sam" not in logged.out + logged.err
    assert "guess" not in logged.out + logged.err


def test_health(client: FlaskClient, application: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200
    monkeypatch.setattr(type(application.database), "ping", lambda _self: False)
    assert client.get("/readyz").status_code == 503


def test_a_publisher_whose_broker_is_dead_never_blocks_or_raises() -> None:
    def fail(_row: int) -> None:
        raise ConnectionError("no broker")

    publisher = Publisher(fail, longest=2)
    for row in range(50):
        publisher.announce(row)
