"""Tickets that an admin wants worked on again: rung for again, or decided anew."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from connector.core.taxonomy import Urgency
from connector.core.ticket import Author, Capability, EventKind, TicketEvent
from connector.core.update import PEOPLE_FIRST
from connector.store.tables import TRIAGE


def ask(bench: Any, kind: EventKind, content: str = "1") -> tuple[str, str]:
    """Ask for it and let it be worked on; state and outcome."""
    event = TicketEvent(kind=kind, ticket_id="41", content=content, content_is_unique=True)
    row = bench.application.inbox.claim("acme", event, settle=0.0)
    bench.rows.append(row)
    bench.work(turns=2)
    return bench.state(row)


@pytest.fixture
def written(bench: Any) -> Any:
    """A ticket with a note of ours."""
    bench.ring()
    bench.work()
    return bench


def test_a_ticket_whose_bell_never_rang_is_triaged(bench: Any) -> None:
    assert ask(bench, EventKind.REPLAY) == ("done", "level_1_assist")
    assert len(bench.helpdesk.notes("41")) == 1


def test_what_was_finished_is_not_repeated(written: Any) -> None:
    assert ask(written, EventKind.REPLAY) == ("skipped", "answered_for_already")
    assert (written.helpdesk.sends, written.assessor.asked) == (1, 1)


def test_the_message_is_read_and_decided_anew(written: Any) -> None:
    written.assessor.reading = replace(written.assessor.reading, primary="injury_safety", urgency=Urgency.U4)
    assert ask(written, EventKind.REDECIDE) == ("done", "level_0_assist")
    assert written.assessor.asked == 2
    assert PEOPLE_FIRST in written.helpdesk.tickets["41"].tags
    can_edit = Capability.EDIT_NOTE in written.helpdesk.capabilities
    assert len(written.helpdesk.notes("41")) == (1 if can_edit else 2)


def test_the_same_decision_writes_no_further_note(written: Any) -> None:
    assert ask(written, EventKind.REDECIDE)[0] == "done"
    assert ask(written, EventKind.REDECIDE, "2")[0] == "done"
    assert written.assessor.asked == 3
    assert len(written.helpdesk.notes("41")) == 1


def test_both_decisions_stay_in_the_record(written: Any) -> None:
    row = ask(written, EventKind.REDECIDE) and written.rows[-1]
    with written.application.database.read() as connection:
        triggers = connection.execute(
            sa.select(TRIAGE.c.trigger).where(TRIAGE.c.finished).order_by(TRIAGE.c.decided_at)
        ).scalars()
        assert list(triggers) == ["created", f"created~redecide{row}"]


def test_what_a_person_answered_is_left_to_them(written: Any) -> None:
    written.helpdesk.say("41", Author.AGENT, "Take ours.")
    assert ask(written, EventKind.REDECIDE) == ("skipped", "answered_by_person")


def test_an_admin_may_have_decided_anew_what_was_undone(written: Any) -> None:
    account = written.application.accounts.get("acme")
    (effects,) = written.application.undo.find(account, ticket="41").values()
    written.application.undo.run(account, effects, sleep=written.clock.turn)
    assert ask(written, EventKind.REPLAY) == ("skipped", "undone")
    assert ask(written, EventKind.REDECIDE)[0] == "done"
    assert "ai_kind_how_to" in written.helpdesk.tickets["41"].tags
