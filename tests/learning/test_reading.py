"""Reading the past: what is kept, what is left out before anything is kept, and that a stop costs a page at most."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa

from connector.core.ticket import Author, Status
from connector.errors import ConfigurationError, HandoffError, RateLimited, Transient
from connector.learning.reading import OPEN, OTHERS_WORDS, SENSITIVE, UNREAD, WISH
from connector.port import HistoryPage
from connector.store.tables import CUSTOMER_TEXT

Past = Any  # the fixture's own type lives in conftest.py, which cannot be imported here


def passed(past: Past) -> dict[str, int]:
    """What was left out, by reason."""
    reading = past.application.history.reading("acme", retention_seconds=1e9)
    return {why: count for why, count in reading.passed.items() if count}


def test_first_words_of_settled_tickets_are_kept_with_what_people_set(past: Past) -> None:
    past.put(
        1,
        "The invoice is wrong.\n\nOn Mon, Jan 5, 2026 at 9:00, Support wrote:\n> We are sorry",
        tags=frozenset({"vip", "ai_draft"}),
    )
    past.read()
    (found,) = past.application.history.tickets("acme")
    assert found.text == "The invoice is wrong."
    assert (found.group_id, found.type, found.priority, found.tags, found.is_ours) == ("3", "question", "normal", ("vip",), True)
    assert "c1@example.com" not in str(found)


@pytest.mark.parametrize(
    ("fields", "text", "why"),
    [
        ({"status": Status.OPEN}, "What is it?", OPEN),
        ({"status": Status.WAITING}, "What is it?", OPEN),
        ({}, "legal matters", SENSITIVE),
        ({"messages": ()}, "", OTHERS_WORDS),
        ({}, "12 34 !", UNREAD),
        ({}, "break", UNREAD),
    ],
)
def test_what_is_left_out_is_never_kept(past: Past, fields: dict[str, object], text: str, why: str) -> None:
    past.reader.fails_on = "break"
    past.put(1, text, **fields)
    past.put(2, "A plain question")
    past.read()
    assert past.kept() == {"2": "A plain question"}
    assert passed(past) == {why: 1}


def test_answers_notes_and_later_messages_never_come_here(past: Past) -> None:
    past.put(1, "The first words")
    past.helpdesk.say("1", Author.AGENT, "a private secret", public=False)
    past.helpdesk.say("1", Author.AGENT, "an answer")
    past.helpdesk.say("1", Author.REQUESTER, "more words")
    past.read()
    assert past.kept() == {"1": "The first words"}


def test_a_customer_with_a_wish_is_left_out_before_and_after(past: Past) -> None:
    past.helpdesk.page_size = 2
    same = past.put(1, "A plain question").requester
    past.put(2, "Another one")
    past.put(3, "A third one", requester=same)
    past.put(4, "data_rights: delete all about me", requester=same)
    past.put(5, "A fifth one", requester=same)
    past.application.texts.forget_requester("acme", "c2@example.com")
    past.put(6, "Of somebody else")
    past.read()
    assert past.kept() == {"6": "Of somebody else"}
    assert passed(past) == {WISH: 3, SENSITIVE: 1}


def test_reading_goes_on_where_it_stopped(past: Past) -> None:
    past.fill(10)
    past.helpdesk.page_size = 3
    reading = past.application.learner(past.account, wait=past.waits.append).read(365)
    next(reading)
    next(reading)
    assert len(past.kept()) == 6
    asked = past.reader.asked
    reading.close()
    past.read()
    assert len(past.kept()) == 10
    assert past.reader.asked - asked == 4
    past.read()
    assert len(past.kept()) == 10


def test_a_stop_while_a_page_is_read_costs_that_page_alone(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    past.fill(9)
    past.helpdesk.page_size = 3
    past.reader.fails_on = "\0"
    assess: Callable[..., Any] = past.reader.assess

    def stop_at_the_fifth(ticket: Any) -> Any:
        if past.reader.asked == 5:
            raise KeyboardInterrupt
        return assess(ticket)

    monkeypatch.setattr(past.reader, "assess", stop_at_the_fifth)
    with pytest.raises(KeyboardInterrupt):
        past.read()
    assert sorted(past.kept()) == ["1", "2", "3"]
    monkeypatch.setattr(past.reader, "assess", assess)
    past.read()
    assert sorted(past.kept()) == [str(n) for n in range(1, 10)]
    with past.application.database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(CUSTOMER_TEXT)).scalar_one() == 9


def test_limits_are_waited_for_as_long_as_the_helpdesk_asks(past: Past) -> None:
    past.fill(2)
    history = past.helpdesk.history
    trouble: list[HandoffError] = [RateLimited("slow down", retry_after=7.0), RateLimited("slow down"), Transient("away")]

    def troubled(cursor: str, since: datetime) -> HistoryPage:
        if trouble:
            raise trouble.pop(0)
        return history(cursor, since)

    past.helpdesk.history = troubled
    past.read()
    assert past.waits == [7.0, 60.0, 2.0]
    assert len(past.kept()) == 2


def test_a_list_that_does_not_move_ends(past: Past) -> None:
    past.fill(1)
    page = past.helpdesk.history("", datetime.now())  # noqa: DTZ005 - not looked at
    past.helpdesk.history = lambda cursor, since: HistoryPage(page.tickets, cursor, more=True)
    past.read()
    assert len(past.kept()) == 1


def test_a_ticket_that_opened_again_or_is_gone_is_no_longer_kept(past: Past) -> None:
    past.fill(3)
    past.read()
    past.helpdesk.tickets["2"] = replace(past.helpdesk.tickets["2"], status=Status.OPEN)
    tickets = tuple(past.helpdesk.history("", datetime.now()).tickets[1:2])  # noqa: DTZ005 - not looked at
    past.helpdesk.history = lambda cursor, since: HistoryPage(tickets, "end", more=False, gone=("3",))
    past.read()
    assert sorted(past.kept()) == ["1"]


def test_two_at_once_are_told(past: Past) -> None:
    past.fill(4)
    past.helpdesk.page_size = 2
    first = past.application.learner(past.account, wait=past.waits.append).read(365)
    next(first)
    past.read()
    with pytest.raises(ConfigurationError, match="another `handoff learn acme`"):
        next(first)


def test_looking_further_back_begins_anew(past: Past) -> None:
    seen = []
    history = past.helpdesk.history

    def watched(cursor: str, since: datetime) -> HistoryPage:
        seen.append((cursor, since))
        return history(cursor, since)

    past.helpdesk.history = watched
    past.fill(2)
    past.read(30)
    past.read(30)
    past.read(400)
    assert [cursor for cursor, _ in seen] == ["", "2", ""]
    assert (seen[0][1] - seen[2][1]).days == 370
