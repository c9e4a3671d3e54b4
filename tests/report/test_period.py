"""Periods as people type them."""

from datetime import UTC, datetime, timedelta

import pytest

from connector.report.period import Period


@pytest.mark.parametrize(
    ("text", "period", "words"),
    [
        ("90d", Period(days=90), "last 90 days"),
        (" 12W ", Period(days=84), "last 84 days"),
        ("1d", Period(days=1), "last 1 day"),
        ("500", Period(tickets=500), "newest 500 tickets"),
        ("1", Period(tickets=1), "newest 1 ticket"),
    ],
)
def test_days_weeks_or_tickets(text: str, period: Period, words: str) -> None:
    assert Period.parse(text) == period
    assert str(period) == words


@pytest.mark.parametrize("text", ["", "0", "0d", "-3d", "3m", "d", "1.5w", "ninety", "٣d", "99999999d"])
def test_anything_else_says_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="90d, 12w or 500"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["731d", "105w", "5001"])
def test_too_much_names_the_most(text: str) -> None:
    with pytest.raises(ValueError, match="at most 730d or 5000 tickets"):
        Period.parse(text)


def test_when_it_began() -> None:
    now = datetime(2026, 11, 26, tzinfo=UTC)
    assert now - Period.parse("2w").start(now) == timedelta(days=14)
