"""From a past to a version in use: what the next ticket gets of it, going back, and that trouble with it stops nobody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from connector.core.context import Mode
from connector.core.ticket import EventKind, Status, Ticket, TicketEvent
from connector.core.update import PEOPLE_FIRST
from connector.learning.learner import Lesson
from connector.learning.shelf import Shelf
from connector.learning.training import Outcome
from connector.port import HistoryPage
from connector.testing.strategies import EPOCH

Past = Any  # the fixture's own type lives in conftest.py, which cannot be imported here
Words = Callable[[str, int], str]


def learn(past: Past) -> Lesson:
    """Read to the end and learn."""
    learner = past.application.learner(past.account, wait=past.waits.append)
    for _ in learner.read(365):
        pass
    lesson: Lesson = learner.learn(lambda *_: None)
    return lesson


def decided(past: Past, text: str, number: int = 9000) -> Ticket:
    """A new ticket with this text, after the worker had it."""
    past.put(number, text, status=Status.OPEN, group_id=None, type=None, tags=frozenset(), created_at=EPOCH)
    event = TicketEvent(kind=EventKind.CREATED, ticket_id=str(number))
    row = past.application.reception.keep(past.account, event).row_id
    past.application.pipeline.work(row)
    ticket: Ticket = past.helpdesk.tickets[str(number)]
    return ticket


def note(past: Past, number: int = 9000) -> str:
    """The note on it."""
    return "\n".join(past.helpdesk.notes(str(number)))


@pytest.fixture
def learnt(past: Past) -> Past:
    """An account from which something was learnt."""
    past.fill(160)
    lesson = learn(past)
    assert {report.name: report.outcome for report in lesson.reports} == {
        "group": Outcome.ADDED, "type": Outcome.ADDED, "priority": Outcome.TOO_LITTLE, "tag:vip": Outcome.TOO_LITTLE,
    }  # fmt: skip
    assert (lesson.tickets, lesson.version, lesson.is_new) == (160, 1, True)
    return past


def test_the_group_is_filled_where_the_rules_name_none(learnt: Past, words: Words) -> None:
    assert decided(learnt, words("3", 9001)).group_id == "3"
    assert "In your own history, tickets like this went to Billing." in note(learnt)
    assert "type question" in note(learnt)
    assert learnt.helpdesk.tickets["9000"].type is None


def test_a_rule_comes_first(learnt: Past, words: Words) -> None:
    decided(learnt, f"order_tracking {words('3', 9001)}")
    assert learnt.helpdesk.tickets["9000"].group_id == "4"
    assert "went to" not in note(learnt)
    assert "type question" in note(learnt)


@pytest.mark.parametrize("text", ["legal", "data_rights"])
def test_a_sensitive_ticket_is_compared_with_nothing(
    learnt: Past, words: Words, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Shelf, "read", lambda *_: 1 / 0)
    ticket = decided(learnt, f"{text} {words('3', 9001)}")
    assert PEOPLE_FIRST in ticket.tags
    assert ticket.group_id == "1"
    assert "history" not in note(learnt)


def test_what_it_is_not_sure_of_is_not_said(learnt: Past) -> None:
    assert decided(learnt, "Qwertz asdf yxcvb uiop").group_id == "1"
    assert "history" not in note(learnt)


def test_the_same_past_again_changes_nothing(learnt: Past) -> None:
    lesson = learn(learnt)
    assert (lesson.version, lesson.is_new) == (1, False)
    assert [v.version for v in learnt.application.account_models.versions("acme")] == [1]


def test_a_better_one_takes_its_place_and_can_be_taken_back(learnt: Past, words: Words) -> None:
    learnt.fill(400, start=200, swapped=True)
    lesson = learn(learnt)
    assert (lesson.version, lesson.is_new) == (2, True)
    assert decided(learnt, words("3", 9001)).group_id != "3"
    assert learnt.application.account_models.use("acme", 1)
    assert decided(learnt, words("3", 9002), 9002).group_id == "3"
    assert learnt.application.account_models.use("acme", None)
    assert decided(learnt, words("3", 9003), 9003).group_id == "1"


def test_a_model_that_cannot_be_read_is_as_none(learnt: Past, words: Words) -> None:
    learnt.application.account_models.add("acme", b"no archive", {})
    assert decided(learnt, words("3", 9001)).group_id == "1"
    assert "Sorted" in note(learnt)


def test_an_unreadable_one_is_replaced_by_what_beats_guessing(learnt: Past) -> None:
    learnt.application.account_models.add("acme", b"no archive", {})
    lesson = learn(learnt)
    assert (lesson.version, lesson.is_new) == (3, True)


def test_a_model_that_breaks_stops_no_ticket(learnt: Past, words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connector.learning.model.AccountModel.read", lambda *_: 1 / 0)
    assert decided(learnt, words("3", 9001)).group_id == "1"


def test_each_version_is_loaded_once_and_few_are_held(learnt: Past, words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[int] = []
    read = learnt.application.account_models.read

    def counted(account: str, version: int) -> bytes | None:
        loaded.append(version)
        content: bytes | None = read("acme", version)
        return content

    monkeypatch.setattr(learnt.application.account_models, "read", counted)
    ticket = learnt.put(9000, words("3", 9001))
    shelf = learnt.application.shelf
    for _ in range(3):
        assert shelf.read("acme", ticket).group is not None
    assert loaded == [1]
    model = read("acme", 1)
    for name in "bcdef":
        learnt.application.account_models.add(name, model, {})
        assert shelf.read(name, ticket).group is not None
    assert len(shelf._loaded) == 4
    assert shelf.read("acme", ticket).group is not None
    assert len(loaded) == 7


def test_shadow_mode_learns_and_uses_without_a_write(past: Past, words: Words) -> None:
    past.application.accounts.set("acme", mode=Mode.SHADOW.value)
    past.fill(160)
    learn(past)
    assert decided(past, words("3", 9001)).group_id is None
    triage = past.application.triages.newest("acme", "9000")
    assert triage.decision["group"] == "Billing"
    assert past.helpdesk.sends == 0


def test_forgetting_a_customer_takes_along_what_rests_on_their_words(learnt: Past) -> None:
    models = learnt.application.account_models
    assert learnt.application.texts.forget_requester("acme", "nobody@example.com") == 0
    assert models.current("acme") is not None
    assert learnt.application.texts.forget_requester("acme", "c7@example.com") == 1
    assert models.versions("acme") == []
    lesson = learn(learnt)
    assert (lesson.tickets, lesson.is_new) == (159, True)
    assert learnt.application.texts.forget_requester("acme", "c7@example.com") == 0
    assert models.current("acme") is not None


def test_heads_that_live_on_bring_along_whose_words_they_rest_on(learnt: Past) -> None:
    models = learnt.application.account_models
    models.add("acme", b"m", {}, requesters=["somebody"], instead_of=1)
    models.add("acme", b"m", {}, requesters=["somebody else"])
    assert learnt.application.texts.forget_requester("acme", "c7@example.com") == 1
    assert [version.version for version in models.versions("acme")] == [3]


def test_texts_that_are_over_their_time_are_not_learnt_from(learnt: Past) -> None:
    learnt.application.accounts.set("acme", rules_text="people_group: Support\nretention_days: 1")
    later = replace(learnt.application, clock=lambda: EPOCH.timestamp() + 2 * 86400.0)
    try:
        later.housekeeping.expire_texts()
        assert later.history.count("acme") == 0
        seen = []

        def nothing(cursor: str, since: datetime) -> HistoryPage:
            seen.append(cursor)
            return HistoryPage((), cursor, more=False)

        learnt.helpdesk.history = nothing
        for _ in later.learner(learnt.account, wait=learnt.waits.append).read(365):
            pass
        assert seen == [""]
    finally:
        later.close()
