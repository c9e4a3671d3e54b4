"""Our notes, counted on the tickets themselves."""

from dataclasses import replace
from typing import Any

import pytest

from connector.core.ticket import Author
from connector.errors import RateLimited
from connector.patience import Patience
from connector.recount import Counted


def counted(bench: Any, waits: list[float] | None = None) -> list[Counted]:
    account = bench.application.accounts.get("acme")
    recount, patience = bench.application.recount, Patience((waits if waits is not None else []).append)
    return [recount.look(account, ticket, effects, patience) for ticket, effects in recount.find(account, 0.0).items()]


@pytest.fixture
def written(bench: Any) -> Any:
    """A ticket with a note of ours."""
    bench.ring()
    bench.work()
    return bench


def test_all_is_as_written(written: Any) -> None:
    assert counted(written) == [Counted("41", notes=1)]
    assert counted(written)[0].is_as_written


def test_a_note_that_stands_twice_is_found(written: Any) -> None:
    (note,) = written.helpdesk.notes("41")
    written.helpdesk.say("41", Author.AGENT, note, public=False)
    (one,) = counted(written)
    assert (one.notes, len(one.doubled), one.missing, one.unknown) == (2, 1, (), ())


def test_a_note_that_somebody_deleted_is_missing(written: Any) -> None:
    ticket = written.helpdesk.tickets["41"]
    written.helpdesk.put(replace(ticket, messages=tuple(m for m in ticket.messages if m.public)))
    (one,) = counted(written)
    assert one.missing
    assert not one.doubled


def test_a_note_of_somebody_elses_making_is_not_in_our_books(written: Any) -> None:
    written.helpdesk.say("41", Author.AGENT, "Sorted.\n\nRef WH-ABCDEFGHIJKLM", public=False)
    written.helpdesk.say("41", Author.AGENT, "This replaces note WH-ABCDEFGHIJKLN.", public=False)
    assert counted(written)[0].unknown == ("WH-ABCDEFGHIJKLM",)


def test_an_edited_note_stands_for_the_earlier_ones_of_its_episode(written: Any) -> None:
    written.helpdesk.say("41", Author.REQUESTER, "And which descaler do I take?")
    written.ring(event="replied", message="2")
    written.work(turns=3, step=1.0)
    assert counted(written)[0].is_as_written


def test_a_ticket_that_is_gone_is_said_to_be(written: Any) -> None:
    del written.helpdesk.tickets["41"]
    assert counted(written) == [Counted("41", is_gone=True)]


def test_a_limit_is_waited_for(written: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    answers, waits = [RateLimited("slow down", retry_after=7.0)], []
    fetch = written.helpdesk.fetch_ticket

    def fetch_late(ticket: str) -> Any:
        if answers:
            raise answers.pop()
        return fetch(ticket)

    monkeypatch.setattr(written.helpdesk, "fetch_ticket", fetch_late)
    assert counted(written, waits)[0].is_as_written
    assert waits == [7.0]
