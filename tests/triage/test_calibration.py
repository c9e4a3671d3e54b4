"""Probabilities that mean what they say, and thresholds that keep what they promise."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from connector.core.bounds import wilson_interval
from connector.triage.calibration import (
    NEVER,
    calibration_error,
    fit_temperature,
    least_confidence,
    log_softmax,
    ranking_quality,
    softmax,
)

SHARES = st.floats(0, 1, width=32)


def test_a_temperature_is_found_again() -> None:
    lot = np.random.default_rng(3)
    scores = lot.normal(size=(4000, 5))
    truth = np.array([lot.choice(5, p=row) for row in softmax(scores, 0.5)])
    assert fit_temperature(scores, truth) == pytest.approx(0.5, abs=0.05)


@given(arrays(np.float64, (3, 4), elements=st.floats(-50, 50)))
def test_probabilities_add_up(scores: np.ndarray) -> None:
    np.testing.assert_allclose(np.exp(log_softmax(scores)).sum(axis=1), 1.0)


@given(arrays(np.float32, 60, elements=SHARES), arrays(np.bool_, 60), SHARES)
def test_from_the_least_confidence_on_errors_are_few(confidence: np.ndarray, right: np.ndarray, error: float) -> None:
    least = least_confidence(confidence, right, error)
    kept = confidence >= least
    if least == NEVER:
        return
    order = np.argsort(-confidence, kind="stable")
    count = max(n for n in range(20, 61) if (~right[order][:n]).sum() <= error * n)
    assert confidence[order][count - 1] == least
    assert kept.sum() >= count


def test_few_readings_prove_nothing() -> None:
    assert least_confidence(np.ones(19), np.ones(19, dtype=bool), 0.05) == NEVER
    assert least_confidence(np.linspace(0.5, 1, 40), np.zeros(40, dtype=bool), 0.05) == NEVER


def test_calibration_error_is_nothing_where_confidence_is_honest() -> None:
    lot = np.random.default_rng(5)
    confidence = lot.uniform(0.5, 1.0, 60_000)
    honest = lot.uniform(size=60_000) < confidence
    assert calibration_error(confidence, honest) < 0.01
    assert calibration_error(confidence, np.zeros(60_000, dtype=bool)) == pytest.approx(0.75, abs=0.01)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=12), st.lists(st.integers(0, 6), min_size=1, max_size=12))
def test_ranking_quality_counts_pairs(inside: list[int], outside: list[int]) -> None:
    pairs = [1.0 if a > b else 0.5 if a == b else 0.0 for a in inside for b in outside]
    assert ranking_quality(np.array(inside, float), np.array(outside, float)) == pytest.approx(sum(pairs) / len(pairs))


@given(st.integers(0, 50), st.integers(0, 50))
def test_the_interval_holds_the_share(part: int, more: int) -> None:
    low, high = wilson_interval(part, part + more)
    assert 0 <= low <= high <= 1
    if part + more:
        assert low - 1e-9 <= part / (part + more) <= high + 1e-9
    assert math.isclose(wilson_interval(0, 10)[1], 0.2775, abs_tol=1e-4)
