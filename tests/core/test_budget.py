"""The arithmetic of budgets: never more than the limit in any window, and nearly all of our share of it."""

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.budget import CallLimit, Pace, Told, pace_of, seconds_to_hold, used_by_others

CALLS = CallLimit(name="calls", credits=600)


def greedy(pace: Pace, *, idle: float, seconds: float) -> list[float]:
    """When a caller who never waits longer than it must makes its calls, after nothing happened for a while."""
    full_at, now, at = 0.0, idle, []
    while now < idle + seconds:
        start = max(full_at, now)
        now = max(now, start - pace.tolerance)
        full_at = start + pace.step
        at.append(now)
    return at


def most_in_a_window(at: list[float], seconds: float) -> int:
    """The most calls in any window of this length."""
    return max(bisect_left(at, first + seconds - 1e-6) - place for place, first in enumerate(at))


@given(
    total=st.integers(10, 900),
    reserve=st.floats(0.0, 0.8),
    burst=st.floats(0.0, 0.6),
    shared=st.booleans(),
    others=st.integers(0, 300),
)
def test_no_window_ever_holds_more_than_the_limit_leaves(
    total: int, reserve: float, burst: float, shared: bool, others: int
) -> None:
    limit = CallLimit(name="calls", credits=total, burst=burst, shared=shared)
    pace = pace_of(limit, total, reserve=reserve, others=others)
    assert most_in_a_window(greedy(pace, idle=1000.0, seconds=75.0), 60.0) <= total


@pytest.mark.parametrize("total", [100, 200, 400, 600, 2500])
def test_in_the_long_run_our_share_is_used_and_the_reserve_is_not(total: int) -> None:
    at = greedy(pace_of(CALLS, total, reserve=0.2), idle=1000.0, seconds=600.0)
    a_minute = len([one for one in at if one >= 1060.0]) / 9
    assert 0.99 * 0.8 * total <= a_minute <= 0.8 * total + 1
    assert most_in_a_window(at, 60.0) <= 0.88 * total + 1


def test_what_others_use_beyond_the_reserve_is_not_ours() -> None:
    told = Told("calls", 600.0, remaining=100.0)
    assert used_by_others(told, own=150.0) == 350.0
    alone, beside = (pace_of(CALLS, 600.0, reserve=0.2, others=others) for others in (100.0, 350.0))
    assert 60.0 / alone.step == pytest.approx(480.0)
    assert 60.0 / beside.step == pytest.approx(250.0)
    assert 60.0 / pace_of(CALLS, 600.0, reserve=0.2, others=600.0).step == pytest.approx(12.0)  # so that we still hear of it


def test_nothing_goes_while_next_to_nothing_is_left() -> None:
    assert seconds_to_hold(Told("calls", 600.0, remaining=29.0, resets=17.0), CALLS) == 17.0
    assert seconds_to_hold(Told("calls", 600.0, remaining=29.0), CALLS) == 6.0
    assert seconds_to_hold(Told("calls", 600.0, remaining=31.0, resets=17.0), CALLS) == 0.0
    assert seconds_to_hold(Told("calls", 600.0), CALLS) == 0.0


def test_a_plan_without_calls_is_no_division_by_zero() -> None:
    assert pace_of(CALLS, 0.0, reserve=0.2).step == 60.0
