"""Signing in: one token for many calls, renewed in time and once when refused, and never an unknown outcome."""

import threading
from typing import Any

import pytest

from connector.core.update import PEOPLE_FIRST, TicketUpdate
from connector.errors import CredentialsRejected, OutcomeUnknown, RateLimited, Transient
from connector.kit.credentials import MemoryCredentials
from connector.testing.faults import Fault
from integrations.zendesk.authentication import Authentication
from integrations.zendesk.sandbox.access import CLIENT_SECRET
from integrations.zendesk.settings import parse_settings

Acc = Any
UPDATE = TicketUpdate(add_tags=frozenset({PEOPLE_FIRST}))


def tokens(account: Acc) -> int:
    return sum(path == "/oauth/tokens" for _, path, _ in account.paths())


def test_one_token_serves_many_calls_and_clients(account: Acc) -> None:
    account.desk.identify()
    account.open().identify()
    assert (tokens(account), account.credentials.renewals) == (1, 1)
    kept = account.credentials.read()
    assert set(kept) == {"client_secret", "access_token", "expires_at"}


def test_a_token_is_renewed_before_it_expires(account: Acc) -> None:
    clock = [1_000_000.0]
    settings = parse_settings({**account.sandbox.connection()["settings"], "base_url": account.url})
    authentication = Authentication(settings, account.credentials, clock=lambda: clock[0])
    first = authentication.headers()
    clock[0] += 86_400 - 121
    assert authentication.headers() == first
    clock[0] += 2
    assert authentication.headers() != first
    assert tokens(account) == 2


@pytest.mark.parametrize(
    "kept", [{"access_token": "x"}, {"access_token": "x", "expires_at": "soon"}, {"expires_at": "9999999999"}]
)
def test_half_a_token_is_none(account: Acc, kept: dict[str, str]) -> None:
    account.open(credentials=MemoryCredentials({"client_secret": CLIENT_SECRET, **kept})).identify()
    assert tokens(account) == 1


def test_a_revoked_token_is_replaced_once_in_the_middle_of_a_write(account: Acc) -> None:
    ticket = account.customer_writes()
    account.sandbox.access.tokens.clear()
    account.apply(ticket, UPDATE)
    assert account.raw(ticket).tags == [PEOPLE_FIRST]
    assert [(method, status) for method, path, status in account.paths() if "oauth" in path or method == "PUT"] == [
        ("POST", 200), ("PUT", 401), ("POST", 200), ("PUT", 200),
    ]  # fmt: skip


def test_an_expired_token_is_replaced(account: Acc) -> None:
    account.sandbox.values["token_seconds"] = 300
    account.desk.identify()
    token = account.credentials.read()["access_token"]
    account.sandbox.access.tokens[token] = (account.sandbox.access.tokens[token][0], 0.0)
    account.desk.identify()
    assert tokens(account) == 2


def test_a_refused_second_token_ends_it(account: Acc) -> None:
    account.desk.identify()
    account.trouble(Fault.UNAUTHORIZED)  # the call; the token and the next call are fine
    account.desk.identify()
    account.trouble(Fault.UNAUTHORIZED, Fault.UNAUTHORIZED)
    with pytest.raises(CredentialsRejected):
        account.desk.identify()


def test_a_wrong_secret_is_told_with_its_remedy(account: Acc) -> None:
    with pytest.raises(CredentialsRejected, match="401"):
        account.open(credentials=MemoryCredentials({"client_secret": "wrong"})).identify()
    with pytest.raises(CredentialsRejected) as caught:
        account.open(client_id="nobody").identify()
    assert CLIENT_SECRET not in str(caught.value)


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.HTML, Fault.TRUNCATED_AFTER, Fault.DROP_AFTER, Fault.UNAVAILABLE])
def test_trouble_with_the_token_never_looks_like_a_write(account: Acc, fault: Fault) -> None:
    ticket = account.customer_writes()
    account.sandbox.access.tokens.clear()
    account.trouble(Fault.UNAUTHORIZED, fault)
    with pytest.raises(Transient) as caught:
        account.apply(ticket, UPDATE)
    assert not isinstance(caught.value, OutcomeUnknown)
    assert account.raw(ticket).tags == []


def test_too_many_tokens_wait(account: Acc) -> None:
    account.trouble(Fault.TOO_MANY)
    with pytest.raises(RateLimited):
        account.desk.identify()


def test_many_workers_renew_once(account: Acc) -> None:
    threads = [threading.Thread(target=account.desk.identify) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (tokens(account), account.credentials.renewals) == (1, 1)


def test_an_old_api_token_still_works_and_is_not_renewed(account: Acc) -> None:
    opened = account.sandbox.token_connection()
    desk = account.open(client_id="", email=opened["settings"]["email"], credentials=MemoryCredentials(opened["credentials"]))
    assert desk.identify().id
    wrong = account.open(client_id="", email="x@y.example", credentials=MemoryCredentials(opened["credentials"]))
    with pytest.raises(CredentialsRejected):
        wrong.identify()
    assert tokens(account) == 0
