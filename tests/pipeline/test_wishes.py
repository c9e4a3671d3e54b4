"""A customer's wish through the whole pipeline: heard, kept, honoured, shown on the record, and never in the way."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from connector.core.assessment import ContactWish
from connector.core.context import Mode
from connector.core.taxonomy import Level
from connector.core.ticket import Author, Channel, Ticket
from connector.core.update import HUMAN, PEOPLE_FIRST
from connector.core.wishes import PREFERS_HUMAN, About, Source
from connector.errors import CredentialsRejected, HandoffError, OutcomeUnknown, RateLimited, Refused, TicketGone
from connector.store.wishes import Mark, Wish
from connector.testing.strategies import EPOCH

DAY = 86400.0


@pytest.fixture
def asks(bench: Any) -> Any:
    """A customer who asks for a person with the first message."""
    bench.plain = bench.assessor.reading
    bench.assessor.reading = replace(bench.plain, primary="human_request")
    return bench


def wish(bench: Any) -> Wish | None:
    """The wish for a person, as it is kept."""
    key = bench.application.requesters.find("acme", "sam@example.com")
    found: Wish | None = bench.application.stored_wishes.find("acme", key, About.HUMAN)
    return found


def rules(bench: Any, *lines: str) -> None:
    bench.application.accounts.set("acme", rules_text="\n".join(["people_group: Support", *lines]))


def record(bench: Any) -> frozenset[str]:
    """The tags on the customer's record."""
    return bench.helpdesk.tickets["41"].requester.tags or frozenset()


def tag(bench: Any, *tags: str) -> None:
    """A person sets the tags of the customer's record; every ticket shows them."""
    for ticket in list(bench.helpdesk.tickets.values()):
        bench.helpdesk.put(replace(ticket, requester=replace(ticket.requester, tags=frozenset(tags))))


def another(bench: Any, new_ticket: Callable[..., Ticket], ticket_id: str = "42", **changes: Any) -> None:
    """The same customer writes a plain question on another ticket."""
    bench.assessor.reading = getattr(bench, "plain", bench.assessor.reading)
    tags = record(bench) if bench.helpdesk.tickets["41"].requester.tags is not None else None
    ticket = new_ticket(ticket_id)
    bench.helpdesk.put(replace(ticket, **{"requester": replace(ticket.requester, tags=tags), **changes}))
    bench.clock.turn(60)
    bench.ring(ticket_id)
    bench.work()


def level(bench: Any, ticket: str) -> Level:
    triage = bench.application.triages.newest("acme", ticket)
    assert triage is not None
    found: Level = triage.level
    return found


def test_a_request_is_honoured_on_every_later_ticket_and_channel_and_shown_once(asks: Any, new_ticket: Any) -> None:
    asks.ring()
    asks.work()
    assert (record(asks), asks.helpdesk.marks) == ({PREFERS_HUMAN}, 1)
    another(asks, new_ticket, channel=Channel.CHAT)
    assert level(asks, "42") is Level.L0
    assert PEOPLE_FIRST in asks.helpdesk.tickets["42"].tags
    assert any("asked for a person before" in note for note in asks.helpdesk.notes("42"))
    assert asks.helpdesk.marks == 1
    kept = wish(asks)
    assert kept is not None
    assert (kept.mark, kept.ticket) == (Mark.OURS, "41")


def test_a_plain_ticket_costs_no_call_and_knows_no_wish(bench: Any) -> None:
    bench.ring()
    bench.work()
    assert (bench.helpdesk.marks, wish(bench), bench.helpdesk.reads) == (0, None, 1)


def test_the_customer_is_known_again_without_an_address(asks: Any, new_ticket: Any) -> None:
    asks.ring()
    asks.work()
    another(asks, new_ticket, requester=replace(asks.helpdesk.tickets["41"].requester, email=""))
    assert level(asks, "42") is Level.L0


@pytest.mark.parametrize("line", ["mark_requesters: off", ""])
def test_nothing_is_shown_in_shadow_mode_or_against_the_rule(asks: Any, line: str) -> None:
    rules(asks, *([line] if line else []))
    if not line:
        asks.application.accounts.set("acme", mode=Mode.SHADOW.value)
    asks.ring()
    asks.work()
    assert wish(asks) is not None
    assert (asks.helpdesk.marks, record(asks)) == (0, frozenset())


@pytest.mark.parametrize(
    ("error", "is_said"),
    [
        (CredentialsRejected("403"), True),
        (Refused("no tags here"), True),
        (TicketGone("no such customer"), False),
        (RateLimited("slow"), False),
        (OutcomeUnknown("cut off"), False),
    ],
)
def test_a_record_that_cannot_be_written_stops_nothing_and_missing_rights_are_said_once(
    asks: Any, new_ticket: Any, error: HandoffError, is_said: bool
) -> None:
    tried = []

    def refuse(requester: str) -> None:
        tried.append(requester)
        raise error

    asks.helpdesk.before_mark = refuse
    row = asks.ring()
    asks.work()
    assert asks.state(row) == ("done", "level_0_assist")
    assert tried == ["7"]
    account = asks.application.accounts.get("acme")
    assert bool(account.marks_refused_at) is is_said
    another(asks, new_ticket)
    assert level(asks, "42") is Level.L0
    assert len(tried) == (1 if is_said else 2)
    asks.clock.turn(DAY + 1)
    asks.helpdesk.before_mark = lambda _requester: None
    another(asks, new_ticket, "43")
    assert PREFERS_HUMAN in (asks.helpdesk.tickets["43"].requester.tags or ())
    assert asks.application.accounts.get("acme").marks_refused_at == 0.0


@pytest.mark.parametrize("shows_record", [True, False], ids=["with-the-ticket", "asked-for"])
def test_a_person_who_takes_the_tag_off_ends_the_wish(asks: Any, new_ticket: Any, monkeypatch: Any, shows_record: bool) -> None:
    asks.ring()
    asks.work()
    asks.clock.turn(600)
    if shows_record:
        tag(asks)
    else:  # as on Freshdesk
        asks.helpdesk.put(replace(asks.helpdesk.tickets["41"], requester=new_ticket("41").requester))
        monkeypatch.setattr(asks.helpdesk, "is_requester_marked", lambda _requester: False)
    another(asks, new_ticket)
    assert wish(asks) is None
    assert level(asks, "42") > Level.L0
    changes = asks.application.stored_wishes.changes("acme", asks.application.requesters.find("acme", "7"))
    assert [(c.value, c.source) for c in changes] == [("person", Source.CUSTOMER), ("", Source.RECORD)]
    asks.assessor.reading = replace(asks.plain, primary="human_request")
    asks.ring("41", event="changed")
    asks.work()
    assert wish(asks) is None  # the old message does not bring it back


def test_a_record_that_has_to_be_asked_for_is_asked_for_seldom(asks: Any, new_ticket: Any, monkeypatch: Any) -> None:
    asked = []
    monkeypatch.setattr(asks.helpdesk, "is_requester_marked", lambda requester: asked.append(requester) or True)
    asks.ring()
    asks.work()
    for number, seconds in enumerate((0, 600, 0)):
        asks.helpdesk.put(replace(asks.helpdesk.tickets["41"], requester=new_ticket("41").requester))
        asks.clock.turn(seconds)
        another(asks, new_ticket, str(50 + number))
    assert asked == ["7"]
    assert wish(asks) is not None


def test_a_reading_from_before_our_own_mark_ends_nothing(asks: Any, new_ticket: Any) -> None:
    asks.ring()
    asks.work()
    tag(asks)
    account = asks.application.accounts.get("acme")
    asks.application.wishes.hear(
        account, asks.helpdesk.tickets["41"], asks.application.desks.rules_kept(account), asks.helpdesk, asks.clock()
    )
    assert wish(asks) is not None


def test_a_tag_that_a_person_put_on_is_a_wish_for_as_long_as_it_stands(bench: Any, new_ticket: Any) -> None:
    rules(bench, "prefer_human_days: 10")
    tag(bench, PREFERS_HUMAN, "vip")
    bench.ring()
    bench.work()
    assert level(bench, "41") is Level.L0
    bench.clock.turn(30 * DAY)
    bench.application.housekeeping.expire_wishes()
    assert bench.application.inbox.hand_out(10) == ()
    another(bench, new_ticket)
    assert level(bench, "42") is Level.L0
    assert (record(bench), bench.helpdesk.marks) == ({PREFERS_HUMAN, "vip"}, 0)


def test_an_expired_wish_is_over_and_our_tag_goes_with_it(asks: Any, new_ticket: Any) -> None:
    rules(asks, "prefer_human_days: 10")
    tag(asks, "vip")
    asks.ring()
    asks.work()
    assert record(asks) == {PREFERS_HUMAN, "vip"}
    asks.clock.turn(11 * DAY)
    asks.application.housekeeping.expire_wishes()
    asks.application.housekeeping.expire_wishes()
    (row,) = asks.application.inbox.hand_out(10)
    asks.application.pipeline.work(row)
    assert (record(asks), wish(asks)) == ({"vip"}, None)
    another(asks, new_ticket)
    assert level(asks, "42") > Level.L0


def test_a_colleagues_tag_on_a_ticket_is_remembered_and_recorded(bench: Any, new_ticket: Any) -> None:
    bench.helpdesk.put(replace(bench.helpdesk.tickets["41"], tags=frozenset({HUMAN})))
    bench.ring()
    bench.work()
    another(bench, new_ticket)
    assert level(bench, "42") is Level.L0
    changes = bench.application.stored_wishes.changes("acme", bench.application.requesters.find("acme", "7"))
    assert [(c.value, c.source) for c in changes] == [("person", Source.TAG)]


def test_how_to_be_reached_is_remembered_and_goes_to_those_who_call(bench: Any, new_ticket: Any) -> None:
    bench.plain = bench.assessor.reading
    rules(bench, "call_group: Billing")
    bench.assessor.reading = replace(bench.plain, contact_wishes=(ContactWish("call", True, "How do I descale"),))
    bench.ring()
    bench.work()
    assert bench.helpdesk.tickets["41"].group_id == "3"
    another(bench, new_ticket)
    assert bench.helpdesk.tickets["42"].group_id == "3"
    assert any("asked to be called" in note for note in bench.helpdesk.notes("42"))
    bench.plain = replace(bench.plain, contact_wishes=(ContactWish("call", False, "How do I descale"),))
    another(bench, new_ticket, "43")
    assert bench.helpdesk.tickets["43"].group_id == "1"
    key = bench.application.requesters.find("acme", "7")
    assert About.CHANNEL not in bench.application.stored_wishes.in_force("acme", key, EPOCH)
    assert bench.helpdesk.marks == 0  # of this nothing is written on the record


def test_a_later_message_of_the_customer_renews_the_wish(asks: Any) -> None:
    rules(asks, "prefer_human_days: 10")
    asks.ring()
    asks.work()
    asks.clock.turn(9 * DAY)
    asks.helpdesk.say("41", Author.REQUESTER, "I really want to talk to somebody.")
    asks.ring(event="replied", message="2")
    asks.work()
    asks.clock.turn(9 * DAY)
    kept = wish(asks)
    assert kept is not None
    assert kept.until.timestamp() > asks.clock()
