"""Rules as admins write them, with errors that name the line."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.rules import Rules, parse_rules
from connector.core.taxonomy import KINDS, SENSITIVE_KINDS, Level


def test_a_whole_set_of_rules() -> None:
    parsed = parse_rules(
        """
        # who answers
        people_group: Support
        intake_groups: Inbox, New tickets
        refund_request: L1, group Billing & Refunds
        feature_request: off
        extra_sensitive_kinds: warranty
        extra_sensitive_words: recall, gas leak
        languages: en, DE
        working_hours: Mon-Fri 09:00-17:30 Europe/Amsterdam
        note_language: de
        """
    )
    rules = parsed.rules
    assert not parsed.errors
    assert rules.people_group == "Support"
    assert rules.intake_groups == ("Inbox", "New tickets")
    assert rules.group("refund_request") == "Billing & Refunds"
    assert rules.group("how_to") == "Support"
    assert rules.highest("refund_request") is Level.L1
    assert rules.highest("feature_request") is Level.L0
    assert rules.highest("warranty") is Level.L0
    assert rules.is_sensitive("warranty")
    assert rules.languages == ("en", "de")
    assert rules.working_hours is not None
    assert rules.working_hours.are_open(datetime(2026, 11, 2, 12, 0, tzinfo=UTC))
    assert not rules.working_hours.are_open(datetime(2026, 11, 1, 12, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("refund_request L1", "name: value"),
        ("refunds: L1", "no kind or rule"),
        ("refund_request: L3", "at most"),
        ("bereavement: L1", "at most"),
        ("refund_request: soon", "not off"),
        ("refund_request: limit 2", "never automated"),
        ("bereavement: limit 2", "never automated"),
        ("how_to: limit", "from 1 to 20"),
        ("how_to: limit 0.5", "from 1 to 20"),
        ("how_to: limit 25 %", "from 1 to 20"),
        ("languages: en, klingon", "klingon"),
        ("note_language: xx", "xx"),
        ("working_hours: always", "Mon-Fri"),
        ("working_hours: Fri-Mon 09:00-17:00 Europe/Paris", "Mon-Fri"),
        ("working_hours: Mon-Fri 09:00-17:00 Mars/Base", "Mon-Fri"),
        ("extra_sensitive_kinds: refunds", "refunds"),
        ("people_group:", "name: value"),
    ],
)
def test_a_wrong_line_is_named(line: str, says: str) -> None:
    parsed = parse_rules(f"people_group: Support\n{line}")
    assert [error.line for error in parsed.errors] == [2]
    assert says in str(parsed.errors[0])
    assert parsed.rules.people_group == "Support"


@given(st.text(max_size=200))
def test_any_text_gives_rules_and_errors(text: str) -> None:
    rules = parse_rules(text).rules
    assert all(rules.highest(kind) is Level.L0 for kind in SENSITIVE_KINDS)
    assert all(rules.highest(kind) <= KINDS[kind].highest for kind in KINDS)


def test_later_sources_win_over_earlier_ones() -> None:
    base = parse_rules("people_group: A\nhow_to: L1").rules
    assert parse_rules("people_group: B", base).rules == Rules(people_group="B", kinds=base.kinds)


def test_earned_automation_is_switched_on_by_the_admin_alone() -> None:
    rules = parse_rules(
        "how_to: L3, limit 2.5 %\npolicy_faq: L3, group Care\nplan_info: group Care\norder_tracking: limit 10\n"
        "invoice_copy: L3\ninvoice_copy: L2\nappointment: L3\nextra_sensitive_kinds: appointment"
    ).rules
    assert rules.earning == {"how_to", "policy_faq"}
    assert Rules().earning == frozenset()
    how_to, off = rules.standing("how_to", [True] * 10), rules.standing("order_tracking", ())
    assert (how_to.limit, how_to.kinds_on, how_to.audited) == (0.025, 2, 10)
    assert (off.limit, off.kinds_on) == (0.10, 3), "a kind that is off is judged as if it were on as well"
    assert rules.standing("people", [True]).limit == 0.05
