"""The drift alarm: it sounds for large changes, hardly ever by chance, and never for lack of tickets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from connector.core import drift
from connector.core.drift import CORRECTIONS, DOUBT, SHARE, Traffic, signs_of_drift

AUDITED = Traffic(all=4000, of_kind=400, doubted=60, corrected=12)


@pytest.mark.parametrize(
    ("newest", "signs"),
    [
        (Traffic(all=800, of_kind=80, doubted=12, corrected=2), ()),
        (Traffic(all=800, of_kind=180, doubted=27, corrected=5), (SHARE,)),
        (Traffic(all=800, of_kind=20, doubted=3, corrected=0), (SHARE,)),
        (Traffic(all=800, of_kind=80, doubted=40, corrected=2), (DOUBT,)),
        (Traffic(all=800, of_kind=80, doubted=12, corrected=15), (CORRECTIONS,)),
        (Traffic(all=800, of_kind=80, doubted=0, corrected=0), ()),
        (Traffic(all=20, of_kind=4, doubted=2, corrected=1), ()),
        (Traffic(), ()),
    ],
)
def test_what_is_a_sign(newest: Traffic, signs: tuple[str, ...]) -> None:
    assert signs_of_drift(AUDITED, newest) == signs


@given(st.integers(0, 60), st.integers(1, 60), st.integers(0, 60), st.integers(1, 60))
def test_chance_is_the_tail_of_the_hypergeometric_distribution(then: int, then_whole: int, now: int, now_whole: int) -> None:
    then, now = min(then, then_whole), min(now, now_whole)
    ours = drift._at_least(now, now_whole, then + now, then_whole + now_whole)
    assert ours == pytest.approx(hypergeom.sf(now - 1, then_whole + now_whole, then + now, now_whole), abs=1e-9)


@given(
    st.builds(
        Traffic, all=st.integers(100, 900), of_kind=st.integers(20, 90), doubted=st.integers(0, 9), corrected=st.integers(0, 9)
    )
)
def test_the_same_again_is_no_sign(traffic: Traffic) -> None:
    assert signs_of_drift(traffic, traffic) == ()
    assert signs_of_drift(Traffic(), traffic) == ()


@pytest.mark.parametrize(("a_week", "share"), [(100, 0.10), (400, 0.08), (1500, 0.10)])
def test_an_even_year_alarms_rarely(a_week: int, share: float) -> None:
    """Looked at every week of a year in which nothing changes: at most one kind in ten alarms at all, by any sign."""
    rng = np.random.default_rng(3)
    alarmed = 0
    for _ in range(100):
        everything = rng.poisson(a_week, 64)
        of_kind = rng.binomial(everything, share)
        counts = (everything, of_kind, rng.binomial(of_kind, 0.15), rng.binomial(of_kind, 0.03))

        def between(begin: int, end: int, counts: tuple[np.ndarray, ...] = counts) -> Traffic:
            sums = [int(series[begin:end].sum()) for series in counts]
            return Traffic(all=sums[0], of_kind=sums[1], doubted=sums[2], corrected=sums[3])

        alarmed += any(signs_of_drift(between(week - 12, week - 2), between(week - 2, week)) for week in range(12, 64))
    assert alarmed <= 10
