"""What colleagues tell: corrections, the blind question, what they change on the ticket and what they make of a draft."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from connector.core.answer import compare_reply
from connector.core.draft import Source
from connector.core.hours import after_working_time, parse_working_hours
from connector.core.sampling import Lottery
from connector.core.taxonomy import Level, Urgency
from connector.core.ticket import Author, Priority
from connector.core.update import AUDIT, DRAFTED, KIND_TAGS, PEOPLE_FIRST, WRONG
from connector.store.tables import CUSTOMER_TEXT

ANSWER = Source(
    ref="1", kind="macro", title="Descaling the machine", body="Pour the descaler in and press the steam button.", language="en"
)


def tags(bench: Any) -> frozenset[str]:
    """The tags on the ticket."""
    found: frozenset[str] = bench.helpdesk.tickets["41"].tags
    return found


def correct(bench: Any, **words: str) -> str:
    """Say something in the sidebar, and let the worker hear it; returns the outcome."""
    application = bench.application
    triage = application.triages.newest("acme", "41")
    for about, theirs in words.items():
        application.corrections.keep("acme", "41", triage.trigger, about, ours="?", theirs=theirs, source="sidebar")
    row = bench.ring(event="changed")
    bench.work()
    return str(bench.state(row)[1])


# ── corrections ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_corrected_kind_moves_the_tags_and_is_explained(bench: Any) -> None:
    bench.ring()
    bench.work()
    assert correct(bench, kind="refund_request") == "level_1_assist"
    assert KIND_TAGS["refund_request"] in tags(bench)
    assert KIND_TAGS["how_to"] not in tags(bench)
    assert bench.assessor.asked == 1
    if len(bench.helpdesk.notes("41")) == 1 and bench.helpdesk.capabilities >= {"edit_note"}:
        note = bench.helpdesk.notes("41")[-1]
        assert "A colleague corrected the AI" in note
        assert "How sure the AI is" not in note


def test_the_same_correction_twice_is_one_piece_of_work(bench: Any) -> None:
    bench.ring()
    bench.work()
    correct(bench, kind="refund_request")
    sends = bench.helpdesk.sends
    assert correct(bench, kind="refund_request") == "answered_for_already"
    assert bench.helpdesk.sends == sends


def test_should_have_gone_to_a_person_goes_to_people_at_once(bench: Any) -> None:
    bench.ring()
    bench.work()
    assert correct(bench, needs_person="true") == "level_0_assist"
    assert PEOPLE_FIRST in tags(bench)
    assert DRAFTED not in tags(bench)


def test_a_corrected_group_is_given_though_we_had_given_another(bench: Any) -> None:
    bench.ring()
    bench.work()
    assert bench.helpdesk.tickets["41"].group_id == "1"
    correct(bench, group="Billing")
    assert bench.helpdesk.tickets["41"].group_id == "3"


def test_a_group_that_a_person_chose_is_not_moved_by_a_later_correction_of_the_kind(bench: Any) -> None:
    bench.ring()
    bench.work()
    bench.helpdesk.put(replace(bench.helpdesk.tickets["41"], group_id="4"))
    correct(bench, kind="refund_request")
    assert bench.helpdesk.tickets["41"].group_id == "4"


def test_no_correction_takes_a_sensitive_ticket_from_people(bench: Any) -> None:
    bench.assessor.reading = replace(bench.assessor.reading, primary="bereavement")
    bench.ring()
    bench.work()
    assert correct(bench, kind="how_to") == "level_0_assist"
    assert PEOPLE_FIRST in tags(bench)


# ── the blind question ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def asking(bench: Any) -> Any:
    """An account whose people use the sidebar, and where every ticket is drawn."""
    bench.application.accounts.set("acme", rules_text="people_group: Support\naudit_share: 100", app_seen_at=bench.clock())
    return bench


def test_a_drawn_ticket_shows_one_neutral_tag_until_it_is_answered(asking: Any) -> None:
    asking.ring()
    asking.work()
    ticket = asking.helpdesk.tickets["41"]
    assert ticket.tags == {"vip", AUDIT}
    assert (ticket.priority, ticket.group_id, asking.helpdesk.notes("41")) == (None, None, [])
    audits = asking.application.audits
    sample = audits.find("acme", "41", "created")
    assert audits.answer(sample, kind="how_to", urgency="U1", needs_person=False, was_right=True)
    assert not audits.answer(sample, kind="other", urgency="U1", needs_person=False, was_right=False), "an answer stands"
    row = asking.ring(event="changed")
    asking.work()
    assert asking.state(row)[1] == "level_1_assist"
    assert AUDIT not in tags(asking)
    assert KIND_TAGS["how_to"] in tags(asking)
    assert len(asking.helpdesk.notes("41")) == 1
    assert "1 of 1" in asking.helpdesk.notes("41")[0], "the standing of this kind is told from now on"


def test_a_question_lapses_after_four_working_hours(asking: Any) -> None:
    asking.ring()
    asking.work()
    asking.clock.turn(3.9 * 3600)
    assert not asking.application.audits.due()
    row = asking.ring(event="changed")
    asking.work()
    assert asking.state(row)[1] == "answered_for_already"
    asking.clock.turn(0.2 * 3600)
    asking.application.housekeeping.lapse_audits()  # what the sweeper does every minute
    asking.rows.extend(asking.application.inbox.hand_out(10))
    asking.work()
    assert AUDIT not in tags(asking)
    assert len(asking.helpdesk.notes("41")) == 1
    assert asking.application.audits.find("acme", "41", "created").state == "lapsed"
    assert asking.application.audits.standings("acme") == {}, "a lapsed question says nothing about the AI"


@pytest.mark.parametrize("change", [{"primary": "bereavement"}, {"abstained": True, "reason": "low_confidence"}])
def test_people_and_doubts_never_wait_for_a_question(asking: Any, change: dict[str, Any]) -> None:
    asking.assessor.reading = replace(asking.assessor.reading, **change)
    asking.ring()
    asking.work()
    assert AUDIT not in tags(asking)
    assert len(asking.helpdesk.notes("41")) == 1
    assert asking.application.audits.find("acme", "41", "created") is None


def test_what_was_shown_already_is_never_drawn_afterwards(asking: Any) -> None:
    asking.application.accounts.set("acme", app_seen_at=0.0)
    asking.ring()
    asking.work()
    asking.application.accounts.set("acme", app_seen_at=asking.clock())  # the agent opens the sidebar, and corrects
    assert correct(asking, kind="refund_request") == "level_1_assist"
    assert KIND_TAGS["refund_request"] in tags(asking)
    assert AUDIT not in tags(asking)
    assert asking.application.audits.find("acme", "41", "created") is None


def test_nobody_is_asked_where_nobody_uses_the_sidebar(asking: Any) -> None:
    asking.application.accounts.set("acme", app_seen_at=asking.clock() - 8 * 86400)
    asking.ring()
    asking.work()
    assert AUDIT not in tags(asking)


@given(st.floats(0, 1), st.text(max_size=20))
def test_the_lot_falls_alike_whoever_draws(share: float, ticket: str) -> None:
    one, other = Lottery(b"k"), Lottery(b"k")
    assert one.draws("acme", ticket, "created", share=share) is other.draws("acme", ticket, "created", share=share)
    assert not one.draws("acme", ticket, "created", share=0.0)
    assert one.draws("acme", ticket, "created", share=1.0)


def test_about_as_many_are_drawn_as_the_admin_said() -> None:
    drawn = sum(Lottery(b"k").draws("acme", str(n), "created", share=0.05) for n in range(4000))
    assert 150 < drawn < 250


AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        ("2026-11-25T09:00", "2026-11-25T13:00"),
        ("2026-11-25T15:30", "2026-11-26T11:00"),
        ("2026-11-27T16:30", "2026-11-30T12:00"),  # over the weekend
        ("2026-11-28T12:00", "2026-11-30T13:00"),
        ("2026-11-25T03:00", "2026-11-25T13:00"),
        ("2026-10-23T16:30", "2026-10-26T12:00"),  # over the end of summer time
    ],
)
def test_working_time_passes_while_people_are_at_work(start: str, ends: str) -> None:
    hours = parse_working_hours("Mon-Fri 09:00-17:30 Europe/Amsterdam")
    began = datetime.fromisoformat(start).replace(tzinfo=AMSTERDAM).astimezone(UTC)
    assert after_working_time(began, timedelta(hours=4), hours) == datetime.fromisoformat(ends).replace(tzinfo=AMSTERDAM)


# ── what they change on the ticket ────────────────────────────────────────────────────────────────────────────────────


def observed(bench: Any) -> dict[str, tuple[str, str, str]]:
    """The corrections kept: about → (ours, theirs, source)."""
    bench.ring(event="changed")
    bench.work()
    return {c.about: (c.ours, c.theirs, c.source) for c in bench.application.corrections.all("acme")}


def test_changes_by_people_after_us_become_corrections_and_go_when_taken_back(bench: Any) -> None:
    bench.assessor.reading = replace(bench.assessor.reading, urgency=Urgency.U2)
    bench.ring()
    bench.work()
    assert observed(bench) == {}
    ours = bench.helpdesk.tickets["41"]
    theirs = (ours.tags - {KIND_TAGS["how_to"]}) | {KIND_TAGS["warranty"], "mine"}
    bench.helpdesk.put(replace(ours, group_id="3", priority=Priority.URGENT, type="problem", tags=theirs))
    found = observed(bench)
    assert found["group"] == ("Support", "Billing", "field")
    assert found["priority"] == ("normal", "urgent", "field")
    assert found["kind"] == ("how_to", "warranty", "tag")
    assert found["type"] == ("", "problem", "field")
    assert bench.helpdesk.tickets["41"].tags == theirs, "what people set stands"
    bench.helpdesk.put(ours)
    assert observed(bench) == {}


def test_the_tag_ai_wrong_is_a_correction(bench: Any) -> None:
    bench.ring()
    bench.work()
    bench.helpdesk.put(replace(bench.helpdesk.tickets["41"], tags=tags(bench) | {WRONG}))
    assert WRONG in observed(bench)["tags"][1]


def test_what_we_changed_ourselves_is_no_correction(bench: Any) -> None:
    bench.ring()
    bench.work()
    correct(bench, group="Billing", kind="refund_request")
    bench.ring(event="changed")
    bench.work()
    assert {c.source for c in bench.application.corrections.all("acme")} == {"sidebar"}


# ── what they make of a draft ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("customer_was_faster", [False, True])
@pytest.mark.parametrize(
    ("sent", "outcome"),
    [
        ("{draft}", "used"),
        ("{draft}\n\nPlease call me if it still blinks afterwards; I am here until six today and tomorrow morning.", "edited"),
        ("We are closed today. Somebody else will write to you in the course of next week.", "ignored"),
    ],
)
def test_the_reply_really_sent_is_compared_with_the_draft(bench: Any, sent: str, outcome: str, customer_was_faster: bool) -> None:
    bench.helpdesk.answers = (ANSWER,)
    bench.helpdesk.put(replace(bench.helpdesk.tickets["41"], subject="Descaling the machine"))
    bench.ring()
    bench.work()
    triage = bench.application.triages.newest("acme", "41")
    assert triage.level is Level.L2
    assert bench.application.draft_uses.counts("acme") == {}
    bench.helpdesk.say("41", Author.AGENT, sent.format(draft=triage.decision["draft"]["text"]))
    if customer_was_faster:
        bench.helpdesk.say("41", Author.REQUESTER, "Thank you, that helped!")
    bench.ring(event="changed")
    bench.work()
    assert bench.application.draft_uses.counts("acme") == {"how_to": {outcome: 1}}
    with bench.application.database.read() as connection:
        kept = str(connection.execute(sa.select(CUSTOMER_TEXT.c.content)).scalars().all())
    assert "until six today" not in kept, "the reply itself is not kept"


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_distance_is_a_share_and_nothing_differs_from_itself(draft: str, sent: str) -> None:
    assert 0.0 <= compare_reply(draft, sent).distance <= 1.0
    assert compare_reply(draft, draft).outcome == "used"
