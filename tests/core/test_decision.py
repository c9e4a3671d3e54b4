"""The promises that decide() keeps, as properties over any ticket, reading, rules and circumstances."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from connector.core.assessment import Assessment
from connector.core.context import Context, PriorNote
from connector.core.decision import OLDEST, Decision, decide, may_draft, reason_to_leave
from connector.core.disclosure import FOOTERS, OUR_TEAM
from connector.core.draft import Draft
from connector.core.note import BlockKind
from connector.core.rules import Rules, parse_rules
from connector.core.taxonomy import KINDS, SENSITIVE_KINDS, Level, Urgency
from connector.core.ticket import Author, Bar, Capability, Priority, Ticket
from connector.core.update import AUDIT, DRAFTED, HUMAN, KIND_TAGS, OUR_TAGS, PEOPLE_FIRST, UNSURE, WRONG
from connector.store.records import RECORD_DAYS
from connector.testing.strategies import EPOCH, GROUPS, assessments, contexts, drafts, rules, tickets


def draft_lines(decision: Decision) -> list[str]:
    """The lines of every draft in the decision's note."""
    note = decision.update.note
    return [line for b in note.blocks if b.kind is BlockKind.DRAFT for line in b.lines] if note else []


@given(tickets(), assessments(sensitive=True), rules(), contexts())
def test_a_sensitive_ticket_goes_to_people_without_a_draft(
    ticket: Ticket, assessment: Assessment, rules: Rules, context: Context
) -> None:
    decision = decide(ticket, assessment, rules, context)
    assert decision.level is Level.L0
    assert not draft_lines(decision)
    assert DRAFTED not in decision.update.add_tags


@given(tickets(), assessments(sensitive=True), rules(), contexts())
def test_nothing_sensitive_becomes_a_tag(ticket: Ticket, assessment: Assessment, rules: Rules, context: Context) -> None:
    decision = decide(ticket, assessment, rules, context)
    assert not decision.update.add_tags & set(KIND_TAGS.values())
    words = {*SENSITIVE_KINDS, *assessment.emotions, *assessment.vulnerability}
    assert not any(word in tag for tag in decision.update.add_tags for word in words)


@given(tickets(), assessments(), rules(), contexts())
def test_every_draft_is_disclosed(ticket: Ticket, assessment: Assessment, rules: Rules, context: Context) -> None:
    lines = draft_lines(decide(ticket, assessment, rules, context))
    if lines:
        footers = {text.format(name=OUR_TEAM[language]) for language, text in FOOTERS.items()}
        assert footers & set(lines)


@given(tickets(), assessments(), rules(), contexts())
def test_deciding_is_pure_and_explains_itself(ticket: Ticket, assessment: Assessment, rules: Rules, context: Context) -> None:
    decision = decide(ticket, assessment, rules, context)
    assert decision == decide(ticket, assessment, rules, context)
    assert decision.reasons
    assert decision.level <= Level.L2


@given(tickets(), assessments(), rules(), contexts())
def test_what_a_person_set_stands(ticket: Ticket, assessment: Assessment, rules: Rules, context: Context) -> None:
    changes = decide(ticket, assessment, rules, context).update.against(ticket)
    if changes.tags is not None:
        assert ticket.tags - OUR_TAGS <= changes.tags
        assert changes.tags - ticket.tags <= OUR_TAGS
    if changes.priority is not None:
        assert changes.priority > (ticket.priority or 0)
    if changes.group_id is not None:
        intake = {GROUPS.get(name.casefold()) for name in rules.intake_groups}
        assert ticket.group_id is None or ticket.group_id in intake


@given(tickets(), assessments(), rules(), contexts())
def test_nothing_is_written_that_the_ticket_does_not_accept(
    ticket: Ticket, assessment: Assessment, rules: Rules, context: Context
) -> None:
    update = decide(ticket, assessment, rules, context).update
    assert update.note is None or Capability.NOTE in ticket.accepts
    assert update.priority is None or Capability.PRIORITY in ticket.accepts
    assert update.group_id is None or Capability.GROUP in ticket.accepts
    assert not update.add_tags or Capability.TAGS in ticket.accepts


@given(tickets(), assessments(sensitive=False), rules(), contexts())
def test_doubt_means_a_person(ticket: Ticket, assessment: Assessment, rules: Rules, context: Context) -> None:
    decision = decide(ticket, replace(assessment, abstained=True), rules, replace(context, drawn_for_audit=False))
    assert decision.level is Level.L0
    if Capability.TAGS in ticket.accepts:
        assert UNSURE in decision.update.add_tags


@given(tickets(), assessments(sensitive=False), rules(), contexts())
def test_no_rule_lifts_a_kind_above_its_own_limit(ticket: Ticket, assessment: Assessment, rules: Rules, context: Context) -> None:
    decision = decide(ticket, assessment, rules, context)
    assert decision.level <= min(KINDS[kind].highest for kind in assessment.kinds)


@given(tickets(), assessments(sensitive=False), rules(), contexts())
def test_a_wish_for_a_person_is_final(ticket: Ticket, assessment: Assessment, rules: Rules, context: Context) -> None:
    assert decide(ticket, assessment, rules, replace(context, prefers_human=True)).level is Level.L0
    tagged = replace(ticket, tags=ticket.tags | {HUMAN})
    asked = decide(tagged, assessment, rules, context)
    assert asked.level is Level.L0
    assert asked.remembers_human_wish


@given(tickets(), assessments(), rules(), contexts())
def test_a_note_is_repeated_only_towards_a_person(ticket: Ticket, assessment: Assessment, rules: Rules, context: Context) -> None:
    """Where notes cannot be edited, a second one in the same episode needs a change towards a person."""
    fixed = replace(ticket, accepts=ticket.accepts - {Capability.EDIT_NOTE})
    prior = PriorNote("WH-PRIOR", Level.L0)
    assert decide(fixed, assessment, rules, replace(context, prior=prior)).update.note is None
    prior = PriorNote("WH-PRIOR", Level.L2)
    decision = decide(fixed, assessment, rules, replace(context, prior=prior, drawn_for_audit=False))
    wrote = decision.update.note is not None
    assert wrote == (decision.level is Level.L0 and Capability.NOTE in fixed.accepts)
    if decision.update.note:
        assert "WH-PRIOR" in decision.update.note.text


@given(tickets(), assessments(), rules(), contexts())
def test_a_ticket_with_people_stays_there_until_a_person_answers(
    ticket: Ticket, assessment: Assessment, rules: Rules, context: Context
) -> None:
    prior = PriorNote("WH-PRIOR", Level.L0, "9")
    assert decide(ticket, assessment, rules, replace(context, prior=prior)).level is Level.L0


@given(tickets(), assessments(sensitive=False), rules(), contexts(), drafts())
def test_an_audited_ticket_gets_safety_and_one_neutral_tag(
    ticket: Ticket, assessment: Assessment, rules: Rules, context: Context, draft: Draft
) -> None:
    drawn = replace(context, drawn_for_audit=True, draft=draft)
    decision = decide(replace(ticket, accepts=frozenset(Capability)), assessment, rules, drawn)
    assert not draft_lines(decision) or not decision.is_blind
    if decision.is_blind:
        assert decision.update.note is None
        assert decision.update.add_tags == {AUDIT}
        assert decision.update.priority is decision.update.group_id is None
    else:  # people and doubts are told at once; nothing of theirs waits for a question
        assert decision == decide(
            replace(ticket, accepts=frozenset(Capability)), assessment, rules, replace(drawn, drawn_for_audit=False)
        )


@given(tickets(), assessments(), rules(), contexts())
def test_a_draft_is_looked_for_only_where_it_may_stand(
    ticket: Ticket, assessment: Assessment, rules: Rules, context: Context
) -> None:
    decision = decide(ticket, assessment, rules, context)
    if decision.level is Level.L2:
        assert may_draft(ticket, assessment, rules, replace(context, drawn_for_audit=False))


@given(tickets(), contexts())
def test_tickets_that_are_not_ours_are_left(ticket: Ticket, context: Context) -> None:
    reason = reason_to_leave(ticket, context)
    if ticket.bars & {Bar.CLOSED, Bar.SPAM, Bar.DELETED, Bar.OUTBOUND, Bar.OTHER_AI, Bar.TEXT_WITHHELD}:
        assert reason
    if ticket.is_answered:
        assert reason


@pytest.mark.parametrize(
    ("urgency", "had", "becomes"),
    [
        (Urgency.U4, None, Priority.URGENT),
        (Urgency.U3, Priority.NORMAL, Priority.HIGH),
        (Urgency.U2, None, Priority.NORMAL),
        (Urgency.U2, Priority.HIGH, None),
        (Urgency.U1, None, None),
        (Urgency.U0, Priority.URGENT, None),
    ],
)
def test_urgency_raises_priority_and_never_lowers_it(
    a_ticket: Ticket, a_reading: Assessment, urgency: Urgency, had: Priority | None, becomes: Priority | None
) -> None:
    ticket = replace(a_ticket, priority=had)
    decision = decide(ticket, replace(a_reading, urgency=urgency), Rules(), Context(now=EPOCH))
    assert decision.update.against(ticket).priority == becomes


def test_being_sensitive_alone_raises_nothing(a_ticket: Ticket, a_reading: Assessment) -> None:
    reading = replace(a_reading, primary="access_need", also=(), urgency=Urgency.U1)
    assert decide(a_ticket, reading, Rules(), Context(now=EPOCH)).update.priority is None


def test_group_is_set_when_empty_or_intake_and_named_otherwise(a_ticket: Ticket, a_reading: Assessment) -> None:
    rules = parse_rules("people_group: Support\nintake_groups: Inbox\nhow_to: group Care").rules
    context = Context(now=EPOCH, groups=GROUPS)
    assert decide(a_ticket, a_reading, rules, context).update.against(a_ticket).group_id == "4"
    inbox = replace(a_ticket, group_id="2")
    assert decide(inbox, a_reading, rules, context).update.against(inbox).group_id == "4"
    billing = replace(a_ticket, group_id="3")
    decision = decide(billing, a_reading, rules, context)
    assert decision.update.against(billing).group_id is None
    assert decision.update.note is not None
    assert "Care" in decision.update.note.text


def test_an_unknown_group_is_told(a_ticket: Ticket, a_reading: Assessment) -> None:
    rules = parse_rules("people_group: Nowhere").rules
    decision = decide(a_ticket, a_reading, rules, Context(now=EPOCH, groups=GROUPS))
    assert decision.update.group_id is None
    assert decision.update.note is not None
    assert "Nowhere" in decision.update.note.text


def test_a_word_of_the_admin_sends_to_people(a_ticket: Ticket, a_reading: Assessment) -> None:
    rules = parse_rules("people_group: Support\nextra_sensitive_words: grandmother").rules
    message = replace(a_ticket.messages[0], text="For my Grandmother, please.")
    decision = decide(replace(a_ticket, messages=(message,)), a_reading, rules, Context(now=EPOCH, groups=GROUPS))
    assert decision.level is Level.L0
    assert PEOPLE_FIRST in decision.update.add_tags


def test_a_colleague_who_says_wrong_ends_the_automation(a_ticket: Ticket, a_reading: Assessment) -> None:
    decision = decide(replace(a_ticket, tags=frozenset({WRONG})), a_reading, Rules(), Context(now=EPOCH))
    assert decision.level is Level.L0
    assert WRONG not in decision.update.remove_tags


def test_a_refused_field_is_named_in_the_note(a_ticket: Ticket, a_reading: Assessment) -> None:
    decision = decide(a_ticket, a_reading, Rules(), Context(now=EPOCH, blocked_field="cf_region"))
    assert decision.update.note is not None
    assert "cf_region" in decision.update.note.text


def test_a_message_of_long_ago_waits_for_nobody(a_ticket: Ticket) -> None:
    written = a_ticket.newest_request
    assert written is not None
    assert reason_to_leave(a_ticket, Context(now=written.created_at + OLDEST)) is None
    assert reason_to_leave(a_ticket, Context(now=written.created_at + OLDEST + timedelta(seconds=1))) == "too_old"


def test_what_is_forgotten_is_too_old_to_be_answered() -> None:
    assert timedelta(days=RECORD_DAYS) > OLDEST


def test_an_answered_ticket_is_left_alone(a_ticket: Ticket) -> None:
    reply = replace(a_ticket.messages[0], id="2", author=Author.AGENT)
    assert reason_to_leave(replace(a_ticket, messages=(*a_ticket.messages, reply)), Context(now=EPOCH)) == "answered_by_person"
