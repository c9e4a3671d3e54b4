"""One budget for all workers, on both databases: slots in order, what was not used given back, what headers say obeyed."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from connector.core.budget import CallLimit, Charge, Told
from connector.store.database import Database
from connector.store.rate_tables import RATE
from connector.store.rates import Rates

LIMITS = {
    "calls": CallLimit(name="calls", credits=600, per_ticket=3),
    "updates": CallLimit(name="updates", credits=75, per_ticket=1),
    "of_ticket": CallLimit(name="of_ticket", credits=30, seconds=600.0, shared=False, burst=0.5),
}
#: Six hundred less a fifth, in a minute.
STEP = 60.0 / 480.0
BURST = 47
CALL = [Charge("calls")]


@pytest.fixture
def rates(database: Database) -> Rates:
    """Budgets that leave a fifth."""
    return Rates(database, reserve=0.2)


def row(database: Database, name: str = "calls") -> sa.Row[tuple[object, ...]]:
    """What is kept of a limit."""
    with database.read() as connection:
        return connection.execute(sa.select(RATE).where(RATE.c.account == "acme", RATE.c.name == name)).one()


def known(rates: Rates) -> dict[str, float]:
    """The limits as they are known."""
    return {name: usage.credits for (_, name), usage in rates.usage().items()}


def settle(rates: Rates, *, unused: float = 0.0, used: float = 0.0, told: Told | None = None) -> None:
    """Settle calls alone."""
    rates.settle("acme", LIMITS, unused={"calls": unused}, used={"calls": used}, told={} if told is None else {told.limit: told})


def test_a_burst_goes_at_once_and_the_rest_gets_one_slot_after_the_other(rates: Rates) -> None:
    begun = time.monotonic()
    waits = [rates.reserve("acme", LIMITS, CALL) for _ in range(BURST + 11)]
    assert waits[:BURST] == [0.0] * BURST
    passed = time.monotonic() - begun  # meanwhile the clock of the database went on
    assert max(0.0, 10 * STEP - passed - 0.1) <= waits[-1] <= 10 * STEP + 0.1
    assert waits[BURST:] == sorted(waits[BURST:])
    assert rates.reserve("bcme", LIMITS, CALL) == 0.0


def test_workers_at_once_never_share_a_slot(rates: Rates, database: Database) -> None:
    rates.reserve("acme", LIMITS, [Charge("calls", 480)])  # a minute ahead of the clock
    before = row(database).full_at
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: rates.reserve("acme", LIMITS, [Charge("calls", 3)]), range(40)))
    assert row(database).full_at - before == pytest.approx(120 * STEP, abs=1e-3)


def test_several_limits_make_one_slot_the_latest_of_theirs(rates: Rates) -> None:
    both = [Charge("updates"), Charge("calls", 3)]
    waits = [rates.reserve("acme", LIMITS, both) for _ in range(12)]  # sixty updates a minute, six at once and calls enough
    assert waits[:5] == [0.0] * 5
    assert waits[11] == pytest.approx(6.0, abs=0.8)


def test_a_slot_too_far_away_is_not_taken(rates: Rates, database: Database) -> None:
    rates.reserve("acme", LIMITS, [Charge("calls", 480)])
    before = row(database).full_at
    assert rates.reserve("acme", LIMITS, CALL, patience=15.0) == pytest.approx(60.0 - BURST * STEP, abs=0.5)
    assert row(database).full_at == before
    assert rates.reserve("acme", LIMITS, CALL, patience=120.0) > 50
    assert row(database).full_at > before


def test_the_operator_sees_the_limit_and_how_far_ahead_it_is_taken(rates: Rates) -> None:
    rates.reserve("acme", LIMITS, [Charge("calls", 480)])
    usage = rates.usage()["acme", "calls"]
    assert (usage.credits, usage.wait) == (600.0, pytest.approx(60.0 - BURST * STEP, abs=0.5))


def test_what_nobody_counts_goes_at_once(rates: Rates) -> None:
    assert rates.reserve("acme", LIMITS, [Charge("unheard_of", 1000)]) == 0.0
    assert rates.reserve("acme", {}, [Charge("calls", 1000)]) == 0.0


def test_what_was_not_used_is_given_back(rates: Rates, database: Database) -> None:
    rates.reserve("acme", LIMITS, [Charge("calls", 480)])
    before = row(database).full_at
    rates.reserve("acme", LIMITS, [Charge("calls", 3)])
    settle(rates, unused=2.0, used=1.0)
    assert row(database).full_at == pytest.approx(before + STEP, abs=1e-3)
    assert row(database).used == 1.0


def test_headers_change_the_limit_and_what_is_taken_is_measured_anew(rates: Rates, database: Database) -> None:
    rates.reserve("acme", LIMITS, [Charge("calls", 480)])
    settle(rates, told=Told("calls", 2400.0, remaining=2399.0))
    assert known(rates) == {"calls": 2400.0}
    assert row(database).step == pytest.approx(60.0 / 1920.0)
    assert rates.reserve("acme", LIMITS, CALL) == pytest.approx(15.0 - 191 * 60.0 / 1920.0, abs=0.5)


def test_what_others_use_slows_us_down_and_no_longer_than_they_do(rates: Rates, database: Database) -> None:
    rates.reserve("acme", LIMITS, CALL)
    settle(rates, used=1.0, told=Told("calls", 600.0, remaining=199.0))
    assert 60.0 / row(database).step == pytest.approx(200.0, abs=2.0)
    settle(rates, used=1.0, told=Told("calls", 600.0, remaining=598.0))
    assert row(database).step == pytest.approx(STEP)


def test_our_own_use_is_not_taken_for_that_of_others(rates: Rates, database: Database) -> None:
    rates.reserve("acme", LIMITS, CALL)
    settle(rates, used=400.0, told=Told("calls", 600.0, remaining=200.0))
    assert row(database).step == pytest.approx(STEP)


def test_with_next_to_nothing_left_everybody_waits_until_it_is_counted_anew(rates: Rates) -> None:
    rates.reserve("acme", LIMITS, CALL)
    settle(rates, used=400.0, told=Told("calls", 600.0, remaining=12.0, resets=23.0))
    assert rates.reserve("acme", LIMITS, CALL) == pytest.approx(23.0, abs=0.6)


def test_one_ticket_has_a_limit_of_its_own_and_it_is_forgotten(rates: Rates, database: Database) -> None:
    waits = [rates.reserve("acme", LIMITS, [Charge("of_ticket", of="41")]) for _ in range(16)]
    assert waits[:14] == [0.0] * 14
    assert waits[15] > 30
    assert rates.reserve("acme", LIMITS, [Charge("of_ticket", of="42")]) == 0.0
    rates.reserve("acme", LIMITS, CALL)
    with database.write() as connection:
        connection.execute(sa.update(RATE).values(full_at=RATE.c.full_at - 10_000.0))
    rates.forget_idle()
    assert known(rates) == {"calls": 600.0}
    with database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(RATE)).scalar_one() == 1
