"""The clock of a kind as a moment of the business's own day."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.clocks import due_at
from connector.core.hours import parse_working_hours
from connector.core.taxonomy import KINDS

HOURS = parse_working_hours("Mon-Fri 09:00-17:30 Europe/Amsterdam")
#: Thursday, 11:00 in Amsterdam.
THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "received", "due"),
    [
        ("scam_fraud", THURSDAY, "2026-11-26T12:00"),
        ("human_request", THURSDAY, "2026-11-26T11:15"),
        ("bereavement", THURSDAY, "2026-11-26T17:30"),
        ("bereavement", THURSDAY - timedelta(hours=5), "2026-11-26T17:30"),  # before the doors open
        ("bereavement", THURSDAY + timedelta(hours=7), "2026-11-27T11:00"),  # after they closed
        ("bereavement", THURSDAY + timedelta(days=1, hours=7), "2026-11-30T11:00"),  # Friday evening
        ("injury_safety", THURSDAY + timedelta(days=2), "2026-11-30T10:00"),  # a Saturday
        ("data_rights", THURSDAY, "2026-12-26T00:00"),
        ("data_rights", datetime(2027, 1, 31, 12, tzinfo=UTC), "2027-02-28T00:00"),
    ],
)
def test_a_clock_ends_in_working_time(kind: str, received: datetime, due: str) -> None:
    found = due_at(kind, received, HOURS)
    assert found is not None
    assert f"{found:%Y-%m-%dT%H:%M}" == due


@pytest.mark.parametrize("kind", ["self_harm", "danger", "formal_complaint", "how_to"])
def test_what_cannot_wait_and_what_a_policy_says_have_no_time(kind: str) -> None:
    assert due_at(kind, THURSDAY, HOURS) is None


def test_without_working_hours_the_words_say_all() -> None:
    assert due_at("bereavement", THURSDAY, None) is None


@given(st.sampled_from(sorted(KINDS)), st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_no_clock_ends_before_it_began(kind: str, received: datetime) -> None:
    due = due_at(kind, received, HOURS)
    assert due is None or due >= received
