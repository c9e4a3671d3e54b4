"""An account that was told to wait goes on with one call, and one in trouble waits longer each time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from connector.store.accounts import Accounts
from connector.store.circuits import TROUBLE, Circuits
from connector.store.database import Database
from connector.store.sealing import Sealer
from connector.store.tables import ACCOUNT


@pytest.fixture
def accounts(database: Database) -> Accounts:
    """Two accounts."""
    accounts = Accounts(database, Sealer("secret"))
    for name in ("acme", "bcme"):
        accounts.save(name=name, integration="memory", settings={}, credentials={}, webhook_secrets=["a"], rules_text="")
    return accounts


@pytest.fixture
def circuits(database: Database, accounts: Accounts) -> Circuits:
    """All is well."""
    return Circuits(database)


def end_wait(accounts: Accounts) -> None:
    """The wait is over."""
    accounts.set("acme", blocked_until=1.0)


def test_an_account_that_is_well_goes_and_nobody_need_hear_of_it(circuits: Circuits) -> None:
    admission = circuits.admit("acme")
    assert (admission.wait, admission.is_watched) == (0.0, False)
    assert circuits.admit("nobody").wait == 0.0


def test_after_a_wait_one_goes_and_once_that_went_well_all_do(circuits: Circuits, accounts: Accounts) -> None:
    accounts.block("acme", seconds=30, reason="429")
    assert 20 < circuits.admit("acme").wait <= 30
    assert circuits.admit("bcme").wait == 0.0
    end_wait(accounts)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: circuits.admit("acme"), range(8)))
    assert [admission.is_watched for admission in found if not admission.wait] == [True]
    circuits.recover("acme")
    assert [circuits.admit("acme").wait for _ in range(3)] == [0.0] * 3


def test_one_that_made_no_call_lets_another_try(circuits: Circuits, accounts: Accounts) -> None:
    accounts.block("acme", seconds=30, reason="429")
    end_wait(accounts)
    assert circuits.admit("acme").wait == 0.0
    assert circuits.admit("acme").wait > 0
    circuits.withdraw("acme")
    assert circuits.admit("acme").wait == 0.0
    assert circuits.admit("acme").wait > 0
    circuits.withdraw_all()
    assert circuits.admit("acme").wait == 0.0


def test_trouble_five_times_in_a_row_opens_the_circuit_and_each_wait_is_longer(circuits: Circuits, accounts: Accounts) -> None:
    for _ in range(TROUBLE - 1):
        circuits.fail("acme")
    assert accounts.seconds_blocked("acme") == 0
    assert circuits.admit("acme").is_watched
    waits = []
    circuits.fail("acme")
    for _ in range(8):
        waits.append(accounts.seconds_blocked("acme"))
        end_wait(accounts)
        assert circuits.admit("acme").wait == 0.0  # and one reading with its three tries fails
        for _ in range(2):
            circuits.fail("acme")
            assert accounts.seconds_blocked("acme") == 0
        circuits.fail("acme")
    assert waits == pytest.approx([2, 4, 8, 16, 32, 64, 128, 256], abs=1.0)
    assert accounts.seconds_blocked("acme") == pytest.approx(300, abs=1.0)
    found = accounts.get("acme")
    assert found is not None
    assert "in trouble" in found.blocked_reason


def test_a_call_that_goes_well_between_starts_the_count_anew(circuits: Circuits, accounts: Accounts) -> None:
    for _ in range(3):
        for _ in range(TROUBLE - 1):
            circuits.fail("acme")
        circuits.recover("acme")
    assert accounts.seconds_blocked("acme") == 0


def test_failures_of_those_under_way_make_no_wait_longer(circuits: Circuits, accounts: Accounts) -> None:
    for _ in range(3 * TROUBLE):
        circuits.fail("acme")
    assert accounts.seconds_blocked("acme") <= 2


def test_a_late_success_ends_no_wait(circuits: Circuits, accounts: Accounts, database: Database) -> None:
    accounts.block("acme", seconds=30, reason="429")
    circuits.recover("acme")
    end_wait(accounts)
    assert circuits.admit("acme").wait == 0.0
    assert circuits.admit("acme").wait > 0
    with database.read() as connection:
        assert connection.execute(sa.select(ACCOUNT.c.pauses).where(ACCOUNT.c.name == "acme")).scalar_one() == 1


def test_connecting_again_ends_everything(circuits: Circuits, accounts: Accounts) -> None:
    accounts.block("acme", seconds=30, reason="401")
    accounts.save(name="acme", integration="memory", settings={}, credentials={}, webhook_secrets=["a"], rules_text="")
    assert [circuits.admit("acme").wait for _ in range(2)] == [0.0, 0.0]
