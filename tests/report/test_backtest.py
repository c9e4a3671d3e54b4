"""What a look back comes to: counts, comparison with people, mistakes, time; and where the charts put it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.assessment import Assessment, abstention
from connector.core.decision import Decision
from connector.core.disclosure import CustomerText
from connector.core.draft import Draft, Source
from connector.core.rules import parse_rules
from connector.core.taxonomy import Level, Urgency
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.core.update import TicketUpdate
from connector.preview import Passed, Sight
from connector.report.backtest import LookBack, Week, find, surest_drafts
from connector.report.backtest_page import fold
from connector.report.charts import HEIGHT, shade, weeks_chart, whisker
from connector.report.period import Period
from connector.report.summary import Share

MADE = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)  # a Monday
RULES = parse_rules("people_group: Support\nrefund_status: group Billing").rules
DRAFT = Draft(
    text=CustomerText.drafted("Your refund takes five working days once the parcel has arrived in our warehouse.", "en"),
    sources=(Source(ref="a", kind="macro", title="Refunds", body="x", language="en"),),
)


def sight(number: int, kind: str = "refund_status", level: Level = Level.L1, *, days: float = 0, **changes: Any) -> Sight:
    """A ticket that people settled in Billing, as the AI would have done."""
    made = MADE + timedelta(days=days)
    message = Message(id="1", author=Author.REQUESTER, public=True, text="Where is my money?", created_at=made)
    ticket = Ticket(
        id=str(number), subject="Money", status=Status.OPEN, channel=Channel.EMAIL, requester=Requester(id="1"),
        messages=(message,), stamp="v1", created_at=made, updated_at=made,
    )  # fmt: skip
    draft = DRAFT if level is Level.L2 else None
    confidence = changes.pop("confidence", 0.9)
    group = changes.pop("group", "Billing")
    seen = Sight(
        ticket=ticket,
        assessment=Assessment(language="en", primary=kind, urgency=Urgency.U1, confidence=confidence, emotions={}),
        decision=Decision(level=level, update=TicketUpdate(), reasons=(), group=group, draft=draft),
        people_group="Billing", is_ours=False, seconds=0.01, is_settled=True,
    )  # fmt: skip
    return replace(seen, **changes)


def look(*sights: Sight, **changes: Any) -> LookBack:
    """A look back over 28 days."""
    plain = LookBack(
        account="acme", helpdesk="Memory", made_at=MADE, period=Period(days=28), stopped="", answers=1, sights=sights, passed=(),
        rules=RULES, standings=(), minutes_per_draft=3.0, address=lambda ticket: f"https://acme.example/{ticket}",
    )  # fmt: skip
    return replace(plain, **changes)


def test_people_are_compared_where_they_were_done_and_we_had_not_been_there() -> None:
    found = find(look(
        sight(1), sight(2, people_group="Care"), sight(3, is_settled=False), sight(4, is_ours=True), sight(5, people_group=""),
        sight(6, people_group="BILLING"),
    ))  # fmt: skip
    assert (found.same_group.part, found.compared) == (2, 3)
    assert (found.ours, found.unsettled) == (1, 1)
    assert found.flows == {("Billing", "Billing"): 1, ("Billing", "Care"): 1, ("Billing", "BILLING"): 1}
    assert {line.name: (line.ours, line.theirs, line.both) for line in found.groups} == {"Billing": (3, 2, 2), "Care": (0, 1, 0)}


def test_kind_by_kind_with_the_group_that_people_mostly_gave() -> None:
    doubtful = replace(sight(9, level=Level.L0), assessment=abstention("too_short"))
    found = find(
        look(
            sight(1), sight(2, level=Level.L2), sight(3, people_group="Care"), sight(4, kind="how_to", group="Support"), doubtful
        )
    )
    first, second, unsure = found.kinds
    assert (first.kind, first.count, first.same, first.mostly, first.mostly_share.part) == (
        "refund_status",
        3,
        Share(2, 3),
        "Billing",
        2,
    )
    assert first.levels == {Level.L0: 0, Level.L1: 2, Level.L2: 1}
    assert (first.has_rule, second.has_rule) == (True, False)
    assert (unsure.kind, unsure.name) == ("", "the AI was not sure")


def test_every_week_has_its_place_also_the_empty_ones() -> None:
    found = find(look(sight(1), sight(2, days=6.5), sight(3, days=21, level=Level.L0)))
    assert [week.monday.day for week in found.weeks] == [2, 9, 16, 23]
    assert [sum(week.levels.values()) for week in found.weeks] == [2, 0, 0, 1]
    assert find(look()).weeks == ()


def test_time_saved_is_drafts_times_the_assumption() -> None:
    drafts = [sight(n, level=Level.L2) for n in range(40)]
    saving = find(look(*drafts, minutes_per_draft=6.0)).saving
    assert (saving.drafts, saving.hours, saving.hours_a_week) == (40, 4.0, 1.0)
    assert "6 minutes" in saving.assumption
    assert "--minutes-per-draft" in saving.assumption
    stopped = find(look(sight(1, level=Level.L2), sight(2, level=Level.L2, days=7), stopped="you ended the reading.")).saving
    assert stopped.hours_a_week == pytest.approx(0.1), "what was read spans a week, not the period that was asked for"


LONG_REPLY = "Dear Sam, a colleague from our workshop rings tomorrow because that lamp must come back immediately."


@pytest.mark.parametrize(
    ("seen", "what"),
    [
        (sight(1), None),
        (sight(1, people_group="Care"), "group"),
        (sight(1, people_group="Care", is_settled=False), None),
        (sight(1, people_group="Care", is_ours=True), None),
        (sight(1, people_group=""), None),
        (sight(1, kind="how_to", group="Support"), None),
        (sight(1, level=Level.L2, reply=LONG_REPLY), "reply"),
        (sight(1, level=Level.L2, reply="Done!"), None),
        (sight(1, level=Level.L2, reply=DRAFT.text.text), None),
        (sight(1, level=Level.L1, reply=LONG_REPLY), None),
        (sight(1, is_ours=True, agent_said=frozenset({"ai_wrong"})), "tag"),
        (sight(1, level=Level.L0, agent_said=frozenset({"ai_human"})), None),
        (replace(sight(1, people_group="Care"), assessment=abstention("too_short")), None),
    ],
)  # fmt: skip
def test_what_is_a_mistake(seen: Sight, what: str | None) -> None:
    assert [m.what for m in find(look(seen)).mistakes] == ([what] if what else [])


def test_the_surest_mistakes_come_first_and_ten_at_most() -> None:
    wrong = [sight(n, people_group="Care", confidence=0.5 + n / 100) for n in range(15)]
    mistakes = find(look(*wrong)).mistakes
    assert [m.sight.ticket.id for m in mistakes] == [str(n) for n in range(14, 4, -1)]
    assert (mistakes[0].ours, mistakes[0].theirs, mistakes[0].address) == ("Billing", "Care", "https://acme.example/14")


def test_replies_say_what_people_would_have_made_of_drafts() -> None:
    text = DRAFT.text.text
    found = find(look(
        sight(1, level=Level.L2, reply=text), sight(2, level=Level.L2, reply=f"{text} We also send you a voucher for the trouble you had."),
        sight(3, level=Level.L2, reply=LONG_REPLY), sight(4, level=Level.L2), sight(5, level=Level.L2, reply=text, is_ours=True),
    ))  # fmt: skip
    assert found.replies == {"used": 1, "edited": 1, "ignored": 1}


def test_the_surest_drafts_are_held_against_replies_first() -> None:
    sights = [
        sight(0, level=Level.L2, confidence=0.7), sight(1, level=Level.L2, confidence=0.9), sight(2), sight(3, level=Level.L2, is_ours=True),
        sight(4, level=Level.L2, is_settled=False), sight(5, level=Level.L2, reply="read already"), sight(6, level=Level.L2, confidence=0.8),
    ]  # fmt: skip
    assert surest_drafts(sights, 2) == [1, 6]
    assert surest_drafts(sights, 0) == []


def test_what_was_passed_over_is_counted_by_reason() -> None:
    found = find(look(passed=(Passed("1", "spam"), Passed("2", "spam"), Passed("3", "unreadable"))))
    assert [count for _, count in found.passed] == [2, 1]
    assert (found.count, found.compared, found.mistakes) == (0, 0, [])


# ── where the charts put it ───────────────────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000)), max_size=60))
def test_columns_stay_inside_and_are_as_high_as_their_counts(counts: list[tuple[int, int, int]]) -> None:
    weeks = [
        Week(MADE.date() + timedelta(weeks=n), dict(zip((Level.L0, Level.L1, Level.L2), row, strict=True)))
        for n, row in enumerate(counts)
    ]
    chart = weeks_chart(weeks)
    assert 2 <= len(chart.lines) <= 7
    top = max(chart.lines)
    right = 0.0
    for column, row in zip(chart.columns, counts, strict=True):
        assert column.x >= right
        right = column.x + column.width
        assert sum(block.height for block in column.blocks) == pytest.approx(HEIGHT * sum(row) / top)
        assert column.blocks[-1].y >= -1e-9
    assert right <= 720.0
    assert sum(bool(column.label) for column in chart.columns) <= 9


def test_whiskers_and_shades() -> None:
    assert (whisker(Share(5, 10)).at, whisker(Share(0, 0)).at) == (50.0, 0.0)
    assert [shade(part, 80) for part in (0, 1, 10, 11, 80)] == [0, 1, 1, 2, 8]
    assert shade(0, 0) == 0


def test_many_groups_are_folded_and_none_is_lost() -> None:
    sights = [sight(n, group=f"G{n % 14}", people_group=f"G{n % 9}") for n in range(140)]
    found = find(look(*sights))
    columns, rows = fold(found)
    assert len(columns) <= 9
    assert sum(sum(row) for _, row in rows) == 140
    assert columns[-1] == "other groups"


@pytest.mark.parametrize("count", [0, 1])
def test_a_small_look_back_folds_too(count: int) -> None:
    columns, rows = fold(find(look(*[sight(n) for n in range(count)])))
    assert len(columns) == len(rows) == count
