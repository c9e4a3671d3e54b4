"""The story of a ticket over a helpdesk in memory: once, whatever happens on the way."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from connector.core.context import Mode
from connector.core.draft import Source
from connector.core.taxonomy import Urgency
from connector.core.ticket import Author, Bar, Priority, Ticket
from connector.core.update import DRAFTED, PEOPLE_FIRST, SKIP, UNSURE
from connector.errors import CredentialsRejected, OutcomeUnknown, RateLimited, Refused, SignatureInvalid, Transient, Unreachable
from connector.port import Delivery, Write
from connector.reception import UnknownAccount

ANSWER = Source(ref="m1", kind="macro", title="How to descale the machine", body="Fill the tank and press start.", language="en")


def failing(*errors: Exception) -> Callable[[Write], None]:
    """Raise these in turn, then nothing."""
    script = list(errors)

    def act(_write: Write) -> None:
        if script:
            raise script.pop(0)

    return act


def test_a_routine_ticket_gets_tags_group_and_a_disclosed_draft(bench: Any) -> None:
    bench.helpdesk.answers = (ANSWER,)
    row = bench.ring()
    bench.work()
    ticket = bench.helpdesk.tickets["41"]
    assert bench.state(row) == ("done", "level_2_assist")
    assert ticket.tags == {"vip", "ai_kind_how_to", "ai_urgency_u1", DRAFTED}
    assert ticket.group_id == "1"
    assert "drafted with AI" in bench.helpdesk.notes("41")[0]
    assert all(not m.public for m in ticket.messages[1:])


def test_a_sensitive_ticket_goes_to_people(bench: Any) -> None:
    bench.helpdesk.answers = (ANSWER,)
    bench.assessor.reading = replace(bench.assessor.reading, primary="injury_safety", urgency=Urgency.U4)
    bench.ring()
    bench.work()
    ticket = bench.helpdesk.tickets["41"]
    assert ticket.tags == {"vip", PEOPLE_FIRST, "ai_urgency_u4"}
    assert ticket.priority is Priority.URGENT
    assert "drafted with AI" not in bench.helpdesk.notes("41")[0]


def test_the_same_bell_twice_is_one_triage(bench: Any) -> None:
    assert bench.ring() is not None
    assert bench.ring() is None
    bench.work(turns=3)
    assert len(bench.helpdesk.notes("41")) == 1
    assert bench.assessor.asked == 1


def test_our_own_write_rings_and_is_passed_over(bench: Any) -> None:
    bench.ring()
    bench.work()
    own = bench.ring(event="changed")
    bench.work()
    assert bench.state(own) == ("skipped", "answered_for_already")
    assert bench.helpdesk.sends == 1


def test_a_further_customer_message_is_triaged_anew(bench: Any) -> None:
    bench.helpdesk.answers = (ANSWER,)
    bench.ring()
    bench.work()
    bench.helpdesk.say("41", Author.REQUESTER, "I would rather talk to a person.")
    bench.assessor.reading = replace(bench.assessor.reading, primary="human_request")
    second = bench.ring(event="replied", message="3")
    bench.work()
    assert bench.state(second) == ("done", "level_0_assist")
    notes = bench.helpdesk.notes("41")
    tags = bench.helpdesk.tickets["41"].tags
    assert PEOPLE_FIRST in tags
    assert DRAFTED not in tags
    if len(notes) == 2:  # notes stand: a second one, only because the ticket moves towards a person
        assert "replaces note WH-" in notes[1]
    else:
        assert len(notes) == 1
        assert "drafted with AI" not in notes[0]


def test_a_colleague_who_asks_for_a_person_is_heard_after_the_fact(bench: Any) -> None:
    bench.helpdesk.answers = (ANSWER,)
    bench.ring()
    bench.work()
    ticket = bench.helpdesk.tickets["41"]
    bench.helpdesk.put(replace(ticket, tags=ticket.tags | {"ai_human"}))
    row = bench.ring(event="changed")
    bench.work()
    tags = bench.helpdesk.tickets["41"].tags
    assert bench.state(row) == ("done", "level_0_assist")
    assert {PEOPLE_FIRST, "ai_human"} <= tags
    assert DRAFTED not in tags
    assert bench.assessor.asked == 1
    assert "drafted with AI" not in bench.helpdesk.notes("41")[-1]
    again = bench.ring(event="changed")
    bench.work()
    assert again is None or bench.state(again) == ("skipped", "answered_for_already")


def test_a_further_message_without_change_adds_no_second_note(bench: Any) -> None:
    bench.ring()
    bench.work()
    bench.helpdesk.say("41", Author.REQUESTER, "And where is the tank?")
    bench.ring(event="replied", message="3")
    bench.work()
    assert len(bench.helpdesk.notes("41")) == 1


def test_after_a_human_answer_a_new_episode_gets_its_own_note(bench: Any) -> None:
    bench.ring()
    bench.work()
    bench.helpdesk.say("41", Author.AGENT, "Press start.")
    bench.helpdesk.say("41", Author.REQUESTER, "It blinks now.")
    bench.ring(event="replied", message="4")
    bench.work()
    assert len(bench.helpdesk.notes("41")) == 2


def test_an_answered_ticket_is_left(bench: Any) -> None:
    bench.helpdesk.say("41", Author.AGENT, "Press start.")
    row = bench.ring()
    bench.work()
    assert bench.state(row) == ("skipped", "answered_by_person")
    assert bench.helpdesk.sends == 0


def test_shadow_mode_decides_and_writes_nothing(bench: Any) -> None:
    bench.application.accounts.set("acme", mode=Mode.SHADOW.value)
    row = bench.ring()
    bench.work()
    assert bench.state(row) == ("done", "level_1_shadow")
    assert bench.helpdesk.sends == 0
    assert bench.application.triages.counts() == {("shadow", 1): 1}


def test_a_wish_for_a_person_is_remembered_across_tickets(bench: Any, new_ticket: Callable[..., Ticket]) -> None:
    bench.assessor.reading = replace(bench.assessor.reading, primary="human_request")
    bench.ring()
    bench.work()
    bench.assessor.reading = replace(bench.assessor.reading, primary="how_to")
    bench.helpdesk.put(new_ticket("42"))
    bench.ring("42")
    bench.work()
    assert PEOPLE_FIRST in bench.helpdesk.tickets["42"].tags
    bench.clock.turn(91 * 86400)
    bench.helpdesk.put(new_ticket("43"))
    bench.ring("43")
    bench.work()
    assert PEOPLE_FIRST not in bench.helpdesk.tickets["43"].tags


def test_a_failing_model_means_a_person(bench: Any) -> None:
    bench.assessor.fails = True
    bench.ring()
    bench.work()
    assert UNSURE in bench.helpdesk.tickets["41"].tags
    assert "as if no AI were here" in bench.helpdesk.notes("41")[0]


@pytest.mark.parametrize("bar", list(Bar))
def test_tickets_that_are_not_ours_are_left(bench: Any, bar: Bar) -> None:
    bench.helpdesk.put(replace(bench.helpdesk.tickets["41"], bars=frozenset({bar})))
    row = bench.ring()
    bench.work()
    assert bench.state(row) == ("skipped", bar.value)
    assert bench.helpdesk.sends == 0


def test_the_skip_tag_is_obeyed(bench: Any) -> None:
    bench.helpdesk.put(replace(bench.helpdesk.tickets["41"], tags=frozenset({SKIP})))
    row = bench.ring()
    bench.work()
    assert bench.state(row) == ("skipped", "skip_tag")


def test_a_write_that_took_effect_unseen_is_found_and_not_repeated(bench: Any) -> None:
    bench.helpdesk.after_send = failing(OutcomeUnknown("reset"))
    row = bench.ring()
    bench.work(turns=4, step=6.0)
    assert bench.state(row)[0] == "done"
    assert len(bench.helpdesk.notes("41")) == 1
    assert bench.helpdesk.sends == 1


def test_nobody_looks_before_an_unknown_write_has_settled(bench: Any) -> None:
    bench.helpdesk.after_send = failing(OutcomeUnknown("reset"))
    bench.ring()
    bench.work()
    bench.clock.turn(1.0)
    bench.work()
    assert bench.helpdesk.reads == 1


@pytest.mark.parametrize("hook", ["before_send", "after_send"], ids=["lost", "arrived"])
def test_a_write_in_doubt_is_cleared_up_before_the_customers_next_message_is_answered(bench: Any, hook: str) -> None:
    setattr(bench.helpdesk, hook, failing(OutcomeUnknown("timed out")))
    bench.ring()
    bench.work()
    bench.helpdesk.say("41", Author.REQUESTER, "And which descaler do I take?")
    bench.ring(event="replied", message="2")
    bench.work()
    assert bench.helpdesk.sends == 1  # it may still travel
    bench.clock.turn(6.0)
    bench.work(turns=2)
    assert len(bench.helpdesk.notes("41")) == 1


@pytest.mark.parametrize("error", [Unreachable("no route"), Transient("trouble"), OutcomeUnknown("gone before it arrived")])
def test_a_write_that_did_not_arrive_is_sent_again(bench: Any, error: Exception) -> None:
    bench.helpdesk.before_send = failing(error)
    row = bench.ring()
    bench.work(turns=5, step=6.0)
    assert bench.state(row)[0] == "done"
    assert len(bench.helpdesk.notes("41")) == 1
    assert bench.helpdesk.sends == 2


def test_a_conflict_is_decided_again_without_asking_the_model_again(bench: Any) -> None:
    def meddle(_write: Write) -> None:
        bench.helpdesk.before_send = lambda _write: None
        bench.helpdesk.put(replace(bench.helpdesk.tickets["41"], tags=frozenset({"vip", "by_hand"}), priority=Priority.URGENT))

    bench.helpdesk.before_send = meddle
    bench.ring()
    bench.work(turns=3, step=1.0)
    ticket = bench.helpdesk.tickets["41"]
    assert {"vip", "by_hand", "ai_kind_how_to"} <= ticket.tags
    assert ticket.priority is Priority.URGENT
    assert bench.assessor.asked == 1
    assert len(bench.helpdesk.notes("41")) == 1


@pytest.mark.parametrize("error", [RateLimited("slow down", retry_after=30), CredentialsRejected("who are you", retry_after=30)])
def test_the_whole_account_waits_and_no_attempt_is_burnt(bench: Any, new_ticket: Callable[..., Ticket], error: Exception) -> None:
    bench.helpdesk.before_send = failing(error)
    bench.helpdesk.put(new_ticket("42"))
    first, second = bench.ring(), bench.ring("42")
    bench.work()
    assert bench.application.accounts.seconds_blocked("acme") == pytest.approx(30, abs=0.1)
    assert bench.helpdesk.sends == 1
    bench.clock.turn(31)
    bench.work(turns=2, step=1.0)
    assert bench.state(first)[0] == bench.state(second)[0] == "done"


def test_a_refused_field_degrades_to_tags_then_to_the_note_and_is_named(bench: Any) -> None:
    def refuse_group(write: Write) -> None:
        if write.request["changes"].group_id:
            raise Refused("required", field="cf_region")

    bench.helpdesk.before_send = refuse_group
    row = bench.ring()
    bench.work(turns=3)
    ticket = bench.helpdesk.tickets["41"]
    assert bench.state(row)[0] == "done"
    assert ticket.group_id is None
    assert "ai_kind_how_to" in ticket.tags
    assert len(bench.helpdesk.notes("41")) == 1
    assert "cf_region" in bench.helpdesk.notes("41")[0]


def test_a_ticket_that_refuses_everything_is_given_to_people_as_dead(bench: Any) -> None:
    def refuse(_write: Write) -> None:
        raise Refused("no", field="subject")

    bench.helpdesk.before_send = refuse
    row = bench.ring()
    bench.work(turns=6)
    assert bench.state(row) == ("dead", "refused")
    assert bench.helpdesk.sends == 3


def test_what_was_given_up_is_tried_again_when_a_person_says_so(bench: Any) -> None:
    def refuse(_write: Write) -> None:
        raise Refused("no", field="subject")

    bench.helpdesk.before_send = refuse
    row = bench.ring()
    bench.work(turns=6)
    letters = bench.application.dead_letters
    (letter,) = letters.list("acme")
    assert (letter.id, letter.ticket, letter.outcome, letters.list("other")) == (row, "41", "refused", [])
    assert letters.retry(letter)
    assert not letters.retry(letter), "the other one was faster"
    bench.work(turns=6)
    assert bench.state(row) == ("dead", "refused"), "the cause is still there"
    bench.helpdesk.before_send = lambda _write: None
    assert letters.retry(letter)
    bench.work(turns=2)
    assert bench.state(row)[0] == "done"
    assert len(bench.helpdesk.notes("41")) == 1
    assert letters.list() == []


def test_a_retry_writes_nothing_twice(bench: Any) -> None:
    """The note was written and the answer lost; the row died before anybody looked."""

    def lose(_write: Write) -> None:
        raise OutcomeUnknown("no answer")

    bench.helpdesk.after_send = lose
    row = bench.ring()
    bench.work()
    bench.application.inbox.finish(row, outcome="gave_up", state="dead", error="no answer")
    bench.helpdesk.after_send = lambda _write: None
    (letter,) = bench.application.dead_letters.list()
    assert bench.application.dead_letters.retry(letter)
    bench.work(turns=3, step=400.0)
    assert bench.state(row)[0] == "done"
    assert len(bench.helpdesk.notes("41")) == 1


def test_a_retry_looks_for_the_note_that_was_sent_after_a_refusal(bench: Any) -> None:
    """Refused once, then with less in it the note was written and the answer lost; the row died before anybody looked."""
    bench.helpdesk.before_send = failing(Refused("required", field="cf_region"))
    row = bench.ring()
    bench.work()
    bench.helpdesk.after_send = failing(OutcomeUnknown("no answer"))
    bench.work()
    assert len(bench.helpdesk.notes("41")) == 1
    bench.application.inbox.finish(row, outcome="gave_up", state="dead", error="no answer")
    (letter,) = bench.application.dead_letters.list()
    assert bench.application.dead_letters.retry(letter)
    bench.work(turns=3, step=400.0)
    assert bench.state(row)[0] == "done"
    assert len(bench.helpdesk.notes("41")) == 1


def test_a_discarded_event_rests_and_stays_known(bench: Any) -> None:
    row = bench.ring()
    bench.application.inbox.finish(row, outcome="gave_up", state="dead", error="no answer")
    (letter,) = bench.application.dead_letters.list()
    assert bench.application.dead_letters.discard(letter)
    assert not bench.application.dead_letters.discard(letter)
    assert bench.ring() is None
    bench.work()
    assert bench.state(row) == ("skipped", "discarded")
    assert bench.helpdesk.notes("41") == []


def test_a_ticket_that_is_gone_is_skipped(bench: Any) -> None:
    row = bench.ring("4711")
    bench.work()
    assert bench.state(row) == ("skipped", "gone")


def test_an_unexpected_failure_is_tried_again_and_never_lost(bench: Any) -> None:
    bench.helpdesk.before_send = failing(ZeroDivisionError("a bug"))
    row = bench.ring()
    bench.work()
    assert bench.state(row)[0] == "new"
    bench.work(turns=3, step=400.0)
    assert bench.state(row)[0] == "done"


def test_a_row_dies_only_old_and_often_tried(bench: Any) -> None:
    bench.helpdesk.before_send = failing(*[Transient("down")] * 100)
    row = bench.ring()
    bench.work(turns=20, step=400.0)
    assert bench.state(row)[0] == "new"
    bench.clock.turn(86400)
    bench.work(turns=2, step=400.0)
    assert bench.state(row) == ("dead", "gave_up")


@pytest.mark.parametrize("event", ["redacted", "deleted"])
def test_redaction_and_deletion_forget_the_text(bench: Any, event: str) -> None:
    bench.ring()
    bench.work()
    assert texts(bench) > 0
    bench.ring(event=event)
    bench.work()
    assert texts(bench) == 0


def test_forgetting_a_requester_forgets_text_and_wishes(bench: Any) -> None:
    bench.assessor.reading = replace(bench.assessor.reading, primary="human_request")
    bench.ring()
    bench.work()
    assert bench.application.texts.forget_requester("acme", " SAM@example.com ") >= 3
    assert texts(bench) == 0


def test_text_expires(bench: Any) -> None:
    bench.ring()
    bench.work()
    bench.clock.turn(31 * 86400)
    assert bench.application.texts.expire() > 0
    assert texts(bench) == 0


def test_strangers_are_turned_away(bench: Any) -> None:
    delivery = Delivery({"x-secret": "wrong"}, b'{"ticket": "41"}')
    with pytest.raises(SignatureInvalid):
        bench.application.reception.receive("memory", "acme", delivery)
    for integration, account in (("memory", "other"), ("nothing", "acme")):
        with pytest.raises(UnknownAccount):
            bench.application.reception.receive(integration, account, delivery)


def test_the_kill_switch_on_the_platform_is_honoured(bench: Any) -> None:
    bench.helpdesk.rules = {"people_group": "Support", "enabled": "false"}
    row = bench.ring()
    bench.work()
    assert bench.state(row) == ("skipped", "switched_off")


def test_broken_rules_leave_the_last_good_ones_in_force(bench: Any, new_ticket: Callable[..., Ticket]) -> None:
    bench.helpdesk.rules = {"people_group": "Support", "rules": "how_to: group Care"}
    bench.ring()
    bench.work()
    assert bench.helpdesk.tickets["41"].group_id == "4"
    bench.helpdesk.rules = {"people_group": "Support", "rules": "how_to: gruop Billing"}
    bench.clock.turn(61)
    bench.helpdesk.put(new_ticket("42"))
    bench.ring("42")
    bench.work()
    assert bench.helpdesk.tickets["42"].group_id == "4"
    account = bench.application.accounts.get("acme")
    assert "line" in account.rules_error


def texts(bench: Any) -> int:
    """How many pieces of customer text are kept."""
    with bench.application.database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM customer_text").scalar_one())
