"""Earned automation: what audits prove, when it is lost again, and that the promise holds over looks and kinds."""

from functools import lru_cache
from math import comb
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.bounds import ALPHA, LOOKS, WINDOW, Standing, level, most_errors, most_in_window, upper_bound
from connector.report.standings import looks_table

LIMITS = (0.01, 0.02, 0.05, 0.10, 0.20)
RIGHT, WRONG = True, False

outcomes = st.lists(st.integers(0, 12).map(bool), min_size=0, max_size=520)
limits = st.sampled_from(LIMITS)
kinds_on = st.integers(1, 11)


def at_most(errors: int, count: int, rate: float) -> float:
    """The binomial distribution by its definition."""
    return sum(comb(count, k) * rate**k * (1 - rate) ** (count - k) for k in range(errors + 1))


# ── the bound ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("errors", "audited", "bound"), [(0, 149, 0.0199), (0, 59, 0.0495), (1, 100, 0.0466), (5, 100, 0.1023)])
def test_the_bound_matches_published_values(errors: int, audited: int, bound: float) -> None:
    """Clopper-Pearson, one-sided 95 %: zero of 59 is the well-known “5 %”, zero of 149 the “2 %”."""
    assert upper_bound(errors, audited) == pytest.approx(bound, abs=2e-4)


def test_the_bound_of_nothing_is_refused_and_of_errors_alone_is_all() -> None:
    assert upper_bound(3, 3) == 1.0
    for errors, audited in ((4, 3), (-1, 3), (0, 0)):
        with pytest.raises(ValueError, match="between 0"):
            upper_bound(errors, audited)


@given(st.integers(1, 480), st.data())
def test_the_bound_grows_with_errors_and_confidence_and_shrinks_with_audits(audited: int, data: st.DataObject) -> None:
    errors = data.draw(st.integers(0, audited - 1))
    bound = upper_bound(errors, audited)
    assert errors / audited < bound <= upper_bound(errors + 1, audited)
    assert bound <= upper_bound(errors, audited, 0.999)
    assert upper_bound(errors, audited + 1) < bound


# ── looks ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_parts_of_the_looks_are_the_whole() -> None:
    assert tuple(LOOKS) == (30, 60, 120, 240, 480)
    assert sum(LOOKS.values()) == pytest.approx(1.0)
    assert sum(level(look, 4) for look in LOOKS) * 4 == pytest.approx(ALPHA)


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("on", [1, 3, 8])
@pytest.mark.parametrize("look", LOOKS)
def test_what_a_look_allows_is_what_the_bound_proves(look: int, limit: float, on: int) -> None:
    allowed, confidence = most_errors(look, limit, on), 1 - level(look, on)
    if allowed >= 0:
        assert upper_bound(allowed, look, confidence) < limit
    assert upper_bound(allowed + 1, look, confidence) >= limit - 1e-9


def test_eight_kinds_can_be_proved_at_five_percent_by_120_audits_each() -> None:
    assert most_errors(120, 0.05, 8) == 0


def certified_at(history: list[bool], limit: float, on: int) -> list[int]:
    """The numbers of audits after which the kind was certified and had not been before."""
    states = [Standing.of(history[:n], limit, on).is_certified for n in range(len(history) + 1)]
    return [n for n in range(1, len(states)) if states[n] and not states[n - 1]]


def test_a_clean_kind_is_certified_at_the_first_look_that_proves_it_and_not_before() -> None:
    assert certified_at([RIGHT] * 130, 0.05, 1) == [120]
    assert certified_at([RIGHT] * 70, 0.10, 1) == [60]
    assert not Standing.of([], 0.5).is_certified
    assert not Standing.of([RIGHT] * 119, 0.05).is_certified
    assert not Standing(149, 0, 0.02).is_certified, "only Standing.of certifies"


@given(outcomes, limits, kinds_on)
def test_a_certificate_is_given_at_looks_alone(history: list[bool], limit: float, on: int) -> None:
    before = Standing.of(history, limit, on)
    after = Standing.of([*history, RIGHT], limit, on)
    assert before.is_certified or not after.is_certified or len(history) + 1 - before.begun in LOOKS
    if before.is_certified and not after.is_certified:
        assert after.lost_at == len(history) + 1


@given(outcomes, limits, kinds_on, st.data())
def test_before_any_loss_more_errors_never_help(history: list[bool], limit: float, on: int, data: st.DataObject) -> None:
    """After a loss a series begins anew, on other audits: there the two histories are no longer about the same thing."""
    flipped = [is_right and not data.draw(st.booleans()) for is_right in history] if history else []
    worse, better = Standing.of(flipped, limit, on), Standing.of(history, limit, on)
    if not worse.begun and not better.begun:
        assert better.is_certified or not worse.is_certified


@given(outcomes, limits, kinds_on)
def test_more_kinds_and_a_stricter_limit_never_help(history: list[bool], limit: float, on: int) -> None:
    for look in LOOKS:
        assert most_errors(look, limit, on + 1) <= most_errors(look, limit, on) <= most_errors(look, limit * 1.5, on)
    here, stricter = Standing.of(history, limit, on), Standing.of(history, limit, on + 1)
    if not stricter.begun and not here.begun:
        assert here.is_certified or not stricter.is_certified


@given(outcomes, limits, kinds_on)
def test_what_is_still_needed_is_enough_and_no_less(history: list[bool], limit: float, on: int) -> None:
    needed = Standing.of(history, limit, on).still_needed
    if needed is None:
        assert not Standing.of(history + [RIGHT] * 480, limit, on).is_certified
    else:
        assert Standing.of(history + [RIGHT] * needed, limit, on).is_certified
        assert needed == 0 or not Standing.of(history + [RIGHT] * (needed - 1), limit, on).is_certified


def test_the_bound_of_today_is_that_of_the_last_look() -> None:
    assert Standing.of([RIGHT] * 29).bound is None
    at_look, later = Standing.of([RIGHT] * 60), Standing.of([RIGHT] * 60 + [WRONG] * 5)
    assert at_look.bound == later.bound == pytest.approx(1 - (ALPHA * LOOKS[60]) ** (1 / 60))


@pytest.mark.parametrize(("limit", "on"), [(0.0, 1), (1.0, 1), (0.05, 0)])
def test_senseless_limits_are_refused(limit: float, on: int) -> None:
    with pytest.raises(ValueError, match="limit"):
        Standing.of([RIGHT], limit, on)


# ── stepping down ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_newest_audits_take_a_certificate_away_and_it_is_earned_anew() -> None:
    history = [RIGHT] * 120 + [RIGHT] * 10 + [WRONG] * 3
    assert Standing.of(history).is_certified, "three of sixty is what a limit of 5 % means"
    lost = Standing.of([*history, WRONG])
    assert (lost.is_certified, lost.lost, lost.lost_at, lost.begun) == (False, "newest", 134, 134)
    assert lost.still_needed == 120
    assert lost.bound is None
    assert not Standing.of([*history, WRONG] + [RIGHT] * 119).is_certified
    again = Standing.of([*history, WRONG] + [RIGHT] * 120)
    assert (again.is_certified, again.certified_at, again.lost) == (True, 120, "")
    assert (again.audited, again.errors) == (254, 4)


def test_errors_spread_over_time_take_it_away_at_a_look() -> None:
    """Seven of 240 are never four in sixty, and yet the bound of them all is above 5 %."""
    wrong = {10, 125, 145, 165, 185, 205, 225}
    history = [number not in wrong for number in range(1, 241)]
    assert upper_bound(7, 240) > 0.05 > upper_bound(6, 240)
    assert Standing.of(history[:239]).certified_at == 120
    lost = Standing.of(history)
    assert (lost.is_certified, lost.lost, lost.lost_at) == (False, "bound", 240)


def test_the_window_allows_what_the_limit_means() -> None:
    assert [most_in_window(limit) for limit in LIMITS] == [0, 1, 3, 6, 12]


# ── the promise ───────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache
def ever_certified(rate: float, limit: float, on: int) -> float:
    """The exact probability that a kind is ever certified, over all looks together: sums over every path of error counts."""
    alive, gone, before = {0: 1.0}, 0.0, 0
    for look in LOOKS:
        count, step = look - before, {}
        chances = [comb(count, k) * rate**k * (1 - rate) ** (count - k) for k in range(count + 1)]
        for errors, probability in alive.items():
            for more, chance in enumerate(chances):
                if chance > 1e-15:
                    step[errors + more] = step.get(errors + more, 0.0) + probability * chance
        allowed = most_errors(look, limit, on)
        gone += sum(probability for errors, probability in step.items() if errors <= allowed)
        alive, before = {errors: p for errors, p in step.items() if errors > allowed}, look
    return gone


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("on", [1, 3, 8])
def test_the_exact_probability_of_a_false_certificate_keeps_to_the_part_of_a_kind(limit: float, on: int) -> None:
    """The newest-audits rule, which this leaves out, can only withhold certificates."""
    assert ever_certified(limit, limit, on) <= ALPHA / on
    assert ever_certified(1.2 * limit, limit, on) < ever_certified(limit, limit, on) + 1e-12


def false_certificates(rng: np.random.Generator, rates: list[float], limit: float, runs: int) -> int:
    """In how many of so many accounts any kind is ever certified whose true error is at or above the limit."""
    broken = np.zeros(runs, dtype=bool)
    for rate in rates:
        wrong = rng.random((runs, max(LOOKS))) < rate
        if rate < limit:
            continue
        so_far = wrong.cumsum(axis=1)
        for look in LOOKS:
            newest = so_far[:, look - 1] - (so_far[:, look - 1 - WINDOW] if look > WINDOW else 0)
            passes = (so_far[:, look - 1] <= most_errors(look, limit, len(rates))) & (newest <= most_in_window(limit))
            broken |= passes
    return int(broken.sum())


ACCOUNTS = {
    "one kind at the limit": [1.0],
    "three kinds at the limit": [1.0] * 3,
    "eight kinds at the limit": [1.0] * 8,
    "eight kinds, good and bad": [0.1, 0.2, 0.5, 0.8, 1.0, 1.0, 1.5, 3.0],
    "eleven kinds, all a little too bad": [1.1] * 11,
}


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("account", ACCOUNTS)
def test_a_thousand_calibrations_break_the_promise_in_at_most_five_percent(account: str, limit: float) -> None:
    rng = np.random.default_rng(20261126)
    assert false_certificates(rng, [share * limit for share in ACCOUNTS[account]], limit, 1000) <= 0.05 * 1000


def test_the_simulation_certifies_as_the_product_does() -> None:
    """The vectorised looks above and the product agree, so that the simulation speaks of the product."""
    rng = np.random.default_rng(7)
    for _ in range(60):
        history = (rng.random(480) >= 0.02).tolist()
        expected = 0
        for look in LOOKS:
            errors, newest = history[:look].count(False), history[max(0, look - WINDOW) : look].count(False)
            if errors <= most_errors(look, 0.05, 3) and newest <= most_in_window(0.05):
                expected = look
                break
        first = next((n for n in LOOKS if Standing.of(history[:n], 0.05, 3).is_certified), 0)
        assert first == expected


def test_a_kind_that_is_worth_it_gets_its_certificate() -> None:
    """The correction is no wall: a kind with 1 % error and a limit of 5 % is certified more often than not, beside seven others."""
    assert ever_certified(0.01, 0.05, 8) > 0.95
    assert ever_certified(0.01, 0.05, 1) > 0.99


@pytest.mark.parametrize(
    ("times", "within", "at_least", "at_most"), [(0.2, 480, 0.0, 0.10), (2.0, 60, 0.95, 1.0), (3.0, 60, 0.99, 1.0)]
)
def test_how_soon_the_newest_audits_take_it_away(times: float, within: int, at_least: float, at_most: float) -> None:
    """The figures in docs/earned-automation.md: after 60 audits at that error rate, in how many of 2,000 kinds within so many more."""
    rng = np.random.default_rng(5)
    so_far = (rng.random((2000, WINDOW + within)) < times * 0.05).cumsum(axis=1)
    newest = so_far[:, WINDOW:] - so_far[:, :-WINDOW]
    assert at_least <= (newest > most_in_window(0.05)).any(axis=1).mean() <= at_most


def test_the_table_in_the_documentation_is_what_the_code_says() -> None:
    document = (Path(__file__).parents[2] / "docs" / "earned-automation.md").read_text(encoding="utf-8")
    assert looks_table() in document, f"put this table into docs/earned-automation.md:\n{looks_table()}"
    parts = [f"{100 * part:.0f}" for part in LOOKS.values()]
    assert f"{', '.join(parts[:-1])} and {parts[-1]} in a hundred" in document
