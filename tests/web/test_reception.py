"""Bells and the accounts they are for: near at hand, and never with an old secret when there is a new one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from connector.bootstrap import Application
from connector.errors import SignatureInvalid, Unavailable
from connector.port import Delivery
from connector.reception import UnknownAccount
from connector.registry import Registry
from connector.settings import Settings
from connector.store.accounts import Account
from connector.store.near_accounts import NearAccounts
from connector.testing.integration import MemoryIntegration
from connector.testing.memory import MemoryHelpdesk
from connector.web.turnstile import Turnstile


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    """One account with one secret."""
    registry = Registry({"memory": MemoryIntegration(MemoryHelpdesk())})
    application = Application(settings=Settings(data_dir=tmp_path), registry=registry)
    save(application, "old")
    yield application
    application.close()


def save(application: Application, *secrets: str) -> None:
    """Connect the account with these secrets, as another process would."""
    application.accounts.save(
        name="acme", integration="memory", settings={}, credentials={}, webhook_secrets=secrets, rules_text=""
    )


def ring(application: Application, ticket: int, secret: str) -> str:
    """Ring, and give the outcome."""
    delivery = Delivery({"x-secret": secret}, f'{{"ticket": "{ticket}"}}'.encode())
    return application.reception.receive("memory", "acme", delivery).outcome


def test_a_new_secret_counts_at_once(application: Application) -> None:
    assert ring(application, 1, "old") == "kept"
    save(application, "old", "new")
    assert ring(application, 2, "new") == "kept"
    save(application, "newest")
    assert ring(application, 3, "newest") == "kept"
    with pytest.raises(SignatureInvalid):
        ring(application, 4, "old")


def test_a_wrong_secret_stays_wrong(application: Application) -> None:
    assert ring(application, 1, "old") == "kept"
    for secret in ("", "guess"):
        with pytest.raises(SignatureInvalid):
            ring(application, 2, secret)


def test_an_account_that_is_gone_is_unknown(application: Application) -> None:
    assert ring(application, 1, "old") == "kept"
    application.accounts.remove("acme")
    with pytest.raises(UnknownAccount):
        ring(application, 2, "guess")
    with pytest.raises(UnknownAccount):
        ring(application, 3, "old")


def test_an_account_is_read_once_in_two_seconds_and_nobody_in_vain() -> None:
    now, reads = [100.0], []

    def read(name: str) -> Account | None:
        reads.append(name)
        return None if name == "other" else account

    account = Account(name="acme", integration="memory", mode=None, settings={}, webhook_secrets=())  # type: ignore[arg-type]
    near = NearAccounts(read, clock=lambda: now[0])
    assert all(near.get("acme") is account for _ in range(50))
    now[0] += 2.0
    assert near.get("acme") is account
    assert reads == ["acme"]
    now[0] += 0.1
    near.get("acme")
    assert reads == ["acme", "acme"]
    assert near.get("other") is near.get("other") is None
    assert reads.count("other") == 2


def test_while_nothing_can_be_kept_nothing_is_looked_up(application: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    def look(_self: object, _name: str) -> None:
        pytest.fail("nobody should look")

    monkeypatch.setattr(type(application.keeping), "is_stuck", property(lambda _self: True))
    monkeypatch.setattr(type(application.accounts), "get", look)
    with pytest.raises(Unavailable):
        ring(application, 1, "old")


def test_screens_leave_room_for_bells() -> None:
    told: list[str] = []

    def page(environ: dict[str, object], start_response: object) -> list[bytes]:
        if environ["PATH_INFO"] == "/app/outer":  # while this page is answered, it asks for others
            told.extend(b"".join(turnstile({"PATH_INFO": path}, start)).decode() for path in ("/app/inner", "/healthz"))
        return [b"page"]

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        told.append(f"{status} {dict(headers)['Retry-After']}")

    turnstile = Turnstile(page, room=1)  # type: ignore[arg-type]
    assert list(turnstile({"PATH_INFO": "/app/outer"}, start)) == [b"page"]  # type: ignore[arg-type]
    assert told[0] == "503 Service Unavailable 5"
    assert "busy" in told[1]
    assert told[2] == "page"
    assert list(turnstile({"PATH_INFO": "/app/inner"}, start)) == [b"page"]  # type: ignore[arg-type]
