"""Undo: exactly what we wrote goes back, whatever happened in between, and nothing that people changed."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.taxonomy import Urgency
from connector.core.ticket import Author, Priority, Ticket
from connector.core.undo import Image, kept_fields, rebased, restored
from connector.core.update import HUMAN, OUR_TAGS, PEOPLE_FIRST, UNDO, FieldValues
from connector.errors import Conflict, OutcomeUnknown
from connector.port import Write

TAGS = st.frozensets(st.sampled_from([*sorted(OUR_TAGS)[:4], "vip", "by_hand"]))
VALUES = st.builds(
    FieldValues,
    tags=TAGS,
    priority=st.none() | st.sampled_from(Priority),
    group_id=st.none() | st.sampled_from(["1", "2", "3"]),
)


def fields(ticket: Ticket) -> FieldValues:
    """What we may touch."""
    return FieldValues.of(ticket)


@given(VALUES, st.lists(VALUES, max_size=4))
def test_our_own_writes_alone_are_taken_back_completely(start: FieldValues, states: list[FieldValues]) -> None:
    images, now = [], start
    for state in states:
        after = replace(state, tags=(now.tags - OUR_TAGS) | (state.tags & OUR_TAGS))  # we touch our own tags only
        images.append(Image(now, after))
        now = after
    assert restored(images, now) == start
    assert kept_fields(images, now) == ()


@given(VALUES, VALUES, VALUES)
def test_what_people_changed_after_us_stands(before: FieldValues, after: FieldValues, now: FieldValues) -> None:
    image = Image(before, after)
    values = restored([image], now)
    if now.priority != after.priority:
        assert values.priority == now.priority
    if now.group_id != after.group_id:
        assert values.group_id == now.group_id
    assert values.tags - OUR_TAGS == now.tags - OUR_TAGS


@given(VALUES, VALUES)
def test_what_people_set_between_two_of_our_writes_comes_back(people: FieldValues, ours: FieldValues) -> None:
    first = Image(FieldValues(frozenset(), None, None), FieldValues(frozenset(), Priority.LOW, "9"))
    ours = replace(ours, tags=people.tags, priority=ours.priority or Priority.URGENT, group_id=ours.group_id or "8")
    second = Image(people, ours)
    values = restored([first, second], ours)
    assert values.priority == (None if people.priority is Priority.LOW else people.priority)
    assert values.group_id == people.group_id


@given(VALUES, VALUES)
def test_a_second_try_keeps_the_first_before_image_of_what_arrived(before: FieldValues, after: FieldValues) -> None:
    image = Image(before, after)
    assert rebased(image, after) == before
    assert rebased(image, before).priority == before.priority


def test_a_ticket_is_put_back_and_its_note_withdrawn(bench: Any) -> None:
    bench.assessor.reading = replace(bench.assessor.reading, urgency=Urgency.U3)
    before = fields(bench.helpdesk.tickets["41"])
    bench.ring()
    bench.work()
    assert fields(bench.helpdesk.tickets["41"]) != before
    account = bench.application.accounts.get("acme")
    (effects,) = bench.application.undo.find(account).values()
    preview = bench.application.undo.preview(account, effects)
    assert preview.restores["priority"] == "none"
    assert fields(bench.helpdesk.tickets["41"]) != before, "a preview writes nothing"

    done = bench.application.undo.run(account, effects, sleep=bench.clock.turn)
    assert done == preview
    assert fields(bench.helpdesk.tickets["41"]) == before
    notes = bench.helpdesk.notes("41")
    assert "Taken back" in notes[-1]
    if len(notes) == 2:
        assert preview.notes[0] in notes[-1], "the following note names the one it withdraws"
    assert bench.application.undo.find(account) == {}

    row = bench.ring(event="changed")
    bench.work()
    assert bench.state(row)[1] == "undone", "the message is left alone from now on"
    assert fields(bench.helpdesk.tickets["41"]) == before


def test_a_new_message_after_an_undo_is_read_again(bench: Any) -> None:
    bench.ring()
    bench.work()
    account = bench.application.accounts.get("acme")
    (effects,) = bench.application.undo.find(account).values()
    bench.application.undo.run(account, effects, sleep=bench.clock.turn)
    bench.helpdesk.say("41", Author.REQUESTER, "One more thing: how do I clean it?")
    row = bench.ring(event="replied", message="9")
    bench.work()
    assert bench.state(row)[1].startswith("level_")


def test_what_a_person_changed_in_between_stands_and_is_named(bench: Any) -> None:
    bench.assessor.reading = replace(bench.assessor.reading, urgency=Urgency.U2)
    bench.ring()
    bench.work()
    ticket = bench.helpdesk.tickets["41"]
    assert (ticket.priority, ticket.group_id) == (Priority.NORMAL, "1")
    bench.helpdesk.put(replace(ticket, priority=Priority.URGENT, group_id="3", tags=ticket.tags | {"by_hand"}))
    account = bench.application.accounts.get("acme")
    (effects,) = bench.application.undo.find(account, ticket="41").values()
    done = bench.application.undo.run(account, effects, sleep=bench.clock.turn)
    after = bench.helpdesk.tickets["41"]
    assert (after.priority, after.group_id) == (Priority.URGENT, "3")
    assert after.tags == {"vip", "by_hand"}
    assert done.kept == ("priority", "group")
    assert "priority, group" in bench.helpdesk.notes("41")[-1]


def test_the_tag_of_an_agent_takes_back_and_then_leaves_alone(bench: Any) -> None:
    bench.ring()
    bench.work()
    ticket = bench.helpdesk.tickets["41"]
    bench.helpdesk.put(replace(ticket, tags=ticket.tags | {UNDO}))
    row = bench.ring(event="changed")
    bench.work()
    assert bench.state(row)[1] == "undone"
    assert bench.helpdesk.tickets["41"].tags == {"vip", UNDO}
    notes = len(bench.helpdesk.notes("41"))
    bench.helpdesk.say("41", Author.REQUESTER, "And another question.")
    row = bench.ring(event="replied", message="9")
    bench.work()
    assert bench.state(row)[1] == "undo_tag"
    assert len(bench.helpdesk.notes("41")) == notes


@pytest.mark.parametrize("effect_happens", [True, False])
def test_an_undo_whose_answer_was_lost_is_finished_once(bench: Any, effect_happens: bool) -> None:
    bench.ring()
    bench.work()
    before_notes = len(bench.helpdesk.notes("41"))
    account = bench.application.accounts.get("acme")
    (effects,) = bench.application.undo.find(account).values()
    lost = [True]

    def lose(_: Write) -> None:
        if lost:
            lost.pop()
            raise OutcomeUnknown("the connection broke off")

    setattr(bench.helpdesk, "after_send" if effect_happens else "before_send", lose)
    bench.application.undo.run(account, effects, sleep=bench.clock.turn)
    assert bench.helpdesk.tickets["41"].tags == {"vip"}
    assert len(bench.helpdesk.notes("41")) <= before_notes + 1
    assert sum("Taken back" in note for note in bench.helpdesk.notes("41")) == 1


def test_a_change_between_look_and_write_is_looked_at_again(bench: Any) -> None:
    bench.ring()
    bench.work()
    account = bench.application.accounts.get("acme")
    (effects,) = bench.application.undo.find(account).values()
    once = [True]

    def change(_: Write) -> None:
        if once:
            once.pop()
            ticket = bench.helpdesk.tickets["41"]
            bench.helpdesk.put(replace(ticket, priority=Priority.URGENT))
            raise Conflict("changed in between")

    bench.helpdesk.before_send = change
    bench.application.undo.run(account, effects, sleep=bench.clock.turn)
    assert bench.helpdesk.tickets["41"].priority is Priority.URGENT
    assert bench.helpdesk.tickets["41"].tags == {"vip"}


def test_a_conflict_while_writing_moves_the_before_image_along(bench: Any) -> None:
    """A person who was faster than our first write must not lose that on an undo."""
    bench.assessor.reading = replace(bench.assessor.reading, urgency=Urgency.U4)
    once = [True]

    def change(_: Write) -> None:
        if once:
            once.pop()
            ticket = bench.helpdesk.tickets["41"]
            bench.helpdesk.put(replace(ticket, priority=Priority.NORMAL))
            raise Conflict("changed in between")

    bench.helpdesk.before_send = change
    bench.ring()
    bench.work(turns=3, step=1.0)
    assert bench.helpdesk.tickets["41"].priority is Priority.URGENT
    account = bench.application.accounts.get("acme")
    (effects,) = bench.application.undo.find(account).values()
    bench.application.undo.run(account, effects, sleep=bench.clock.turn)
    assert bench.helpdesk.tickets["41"].priority is Priority.NORMAL


def test_only_one_kind_or_only_since_a_moment(bench: Any, new_ticket: Any) -> None:
    bench.helpdesk.put(new_ticket("42"))
    bench.ring("41")
    bench.work()
    bench.clock.turn(3600)
    bench.assessor.reading = replace(bench.assessor.reading, primary="policy_faq")
    bench.ring("42")
    bench.work()
    account, undo = bench.application.accounts.get("acme"), bench.application.undo
    assert set(undo.find(account)) == {"41", "42"}
    assert set(undo.find(account, kind="how_to")) == {"41"}
    assert set(undo.find(account, since=bench.clock() - 60)) == {"42"}
    assert undo.find(account, kind="refund_request") == {}


def test_a_ticket_that_is_gone_is_said_to_be_so(bench: Any) -> None:
    bench.ring()
    bench.work()
    account, undo = bench.application.accounts.get("acme"), bench.application.undo
    (effects,) = undo.find(account).values()
    del bench.helpdesk.tickets["41"]
    assert "no longer lets us" in undo.preview(account, effects).blocked
    assert "no longer lets us" in undo.run(account, effects, sleep=bench.clock.turn).blocked


def test_undo_in_the_pipeline_works_while_the_account_is_paused(bench: Any) -> None:
    from connector.core.ticket import EventKind, TicketEvent

    bench.ring()
    bench.work()
    bench.application.accounts.set("acme", paused=True)
    event = TicketEvent(kind=EventKind.UNDO, ticket_id="41", content="x1", content_is_unique=True)
    row = bench.application.inbox.claim("acme", event, settle=0.0)
    assert row in bench.application.inbox.hand_out(10)
    bench.rows.append(row)
    bench.work()
    assert bench.state(row)[1] == "undone"
    assert bench.helpdesk.tickets["41"].tags == {"vip"}


def test_asking_for_a_person_after_an_undo_still_reaches_one(bench: Any) -> None:
    bench.ring()
    bench.work()
    account, undo = bench.application.accounts.get("acme"), bench.application.undo
    (effects,) = undo.find(account).values()
    undo.run(account, effects, sleep=bench.clock.turn)
    ticket = bench.helpdesk.tickets["41"]
    bench.helpdesk.put(replace(ticket, tags=ticket.tags | {HUMAN}))
    row = bench.ring(event="changed")
    bench.work()
    assert bench.state(row)[1] == "level_0_assist"
    assert PEOPLE_FIRST in bench.helpdesk.tickets["41"].tags
