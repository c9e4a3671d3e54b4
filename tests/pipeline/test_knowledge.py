"""Answers are kept in step with the helpdesk: in pages, from where it stopped, by one process at a time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from connector.core.draft import Source
from connector.drafting.insight import ORDINARY_KINDS
from connector.errors import CredentialsRejected, Permanent, RateLimited, Transient
from connector.port import KnowledgePage
from connector.testing.memory import MemoryHelpdesk

HOUR, DAY = 3600.0, 86400.0


def source(number: int, **changes: Any) -> Source:
    """An answer."""
    made = Source(
        ref=f"s{number}", kind="macro", title=f"Answer {number}", body=f"What {number} is about.", language="en",
        updated_at=datetime(2026, 10, 1, tzinfo=UTC),
    )  # fmt: skip
    return replace(made, **changes)


@pytest.fixture
def helpdesk() -> MemoryHelpdesk:
    """Seven answers, two a page."""
    helpdesk = MemoryHelpdesk()
    helpdesk.page_size = 2
    helpdesk.answers = tuple(source(number) for number in range(7))
    return helpdesk


def sync(bench: Any, turns: int = 10) -> None:
    """So many turns."""
    for _ in range(turns):
        bench.application.knowledge_sync.turn()
        bench.clock.turn(3.0)


def refs(bench: Any) -> list[str]:
    """What is at hand."""
    return [one.ref for one in bench.application.desks.sources(account(bench))]


def account(bench: Any) -> Any:
    """The account."""
    return bench.application.accounts.get("acme")


def test_a_turn_is_one_page_and_the_pass_comes_to_its_end(bench: Any) -> None:
    for count in (2, 4, 6, 7):
        bench.application.knowledge_sync.turn()
        assert len(refs(bench)) == count
    reading = bench.application.knowledge.reading("acme")
    assert (reading.under_way, reading.synced_at) == (False, bench.clock.now)
    assert reading.next_at == bench.clock.now + HOUR


TROUBLE = [RateLimited("slow", retry_after=41.0), Transient("brief"), Permanent("odd"), CredentialsRejected("no")]


def test_trouble_at_any_call_loses_nothing_and_reads_nothing_twice(bench: Any) -> None:
    application, real = bench.application, bench.helpdesk.knowledge
    for after, error in product(range(4), TROUBLE):
        name, asked = f"acme-{after}-{type(error).__name__}", list[str]()
        application.accounts.save(
            name=name, integration="memory", settings={}, credentials={}, webhook_secrets=[], rules_text="people_group: Support"
        )
        one = application.accounts.get(name)

        def failing(cursor: str, asked: list[str] = asked, after: int = after, error: Exception = error) -> KnowledgePage:
            asked.append(cursor)
            if len(asked) == after + 1:
                raise error
            return real(cursor)

        bench.helpdesk.knowledge = failing
        application.knowledge_sync.read_first(one)
        wait = application.knowledge.reading(name).next_at - bench.clock.now
        assert wait == (getattr(error, "retry_after", None) or 300.0)
        application.knowledge_sync.read_first(one)
        assert [kept.ref for kept in application.knowledge.sources(name)] == [f"s{number}" for number in range(7)]
        assert sorted(asked) == sorted(["", "2", "4", "6", ("", "2", "4", "6")[after]])


def test_what_was_deleted_goes_with_the_next_whole_pass_and_what_changed_is_changed(bench: Any) -> None:
    sync(bench, 4)
    bench.helpdesk.answers = (source(1, body="Another text."), *bench.helpdesk.answers[3:])
    bench.clock.turn(HOUR)
    sync(bench, 4)
    assert refs(bench) == ["s1", "s3", "s4", "s5", "s6"]
    assert bench.application.desks.sources(account(bench))[0].body == "Another text."


def test_only_changes_make_others_arrange_anew(bench: Any) -> None:
    sync(bench, 4)
    before = bench.application.knowledge.reading("acme").version
    library = bench.application.desks.sources(account(bench))
    bench.clock.turn(HOUR)
    sync(bench, 4)
    assert bench.application.knowledge.reading("acme").version == before
    assert bench.application.desks.sources(account(bench)) is library


def test_what_is_not_due_is_not_asked_for(bench: Any) -> None:
    bench.helpdesk.knowledge = told = Incremental(page("t1", source(1)))
    sync(bench, 3)
    assert told.asked == [""]


class Incremental:
    """A helpdesk that lists by time: a whole pass ends in a cursor, with which the next one tells news alone."""

    def __init__(self, *pages: KnowledgePage) -> None:
        self.pages = list(pages)
        self.asked: list[str] = []

    def __call__(self, cursor: str) -> KnowledgePage:
        self.asked.append(cursor)
        return self.pages.pop(0)


def page(cursor: str, *sources: Source, withdrawn: Sequence[str] = (), **more: Any) -> KnowledgePage:
    """The last page of a pass."""
    return KnowledgePage(sources=sources, cursor=cursor, more=False, withdrawn=tuple(withdrawn), **more)


def test_a_later_pass_asks_for_changes_and_once_a_day_for_everything(bench: Any) -> None:
    one, two, three = source(1), source(2), source(3)
    told = Incremental(page("t1", one, two, three), page("t2", replace(two, title="New"), withdrawn=["s3"]), page("t3", one))
    bench.helpdesk.knowledge = told
    bench.application.knowledge_sync.turn()
    bench.clock.turn(HOUR)
    bench.application.knowledge_sync.turn()
    assert refs(bench) == ["s1", "s2"]  # what an hourly pass does not name stays, what it withdraws goes
    bench.clock.turn(DAY)
    bench.application.knowledge_sync.turn()
    assert refs(bench) == ["s1"]
    assert told.asked == ["", "t1", ""]


def test_a_helpdesk_with_little_to_spare_is_left_alone(bench: Any) -> None:
    told = Incremental(replace(page("t1", source(1)), more=True, wait=60.0), page("t2", source(2)))
    bench.helpdesk.knowledge = told
    assert not bench.application.knowledge_sync.read_page(account(bench))
    sync(bench, 10)
    assert told.asked == [""]
    sync(bench, 12)
    assert told.asked == ["", "t1"]


def test_a_list_that_does_not_go_on_is_not_asked_for_ever(bench: Any) -> None:
    bench.helpdesk.knowledge = lambda cursor: KnowledgePage(cursor=cursor or "x", more=True)
    sync(bench, 3)
    reading = bench.application.knowledge.reading("acme")
    assert "does not go on" in reading.remark
    assert reading.next_at > bench.clock.now + 250


def test_one_process_reads_at_a_time(bench: Any) -> None:
    lease = bench.application.leases.take("acme", "~knowledge", "another process")
    sync(bench, 3)
    assert refs(bench) == []
    assert bench.application.knowledge_sync.encode(account(bench)) is False
    bench.application.leases.release(lease)
    sync(bench, 4)
    assert len(refs(bench)) == 7


def test_who_lost_the_lease_keeps_nothing(bench: Any) -> None:
    real = bench.helpdesk.knowledge

    def slow(cursor: str) -> KnowledgePage:
        bench.clock.turn(bench.application.settings.lease_seconds + 1)
        bench.application.leases.take("acme", "~knowledge", "another process")
        return real(cursor)

    bench.helpdesk.knowledge = slow
    assert bench.application.knowledge_sync.read_page(account(bench)) is False
    assert refs(bench) == []


@pytest.mark.parametrize("values", [{"paused": True}, {"enabled": False}, {"blocked_until": 1e12}])
def test_an_account_that_rests_is_not_read(bench: Any, values: dict[str, Any]) -> None:
    bench.application.accounts.set("acme", **values)
    sync(bench, 3)
    assert refs(bench) == []


def test_a_remark_stays_until_the_next_pass(bench: Any) -> None:
    bench.helpdesk.knowledge = Incremental(page("t1", source(1), remark="the brands are hidden; show them"), page("t2"))
    bench.application.knowledge_sync.turn()
    assert bench.application.knowledge.reading("acme").remark == "the brands are hidden; show them"
    bench.clock.turn(HOUR)
    bench.application.knowledge_sync.turn()
    assert bench.application.knowledge.reading("acme").remark == ""


def test_sources_are_encoded_once_and_anew_when_they_change(bench: Any) -> None:
    sync(bench, 4)
    synced = bench.application.knowledge_sync
    bench.application.knowledge_sync.turn()
    kept = bench.application.knowledge.kept("acme")
    assert {len(one.imprint) for one in kept} == {2 * (len(ORDINARY_KINDS) + 384)}
    assert bench.application.knowledge.reading("acme").imprint_made == bench.application.knowledge_sync.mark()
    assert synced.encode(account(bench)) is False
    library = bench.application.desks.sources(account(bench))
    assert library.score("Answer 3", "en").by_sense.all()
    bench.helpdesk.answers = (source(0, title="Changed"), *bench.helpdesk.answers[1:])
    bench.clock.turn(HOUR)
    sync(bench, 4)
    assert [one.source.ref for one in bench.application.knowledge.kept("acme") if one.imprint is None] == ["s0"]
    assert synced.encode(account(bench)) is True


def test_removing_an_account_removes_its_answers(bench: Any) -> None:
    sync(bench, 4)
    bench.application.accounts.remove("acme")
    assert bench.application.knowledge.kept("acme") == []
    assert bench.application.knowledge.reading("acme").pass_number == 0


def test_a_ticket_is_answered_from_its_own_brand_alone(bench: Any, new_ticket: Any) -> None:
    text = {"title": "How to descale the machine", "body": "Fill the tank and press start."}
    bench.helpdesk.answers = (source(1, brand="7", **text),)
    for brand, tagged in (("8", False), ("", False), ("7", True)):
        bench.helpdesk.put(replace(new_ticket(f"4{brand}"), brand=brand))
        bench.ring(f"4{brand}")
        bench.work()
        assert ("ai_draft" in bench.helpdesk.tickets[f"4{brand}"].tags) is tagged


# ── gaps ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def gaps(bench: Any) -> list[tuple[str, str, str]]:
    """What is kept."""
    found = bench.application.gaps.newest("acme", seconds=30 * DAY, most=10)
    return [(row["ticket"], row["kind"], row["question"]) for row in found]


def test_a_question_without_a_source_is_kept_and_forgotten_with_the_rest(bench: Any) -> None:
    bench.ring()
    bench.work()
    assert gaps(bench) == [("41", "how_to", "How do I descale the machine?")]
    bench.clock.turn(bench.application.settings.retention_days * DAY + 1)
    bench.application.housekeeping.expire_texts()
    assert gaps(bench) == []


def test_a_customer_who_is_forgotten_takes_the_question_along(bench: Any) -> None:
    bench.ring()
    bench.work()
    bench.application.texts.forget_requester("acme", "sam@example.com")
    assert gaps(bench) == []


def test_a_question_with_a_source_and_a_sensitive_one_are_no_gaps(bench: Any) -> None:
    bench.helpdesk.answers = (source(1, title="How to descale the machine", body="Press start."),)
    bench.ring()
    bench.work()
    assert gaps(bench) == []
    bench.helpdesk.answers = ()
    bench.assessor.reading = replace(bench.assessor.reading, primary="injury_safety")
    bench.helpdesk.say("41", bench.helpdesk.tickets["41"].messages[0].author, "I burnt my hand. What now?")
    bench.ring(event="replied", message="3")
    bench.work()
    assert gaps(bench) == []
