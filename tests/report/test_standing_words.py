"""What is said of a kind on its way to earned automation: exact counts, and what to do."""

from dataclasses import replace

import pytest

from connector.core.bounds import Standing
from connector.core.rules import parse_rules
from connector.report.standings import STATES, StandingLine, standing_lines

RIGHT = [True]
WRONG = [False]


@pytest.mark.parametrize(
    ("outcomes", "limit", "is_on", "state", "words"),
    [
        (RIGHT * 120, 0.05, True, "certified", "less than 5 % wrong, proved with 120 audits"),
        (RIGHT * 119, 0.05, True, "under_way", "needs 1 more audit without an error to prove less than 5 %"),
        ([], 0.05, True, "under_way", "needs 120 more audits"),
        (
            RIGHT * 120 + WRONG * 4,
            0.05,
            True,
            "stepped_down",
            "the newest 60 audits held more errors than 5 % allows; needs 120 audits",
        ),
        (WRONG * 20, 0.05, True, "unprovable", "for 480 audits to show less than 5 %"),
        ([], 0.02, False, "off", "off; switched on, it would need 240 more audits without an error for 2 %"),
        (RIGHT * 120, 0.05, False, "off", "switched on, it would be certified at 5 %"),
        (WRONG * 20, 0.05, False, "off", "off"),
    ],
)
def test_a_state_and_its_words(outcomes: list[bool], limit: float, is_on: bool, state: str, words: str) -> None:
    line = StandingLine(kind="how_to", is_on=is_on, standing=Standing.of(outcomes, limit))
    assert line.state == state
    assert state in STATES
    assert words in line.words


def test_a_pause_names_its_signs() -> None:
    standing = replace(Standing.of(RIGHT * 120), drift=("share", "corrections"))
    line = StandingLine(kind="how_to", is_on=True, standing=standing)
    assert line.state == "paused"
    assert "its share of all tickets has changed and people correct it more often" in line.words


def test_lines_show_what_is_on_or_audited_and_nothing_sensitive() -> None:
    rules = parse_rules("how_to: L3, limit 2\npolicy_faq: L3").rules
    audited = {kind: rules.standing(kind, RIGHT * 5) for kind in ("refund_status", "people", "policy_faq")}
    lines = standing_lines(audited, rules)
    assert [(line.kind, line.is_on) for line in lines] == [("policy_faq", True), ("how_to", True), ("refund_status", False)]
    assert lines[1].standing.limit == 0.02
    assert lines[2].words == "always checked by a person"
    assert (lines[1].plain_bound, lines[0].next_look) == (None, 120)
